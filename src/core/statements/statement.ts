import type { Span } from "../types.ts";

/** Names the rules of this folder. Raise the number with any change of theirs: documents are tagged anew. */
export const EXTRACTOR = "statements 3";

/** By the marks alone: wholly inside quotation marks, partly, or not at all. */
export type StatementKind = "direct" | "mixed" | "reported";

/** One attribution: what was said, by which words it is attributed, and to whom. */
export interface Statement {
  readonly kind: StatementKind;
  /** One span or more, in order. The enclosing quotation marks belong to it. */
  readonly content: readonly Span[];
  /** "said", "has warned that", "according to". */
  readonly cue: readonly Span[];
  /** "Rutte", "the French president", "he"; empty where the text names nobody. */
  readonly source: readonly Span[];
  /** Index, among the statements of the document, of the innermost one whose content holds this one. */
  readonly within: number | null;
}

/** A run of tokens, both ends inclusive. */
export interface TokenSpan {
  readonly first: number;
  readonly last: number;
}

/** Spans of each role, in order. */
export type RoleSpans = Readonly<Record<Role, readonly TokenSpan[]>>;

/** Where the tokens of a text stand, in order: half-open offsets in UTF-16 units. */
export interface TokenOffsets {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** What the encoder makes of a text half-way: what the tagger starts from. */
export interface TokenStates {
  /** The tokens with characters: offsets in the text that was read. */
  readonly offsets: TokenOffsets;
  /** `[1 + tokens + 1, hidden size]`, row-major: a row for the mark at either end too. */
  readonly rows: Float32Array;
}

export interface TaggerInput {
  /** `[1 + tokens + 1, hidden size]`, as in `TokenStates`. */
  readonly rows: Float32Array;
  /** `[tokens, features]`, row-major, each 0 or 1. */
  readonly features: Float32Array;
}

/** The learned part: scores for each token. */
export interface Tagger {
  /** Names weights and parameters: another value, other statements. */
  readonly fingerprint: string;
  readonly parameters: TaggerParameters;
  score(input: TaggerInput): Promise<TokenScores>;
}

/** What the tagger says of each token. */
export interface TokenScores {
  /** `[tokens, labels]`, row-major. */
  readonly emissions: Float32Array;
  /** `[tokens, link roles, link size]`, row-major: vectors that are near for spans that belong together. */
  readonly links: Float32Array;
}

export const roles = ["source", "cue", "content"] as const;
export type Role = (typeof roles)[number];

/** How scores become statements; learned with the tagger. */
export interface TaggerParameters {
  /** BIOES: "O", "B-source", "I-source", "E-source", "S-source", "B-cue", ... */
  readonly labels: readonly string[];
  /** Names of the token features, in the order in which the tagger reads them. */
  readonly features: readonly string[];
  /** `[from label][to label]`; -10000 marks an illegal step. */
  readonly transitions: readonly (readonly number[])[];
  readonly link: LinkParameters;
  readonly rerank: RerankWeights;
}

/** A perceptron with one hidden layer and a linear part, over named features of a way to label a paragraph. */
export interface RerankWeights {
  /** For each feature its weights in the units, then that in the linear part. */
  readonly rows: ReadonlyMap<string, Float64Array>;
  /** `[units]` each. */
  readonly bias: Float64Array;
  readonly out: Float64Array;
}

export interface LinkParameters {
  readonly roles: readonly string[];
  /** Numbers in one link vector. */
  readonly size: number;
  /** Upper bounds of the classes of distance, in tokens. */
  readonly gaps: readonly number[];
  /** A weight for each class of a pair, see `scorePair`. */
  readonly contentCue: readonly number[];
  readonly cueSource: readonly number[];
  /** A source must score more than this, else the cue has none. */
  readonly noSource: number;
}
