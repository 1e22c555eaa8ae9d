"""The reader: all of MiniLM's layers over question and passage, and what they say of the passage.

Word embeddings stay as the encoder has them, so that both can share the table; all else is trained.
Shapes: batch of pairs, each [CLS] question [SEP] passage [SEP], padded.
"""

import torch
import torch.nn.functional as F
from torch import nn

from ..minilm import EPSILON, HIDDEN, Layer, attention_bias, load_layer

NOWHERE = -1e4


class Reader(nn.Module):
    """ids and where the passage begins -> whether it answers, and scores of each token as the answer's ends."""

    def __init__(self, weights, layers, dropout=0.0, frozen=0):
        """weights: the encoder's; layers: numbers (from 0) of those that it starts from; frozen: lowest layers that learn nothing."""
        super().__init__()
        self.frozen = frozen
        self.register_buffer("words", weights["embeddings.word_embeddings.weight"], persistent=False)
        self.positions = nn.Parameter(weights["embeddings.position_embeddings.weight"][:256].clone())
        self.types = nn.Parameter(weights["embeddings.token_type_embeddings.weight"].clone())
        self.norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.norm.load_state_dict({p: weights[f"embeddings.LayerNorm.{p}"] for p in ("weight", "bias")})
        self.layers = nn.ModuleList(Layer(dropout) for _ in layers)
        for layer, number in zip(self.layers, layers):
            load_layer(layer, weights, number)
        self.dense = nn.Linear(HIDDEN, HIDDEN)
        self.answers = nn.Linear(HIDDEN, 1)
        self.ends = nn.Linear(HIDDEN, 2)

    def forward(self, ids, types, mask):
        """ids, types int64 [batch, tokens], types 1 for the passage and its [SEP]; mask bool [batch, tokens].

        Returns logits of "answers" [batch] and of the span's first and last token [batch, tokens, 2],
        NOWHERE outside the passage.
        """
        return self.heads(self.hidden(self.words[ids], types, mask), types, mask)

    def hidden(self, words, types, mask):
        """words [batch, tokens, HIDDEN]: the word embeddings -> the last layer's output."""
        bias = attention_bias(mask)
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen):
            x = self.norm(words + self.positions[: words.shape[1]] + self.types[types])
            for layer in self.layers[: self.frozen]:
                x = layer(x, bias)
        for layer in self.layers[self.frozen :]:
            x = layer(x, bias)
        return x

    def heads(self, x, types, mask):
        answers = self.answers(F.gelu(self.dense(x[:, 0])))[:, 0]
        inside = (types == 1) & mask
        # The passage's own [SEP] is the last token of a row.
        inside = inside & F.pad(inside[:, 1:], (0, 1))
        return answers.float(), self.ends(x).float().masked_fill(~inside[:, :, None], NOWHERE)


def collate(pairs):
    """Padded ids, types and mask of pairs (with `ids` and `first`)."""
    size = (len(pairs), max(len(p) for p in pairs))
    ids, types = torch.zeros(size, dtype=torch.int64), torch.zeros(size, dtype=torch.int64)
    mask = torch.zeros(size, dtype=torch.bool)
    for row, pair in enumerate(pairs):
        n = len(pair)
        ids[row, :n] = torch.from_numpy(pair.ids.astype("int64"))
        types[row, pair.first : n] = 1
        mask[row, :n] = True
    return ids, types, mask
