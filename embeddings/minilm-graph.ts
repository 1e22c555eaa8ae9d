/**
 * all-MiniLM-L6-v2 (a BERT of six layers) as an ONNX graph, from its fp16 weights.
 *
 * Inputs `input_ids`, `attention_mask`, `token_type_ids`, each int64 `[batch, tokens]`.
 * Outputs, fp32 `[batch, tokens, 384]`: `last_hidden_state`, the token vectors, and `hidden_3`, what
 * they are after the third of the six layers, from which the statement tagger goes its own way.
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

/** How many layers embedding and tagging have in common. */
const SHARED_LAYERS = 3;

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
    if (layer + 1 === SHARED_LAYERS)
      build.graph.node("Identity", [hidden], { outputs: ["hidden_3"] });
  }
  build.graph.node("Identity", [hidden], { outputs: ["last_hidden_state"] });

  const dims = ["batch", "tokens"];
  return build.graph.encode(
    ["input_ids", "attention_mask", "token_type_ids"].map((name) => ({ name, dims })),
    ["last_hidden_state", "hidden_3"].map((name) => ({ name, dims: [...dims, HIDDEN] })),
  );
}
