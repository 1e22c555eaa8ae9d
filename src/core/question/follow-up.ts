import { excerptsMaxOf } from "../answer.ts";
import { fold } from "../speakers/fold.ts";
import { readPlace } from "../speakers/places.ts";
import type { SpeakerSummary } from "../speaker-summary.ts";
import type { Interpretation, SpeakerName } from "../types.ts";
import {
  askAnew,
  exchanged,
  hasName,
  isPreposition,
  namesIn,
  questionOf,
  thingIn,
} from "./carry.ts";
import { findDates } from "./dates.ts";
import {
  PLAIN_SAYING,
  type Parts,
  asksForMore,
  asksForSource,
  isSpeech,
  readParts,
  standInsOf,
} from "./follow-parts.ts";
import type { KnownNames } from "./known-names.ts";
import { QUESTION_WORDS, type Word } from "./words.ts";

/** What a follow-up is understood by, besides its words. */
export interface FollowUpContext {
  readonly names: KnownNames;
  /** The day of asking, ISO 8601; null where there is no clock. */
  readonly today: string | null;
  /** Reads a question that stands on its own. */
  readonly read: (question: string) => Interpretation;
}

/** A question, what it means on its own, and what was asked before it. */
interface Following extends FollowUpContext {
  readonly question: string;
  readonly own: Interpretation;
  readonly parts: Parts;
  readonly previous: Interpretation;
}

/** A longer question says by itself what it is about. */
const FOLLOW_UP_WORDS_MAX = 16;
const FRAGMENT_WORDS_MAX = 8;

/**
 * What a question means after another: "And Barrot?", "when?", "did he deny it?", "more". What it
 * leaves out, speaker, topic, dates or sources, is taken from the question before, never from an
 * answer. Null where it stands on its own.
 *
 * @param own what it means on its own.
 */
export function followUp(
  question: string,
  own: Interpretation,
  previous: Interpretation,
  context: FollowUpContext,
): Interpretation | null {
  const parts = readParts(question);
  const isOwn = own.kind === "verify" || own.language === "other";
  if (isOwn || parts.words.length > FOLLOW_UP_WORDS_MAX) return null;
  const following: Following = { ...context, question, own, parts, previous };
  return (
    again(following) ??
    ofSameDocument(following) ??
    withStandIns(following) ??
    withoutTopic(following) ??
    fragment(following) ??
    afterJoint(following)
  );
}

/** What is carried over of the question before. */
function carried(previous: Interpretation): Interpretation {
  return { ...previous, skip: 0, misread: null };
}

/** A question made of both, read on its own, within the dates and sources of the one before. */
function reread({ previous, own, read }: Following, question: string): Interpretation {
  const understood = read(question);
  const { from, to, sources } = previous;
  const isDated = understood.from !== null || understood.to !== null;
  const { speaker, namesakes, together } = understood.speaker ? understood : previous;
  const isUnasked = understood.kind === "passages" && understood.namesakes.length === 0;
  return {
    ...understood,
    // Nobody's statements are asked for; whoever was, the next question may ask again.
    ...(isUnasked ? { speaker, namesakes, together } : {}),
    ...(isDated ? {} : { from, to }),
    ...(understood.sources.length > 0 ? {} : { sources }),
    misread: own.misread,
  };
}

/** "More", or "source?": the question before once more. */
function again({ parts, own, previous }: Following): Interpretation | null {
  if (asksForMore(parts)) return more(previous);
  const isShort =
    parts.words.length <= 2 || parts.words.some(({ low }) => /^(?:that|this|it)$/u.test(low));
  if (own.kind === "corpus" && !isShort) return null;
  return asksForSource(parts) ? carried(previous) : null;
}

/** "What is it about?", of a document that was named before. */
function ofSameDocument({ own, previous }: Following): Interpretation | null {
  const { about, sources } = own;
  const isUnnamed = about === "document" && sources.length === 0 && previous.sources.length > 0;
  return isUnnamed ? { ...own, topic: null, sources: previous.sources } : null;
}

/** What comes after what an answer shows. */
function more(previous: Interpretation): Interpretation {
  return { ...previous, skip: previous.skip + excerptsMaxOf(previous.kind) };
}

