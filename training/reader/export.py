"""Writes the reader for the runtime: an ONNX graph without the word embeddings, and what goes with it.

The graph takes word embeddings instead of ids, since the encoder's file has the table already. int8
weights are kept to 7 bits (see `onnx_graph.Graph`), the activations' outliers moved into them
(SmoothQuant: Xiao et al., 2023) or multiplied exactly.
"""

import hashlib
import json
import random

import numpy as np
import onnxruntime
import torch
from onnx import TensorProto, helper

from ..minilm import CLS, EPSILON, HIDDEN, SEP, load_tokenizer
from ..onnx_graph import Graph, layer_states
from .examples import Examples, paired
from .model import NOWHERE, collate
from .reading import ANSWER_PIECES
from .train import data_of

LEVELS = 63
UNCALIBRATED = {"answer": 0, "sentence": 0, "slope": 1, "offset": 0}  # until `npm run eval -- reading --calibrate` has chosen
CALIBRATION, COMPARED = 128, 128  # pairs


def reader_graph(state, mode, peaks=None):
    """words, token_type_ids and attention_mask -> answers and ends. state: name -> NumPy; peaks: one dict for each layer."""
    graph = Graph(mode, "reader", LEVELS)
    count = len({name.split(".")[1] for name in state if name.startswith("layers.")})
    mask = graph.node("Cast", ["attention_mask"], to=TensorProto.INT32)
    types = graph.node("Gather", [graph.constant(state["types"], exact=True), "token_type_ids"], axis=0)
    length = graph.node("Gather", [graph.node("Shape", ["words"]), graph.constant(np.array([1]))], axis=0)
    zero, first_axis = graph.constant(np.array([0])), graph.constant(np.array([0]))
    positions = graph.node("Slice", [graph.constant(state["positions"]), zero, length, first_axis])
    x = graph.node("Add", [graph.node("Add", ["words", types]), positions])
    x = graph.node(
        "LayerNormalization", [x, graph.constant(state["norm.weight"]), graph.constant(state["norm.bias"])], axis=-1, epsilon=EPSILON
    )
    for layer, ranges in zip(layer_states(state, count), peaks or [{}] * count):
        x = graph.layer(x, mask, layer, ranges)

    def head(value, name):
        product = graph.node("MatMul", [value, graph.constant(state[f"{name}.weight"].T, exact=True)])
        return graph.node("Add", [product, graph.constant(state[f"{name}.bias"], exact=True)])

    first = graph.node("Gather", [x, graph.constant(np.array([0]))], axis=1)
    first = graph.node("Squeeze", [first, graph.constant(np.array([1]))])
    dense = graph.node("Add", [graph.node("MatMul", [first, graph.constant(state["dense.weight"].T)]), graph.constant(state["dense.bias"])])
    half = graph.constant(np.array([0.5], np.float32), exact=True)
    root = graph.constant(np.array([2**-0.5], np.float32), exact=True)
    bell = graph.node("Add", [graph.node("Erf", [graph.node("Mul", [dense, root])]), graph.constant(np.array([1], np.float32), exact=True)])
    answers = head(graph.node("Mul", [graph.node("Mul", [dense, half]), bell]), "answers")
    graph.nodes += [
        helper.make_node("Identity", [answers], ["answers"]),
        helper.make_node("Identity", [head(x, "ends")], ["ends"]),
    ]
    size = ["batch", "tokens"]
    return graph.model(
        [
            ("words", TensorProto.FLOAT, size + [HIDDEN]),
            ("token_type_ids", TensorProto.INT64, size),
            ("attention_mask", TensorProto.INT64, size),
        ],
        [("answers", TensorProto.FLOAT, ["batch", 1]), ("ends", TensorProto.FLOAT, size + [2])],
    )


