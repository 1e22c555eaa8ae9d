import { FEATURES } from "../../../src/core/statements/features.ts";
import type {
  RerankWeights,
  Tagger,
  TaggerParameters,
  TokenStates,
} from "../../../src/core/statements/statement.ts";

export const LABELS = [
  "O",
  ...["source", "cue", "content"].flatMap((role) =>
    ["B", "I", "E", "S"].map((part) => `${part}-${role}`),
  ),
];

const SIZE = 2;
const GAPS = [0, 1, 3, 7, 15, 31, 63];

/** Spans belong together by nearness alone. */
const byNearness = Array.from({ length: 2 * (GAPS.length + 1) + 13 }, (_, index) =>
  index < 2 * (GAPS.length + 1) ? -(index % (GAPS.length + 1)) : 0,
);

function isLegal(from: string, to: string): boolean {
  const goesOn = "IE".includes(to.charAt(0));
  return "BI".includes(from.charAt(0)) ? goesOn && from.slice(2) === to.slice(2) : !goesOn;
}

/** Candidates are as good as their labels. */
function noWeights(): RerankWeights {
  const none = new Float64Array();
  return { rows: new Map(), bias: none, out: none };
}

/** Decoding that prefers nothing but legal sequences and near spans. */
export const parameters: TaggerParameters = {
  labels: LABELS,
  features: FEATURES,
  transitions: LABELS.map((from) => LABELS.map((to) => (isLegal(from, to) ? 0 : -10_000))),
  link: {
    roles: ["content", "cue_of_content", "cue_of_source", "source"],
    size: SIZE,
    gaps: GAPS,
    contentCue: byNearness,
    cueSource: byNearness,
    noSource: -100,
  },
  rerank: noWeights(),
};

/** A tagger that tags at random, the same for the same seed. */
export function randomTagger(seed: number): Tagger {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    fingerprint: "random",
    parameters,
    score: async ({ features }) => {
      const tokens = features.length / FEATURES.length;
      return {
        emissions: Float32Array.from({ length: tokens * LABELS.length }, random),
        links: Float32Array.from({ length: tokens * 4 * SIZE }, random),
      };
    },
  };
}

/** States without content: each word and each mark of a text is a token. */
export function wordStates(text: string): TokenStates {
  const tokens = [...text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}\p{Mn}\u200D]/gu)];
  return {
    offsets: {
      starts: Int32Array.from(tokens, ({ index }) => index),
      ends: Int32Array.from(tokens, (match) => match.index + match[0].length),
    },
    rows: new Float32Array(tokens.length + 2),
  };
}
