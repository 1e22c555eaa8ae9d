"""Writes parity.json: own questions and texts with what the exported graph says of them, for the runtime's test.

Of each: the ids, how many of them are the text's and where the first stands, the logit of "answers", for each of
the text's pieces the logarithms of the chances that the answer's words begin and end there, and the first and last
piece of the best words.
"""

import json

from ..minilm import load_tokenizer, read_weights
from .export import onnx_runner
from .parity_texts import PAIRS
from .reading import asked, best_pieces, log_chances


def write(folder, weights, tokenizer):
    """Write parity.json beside reader.onnx and reader.json. weights, tokenizer: paths of the encoder's."""
    described = json.loads((folder / "reader.json").read_text())
    words = read_weights(weights)["embeddings.word_embeddings.weight"].numpy()
    run, tokenizer = onnx_runner(folder / "reader.onnx", words, 1), load_tokenizer(tokenizer)
    cases = []
    for question, text in PAIRS:
        pair = asked(tokenizer, question, text, described["pairPieces"], described["questionPieces"])
        answers, ends = run([pair])
        chances = log_chances(ends[0], pair)
        first, last = best_pieces(chances)
        cases.append(
            {
                "question": question, "text": text, "ids": pair.ids.tolist(), "first": pair.first,
                "answers": round(float(answers[0]), 4),
                "starts": [round(float(one), 4) for one in chances[:, 0]],
                "ends": [round(float(one), 4) for one in chances[:, 1]],
                "best": [first, last],
            }
        )  # fmt: skip
    (folder / "parity.json").write_text(json.dumps({"fingerprint": described["fingerprint"], "cases": cases}, ensure_ascii=True) + "\n")
