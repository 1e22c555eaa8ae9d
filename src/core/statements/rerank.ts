import { type Add, type Candidate, describeCandidate, type Sink } from "./candidate-features.ts";
import { findPlaces, linkSpans, type Places } from "./linking.ts";
import type { Products } from "./links.ts";
import { bestPaths, chainOf, type ScoredPath } from "./nbest.ts";
import { quotedShare } from "./quoted-share.ts";
import type { TaggedText } from "./tag.ts";
import {
  type RerankWeights,
  type Role,
  roles,
  type RoleSpans,
  type TaggerParameters,
  type TokenSpan,
} from "./statement.ts";

/** How many ways to label a paragraph are compared, and how much less than the best one they may score. */
const WANTED = { count: 12, margin: 3.5 };
const ONE = { count: 1, margin: 0 };
/** Longer paragraphs are no prose: they keep their best labels. In tokens. */
const PARAGRAPH_TOKENS_MAX = 1000;
const NOTHING: RoleSpans = { source: [], cue: [], content: [] };

/** A paragraph with the label sequences that were compared. */
export interface Choice {
  readonly paragraph: TokenSpan;
  /** The candidates' scores, best chain score first; empty where there was no choice. */
  readonly scores: readonly number[];
  /** The spans of the chosen one. */
  readonly spans: RoleSpans;
}

/**
 * Chooses the labels of each paragraph. The chain of labels sees one step at a time; here its best
 * sequences are compared as wholes (Collins and Koo, 2005): where contents start and end, what they
 * do with the quotation marks, how well contents, cues and sources link.
 */
export function chooseSpans(tagged: TaggedText, parameters: TaggerParameters): Choice[] {
  const { labels, transitions } = parameters;
  const places = findPlaces(tagged);
  const chain = chainOf(labels, transitions);
  const quotations = quotationTokens(tagged);
  const shareOf = quotedShare(tagged);
  let before = NOTHING;
  let quotation = 0;
  return paragraphsOf(places).map((paragraph) => {
    const { first, last } = paragraph;
    const { emissions } = tagged.scores;
    const own = emissions.subarray(first * labels.length, (last + 1) * labels.length);
    const isProse = last - first < PARAGRAPH_TOKENS_MAX;
    const keep = spanKeeper(paragraph);
    const found = bestPaths(own, chain, isProse ? WANTED : ONE).map((path) => ({
      path,
      spans: keep(tokenSpans(path.path, labels, first)),
    }));
    const inside: TokenSpan[] = [];
    for (; (quotations[quotation]?.first ?? Infinity) <= last; quotation += 1) {
      const quote = quotations[quotation];
      if (quote && first <= quote.first && quote.last <= last) inside.push(quote);
    }
    const context = { tagged, places, paragraph, quotations: inside, shareOf };
    const scores = found.length > 1 ? scoreAll(found, before, context, parameters) : [];
    const best = scores.reduce(
      (top, score, index) => (score > (scores[top] ?? 0) ? index : top),
      0,
    );
    before = found[best]?.spans ?? NOTHING;
    return { paragraph, scores, spans: before };
  });
}

/** Runs of tokens of one paragraph. */
function paragraphsOf({ paragraph }: Places): TokenSpan[] {
  const found: TokenSpan[] = [];
  let first = 0;
  for (let token = 1; token <= paragraph.length; token += 1) {
    if (paragraph[token] === paragraph[first]) continue;
    found.push({ first, last: token - 1 });
    first = token;
  }
  return found;
}

/** The spans of each role in a sequence of BIOES labels, in order; its first token has number `offset`. */
export function tokenSpans(path: Uint8Array, labels: readonly string[], offset: number): RoleSpans {
  const spans: Record<Role, TokenSpan[]> = { source: [], cue: [], content: [] };
  const outside = labels.indexOf("O");
  let first = 0;
  for (let index = 0; index < path.length; index += 1) {
    const label = path[index] ?? outside;
    if (label === outside) continue;
    const name = labels[label] ?? "";
    const part = name.charAt(0);
    if (part === "B" || part === "S") first = offset + index;
    if (part !== "E" && part !== "S") continue;
    const role = roles.find((candidate) => name.endsWith(candidate));
    if (role) spans[role].push({ first, last: offset + index });
  }
  return spans;
}

