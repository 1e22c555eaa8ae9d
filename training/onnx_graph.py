"""ONNX graphs of transformer layers, written node by node.

They use the fused transformer operators of ONNX Runtime (domain com.microsoft): Attention and BiasGelu,
or for int8 QAttention and DynamicQuantizeMatMul (weights int8 for each output column, activations
quantised at run time for each tensor, after SmoothQuant: Xiao et al., 2023).
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from .minilm import EPSILON, HEADS

MICROSOFT = "com.microsoft"
SMOOTHING = 0.7  # share of the activations' range that moves into the weights
LOUD = 8  # channels that are multiplied exactly, where few are many times louder than the others


class Graph:
    """Collects nodes and initialisers.

    mode: fp32, fp16 (stored as fp16, computed as fp32) or int8; name: the graph's; levels: the largest int8
    weight. Processors without VNNI sum products of 8 bits in 16, which weights beyond 63 can overflow
    (https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html, "saturation").
    """

    def __init__(self, mode, name, levels=127):
        self.mode, self.name, self.levels = mode, name, levels
        self.nodes, self.initialisers, self.count = [], [], 0

    def node(self, kind, inputs, outputs=1, domain="", **attributes):
        self.count += 1
        names = [f"{kind}_{self.count}_{k}" for k in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def constant(self, array, exact=False):
        """An initialiser; floating-point ones are halved and cast back unless exact or fp32."""
        self.count += 1
        name = f"w{self.count}"
        array = np.ascontiguousarray(array)
        half = self.mode != "fp32" and array.dtype == np.float32 and not exact
        self.initialisers.append(numpy_helper.from_array(array.astype(np.float16) if half else array, name))
        return self.node("Cast", [name], to=TensorProto.FLOAT) if half else name

    def quantised(self, weight):
        """int8 [in, out] with one scale for each column: names of (weight, scale, zero point)."""
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / self.levels
        integers = np.clip(np.round(weight / scale), -self.levels, self.levels).astype(np.int8)
        zero = np.zeros(weight.shape[1], np.int8)
        return self.constant(integers), self.constant(scale.astype(np.float32), exact=True), self.constant(zero)

    def linear(self, x, weight, bias=None):
        """weight [in, out] as NumPy; bias [out] or None."""
        if self.mode == "int8":
            inputs = [x, *self.quantised(weight)] + ([self.constant(bias)] if bias is not None else [])
            return self.node("DynamicQuantizeMatMul", inputs, domain=MICROSOFT)
        y = self.node("MatMul", [x, self.constant(weight)])
        return y if bias is None else self.node("Add", [y, self.constant(bias)])

    def attention(self, x, weight, bias, mask):
        """Self-attention before the output projection; weight [HIDDEN, 3 * HIDDEN]; mask int32."""
        if self.mode != "int8":
            inputs = [x, self.constant(weight), self.constant(bias), mask]
            return self.node("Attention", inputs, domain=MICROSOFT, num_heads=HEADS)
        integers, scale, zero = self.quantised(weight)
        x8, x_scale, x_zero = self.node("DynamicQuantizeLinear", [x], 3)
        inputs = [x8, integers, self.constant(bias), x_scale, scale, mask, x_zero, zero]
        return self.node("QAttention", inputs, domain=MICROSOFT, num_heads=HEADS)

    def norm(self, terms, weight, bias):
        # Sum and LayerNormalization: the fused SkipLayerNormalization takes several times as long in
        # onnxruntime 1.30, and Add instead of Sum would be fused back to it.
        total = self.node("Sum", terms)
        return self.node("LayerNormalization", [total, self.constant(weight), self.constant(bias)], axis=-1, epsilon=EPSILON)

    def smoothed(self, x, weight, peaks):
        """Move part of the activations' range into the weights, channel by channel (SmoothQuant).

        peaks [in]: the largest magnitude of each channel of x seen in training, or None.
        """
        if self.mode != "int8" or peaks is None:
            return x, weight
        scale = np.maximum(peaks, 1e-3) ** SMOOTHING / np.maximum(np.abs(weight).max(1), 1e-3) ** (1 - SMOOTHING)
        scale = scale.astype(np.float32)
        return self.node("Mul", [x, self.constant(1 / scale, exact=True)]), weight * scale[:, None]

    def split(self, x, weight, bias, peaks):
        """The terms of a linear layer: its loudest channels exactly, the rest in int8.

        Of the input of `down` one or two channels are ten times as loud as the others (after GELU they cannot be
        smoothed into the weights before); left in, they cost all others their precision (LLM.int8: Dettmers et al., 2022).
        """
        if self.mode != "int8" or peaks is None:
            return [self.linear(x, weight, bias)]
        loud = np.sort(np.argsort(-peaks)[:LOUD])
        exact = self.node("MatMul", [self.node("Gather", [x, self.constant(loud)], axis=2), self.constant(weight[loud])])
        quiet = np.ones(len(peaks), np.float32)
        quiet[loud] = 0
        rest = self.node("Mul", [x, self.constant(quiet)])
        return [self.linear(rest, weight * quiet[:, None], bias), exact]

    def layer(self, x, mask, state, peaks):
        """One transformer layer; state: name -> NumPy array, as in minilm.Layer; peaks: {qkv, up, down}, each possibly missing."""
        smooth, weight = self.smoothed(x, state["qkv.weight"].T, peaks.get("qkv"))
        mixed = self.attention(smooth, weight, state["qkv.bias"], mask)
        mixed = self.linear(mixed, state["out.weight"].T, state["out.bias"])
        x = self.norm([mixed, x], state["norm1.weight"], state["norm1.bias"])
        smooth, weight = self.smoothed(x, state["up.weight"].T, peaks.get("up"))
        up = self.linear(smooth, weight)
        up = self.node("BiasGelu", [up, self.constant(state["up.bias"])], domain=MICROSOFT)
        down = self.split(up, state["down.weight"].T, state["down.bias"], peaks.get("down"))
        return self.norm([*down, x], state["norm2.weight"], state["norm2.bias"])

    def model(self, inputs, outputs):
        """inputs and outputs: [(name, element type, shape)]; checks and returns the model."""
        graph = helper.make_graph(
            self.nodes,
            self.name,
            [helper.make_tensor_value_info(*i) for i in inputs],
            [helper.make_tensor_value_info(*o) for o in outputs],
            self.initialisers,
        )
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def layer_states(state, count):
    """Split a state dict (name -> NumPy) into one dict for each layer."""
    return [
        {name.split(".", 2)[2]: value for name, value in state.items() if name.startswith(f"layers.{i}.")}
        for i in range(count)
    ]
