import { z } from "zod";
import { fold } from "../../core/speakers/fold.ts";
import type { Span } from "../../core/types.ts";

const span = z.object({ start: z.int(), end: z.int(), text: z.string() });

const statement = z.object({
  kind: z.enum(["direct", "mixed", "reported"]),
  content: z.array(span),
  cue: z.array(span),
  source: z.array(span),
  speaker: z.string().nullable(),
  /** All who spoke jointly; `speaker` is then null. */
  speakers: z.array(z.string()).optional(),
  within: z.int().nullable(),
  /** A doubtful case: neither way counts. */
  optional: z.boolean().optional(),
});

/** The gold file of statements, as `test/gold/README.md` describes it. */
export const goldFileSchema = z.object({
  speakers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.enum(["person", "office", "body", "anonymous"]),
      aliases: z.array(z.string()),
    }),
  ),
  documents: z.array(
    z.object({ id: z.string(), sha256: z.string(), statements: z.array(statement) }),
  ),
});

export type GoldFile = z.infer<typeof goldFileSchema>;
type GoldStatement = z.infer<typeof statement>;

/** A statement as found, with the names of who made it: none for an unknown speaker. */
export interface PredictedStatement {
  readonly content: readonly Span[];
  readonly source: readonly Span[];
  readonly speakers: readonly string[];
}

export interface Tally {
  readonly gold: number;
  /** Found, with the right speaker. */
  readonly right: number;
  /** Found, and said to be of nobody known where the gold file knows. */
  readonly unnamed: number;
  readonly wrong: number;
  readonly missed: number;
}

/** One statement of the gold file that was not found with its speaker. */
export interface Fault {
  readonly documentId: string;
  readonly kind: GoldStatement["kind"];
  readonly fault: "unnamed" | "wrong" | "missed";
  readonly source: string;
  readonly content: string;
  readonly expected: readonly string[];
  readonly named: readonly string[];
}

export interface SpeakerReport {
  readonly byKind: Readonly<Record<GoldStatement["kind"], Tally>>;
  /** Doubtful statements given to a wrong speaker are among them, and are in no tally. */
  readonly faults: readonly Fault[];
}

/** The least share of the longer content's characters that both contents have. */
const OVERLAP_MIN = 0.8;

/**
 * Compares found statements with the gold file, document by document. A statement counts as found
 * when four fifths of the longer content are common; each is matched once, best overlap first.
 */
export function scoreSpeakers(
  gold: GoldFile,
  predicted: ReadonlyMap<string, readonly PredictedStatement[]>,
): SpeakerReport {
  const faults: Fault[] = [];
  const tallies = { direct: emptyTally(), mixed: emptyTally(), reported: emptyTally() };
  for (const document of gold.documents) {
    const found = matchStatements(document.statements, predicted.get(document.id) ?? []);
    for (const [index, expected] of document.statements.entries()) {
      const match = found.get(index);
      const outcome = match === undefined ? "missed" : judge(gold, expected, match.speakers);
      if (expected.optional !== true) {
        tallies[expected.kind].gold += 1;
        tallies[expected.kind][outcome] += 1;
      }
      if (outcome === "right" || (expected.optional === true && outcome !== "wrong")) continue;
      faults.push({
        documentId: document.id,
        kind: expected.kind,
        fault: outcome,
        source: textOf(expected.source),
        content: textOf(expected.content),
        expected: expected.speakers ?? (expected.speaker === null ? [] : [expected.speaker]),
        named: match?.speakers ?? [],
      });
    }
  }
  return { byKind: tallies, faults };
}

function emptyTally(): { -readonly [key in keyof Tally]: number } {
  return { gold: 0, right: 0, unnamed: 0, wrong: 0, missed: 0 };
}

function textOf(spans: readonly { readonly text: string }[]): string {
  return spans.map((part) => part.text).join(" […] ");
}

/** Which prediction is which gold statement, by index of the gold one. */
function matchStatements(
  gold: readonly GoldStatement[],
  predicted: readonly PredictedStatement[],
): Map<number, PredictedStatement> {
  const pairs = gold.flatMap((expected, at) =>
    predicted.flatMap((candidate) => {
      const share = overlap(expected.content, candidate.content);
      const tie = overlap(expected.source, candidate.source);
      return share >= OVERLAP_MIN ? [{ at, candidate, rank: share + tie / 10 }] : [];
    }),
  );
  const matches = new Map<number, PredictedStatement>();
  const used = new Set<PredictedStatement>();
  for (const { at, candidate } of pairs.toSorted((a, b) => b.rank - a.rank)) {
    if (matches.has(at) || used.has(candidate)) continue;
    matches.set(at, candidate);
    used.add(candidate);
  }
  return matches;
}

/** Common characters over those of the longer side, in [0, 1]. */
function overlap(left: readonly Span[], right: readonly Span[]): number {
  const common = left
    .flatMap((a) => right.map((b) => Math.min(a.end, b.end) - Math.max(a.start, b.start)))
    .reduce((sum, shared) => sum + Math.max(0, shared), 0);
  return common / Math.max(1, length(left), length(right));
}

function length(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Whether the names are right for a gold statement; see the rules in the gold file's README. */
function judge(
  gold: GoldFile,
  expected: GoldStatement,
  named: readonly string[],
): "right" | "unnamed" | "wrong" {
  const ids = expected.speakers ?? (expected.speaker === null ? [] : [expected.speaker]);
  const speakers = gold.speakers.filter(({ id }) => ids.includes(id));
  const isOpen = speakers.every(({ type }) => type === "anonymous");
  if (named.length === 0) return isOpen ? "right" : "unnamed";
  const isOwnWords = named.length === 1 && key(named[0] ?? "") === key(textOf(expected.source));
  if (isOwnWords && (isOpen || ids.length > 1)) return "right";
  const isKnown = (name: string): boolean =>
    speakers.some((speaker) =>
      [speaker.name, ...speaker.aliases].some((alias) => key(alias) === key(name)),
    );
  return named.every(isKnown) ? "right" : "wrong";
}

function key(name: string): string {
  return fold(name).replace(/^(?:the|an?) /u, "");
}
