"""Runs a tagger over windows, as a model or as the exported graph, and measures what it finds."""

import numpy as np
import onnxruntime
import torch

from .decode import decode
from .links import LINK_ROLES
from .measure import report
from .model import LINK_SIZE
from .windows import collate


def parameters_of(model, rerank=None):
    """What decoding needs beside the graph's output. rerank: as `learn.fit` gives it, or None."""
    return {
        "rerank": rerank,
        "transitions": model.crf.scores().detach().numpy(),
        "content_cue": model.content_cue.detach().numpy(),
        "cue_source": model.cue_source.detach().numpy(),
        "no_source": float(model.no_source.detach()),
    }


def scored(run, windows):
    """Scores of each document: [(document, emissions, links)].

    run(hidden, mask, features) -> (emissions, links), all NumPy.
    """
    parts = {}
    order = sorted(range(len(windows)), key=lambda i: len(windows[i]))
    for k in range(0, len(order), 32):
        chosen = order[k : k + 32]
        emissions, links = run(*(x.numpy() for x in collate([windows[i] for i in chosen])[:3]))
        for row, i in enumerate(chosen):
            inner = slice(1, len(windows[i]) - 1)
            parts[i] = emissions[row, inner], links[row, inner].reshape(-1, len(LINK_ROLES), LINK_SIZE)
    together = {}
    for i, window in enumerate(windows):
        together.setdefault(window.document.id, (window.document, [], []))
        together[window.document.id][1].append(parts[i][0])
        together[window.document.id][2].append(parts[i][1])
    return [(document, np.concatenate(e), np.concatenate(l)) for document, e, l in together.values()]


def predict(run, windows, parameters):
    """Attributions of each document: [(document, attributions)]."""
    return [(document, decode(document, e, l, parameters)) for document, e, l in scored(run, windows)]


def input_peaks(model, windows):
    """Largest magnitude of each input channel of each layer's qkv and up: [{qkv: [HIDDEN], up: [HIDDEN]}]."""
    hidden, mask, features, _ = collate(windows)
    peaks, hooks = [{} for _ in model.layers], []
    for found, layer in zip(peaks, model.layers):
        for name in ("qkv", "up"):

            def record(module, inputs, found=found, name=name):
                found[name] = inputs[0][mask].abs().amax(0).numpy()

            hooks.append(getattr(layer, name).register_forward_pre_hook(record))
    model.eval()
    with torch.no_grad():
        model(hidden, mask, features)
    for hook in hooks:
        hook.remove()
    return peaks


def torch_runner(model):
    def run(hidden, mask, features):
        model.eval()
        with torch.no_grad():
            emissions, links = model(torch.from_numpy(hidden), torch.from_numpy(mask), torch.from_numpy(features))
        return emissions.numpy(), links.numpy()

    return run


def onnx_runner(path, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(hidden, mask, features):
        inputs = {"hidden_3": hidden, "attention_mask": mask.astype(np.int64), "features": features}
        return session.run(["emissions", "links"], inputs)

    return run


def measured(predictions):
    return report([(d.attributions, p) for d, p in predictions])
