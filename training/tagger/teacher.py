"""A larger tagger to learn from: all-mpnet-base-v2 (Song et al., 2020; Reimers and Gurevych, 2019), its lower layers frozen.

Its word pieces are those of MiniLM with other numbers, so that both label the same tokens.
Shapes as in model.py; hidden size WIDTH.
"""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from ..minilm import CLS, SEP, Layer, attention_bias
from .crf import Crf
from .data import LABELS
from .features import FEATURES
from .windows import collate

WIDTH, INNER, EPSILON, LAYERS = 768, 3072, 1e-5, 12
BUCKETS, FARTHEST = 32, 128  # of relative positions
FROZEN = 6  # lower layers that are not trained
FIRST_PIECE, FIRST_POSITION = 4, 2  # MPNet's own special tokens come before BERT's vocabulary


def layers_of(weights, numbers, dropout):
    """MPNet's layers: BERT's, with a bias for relative positions in the attention."""
    found = nn.ModuleList(Layer(dropout, WIDTH, INNER, EPSILON) for _ in numbers)
    for layer, number in zip(found, numbers):
        prefix = f"encoder.layer.{number}."
        state = {}
        for p in ("weight", "bias"):
            state[f"qkv.{p}"] = torch.cat([weights[f"{prefix}attention.attn.{name}.{p}"] for name in "qkv"])
            for ours, theirs in (
                ("out", "attention.attn.o"),
                ("norm1", "attention.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                state[f"{ours}.{p}"] = weights[f"{prefix}{theirs}.{p}"]
        layer.load_state_dict(state)
    return found


def buckets(tokens):
    """Class of the distance from each token to each other, as in T5 (Raffel et al., 2020): int64 [tokens, tokens].

    Near distances have a class each, farther ones share them by their logarithm; later tokens have the upper half.
    """
    place = torch.arange(tokens)
    distance = place[:, None] - place[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = distance.abs().clamp(min=1).float()
    coarse = exact + (torch.log(far / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    return torch.where(distance.abs() < exact, distance.abs(), coarse.clamp(max=half - 1)) + (distance < 0) * half


def relative_bias(weights, mask):
    """[batch, heads, tokens, tokens]: by distance, and a large negative number for padding."""
    by_distance = weights["encoder.relative_attention_bias.weight"][buckets(mask.shape[1])]
    return by_distance.permute(2, 0, 1)[None] + attention_bias(mask)


class TeacherLower(nn.Module):
    """Embeddings and the first FROZEN layers."""

    width = WIDTH

    def __init__(self, weights):
        super().__init__()
        self.weights = weights
        self.layers = layers_of(weights, range(FROZEN), 0.0)

    def forward(self, ids, mask):
        """ids int64 [batch, tokens] of BERT's vocabulary -> [batch, tokens, WIDTH]."""
        w, own = self.weights, ids + FIRST_PIECE
        own = own.masked_fill(ids == CLS, 0).masked_fill(ids == SEP, 2).masked_fill(~mask, 1)
        x = w["embeddings.word_embeddings.weight"][own] + w["embeddings.position_embeddings.weight"][FIRST_POSITION:][: ids.shape[1]]
        x = F.layer_norm(x, (WIDTH,), w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"], EPSILON)
        bias = relative_bias(w, mask)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for layer in self.layers:
                x = layer(x, bias)
        return x.float()


class Teacher(nn.Module):
    """Label scores of each token, from the lower layers' output and the features; no links."""

    def __init__(self, weights, dropout=0.1):
        super().__init__()
        self.weights = {"encoder.relative_attention_bias.weight": weights["encoder.relative_attention_bias.weight"]}
        self.features = nn.Linear(len(FEATURES), WIDTH, bias=False)
        nn.init.zeros_(self.features.weight)
        self.layers = layers_of(weights, range(FROZEN, LAYERS), dropout)
        self.dropout = dropout
        self.emissions = nn.Linear(WIDTH, len(LABELS))
        self.crf = Crf()

    def forward(self, hidden, mask, features):
        x = F.dropout(hidden, self.dropout, self.training) + self.features(features)
        bias = relative_bias(self.weights, mask)
        for layer in self.layers:
            x = layer(x, bias)
        return self.emissions(F.dropout(x, self.dropout, self.training)).float(), None


def read(model, windows):
    """({id: emissions fp16 [tokens, labels]}, {id: last hidden states fp16 [tokens, WIDTH]}) of whole articles.

    windows: all of each article's, in order.
    """
    model.eval()
    last = {}
    hook = model.layers[-1].register_forward_hook(lambda layer, inputs, output: last.update(states=output))
    parts = {}
    order = sorted(range(len(windows)), key=lambda i: len(windows[i]))
    for k in range(0, len(order), 32):
        chosen = order[k : k + 32]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            emissions, _ = model(*collate([windows[i] for i in chosen])[:3])
        for row, i in enumerate(chosen):
            inner = slice(1, len(windows[i]) - 1)
            parts[i] = [scores[row, inner].half().numpy() for scores in (emissions, last["states"])]
    hook.remove()
    found = {}
    for i, window in enumerate(windows):
        found.setdefault(window.document.id, []).append(parts[i])
    whole = {name: [np.concatenate(own) for own in zip(*several)] for name, several in found.items()}
    return {name: own[0] for name, own in whole.items()}, {name: own[1] for name, own in whole.items()}
