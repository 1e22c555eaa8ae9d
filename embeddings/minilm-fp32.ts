/** The halves of a layer in plain ONNX operators on fp32: the reference. */
import {
  addAndNormalise,
  type Build,
  CAST_FLOAT,
  constant,
  HEADS,
  HIDDEN,
  INNER,
  type MatrixSize,
  type Step,
  transpose,
} from "./minilm-parts.ts";

/** Added to the scores of padding, so that softmax gives it nothing. ONNX Runtime's own value. */
const MASKED_SCORE = -10_000;
/** Scaled dot-product attention over 12 heads, written out. */
export function plainAttention(build: Build): Step {
  const { graph } = build;
  const headSplit = graph.constant(
    "head_split",
    [4],
    BigInt64Array.of(0n, 0n, BigInt(HEADS), BigInt(HIDDEN / HEADS)),
  );
  const headMerge = graph.constant("head_merge", [3], BigInt64Array.of(0n, 0n, BigInt(HIDDEN)));
  const scale = graph.constant("scale", [], Float32Array.of(Math.sqrt(HIDDEN / HEADS)));
  const maskAxes = graph.constant("mask_axes", [2], BigInt64Array.of(1n, 2n));
  const one = graph.constant("mask_one", [], Float32Array.of(1));
  const masked = graph.constant("masked_score", [], Float32Array.of(MASKED_SCORE));
  const mask = graph.node(
    "Cast",
    [graph.node("Unsqueeze", ["attention_mask", maskAxes])],
    CAST_FLOAT,
  );
  const maskScores = graph.node("Mul", [graph.node("Sub", [one, mask]), masked]);

  return (hidden, layer) => {
    const name = `encoder.layer.${layer}.attention`;
    const heads = (part: string, perm: readonly number[]) => {
      const flat = plainLinear(build, hidden, `${name}.self.${part}`, {
        rows: HIDDEN,
        columns: HIDDEN,
      });
      return graph.node("Transpose", [graph.node("Reshape", [flat, headSplit])], {
        intLists: { perm },
      });
    };
    const query = heads("query", [0, 2, 1, 3]);
    const key = heads("key", [0, 2, 3, 1]);
    const value = heads("value", [0, 2, 1, 3]);
    const scores = graph.node("Div", [graph.node("MatMul", [query, key]), scale]);
    const weights = graph.node("Softmax", [graph.node("Add", [scores, maskScores])], {
      ints: { axis: -1 },
    });
    const mixed = graph.node("Transpose", [graph.node("MatMul", [weights, value])], {
      intLists: { perm: [0, 2, 1, 3] },
    });
    const merged = graph.node("Reshape", [mixed, headMerge]);
    const out = plainLinear(build, merged, `${name}.output.dense`, {
      rows: HIDDEN,
      columns: HIDDEN,
    });
    return addAndNormalise(build, "Add", [out, hidden], `${name}.output`);
  };
}

/** 384 to 1,536 numbers, GELU by the error function, and back. */
export function plainFeedForward(build: Build): Step {
  const { graph } = build;
  const rootTwo = graph.constant("root_two", [], Float32Array.of(Math.SQRT2));
  const one = graph.constant("gelu_one", [], Float32Array.of(1));
  const half = graph.constant("gelu_half", [], Float32Array.of(0.5));

  return (hidden, layer) => {
    const name = `encoder.layer.${layer}`;
    const inner = plainLinear(build, hidden, `${name}.intermediate.dense`, {
      rows: HIDDEN,
      columns: INNER,
    });
    const erf = graph.node("Erf", [graph.node("Div", [inner, rootTwo])]);
    const gate = graph.node("Mul", [graph.node("Add", [erf, one]), half]);
    const gelu = graph.node("Mul", [inner, gate]);
    const out = plainLinear(build, gelu, `${name}.output.dense`, { rows: INNER, columns: HIDDEN });
    return addAndNormalise(build, "Add", [out, hidden], `${name}.output`);
  };
}

function plainLinear(build: Build, input: string, name: string, size: MatrixSize): string {
  const { graph, tensors } = build;
  const { rows, columns } = size;
  const stored = tensors.floats(`${name}.weight`, [columns, rows]);
  const weight = graph.constant(`${name}.weight`, [rows, columns], transpose(stored, size));
  const product = graph.node("MatMul", [input, weight]);
  return graph.node("Add", [product, constant(build, `${name}.bias`, [columns])]);
}
