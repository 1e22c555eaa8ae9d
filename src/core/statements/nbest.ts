export type Transitions = readonly (readonly number[])[];

/** A sequence of labels, by number, and the sum of its emissions and transitions. */
export interface ScoredPath {
  readonly score: number;
  readonly path: Uint8Array;
}

/** The chain of labels: what may follow on what, and for how much. */
export interface Chain {
  readonly labels: number;
  /** `[from label, to label]`, row-major. */
  readonly scores: Float64Array;
  /** For each label those that may come before it, in order. */
  readonly before: readonly Uint8Array[];
  /** Whether a paragraph may start and end with it. */
  readonly mayStart: readonly boolean[];
  readonly mayEnd: readonly boolean[];
}

/** @param labels BIOES names: a span of a role goes from B to E over I, or is an S. */
export function chainOf(labels: readonly string[], transitions: Transitions): Chain {
  const goesOn = labels.map((label) => /^[BI]-/u.test(label));
  const began = labels.map((label) => /^[IE]-/u.test(label));
  const roleOf = labels.map((label) => label.slice(1));
  const mayFollow = (from: number, to: number) =>
    goesOn[from] === began[to] && (!goesOn[from] || roleOf[from] === roleOf[to]);
  return {
    labels: labels.length,
    scores: Float64Array.from(transitions.flat()),
    before: labels.map((_, to) =>
      Uint8Array.from([...labels.keys()].filter((from) => mayFollow(from, to))),
    ),
    mayStart: began.map((inside) => !inside),
    mayEnd: goesOn.map((open) => !open),
  };
}

/** Which sequences are wanted. */
export interface Wanted {
  /** At most so many. */
  readonly count: number;
  /** Scoring at most so much less than the best one. */
  readonly margin: number;
}

/** Sums of the same numbers in another order differ by less. */
const ROUNDING = 1e-6;

/**
 * The best sequences of labels of one paragraph, best first (list Viterbi; Seshadri and Sundberg,
 * 1994). No span reaches over either end. Of equals, the lower label comes first.
 *
 * How well each label can go on to the end is found first, from the end backwards. A path that
 * cannot come within the margin even so is dropped at once: at most tokens few are left, and the
 * work is nearly that of plain Viterbi.
 *
 * @param emissions `[tokens, labels]`, row-major.
 */
export function bestPaths(emissions: Float32Array, chain: Chain, wanted: Wanted): ScoredPath[] {
  const { labels } = chain;
  const states = labels * wanted.count;
  const tokens = emissions.length / labels;
  const rest = bestRests(emissions, chain);
  const least = bestWhole(emissions, rest, chain) - wanted.margin - ROUNDING;
  const back = new Uint16Array(tokens * states);
  let now: Column = { scores: new Float64Array(states), kept: new Uint8Array(labels) };
  let next: Column = { scores: new Float64Array(states), kept: new Uint8Array(labels) };
  for (let label = 0; label < labels; label += 1) {
    const score = emissions[label] ?? 0;
    now.scores[label * wanted.count] = score;
    now.kept[label] = chain.mayStart[label] === true && score + (rest[label] ?? 0) >= least ? 1 : 0;
  }
  for (let token = 1; token < tokens; token += 1) {
    const from = back.subarray(token * states, (token + 1) * states);
    for (let to = 0; to < labels; to += 1) {
      const at = token * labels + to;
      const own = { emission: emissions[at] ?? 0, least: least - (rest[at] ?? 0) };
      growTo(to, own, { now, next, back: from }, chain, wanted.count);
    }
    [now, next] = [next, now];
  }
  return endsOf(now, chain, wanted).map(({ score, state }) => ({
    score,
    path: trace(state, back, tokens, wanted.count),
  }));
}

/** What the best way from each token and label to the end adds: `[tokens, labels]`, row-major. */
function bestRests(emissions: Float32Array, { labels, scores, before, mayEnd }: Chain) {
  const rest = new Float64Array(emissions.length).fill(-Infinity);
  const tokens = emissions.length / labels;
  for (const [label, may] of mayEnd.entries()) {
    if (may) rest[(tokens - 1) * labels + label] = 0;
  }
  for (let token = tokens - 1; token > 0; token -= 1) {
    const row = token * labels;
    for (let to = 0; to < labels; to += 1) {
      const after = (rest[row + to] ?? 0) + (emissions[row + to] ?? 0);
      const from = before[to] ?? new Uint8Array();
      for (let at = 0; at < from.length; at += 1) {
        const label = from[at] ?? 0;
        const score = after + (scores[label * labels + to] ?? 0);
        if (score > (rest[row - labels + label] ?? 0)) rest[row - labels + label] = score;
      }
    }
  }
  return rest;
}

/** The score of the best sequence. */
function bestWhole(emissions: Float32Array, rest: Float64Array, { mayStart }: Chain): number {
  const scores = mayStart.map((may, label) =>
    may ? (emissions[label] ?? 0) + (rest[label] ?? 0) : -Infinity,
  );
  return Math.max(...scores);
}

/** The best paths to each label at one token. */
interface Column {
  /** `[labels, count]`, each label's in order: a state is label * count + rank. */
  readonly scores: Float64Array;
  /** How many each label has. */
  readonly kept: Uint8Array;
}

/** A step from the paths to one token to those to the next. */
interface Step {
  readonly now: Column;
  /** Written, as is `back`: the state before each state. */
  readonly next: Column;
  readonly back: Uint16Array;
}

/** The best paths to one label, from those to the labels before it. One that scores less than `least` is dropped. */
function growTo(
  to: number,
  { emission, least }: { readonly emission: number; readonly least: number },
  { now, next, back }: Step,
  { labels, scores, before }: Chain,
  count: number,
): void {
  const from = before[to] ?? new Uint8Array();
  const first = to * count;
  let kept = 0;
  for (let at = 0; at < from.length; at += 1) {
    const label = from[at] ?? 0;
    const step = (scores[label * labels + to] ?? 0) + emission;
    const end = label * count + (now.kept[label] ?? 0);
    for (let state = label * count; state < end; state += 1) {
      const score = (now.scores[state] ?? 0) + step;
      if (score < least) break;
      let place = first + kept;
      while (place > first && score > (next.scores[place - 1] ?? 0)) place -= 1;
      if (place === first + count) break;
      kept = Math.min(count, kept + 1);
      for (let lower = first + kept - 1; lower > place; lower -= 1) {
        next.scores[lower] = next.scores[lower - 1] ?? 0;
        back[lower] = back[lower - 1] ?? 0;
      }
      next.scores[place] = score;
      back[place] = state;
    }
  }
  next.kept[to] = kept;
}

function endsOf({ scores, kept }: Column, { mayEnd }: Chain, { count, margin }: Wanted) {
  const ends: { readonly score: number; readonly state: number }[] = [];
  for (const [state, score] of scores.entries()) {
    const label = Math.floor(state / count);
    const isKept = state - label * count < (kept[label] ?? 0);
    if (isKept && mayEnd[label] === true) ends.push({ score, state });
  }
  const best = ends.sort((a, b) => b.score - a.score).slice(0, count);
  const least = (best[0]?.score ?? 0) - margin;
  return best.filter(({ score }) => score >= least);
}

function trace(end: number, back: Uint16Array, tokens: number, count: number): Uint8Array {
  const path = new Uint8Array(tokens);
  const states = back.length / tokens;
  let state = end;
  for (let token = tokens - 1; token >= 0; token -= 1) {
    path[token] = Math.floor(state / count);
    state = back[token * states + state] ?? 0;
  }
  return path;
}
