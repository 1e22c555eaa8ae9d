"""Write the tagger as an ONNX graph and its other parameters as JSON."""

import base64
import hashlib
import json

import numpy as np
from onnx import TensorProto, helper

from ..minilm import HIDDEN
from ..onnx_graph import Graph, layer_states
from .data import LABELS
from .features import FEATURES
from .links import GAPS, LINK_ROLES
from .model import LINK_SIZE


def tagger_graph(state, mode, peaks=None):
    """hidden_3, attention_mask and features -> emissions and links. peaks: one dict for each layer."""
    graph = Graph(mode, "tagger")
    count = len({name.split(".")[1] for name in state if name.startswith("layers.")})
    mask = graph.node("Cast", ["attention_mask"], to=TensorProto.INT32)
    added = graph.node("MatMul", ["features", graph.constant(state["features.weight"].T)])
    x = graph.node("Add", ["hidden_3", added])
    for layer, ranges in zip(layer_states(state, count), peaks or [{}] * count):
        x = graph.layer(x, mask, layer, ranges)
    emissions = graph.node("MatMul", [x, graph.constant(state["emissions.weight"].T, exact=True)])
    emissions = graph.node("Add", [emissions, graph.constant(state["emissions.bias"], exact=True)])
    links = graph.linear(x, state["links.weight"].T, state["links.bias"])
    graph.nodes += [
        helper.make_node("Identity", [emissions], ["emissions"]),
        helper.make_node("Identity", [links], ["links"]),
    ]
    size = ["batch", "tokens"]
    return graph.model(
        [
            ("hidden_3", TensorProto.FLOAT, size + [HIDDEN]),
            ("attention_mask", TensorProto.INT64, size),
            ("features", TensorProto.FLOAT, size + [len(FEATURES)]),
        ],
        [
            ("emissions", TensorProto.FLOAT, size + [len(LABELS)]),
            ("links", TensorProto.FLOAT, size + [len(LINK_ROLES) * LINK_SIZE]),
        ],
    )


def packed(weights):
    """Weights for `rerank.score` as tagger.json keeps them: those of the hidden units as int8, one scale for each unit."""
    hidden = weights["hidden"]
    scale = np.maximum(np.abs(hidden).max(0), 1e-8) / 127
    integers = np.round(hidden / scale).astype(np.int8)
    return {
        "names": weights["names"],
        "hidden": base64.b64encode(integers.tobytes()).decode(),
        **{
            name: [float(f"{value:.5g}") for value in array]
            for name, array in (("scale", scale), *((n, weights[n]) for n in ("linear", "bias", "out")))
        },
    }


def unpacked(described):
    """The inverse of `packed`, with the index of each name."""
    names, scale = described["names"], np.array(described["scale"])
    integers = np.frombuffer(base64.b64decode(described["hidden"]), np.int8).reshape(len(names), len(scale))
    return {
        "names": names,
        "index": {name: row for row, name in enumerate(names)},
        "hidden": integers * scale,
        **{name: np.array(described[name]) for name in ("linear", "bias", "out")},
    }


def write(state, parameters, folder, mode, peaks=None):
    """Write tagger.onnx and tagger.json into folder; returns the graph's size in bytes.

    state: the model's state dict; parameters: as `decode.decode` takes them; peaks: for int8, the
    largest magnitude of each input channel of each layer's {qkv, up}.
    """
    state = {name: value.float().numpy() for name, value in state.items() if name != "crf.legal"}
    serialised = tagger_graph(state, mode, peaks).SerializeToString()
    (folder / "tagger.onnx").write_bytes(serialised)

    def rounded(array):
        return np.round(np.asarray(array, np.float64), 6).tolist()

    description = {
        "precision": mode,
        "labels": LABELS,
        "features": FEATURES,
        "transitions": rounded(parameters["transitions"]),
        "link": {
            "roles": LINK_ROLES,
            "size": LINK_SIZE,
            "gaps": GAPS,
            "contentCue": rounded(parameters["content_cue"]),
            "cueSource": rounded(parameters["cue_source"]),
            "noSource": round(float(parameters["no_source"]), 6),
        },
        "rerank": packed(parameters["rerank"]),
    }
    both = serialised + json.dumps(description).encode()
    description = {"fingerprint": hashlib.sha256(both).hexdigest()} | description
    (folder / "tagger.json").write_text(json.dumps(description, indent=1) + "\n")
    return len(serialised)
