"""Writes parity.json: own texts with every intermediate result, for the runtime's test.

For each text: tokens, sentences, quotation regions, features (indices of the ones), emissions and the
link vectors (base64 of little-endian float32), for each paragraph the candidates' scores (none without a
choice) and the chosen spans, and the attributions. The scores come from the
exported graph run on the fp32 lower layers.
"""

import base64
import json

import numpy as np
import onnxruntime
import torch

from ..minilm import CLS, SEP, load_tokenizer, read_weights
from . import data
from .decode import decode
from .export import unpacked
from .model import LowerLayers
from .parity_texts import TEXTS
from .rerank import choices


def base64_of(array):
    return base64.b64encode(np.ascontiguousarray(array, "<f4").tobytes()).decode()


def read_parameters(path):
    """The decoding parameters of tagger.json, as `decode` takes them."""
    described = json.loads(path.read_text())
    return described, {
        "transitions": np.array(described["transitions"]),
        "content_cue": np.array(described["link"]["contentCue"]),
        "cue_source": np.array(described["link"]["cueSource"]),
        "no_source": described["link"]["noSource"],
        "rerank": unpacked(described["rerank"]),
    }


def scores(session, lower, document, size=192):
    """Run one article's windows one by one: (emissions [tokens, labels], links [tokens, 4, size])."""
    emissions, links = [], []
    for first, end in data.windows(document, size):
        ids = np.concatenate([[CLS], document.ids[first:end], [SEP]]).astype(np.int64)[None]
        mask = np.ones_like(ids)
        features = np.zeros((1, ids.shape[1], document.features.shape[1]), np.float32)
        features[0, 1:-1] = document.features[first:end]
        with torch.no_grad():
            hidden = lower(torch.from_numpy(ids), torch.from_numpy(mask.astype(bool))).numpy()
        e, l = session.run(["emissions", "links"], {"hidden_3": hidden, "attention_mask": mask, "features": features})
        emissions.append(e[0, 1:-1])
        links.append(l[0, 1:-1].reshape(end - first, 4, -1))
    return np.concatenate(emissions), np.concatenate(links)


def write(folder, weights, tokenizer):
    """Write parity.json beside tagger.onnx and tagger.json. weights, tokenizer: paths of the encoder's."""
    tokenizer = load_tokenizer(tokenizer)
    lower = LowerLayers(read_weights(weights)).eval()
    session = onnxruntime.InferenceSession(str(folder / "tagger.onnx"), providers=["CPUExecutionProvider"])
    described, parameters = read_parameters(folder / "tagger.json")
    cases = []
    for name, text in TEXTS.items():
        document = data.encode({"id": name, "text": text}, tokenizer)
        emissions, links = scores(session, lower, document)
        attributions = decode(document, emissions, links, parameters)
        chosen = list(choices(document, emissions, links, parameters))
        cases.append({
            "name": name,
            "text": text,
            "tokens": [[int(i), int(a), int(b)] for i, a, b in zip(document.ids, document.starts, document.ends)],
            "sentences": document.layout.sentences,
            "quotes": document.layout.quotes,
            "singles": document.layout.singles,
            "features": [np.flatnonzero(row).tolist() for row in document.features],
            "windows": data.windows(document, 192),
            "emissions": base64_of(emissions),
            "links": base64_of(links),
            "choices": [{"scores": scores, "spans": spans} for scores, spans, _ in chosen],
            "attributions": [
                a | {"text": {r: [text[x:y] for x, y in a[r]] for r in data.ROLES}} for a in attributions
            ],
        })
    result = {"fingerprint": described["fingerprint"], "cases": cases}
    (folder / "parity.json").write_text(json.dumps(result, ensure_ascii=False) + "\n")