/** "Did he deny it?": the question with what its pronouns stand for. */
function withStandIns(following: Following): Interpretation | null {
  const { parts, own, previous, question } = following;
  const named = new Set(
    [own.speaker, ...own.namesakes].flatMap((one) => (one ? fold(one.name).split(" ") : [])),
  );
  const found = standInsOf(parts, ({ low }) => named.has(low));
  const kinds = [...found.values()];
  const saysNothing = parts.content.length === 0 && !parts.words.some(isSpeech);
  if (kinds.length === 0 || (saysNothing && !kinds.some((kind) => kind !== "thing"))) return null;
  const person = antecedentIn(following);
  const thing = thingIn(previous);
  const isLacking = kinds.some((kind) => (kind === "thing" ? thing === null : person === ""));
  if (isLacking) return beside(following);
  const link = previous.kind === "passages" ? "that " : "about ";
  const text = parts.words.map(({ gap, text: word, low }, at) => {
    const before = parts.words[at - 1];
    // "What else did she say?" asks for all of it.
    if (low === "else") return "";
    if (/^['’]s$/u.test(word) && found.get(at - 1) === "person") return " is";
    switch (found.get(at)) {
      case "person":
        return gap + person;
      case "owner":
        return `${gap}${person}’s`;
      case "thing":
        return `${gap}${PLAIN_SAYING.has(before?.low ?? "") ? link : ""}${thing ?? ""}`;
      case undefined:
    }
    return gap + word;
  });
  return reread(following, text.join("").trim() + (question.endsWith("?") ? "?" : ""));
}

/** Whom "he" or "they" can mean: who was asked of, or is named in the question before; "" for nobody. */
function antecedentIn({ previous, names }: Following): string {
  const asked = namesIn(previous);
  if (asked !== "") return asked;
  if (previous.unknown?.what === "speaker") return previous.unknown.name;
  const { words } = readParts(previous.text);
  for (let to = words.length; to > 0; to -= 1) {
    for (let from = Math.max(0, to - NAME_WORDS_MAX); from < to; from += 1) {
      const run = words
        .slice(from, to)
        .map(({ text }) => text)
        .join(" ");
      if (!/^\p{Lu}/u.test(run)) continue;
      const [found] = names.speakers(run);
      if (found) return found.name;
    }
  }
  return "";
}

const NAME_WORDS_MAX = 4;

/** Where nothing can be put in: the question beside what was asked before, for whoever reads both. */
function beside(following: Following): Interpretation | null {
  const { question, own, previous } = following;
  const thing = thingIn(previous);
  if (own.kind !== "passages" || thing === null) return null;
  const text = `${question.replace(/[?\s]+$/u, "")}: ${thing}?`;
  return {
    ...reread(following, text),
    kind: "passages",
    topic: text,
    speaker: null,
    namesakes: [],
  };
}

/** "When?", "who says so?", "how many?": another question word to what was asked. */
function withoutTopic(following: Following): Interpretation | null {
  const { parts, own, previous } = following;
  if (parts.content.length > 0 || own.kind === "corpus" || previous.kind === "corpus") return null;
  if (isBounded(own) || parts.words.some(({ low }) => /^(?:you|your|i|me|we)$/u.test(low)))
    return null;
  const lows = parts.body.map(({ low }) => low);
  if (lows.some((low) => /^(?:who|whom|anyone|anybody)$/u.test(low))) return askWho(following);
  const head = headOf(lows);
  return head === null ? null : askedAnew(following, head);
}

/** Whether it names somebody, a source, or a date. */
function isBounded({ speaker, namesakes, sources, unknown, from, to }: Interpretation): boolean {
  const isDated = from !== null || to !== null;
  return (
    speaker !== null || namesakes.length > 0 || sources.length > 0 || unknown !== null || isDated
  );
}

/** "since when", "how many", "what year", "why". */
function headOf(lows: readonly string[]): string | null {
  const at = lows.findIndex((low) => QUESTION_WORDS.has(low));
  const word = lows[at];
  if (word === undefined) return null;
  const before = at > 0 && isPreposition(lows[at - 1] ?? "") ? `${lows[at - 1]} ` : "";
  const next = lows[at + 1] ?? "";
  const isTwo = word === "how" && /^(?:many|much|long|often|far|come|so)$/u.test(next);
  if (word === "what" || word === "which") return null;
  return `${before}${word}${isTwo && next !== "so" ? ` ${next}` : ""}`;
}

function askedAnew(following: Following, head: string): Interpretation {
  const { own, previous } = following;
  const counts = /^how (?:many|much)\b/iu.test(head);
  const text = askAnew(head, previous);
  const anew = reread(following, text);
  // When, where and why are told by whoever tells it, not by the speaker alone.
  if (!counts && anew.kind === "statements") {
    const { from, to, sources, misread, speaker, namesakes, together } = anew;
    const kept = { from, to, sources, misread, speaker, namesakes, together };
    return { ...carried(own), ...kept, kind: "passages", text, topic: text };
  }
  return { ...anew, wants: own.wants ?? anew.wants, unit: own.unit ?? anew.unit };
}

/** "Who says so?", "who is that?": who said what was asked about; of somebody, who that is. */
function askWho(following: Following): Interpretation | null {
  const { parts, own, previous } = following;
  const isElse = parts.body.some(({ low }) => low === "else" || low === "other");
  if (isElse && previous.kind === "who") return more(previous);
  const isIdentity = parts.body.every(({ low }) => /^(?:who|s|is|was|that|this)$/u.test(low));
  if (isIdentity && parts.body.length > 1 && namesIn(previous) !== "")
    return reread(following, `Who is ${namesIn(previous)}?`);
  if (previous.kind === "verify") {
    const nobody = { speaker: null, namesakes: [], together: false };
    return { ...carried(previous), ...nobody, text: questionOf({ ...previous, ...nobody }) };
  }
  const topic = thingIn(previous);
  if (topic === null) return carried(previous);
  const says = isElse || own.kind === "who" || parts.body.some(isSpeech);
  if (previous.kind === "passages" && !says) return askedAnew(following, "who");
  const { from, to, sources, order } = previous;
  const text = questionOf({ ...own, kind: "who", topic });
  return { ...own, kind: "who", wants: null, text, topic, from, to, sources, order };
}

const TOPICAL = new Set(["about", "on", "of", "regarding"]);
const SOURCING = new Set(["in", "from", "by", "per", "according", "to", "at"]);

/** "And Barrot?", "what about China?", "in 2023?", "how many soldiers?": it takes the place of its like. */
function fragment(following: Following): Interpretation | null {
  const { question, parts, own, today, previous, read } = following;
  const { body, opener, content, hasVerb, isAdding } = parts;
  const [first] = body;
  if (!first || hasVerb || body.length > FRAGMENT_WORDS_MAX) return null;
  if (QUESTION_WORDS.has(first.low)) {
    const isWhole =
      content.length > 1 ||
      body.some(isSpeech) ||
      own.kind === "corpus" ||
      previous.kind === "corpus";
    return isWhole ? null : askedAnew(following, phraseOf(body));
  }
  const isName = own.speaker !== null && own.topic === null && question.trimEnd().endsWith("?");
  const isOpened =
    opener !== null || isAdding || isPreposition(first.low) || (isName && namesIn(previous) !== "");
  if (!isOpened) return null;
  const phrase = phraseOf(body);
  const dates = findDates(phrase, today);
  if (dates) {
    const rest = `${phrase.slice(0, dates.start)} ${phrase.slice(dates.end)}`;
    if (readParts(rest).content.length === 0) {
      const text = `${questionOf(previous).replace(/[?\s]+$/u, "")} ${phrase}?`;
      return { ...carried(previous), text, from: dates.from, to: dates.to };
    }
  }
  const preposition = isPreposition(first.low) ? first.low : null;
  const bare = preposition === null ? phrase : phraseOf(body.slice(1));
  if (bare === "") return null;
  const sources = following.names.sources(bare);
  const isSource = sources.length > 0 && preposition !== null && SOURCING.has(preposition);
  if (isSource) return inSources(previous, sources);
  const isOther = preposition !== null && preposition !== "by" && preposition !== "from";
  const meant = isOther ? null : speakersIn(following, bare, read(bare));
  if (meant) return ofSpeakers(following, meant);
  if (sources.length > 0 && !isOther) return inSources(previous, sources);
  const { unknown } = isOther ? own : read(bare);
  if (unknown && opener !== null) return { ...carried(previous), text: phrase, unknown };
  return onTopic(following, preposition !== null && TOPICAL.has(preposition) ? bare : phrase);
}

function phraseOf(words: readonly Word[]): string {
  return words.map(({ gap, text }, at) => (at === 0 ? text : gap + text)).join("");
}

function inSources(previous: Interpretation, sources: readonly string[]): Interpretation {
  return { ...carried(previous), unknown: null, sources };
}

/**
 * Those whom words mean as speakers, or null: several together, a person; a body where a body was
 * asked of, or where it cannot be the topic.
 */
function speakersIn(
  { names, previous, parts }: Following,
  bare: string,
  own: Interpretation,
): readonly SpeakerName[] | null {
  if (own.together && own.topic === null) return own.namesakes;
  const isNobodys =
    previous.kind === "passages" && namesIn(previous) === "" && previous.unknown === null;
  if (isNobodys && hasName(previous.text, likeOf(bare, names))) return null;
  const speaking = names.speakers(bare).filter(({ statementCount }) => statementCount > 0);
  const meant = speaking.filter((one) => isAsked(one, previous, names, parts.opener));
  return meant.length > 0 ? meant.map(({ id, name }) => ({ id, name })) : null;
}

function isAsked(
  { name, type }: SpeakerSummary,
  { kind, speaker, topic }: Interpretation,
  names: KnownNames,
  opener: Parts["opener"],
): boolean {
  if (type === "person") return true;
  const typesOf = (words: string) => names.speakers(words).map((one) => one.type);
  const isLikeAsked = speaker !== null && typesOf(speaker.name).includes(type);
  if (isLikeAsked && kind !== "passages") return true;
  // A country is spoken of more often than it speaks.
  if (readPlace(name) !== null) return false;
  // "And China?" after "on Russia": what is like the topic takes its place.
  if (topic !== null && typesOf(topic).includes(type)) return false;
  return opener !== "about";
}

function ofSpeakers(following: Following, meant: readonly SpeakerName[]): Interpretation {
  const { previous, own } = following;
  const [first = null, ...others] = meant;
  const whom =
    others.length === 0
      ? { speaker: first, namesakes: [], together: false }
      : { speaker: null, namesakes: meant, together: own.together };
  if (previous.unknown?.what === "speaker") {
    const name = namesIn({ ...previous, ...whom });
    return reread(
      following,
      previous.text.replace(previous.unknown.name, () => name),
    );
  }
  if (previous.kind === "passages" && namesIn(previous) !== "") {
    const name = namesIn({ ...previous, ...whom });
    const text = exchanged(previous.text, name, likeOf(name, following.names));
    return { ...carried(previous), ...whom, text, topic: text };
  }
  const isOfNobody =
    previous.kind === "passages" || previous.kind === "who" || previous.kind === "corpus";
  const next: Interpretation = {
    ...carried(previous),
    ...whom,
    ...(isOfNobody
      ? { kind: "statements", topic: thingIn(previous), wants: null, unit: null }
      : {}),
    about: null,
  };
  return { ...next, text: questionOf(next) };
}

/** Whether a name is of one sort with some words: both a person, both a body, both a country. */
function likeOf(words: string, names: KnownNames): (name: string) => boolean {
  const types = new Set(names.speakers(words).map(({ type }) => type));
  const isPlace = readPlace(words) !== null;
  const isKnown = types.size > 0 || isPlace;
  return (name) => {
    const own = names.speakers(name);
    if (isPlace && readPlace(name) !== null) return true;
    if (own.some(({ type }) => types.has(type))) return true;
    // A place that no list knows may be like one, and a name that nobody knows like another.
    const isUnknown = own.length === 0 && readPlace(name) === null;
    return isUnknown && (isPlace || (!isKnown && /^\p{Lu}/u.test(words)));
  };
}

/** Another topic, or for passages another part of the question. */
function onTopic(following: Following, phrase: string): Interpretation | null {
  const { previous } = following;
  const base = carried(previous);
  switch (previous.kind) {
    case "introduction":
      return reread(following, `Who is ${phrase}?`);
    case "verify":
      return null;
    case "passages": {
      const text = exchanged(previous.text, phrase, likeOf(phrase, following.names));
      return previous.topic === null ? { ...base, text } : { ...base, text, topic: text };
    }
    case "statements":
    case "who":
    case "corpus":
  }
  const opening = phrase.split(" ", 1)[0] ?? "";
  const isPart = isPreposition(opening.toLowerCase()) && previous.topic !== null;
  const next = { ...base, topic: isPart ? `${previous.topic ?? ""} ${phrase}` : phrase };
  return { ...next, text: questionOf(next) };
}

/** "And what did Barrot say?": a whole question, but for the topic. */
function afterJoint({ parts, previous, read }: Following): Interpretation | null {
  const { opener, body, hasVerb } = parts;
  if (opener !== "and" || !(hasVerb || body.some(isSpeech))) return null;
  const understood = read(phraseOf(body));
  const isOpen =
    understood.kind === "statements" &&
    understood.topic === null &&
    !body.some(({ low }) => /^(?:else|anything|everything)$/u.test(low));
  if (!isOpen || previous.topic === null || previous.kind === "passages") return understood;
  const next = { ...understood, topic: previous.topic };
  return { ...next, text: questionOf(next) };
}
