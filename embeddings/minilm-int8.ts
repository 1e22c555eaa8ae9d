/** The halves of a layer in ONNX Runtime's fused operators on 8-bit integers. */
import {
  addAndNormalise,
  type Build,
  CAST_INT32,
  constant,
  HEADS,
  HIDDEN,
  INNER,
  type MatrixSize,
  type Step,
  transpose,
} from "./minilm-parts.ts";
import { CONTRIB_DOMAIN } from "./onnx-graph.ts";
import { CALM, type Outliers, outliersByLayer } from "./outlier-channels.ts";

const contrib = { domain: CONTRIB_DOMAIN } as const;
/**
 * Weights are kept to 7 of their 8 bits. On processors without VNNI the product of 8-bit weights
 * and 8-bit activations is summed in 16 bits, which full-range weights overflow.
 * https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html ("saturation")
 */
const WEIGHT_LEVELS = 63;

export function quantizedAttention(build: Build): Step {
  const { graph, tensors } = build;
  const mask = graph.node("Cast", ["attention_mask"], CAST_INT32);

  return (hidden, layer) => {
    const name = `encoder.layer.${layer}.attention`;
    const parts = ["query", "key", "value"].map((part) => `${name}.self.${part}`);
    const stored = concat(parts.map((part) => tensors.floats(`${part}.weight`, [HIDDEN, HIDDEN])));
    const bias = concat(parts.map((part) => tensors.floats(`${part}.bias`, [HIDDEN])));
    const outliers = outliersByLayer[layer]?.attention ?? {};
    const size = { rows: HIDDEN, columns: 3 * HIDDEN };
    const product = quantize(build, hidden, { name: `${name}.self`, stored, size, outliers });
    const activations = ["values", "scale", "zero"].map((part) => `${name}.${part}`);
    graph.node("DynamicQuantizeLinear", [product.input], { outputs: activations });
    const [values = "", scale = "", zero = ""] = activations;
    const biasName = graph.constant(`${name}.self.bias`, [3 * HIDDEN], bias);
    const mixed = graph.node(
      "QAttention",
      [values, product.weight, biasName, scale, product.scale, mask, zero, product.zero],
      { ...contrib, ints: { num_heads: HEADS } },
    );
    const out = quantizedLinear(build, mixed, {
      name: `${name}.output.dense`,
      size: { rows: HIDDEN, columns: HIDDEN },
      outliers: {},
      bias: constant(build, `${name}.output.dense.bias`, [HIDDEN]),
    });
    return addAndNormalise(build, "Sum", [out, hidden], `${name}.output`);
  };
}

export function quantizedFeedForward(build: Build): Step {
  return (hidden, layer) => {
    const name = `encoder.layer.${layer}`;
    const inner = quantizedLinear(build, hidden, {
      name: `${name}.intermediate.dense`,
      size: { rows: HIDDEN, columns: INNER },
      outliers: outliersByLayer[layer]?.inner ?? {},
      bias: "",
    });
    const innerBias = constant(build, `${name}.intermediate.dense.bias`, [INNER]);
    const gelu = build.graph.node("BiasGelu", [inner, innerBias], contrib);
    const out = quantizedLinear(build, gelu, {
      name: `${name}.output.dense`,
      size: { rows: INNER, columns: HIDDEN },
      outliers: outliersByLayer[layer]?.outer ?? {},
      bias: constant(build, `${name}.output.dense.bias`, [HIDDEN]),
    });
    return addAndNormalise(build, "Sum", [out, hidden], `${name}.output`);
  };
}

interface Linear {
  readonly name: string;
  readonly size: MatrixSize;
  readonly outliers: Outliers;
  /** Name of the bias, or "" for none. */
  readonly bias: string;
}

function quantizedLinear(build: Build, input: string, linear: Linear): string {
  const { name, size, outliers, bias } = linear;
  const stored = build.tensors.floats(`${name}.weight`, [size.columns, size.rows]);
  const product = quantize(build, input, { name, stored, size, outliers });
  const inputs = [product.input, product.weight, product.scale, product.zero, bias];
  return build.graph.node("DynamicQuantizeMatMul", inputs, contrib);
}

/**
 * Calms the outliers of `input` and adds the int8 weights that go with it, their scales and their
 * zero points (all 0). Gives the names of the four.
 *
 * @param matrix.stored `[columns, rows]`, as the file has it.
 */
function quantize(
  { graph }: Build,
  input: string,
  matrix: Pick<Linear, "name" | "size" | "outliers"> & { readonly stored: Float32Array },
): { input: string; weight: string; scale: string; zero: string } {
  const { name, size, outliers } = matrix;
  const { rows, columns } = size;
  const weights = transpose(matrix.stored, size);
  const factors = new Float32Array(rows).fill(1);
  for (const [channel, magnitude] of Object.entries(outliers)) {
    const row = Number(channel);
    factors[row] = CALM / magnitude;
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column;
      weights[index] = ((weights[index] ?? 0) * magnitude) / CALM;
    }
  }
  const calm = () => graph.node("Mul", [input, graph.constant(`${name}.calm`, [rows], factors)]);
  const { values, scales } = quantizeColumns(weights, size);
  return {
    input: Object.keys(outliers).length === 0 ? input : calm(),
    weight: graph.constant(`${name}.weight`, [rows, columns], values),
    scale: graph.constant(`${name}.weight_scale`, [columns], scales),
    zero: graph.constant(`${name}.weight_zero`, [columns], new Int8Array(columns)),
  };
}

/** Each column of `[rows, columns]` gets the scale that maps its largest magnitude to WEIGHT_LEVELS. */
function quantizeColumns(matrix: Float32Array, { rows, columns }: MatrixSize) {
  const scales = new Float32Array(columns);
  for (let index = 0; index < matrix.length; index++) {
    const column = index % columns;
    const scale = Math.abs(matrix[index] ?? 0) / WEIGHT_LEVELS;
    if (scale > (scales[column] ?? 0)) scales[column] = scale;
  }
  const values = new Int8Array(rows * columns);
  for (let index = 0; index < matrix.length; index++) {
    // A column of zeros has the scale 0.
    values[index] = Math.round((matrix[index] ?? 0) / (scales[index % columns] || 1));
  }
  return { values, scales };
}

function concat(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}
