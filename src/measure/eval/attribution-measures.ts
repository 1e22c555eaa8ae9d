/**
 * Measures of attribution: exact spans by type, and quotations end to end. Shares are in [0, 1].
 */
import type { Attribution } from "../../core/statements/decode.ts";
import type { Role, StatementKind } from "../../core/statements/statement.ts";
import type { Span } from "../../core/types.ts";

/** What one article should give and what it gave. */
export interface MeasuredArticle {
  readonly gold: readonly Attribution[];
  readonly predicted: readonly Attribution[];
}

export interface Scores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface QuotationScores {
  readonly content: Scores;
  /** Share of the matched contents whose predicted source overlaps the gold one. */
  readonly speakerAccuracy: number;
  /** F1 of content and speaker together. */
  readonly jointF1: number;
}

export interface KindScores {
  readonly kind: StatementKind;
  readonly gold: number;
  /** Gold attributions whose content was found, under whichever kind. */
  readonly found: number;
  /** Of the found ones, those whose source overlaps the gold one. */
  readonly withSpeaker: number;
  /** Of the found ones, those of the same kind. */
  readonly sameKind: number;
}

/** Contents match when they share at least this part of the longer one's characters. */
const OVERLAP_MIN = 0.8;

/** Pooled over all articles; a span counts once for each type, and when both ends are equal. */
export function exactScores(articles: readonly MeasuredArticle[]): Record<Role, Scores> {
  const scoresOf = (role: Role): Scores => {
    let [right, predicted, gold] = [0, 0, 0];
    for (const article of articles) {
      const wanted = spanKeys(article.gold, role);
      const given = spanKeys(article.predicted, role);
      right += [...given].filter((key) => wanted.has(key)).length;
      predicted += given.size;
      gold += wanted.size;
    }
    return scores(right, predicted, gold);
  };
  return { source: scoresOf("source"), cue: scoresOf("cue"), content: scoresOf("content") };
}

/**
 * Direct and mixed attributions: contents found, and their speakers. A prediction that matches a
 * reported gold attribution is neither right nor wrong.
 */
export function quotationScores(articles: readonly MeasuredArticle[]): QuotationScores {
  let [found, withSpeaker, predictedCount, goldCount] = [0, 0, 0, 0];
  for (const { gold, predicted } of articles) {
    const given = predicted.filter(isQuotation);
    const matches = matchContents(given, gold);
    const counted = matches.filter((match) => isQuotation(match.gold));
    found += counted.length;
    withSpeaker += counted.filter(hasSpeaker).length;
    predictedCount += given.length - (matches.length - counted.length);
    goldCount += gold.filter(isQuotation).length;
  }
  return {
    content: scores(found, predictedCount, goldCount),
    speakerAccuracy: found === 0 ? 0 : withSpeaker / found,
    jointF1: scores(withSpeaker, predictedCount, goldCount).f1,
  };
}

/** For each kind of gold attribution, how many were found; predictions of every kind compete. */
export function kindScores(articles: readonly MeasuredArticle[]): KindScores[] {
  const kinds: readonly StatementKind[] = ["direct", "mixed", "reported"];
  const matches = articles.flatMap(({ gold, predicted }) => matchContents(predicted, gold));
  const all = articles.flatMap(({ gold }) => gold.filter(({ content }) => content.length > 0));
  return kinds.map((kind) => {
    const found = matches.filter((match) => match.gold.kind === kind);
    return {
      kind,
      gold: all.filter((attribution) => attribution.kind === kind).length,
      found: found.length,
      withSpeaker: found.filter(hasSpeaker).length,
      sameKind: found.filter(({ predicted }) => predicted.kind === kind).length,
    };
  });
}

interface Match {
  readonly gold: Attribution;
  readonly predicted: Attribution;
}

/** Pairs of contents that overlap enough, one to one, the best first; ties in order of the text. */
export function matchContents<P extends Pick<Attribution, "content">, G extends P>(
  predicted: readonly P[],
  gold: readonly G[],
): { readonly predicted: P; readonly gold: G }[] {
  const pairs = predicted.flatMap((candidate, i) =>
    gold.flatMap((wanted, j) => {
      const share = overlapShare(candidate.content, wanted.content);
      return share >= OVERLAP_MIN ? [{ share, i, j, predicted: candidate, gold: wanted }] : [];
    }),
  );
  pairs.sort((a, b) => b.share - a.share || a.i - b.i || a.j - b.j);
  const [usedPredicted, usedGold] = [new Set<number>(), new Set<number>()];
  return pairs.filter(({ i, j }) => {
    if (usedPredicted.has(i) || usedGold.has(j)) return false;
    usedPredicted.add(i);
    usedGold.add(j);
    return true;
  });
}

/** Characters in both over characters of the longer; 0 when either is empty. */
export function overlapShare(a: readonly Span[], b: readonly Span[]): number {
  const [left, right] = [charactersOf(a), charactersOf(b)];
  const longer = Math.max(left.size, right.size);
  return longer === 0 ? 0 : [...left].filter((position) => right.has(position)).length / longer;
}

function charactersOf(spans: readonly Span[]): Set<number> {
  const characters = new Set<number>();
  for (const { start, end } of spans) {
    for (let position = start; position < end; position += 1) characters.add(position);
  }
  return characters;
}

function hasSpeaker({ gold, predicted }: Match): boolean {
  return gold.source.some((a) => predicted.source.some((b) => a.start < b.end && b.start < a.end));
}

function isQuotation({ kind, content }: Attribution): boolean {
  return kind !== "reported" && content.length > 0;
}

function spanKeys(attributions: readonly Attribution[], role: Role): Set<string> {
  return new Set(
    attributions.flatMap((attribution) =>
      attribution[role].map(({ start, end }) => `${start}-${end}`),
    ),
  );
}

function scores(right: number, predicted: number, gold: number): Scores {
  return {
    precision: predicted === 0 ? 0 : right / predicted,
    recall: gold === 0 ? 0 : right / gold,
    f1: predicted + gold === 0 ? 0 : (2 * right) / (predicted + gold),
  };
}
