"""A small encoder for tests: few words, one layer, random weights."""

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from .minilm import HIDDEN, INNER


def tokenizer(texts):
    """(a tokenizer that knows the words of texts, the number of its pieces)."""
    words = sorted({word for text in texts for word, _ in pre_tokenizers.BertPreTokenizer().pre_tokenize_str(text.lower())})
    pieces = ["[PAD]", "[UNK]", *(f"[unused{i}]" for i in range(99)), "[CLS]", "[SEP]", "[MASK]", *words]
    found = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(pieces)}, unk_token="[UNK]"))
    found.normalizer, found.pre_tokenizer = normalizers.Lowercase(), pre_tokenizers.BertPreTokenizer()
    return found, len(pieces)


def weights(pieces):
    """The encoder's weights as `minilm.read_weights` gives them, with the first layer alone."""
    torch.manual_seed(3)

    def some(*size):
        return torch.randn(*size) * 0.05

    def norm(name):
        return {f"{name}.weight": torch.ones(HIDDEN), f"{name}.bias": torch.zeros(HIDDEN)}

    found = {"embeddings.word_embeddings.weight": some(pieces, HIDDEN), "embeddings.position_embeddings.weight": some(256, HIDDEN),
             "embeddings.token_type_embeddings.weight": some(2, HIDDEN), **norm("embeddings.LayerNorm")}  # fmt: skip
    layer = "encoder.layer.0"
    sizes = {f"attention.self.{part}": (HIDDEN, HIDDEN) for part in ("query", "key", "value")}
    sizes |= {"attention.output.dense": (HIDDEN, HIDDEN), "intermediate.dense": (INNER, HIDDEN), "output.dense": (HIDDEN, INNER)}
    for name, size in sizes.items():
        found |= {f"{layer}.{name}.weight": some(*size), f"{layer}.{name}.bias": torch.zeros(size[0])}
    return found | norm(f"{layer}.attention.output.LayerNorm") | norm(f"{layer}.output.LayerNorm")