def onnx_runner(path, words, threads):
    """Runs pairs as `Reader` does. words: the table of word embeddings, NumPy."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(pairs):
        ids, types, mask = (one.numpy() for one in collate(pairs))
        answers, ends = session.run(["answers", "ends"], {"words": words[ids], "token_type_ids": types, "attention_mask": mask.astype(np.int64)})
        inside = (types == 1) & mask
        inside &= np.pad(inside[:, 1:], ((0, 0), (0, 1)))
        return answers[:, 0], np.where(inside[:, :, None], ends, NOWHERE)

    return run


def input_peaks(model, pairs):
    """Largest magnitude of each input channel of each layer's qkv, up and down: [{qkv: [HIDDEN], up: [HIDDEN], down: [INNER]}]."""
    ids, types, mask = collate(pairs)
    peaks, hooks = [{} for _ in model.layers], []
    for found, layer in zip(peaks, model.layers):
        for name in ("qkv", "up", "down"):

            def record(module, inputs, found=found, name=name):
                found[name] = inputs[0][mask].abs().amax(0).numpy()

            hooks.append(getattr(layer, name).register_forward_pre_hook(record))
    with torch.no_grad():
        model(ids, types, mask)
    for hook in hooks:
        hook.remove()
    return peaks


def write(model, figures, work):
    """export/reader.onnx and reader.json, and in it how far the graph is from the model on pairs of the validation part."""
    settings, folder = work.settings, work.folder / "export"
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(settings.inputs.tokenizer)
    examples = Examples(*data_of(settings, "validation"), settings)
    places = random.Random(7).sample(range(len(examples.order(0))), CALIBRATION + COMPARED)
    pairs = [paired(examples.example(0, place), tokenizer, settings) for place in places]
    state = {name: value.float().numpy() for name, value in model.state_dict().items()}
    peaks = input_peaks(model, pairs[:CALIBRATION])
    words = model.words.numpy()
    differences = {}
    for mode in ("fp32", "int8"):
        serialised = reader_graph(state, mode, peaks).SerializeToString()
        path = folder / ("reader.onnx" if mode == "int8" else "reader.fp32.onnx")
        path.write_bytes(serialised)
        differences[mode] = compared(model, onnx_runner(path, words, 1), pairs[CALIBRATION:])
        work.say(f"exported as {mode}, {len(serialised) / 1e6:.1f} MB: {json.dumps(differences[mode])}")
    described = {
        "fingerprint": hashlib.sha256(serialised).hexdigest(), "bytes": len(serialised), "checkpoint": figures,
        "inputs": {
            "words": "float32 [batch, tokens, 384]: the encoder's word embeddings of [CLS] question [SEP] passage [SEP], padding anything",
            "token_type_ids": "int64 [batch, tokens]: 1 from the passage's first piece to the last [SEP], else 0",
            "attention_mask": "int64 [batch, tokens]: 1, and 0 for padding",
        },
        "outputs": {
            "answers": "float32 [batch, 1]: logit of the passage answering the question",
            "ends": "float32 [batch, tokens, 2]: scores of a piece as the answer's first and last; only the passage's pieces count",
        },
        "cls": CLS, "sep": SEP, "questionPieces": settings.examples.question_pieces, "pairPieces": settings.examples.pair_pieces,
        "answerPieces": ANSWER_PIECES, "difference": differences, "calibration": UNCALIBRATED,
    }  # fmt: skip
    (folder / "reader.json").write_text(json.dumps(described, indent=1) + "\n")


def compared(model, run, pairs):
    """Differences of the graph's logits from the model's, over pairs one batch of like length at a time."""
    apart, logits, spans = [], [], 0
    for pair in sorted(pairs, key=len):
        with torch.no_grad():
            answers, ends = (one.numpy() for one in model(*collate([pair])))
        other, others = run([pair])
        inside = ends[0] > NOWHERE / 2
        apart.append(float(np.abs(ends[0] - others[0])[inside].max()) if inside.any() else 0.0)
        logits.append(abs(float(answers[0]) - float(other[0])))
        spans += bool((ends[0].argmax(0) == others[0].argmax(0)).all())
    return {
        "n": len(pairs), "answers max": round(max(logits), 4), "answers mean": round(sum(logits) / len(logits), 4),
        "ends max": round(max(apart), 4), "same best ends": round(spans / len(pairs), 4),
    }  # fmt: skip
