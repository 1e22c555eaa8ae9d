"""The tagger: upper layers of MiniLM on the shared lower layers, a CRF and a linking head.

Shapes: batch of windows, each [CLS] pieces [SEP], padded; hidden size 384.
"""

import torch
import torch.nn.functional as F
from torch import nn

from ..minilm import EPSILON, HIDDEN, Layer, attention_bias, load_layer
from .crf import Crf
from .data import LABELS
from .features import FEATURES
from .links import LINK_FEATURES, LINK_ROLES

LINK_SIZE = 64


class LowerLayers(nn.Module):
    """Embeddings and the first `count` layers of the encoder; never trained."""

    width = HIDDEN

    def __init__(self, weights, count=3):
        super().__init__()
        self.weights = {name: weights[f"embeddings.{name}"] for name in (
            "word_embeddings.weight", "position_embeddings.weight", "token_type_embeddings.weight",
            "LayerNorm.weight", "LayerNorm.bias")}
        self.layers = nn.ModuleList(Layer() for _ in range(count))
        for number, layer in enumerate(self.layers):
            load_layer(layer, weights, number)

    def forward(self, ids, mask):
        """ids int64 [batch, tokens], mask bool [batch, tokens] -> [batch, tokens, HIDDEN]."""
        w = self.weights
        x = w["word_embeddings.weight"][ids] + w["position_embeddings.weight"][: ids.shape[1]]
        x = x + w["token_type_embeddings.weight"][0]
        x = F.layer_norm(x, (HIDDEN,), w["LayerNorm.weight"], w["LayerNorm.bias"], EPSILON)
        for layer in self.layers:
            x = layer(x, attention_bias(mask))
        return x


class Tagger(nn.Module):
    """hidden_3, mask and features -> label scores and link vectors of each token."""

    def __init__(self, weights, upper=(3, 4, 5), dropout=0.1, input_dropout=0.1, use_features=True):
        super().__init__()
        self.features = nn.Linear(len(FEATURES), HIDDEN, bias=False)
        nn.init.zeros_(self.features.weight)
        self.use_features = use_features
        self.layers = nn.ModuleList(Layer(dropout) for _ in upper)
        for layer, number in zip(self.layers, upper):
            load_layer(layer, weights, number)
        self.dropout = dropout
        self.input_dropout = input_dropout
        self.emissions = nn.Linear(HIDDEN, len(LABELS))
        self.links = nn.Linear(HIDDEN, len(LINK_ROLES) * LINK_SIZE)
        self.content_cue = nn.Parameter(torch.zeros(LINK_FEATURES))
        self.cue_source = nn.Parameter(torch.zeros(LINK_FEATURES))
        self.no_source = nn.Parameter(torch.zeros(()))
        self.crf = Crf()

    def forward(self, hidden, mask, features):
        """hidden [batch, tokens, HIDDEN], mask bool [batch, tokens], features [batch, tokens, F].

        Returns emissions [batch, tokens, labels] and links [batch, tokens, 4, LINK_SIZE].
        """
        x = F.dropout(hidden, self.input_dropout, self.training)
        if self.use_features:
            x = x + self.features(features)
        bias = attention_bias(mask)
        for layer in self.layers:
            x = layer(x, bias)
        x = F.dropout(x, self.dropout, self.training)
        links = self.links(x).unflatten(-1, (len(LINK_ROLES), LINK_SIZE))
        return self.emissions(x).float(), links.float()

    def link_scores(self, links, windows):
        """Scores of content -> cue and cue -> source for the spans of each window.

        links [batch, tokens, 4, LINK_SIZE]; windows: for each row {contents, cues, sources: int64
        [n, 2] of first and last token in the row, pairs: (int64 [contents, cues, 5],
        int64 [cues, sources, 5])}. Yields ([contents, cues], [cues, sources + 1]) for each row; the
        last column is "no source".
        """
        for row, window in zip(links, windows):
            content = _ends(row[:, 0], window["contents"])
            cue_of_content = _ends(row[:, 1], window["cues"])
            cue_of_source = _ends(row[:, 2], window["cues"])
            source = _ends(row[:, 3], window["sources"])
            first, second = window["pairs"]
            cues = content @ cue_of_content.T / LINK_SIZE**0.5 + self.content_cue[first].sum(-1)
            sources = cue_of_source @ source.T / LINK_SIZE**0.5 + self.cue_source[second].sum(-1)
            none = self.no_source.expand(len(sources), 1)
            yield cues, torch.cat([sources, none], 1)


def _ends(vectors, spans):
    """Sum of the vectors of a span's first and last token: [spans, LINK_SIZE]."""
    return vectors[spans[:, 0]] + vectors[spans[:, 1]]
