/** What the fp32 and the int8 graph of all-MiniLM-L6-v2 have in common. */
import type { OnnxGraph } from "./onnx-graph.ts";
import type { Tensors } from "./safetensors.ts";

/** From the model's config.json. */
export const HIDDEN = 384;
export const HEADS = 12;
export const INNER = 1536;
export const LAYERS = 6;
const VOCABULARY = 30_522;
const POSITIONS = 512;
const TOKEN_TYPES = 2;
const EPSILON = 1e-12;

const layerNorm = { floats: { epsilon: EPSILON } } as const;
/** The numbers of fp32 and int32 among ONNX's data types, for Cast. */
export const CAST_FLOAT = { ints: { to: 1 } } as const;
export const CAST_INT32 = { ints: { to: 6 } } as const;

/** What every step of the graph works with. */
export interface Build {
  readonly graph: OnnxGraph;
  readonly tensors: Tensors;
}

/** One half of a layer: the name of `[batch, tokens, 384]` in, another out. */
export type Step = (hidden: string, layer: number) => string;

/** A weight matrix `[rows, columns]` as the graph uses it; the file has it transposed. */
export interface MatrixSize {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Word, position and token-type vectors, summed and normalised. The word vectors stay fp16, as
 * they are stored, and only the rows that a text uses are widened: half the bytes to load.
 */
export function embedTokens(build: Build): string {
  const { graph, tensors } = build;
  const wordTable = "embeddings.word_embeddings.weight";
  graph.constant(wordTable, [VOCABULARY, HIDDEN], tensors.halves(wordTable, [VOCABULARY, HIDDEN]));
  const words = graph.node("Cast", [graph.node("Gather", [wordTable, "input_ids"])], CAST_FLOAT);

  const typeTable = constant(build, "embeddings.token_type_embeddings.weight", [
    TOKEN_TYPES,
    HIDDEN,
  ]);
  const types = graph.node("Gather", [typeTable, "token_type_ids"]);

  const positionTable = constant(build, "embeddings.position_embeddings.weight", [
    POSITIONS,
    HIDDEN,
  ]);
  const tokens = graph.node("Slice", [
    graph.node("Shape", ["input_ids"]),
    graph.constant("tokens_axis", [1], BigInt64Array.of(1n)),
    graph.constant("tokens_axis_end", [1], BigInt64Array.of(2n)),
  ]);
  const first = graph.constant("first_position", [1], BigInt64Array.of(0n));
  const positions = graph.node("Slice", [positionTable, first, tokens]);

  const sum = graph.node("Add", [graph.node("Add", [words, types]), positions]);
  return graph.node("LayerNormalization", [sum, ...norm(build, "embeddings")], layerNorm);
}

/**
 * The end of each half of a layer. "Sum" is "Add" under a name that ONNX Runtime does not fuse with
 * what follows: its SkipLayerNormalization takes five times as long as the two operators apart.
 */
export function addAndNormalise(
  build: Build,
  add: "Add" | "Sum",
  terms: readonly [string, string],
  name: string,
): string {
  const sum = build.graph.node(add, terms);
  return build.graph.node("LayerNormalization", [sum, ...norm(build, name)], layerNorm);
}

/** `[columns, rows]` to `[rows, columns]`. */
export function transpose(stored: Float32Array, { rows, columns }: MatrixSize): Float32Array {
  const matrix = new Float32Array(stored.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      matrix[row * columns + column] = stored[column * rows + row] ?? 0;
    }
  }
  return matrix;
}

/** The weight and bias of a layer normalisation. */
function norm(build: Build, name: string): [string, string] {
  return [
    constant(build, `${name}.LayerNorm.weight`, [HIDDEN]),
    constant(build, `${name}.LayerNorm.bias`, [HIDDEN]),
  ];
}

/** A tensor of the file as an fp32 constant under its own name. */
export function constant(
  { graph, tensors }: Build,
  name: string,
  shape: readonly number[],
): string {
  return graph.constant(name, shape, tensors.floats(name, shape));
}
