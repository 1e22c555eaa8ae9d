import { readCast } from "./cast.ts";
import type { Known } from "./noun-phrases.ts";
import { pronounGender, type Past } from "./pronouns.ts";
import { createRecord, type SpeakerRecord } from "./record.ts";
import { readAcronyms } from "./registry.ts";
import { genderOfRole } from "./roles.ts";
import { directContents, lastStarting, quoteAt, type Scene, type Spoken } from "./scenes.ts";
import { isHuman, readSegments } from "./source.ts";
import type { DocumentSpeakers, Mention, ReadDocument, ResolutionWay } from "./speaker.ts";
import { understandSource, type Pointer } from "./understand-source.ts";
import type { Understood, Voice } from "./voice.ts";
import type { Statement } from "../statements/statement.ts";
import type { Span } from "../types.ts";

/**
 * Finds who made each statement of a document: a person, a body or an office that the document
 * names, people whom it keeps unnamed, or nobody where it does not tell. A doubtful name is left
 * out. Time grows linearly with the text and the statements.
 */
export function resolveSources(
  document: ReadDocument,
  statements: readonly Statement[],
): DocumentSpeakers {
  const record = createRecord();
  const sources = statements.flatMap((statement) => statement.source);
  const cast = readCast(document, sources, record);
  const known: Known = { text: document.text, cast, acronyms: readAcronyms(document.text) };
  const turns = statements.map((statement): Turn => ({ statement, understood: null }));
  const quotes = directContents(statements);
  understandSources(known, quotes, record, turns);
  const quoted = turnsByQuote(turns);
  for (const [index, turn] of turns.entries()) {
    const [source] = turn.statement.source;
    const quote = source ? quoteAt(quotes, source.start) : null;
    turn.understood ??= source
      ? understandOwn(document.text, source, turn, quote && quoted.get(quote.start))
      : continueQuote(document.text, turn, { before: turns[index - 1], after: turns[index + 1] });
  }
  return describe(document.id, record, turns);
}

/** A statement, and whom it is found to be of. */
interface Turn {
  readonly statement: Statement;
  understood: Understood | null;
}

/** Understands the sources in the order of the text, so that pronouns can look back. */
function understandSources(
  known: Known,
  quotes: readonly Span[],
  record: SpeakerRecord,
  turns: readonly Turn[],
): void {
  const spoken: Spoken[] = [];
  const spokenIn = new Map<Scene, Spoken[]>();
  const past: Past = { text: known.text, quotes, spoken, spokenIn };
  const place = (source: Span): Pointer => ({ source, scene: sceneAt(known.cast.scenes, source) });
  for (const turn of turns.toSorted((a, b) => sourceStart(a) - sourceStart(b))) {
    const pointers = turn.statement.source.map(place);
    for (const pointer of pointers)
      turn.understood ??= understandSource(known, past, record, pointer);
    for (const { source, scene } of pointers.slice(0, 1)) {
      const words = known.text.slice(source.start, source.end);
      const who = { isSomebody: meansSomebody(known.text, source), gender: genderOfRole(words) };
      const speaking = { ...source, scene, understood: turn.understood, ...who };
      spoken.push(speaking);
      const own = spokenIn.get(scene);
      if (own) own.push(speaking);
      else spokenIn.set(scene, [speaking]);
    }
  }
}

function sourceStart({ statement }: Turn): number {
  return statement.source[0]?.start ?? Number.MAX_SAFE_INTEGER;
}

/** The sentence of a text without sentences. */
const BLANK: Scene = { start: 0, end: 0, paragraph: 0, sightings: [], before: null };

/** The sentence that a span starts in; the first for one before it. */
function sceneAt(scenes: readonly Scene[], { start }: Span): Scene {
  return lastStarting(scenes, start) ?? scenes[0] ?? BLANK;
}

/** Whether a source is one person: "he", "the partner", "a senior official". */
function meansSomebody(text: string, source: Span): boolean {
  const [segment] = readSegments(text, source);
  if (!segment) return false;
  const { noun } = segment;
  const isGroup =
    noun.key.endsWith("s") ||
    /^(?:people|men|women|media|press|public|police|crowd|family|team|some|others|many|one)$/u.test(
      noun.key,
    );
  return pronounGender(noun.key) !== null || (isHuman(noun) && !isGroup);
}

/** The direct statements by where their contents start. */
function turnsByQuote(turns: readonly Turn[]): Map<number, Turn> {
  const direct = turns.filter(({ statement }) => statement.kind === "direct");
  return new Map(
    direct.flatMap((turn) =>
      turn.statement.content.map(({ start }): [number, Turn] => [start, turn]),
    ),
  );
}

/** "I" inside a quotation is who is quoted. */
function understandOwn(
  text: string,
  source: Span,
  turn: Turn,
  outer: Turn | null | undefined,
): Understood | null {
  if (!outer || outer === turn) return null;
  if (!/^(?:I|me|my|My|Me)$/u.test(text.slice(source.start, source.end))) return null;
  return alsoOf(outer, "pronoun");
}

/** A quotation without a source right after another of its paragraph has the same speaker. */
function continueQuote(
  text: string,
  { statement }: Turn,
  { before, after }: { readonly before: Turn | undefined; readonly after: Turn | undefined },
): Understood | null {
  const [first] = statement.content;
  const [last] = statement.content.slice(-1);
  if (statement.kind !== "direct" || !first || !last) return null;
  const gap = (from: number, to: number): boolean => {
    const between = text.slice(from, to);
    return between.length < 20 && /^[^\p{L}\p{N}\n]*$/u.test(between);
  };
  const isAfter = before && gap(hull(before.statement).end, first.start);
  const isBefore = after && gap(last.end, hull(after.statement).start);
  return (isAfter ? continued(before) : null) ?? (isBefore ? continued(after) : null);
}

function continued(turn: Turn): Understood | null {
  return turn.statement.kind === "direct" ? alsoOf(turn, "continuation") : null;
}

/** From the first of a statement's spans to the last. */
function hull({ content, cue, source }: Statement): Span {
  const spans = [...content, ...cue, ...source];
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}

/** The one speaker of another statement, as this one's. */
function alsoOf({ understood }: Turn, way: ResolutionWay): Understood | null {
  return understood?.voices.length === 1 ? { voices: understood.voices, way } : null;
}

const suffixes = new Map([
  ["jr", ["Jr."]],
  ["sr", ["Sr."]],
  ["ii", ["II"]],
  ["iii", ["III"]],
  ["iv", ["IV"]],
]);

/** Numbers the persons and the other speakers of a document in one list. */
function describe(
  documentId: string,
  { people, entries }: SpeakerRecord,
  turns: readonly Turn[],
): DocumentSpeakers {
  const voices: readonly Voice[] = [...people.list, ...entries.list];
  const numbers = new Map(voices.map((voice, number) => [voice, number]));
  return {
    documentId,
    mentions: voices.map(toMention),
    statements: turns.map(({ understood }) => ({
      speakers: understood?.voices.flatMap((voice) => numbers.get(voice) ?? []) ?? [],
      way: understood?.way ?? null,
    })),
  };
}

function toMention(voice: Voice): Mention {
  if (voice.kind === "entry") {
    const { type, name, evidence } = voice;
    return { type, name, evidence: [...evidence.values()], roles: [] };
  }
  const { name, spans, roles } = voice;
  return {
    type: "person",
    name: [...name.words, ...(suffixes.get(name.suffix) ?? [])].join(" "),
    evidence: spans.toSorted((a, b) => a.start - b.start),
    roles: roles.map(({ span }) => span).toSorted((a, b) => a.start - b.start),
  };
}