/** Double quotations, marks included; those without tokens left out. */
function quotationTokens({ layout, offsets: { starts, ends } }: TaggedText): TokenSpan[] {
  return layout.quotes
    .map(({ start, end }) => ({
      first: countBelow(starts, start),
      last: countBelow(ends, end + 1) - 1,
    }))
    .filter(({ first, last }) => first <= last);
}

/** How many of the ordered numbers are below `bound`, by bisection. */
function countBelow(sorted: Int32Array, bound: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) < bound) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Candidates share most of their spans: the same span becomes the same object, so that what is known of it is kept by it. */
function spanKeeper({ first, last }: TokenSpan): (spans: RoleSpans) => RoleSpans {
  const tokens = last - first + 1;
  const known: Record<Role, Map<number, TokenSpan>> = {
    source: new Map(),
    cue: new Map(),
    content: new Map(),
  };
  const keep = (role: Role) => (span: TokenSpan) => {
    const key = (span.first - first) * tokens + span.last - first;
    const same = known[role].get(key) ?? span;
    known[role].set(key, same);
    return same;
  };
  return ({ source, cue, content }) => ({
    source: source.map(keep("source")),
    cue: cue.map(keep("cue")),
    content: content.map(keep("content")),
  });
}

interface FoundPath {
  readonly path: ScoredPath;
  readonly spans: RoleSpans;
}

type Context = Pick<Candidate, "tagged" | "places" | "paragraph" | "quotations" | "shareOf">;

function scoreAll(
  found: readonly FoundPath[],
  before: RoleSpans,
  context: Context,
  { link, rerank }: TaggerParameters,
): number[] {
  const top = found[0]?.path.score ?? 0;
  const massOf = spanMass(found, top);
  const products: Products = new Map();
  const scorer = createScorer(rerank);
  return found.map(({ path, spans: own }) => {
    const both = {
      source: [...before.source, ...own.source],
      cue: [...before.cue, ...own.cue],
      content: [...before.content, ...own.content],
    };
    const linked = linkSpans(both, context.tagged, context.places, link, products);
    describeCandidate({ ...context, own, both, linked, noSource: link.noSource }, scorer);
    scorer.add("score", path.score - top);
    for (const role of roles) {
      if (own[role].length > 0) scorer.add(`mass of ${role}`, massOf(own[role]));
    }
    return scorer.takeTotal();
  });
}

/** For spans, the sum of the shares of the candidates that have them, each weighted by its probability. */
function spanMass(found: readonly FoundPath[], top: number) {
  const weights = found.map(({ path }) => Math.exp(path.score - top));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const mass = new Map<TokenSpan, number>();
  for (const [index, { spans }] of found.entries()) {
    const share = (weights[index] ?? 0) / sum;
    for (const role of roles) {
      for (const span of spans[role]) mass.set(span, (mass.get(span) ?? 0) + share);
    }
  }
  return (spans: readonly TokenSpan[]) =>
    spans.reduce((total, span) => total + (mass.get(span) ?? 0), 0);
}

interface Scorer extends Sink {
  /** The score of the features so far; then it begins anew. */
  readonly takeTotal: () => number;
}

/** A perceptron with one hidden layer beside a linear part; features without weights count for nothing. */
function createScorer({ rows, bias, out }: RerankWeights): Scorer {
  const units = bias.length;
  // The linear part is kept behind the units.
  let sums = new Float64Array(units + 1);
  const known = new Map<number, Float64Array>();
  const add: Add = (name, value = 1) => {
    const row = rows.get(name);
    if (row) addTo(sums, row, value);
  };
  const addKnown: Sink["addKnown"] = (key, describe) => {
    let part = known.get(key);
    if (!part) {
      const before = sums;
      part = sums = new Float64Array(units + 1);
      describe(add);
      sums = before;
      known.set(key, part);
    }
    addTo(sums, part, 1);
  };
  const takeTotal = () => {
    let total = sums[units] ?? 0;
    for (let unit = 0; unit < units; unit += 1) {
      total += Math.max(0, (bias[unit] ?? 0) + (sums[unit] ?? 0)) * (out[unit] ?? 0);
    }
    sums.fill(0);
    return total;
  };
  return { add, addKnown, takeTotal };
}

function addTo(sums: Float64Array, row: Float64Array, times: number): void {
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + times * (row[at] ?? 0);
}
