/**
 * all-MiniLM-L6-v2 (a BERT of six layers) as an ONNX graph, from its fp16 weights.
 *
 * Inputs `input_ids`, `attention_mask`, `token_type_ids`, each int64 `[batch, tokens]`.
 * Output `last_hidden_state`, fp32 `[batch, tokens, 384]`: the token vectors.
 *
 * There are two graphs. `fp32` is plain ONNX operators, the reference. `int8` is ONNX Runtime's
 * fused operators on 8-bit integers: weights have one scale a column, activations one a run.
 */
import { quantizedAttention, quantizedFeedForward } from "./minilm-int8.ts";
import { plainAttention, plainFeedForward } from "./minilm-fp32.ts";
import { embedTokens, HIDDEN, LAYERS } from "./minilm-parts.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import type { Tensors } from "./safetensors.ts";

export type GraphDtype = "fp32" | "int8";

/**
 * @returns the bytes of the ONNX file.
 * @throws OnRecordError E_ENCODER when a weight is missing, misshapen or not finite.
 */
export function buildMiniLmGraph(tensors: Tensors, dtype: GraphDtype): Uint8Array {
  const build = { graph: new OnnxGraph(), tensors };
  const attend = dtype === "fp32" ? plainAttention(build) : quantizedAttention(build);
  const feedForward = dtype === "fp32" ? plainFeedForward(build) : quantizedFeedForward(build);

  let hidden = embedTokens(build);
  for (let layer = 0; layer < LAYERS; layer++) {
    hidden = feedForward(attend(hidden, layer), layer);
  }
  build.graph.node("Identity", [hidden], { outputs: ["last_hidden_state"] });

  const dims = ["batch", "tokens"];
  return build.graph.encode(
    ["input_ids", "attention_mask", "token_type_ids"].map((name) => ({ name, dims })),
    [{ name: "last_hidden_state", dims: [...dims, HIDDEN] }],
  );
}
