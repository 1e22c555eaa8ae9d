"""all-MiniLM-L6-v2 (Wang et al., 2020; Reimers and Gurevych, 2019): its layers, weights and word pieces.

Tagger and reader both start from it. Shapes: batch of rows of tokens, padded; hidden size 384.
"""

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn

HIDDEN, HEADS, INNER, EPSILON = 384, 12, 1536, 1e-12
CLS, SEP = 101, 102


class Layer(nn.Module):
    """One BERT layer (Devlin et al., 2019), post-norm, GELU by the error function."""

    def __init__(self, dropout=0.1, width=HIDDEN, inner=INNER, epsilon=EPSILON):
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=epsilon)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=epsilon)
        self.dropout = dropout

    def forward(self, x, bias):
        """x [batch, tokens, width]; bias [batch, 1 or HEADS, 1 or tokens, tokens], added to the attention's scores."""
        batch, tokens, width = x.shape
        q, k, v = self.qkv(x).view(batch, tokens, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        # Written out: PyTorch's fused attention takes several times as long backwards in bfloat16 on a CPU.
        scores = q @ k.transpose(2, 3) * (width // HEADS) ** -0.5 + bias.to(q.dtype)
        mixed = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, tokens, width)
        x = self.norm1(x + F.dropout(self.out(mixed), self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(inner, self.dropout, self.training))


def load_layer(layer, weights, number):
    """Copy layer `number` (from 0) of the encoder's weights."""
    prefix = f"encoder.layer.{number}."
    names = [f"attention.self.{name}" for name in ("query", "key", "value")]
    state = {
        f"qkv.{p}": torch.cat([weights[f"{prefix}{name}.{p}"] for name in names]) for p in ("weight", "bias")
    }
    for ours, theirs in (
        ("out", "attention.output.dense"),
        ("norm1", "attention.output.LayerNorm"),
        ("up", "intermediate.dense"),
        ("down", "output.dense"),
        ("norm2", "output.LayerNorm"),
    ):
        for p in ("weight", "bias"):
            state[f"{ours}.{p}"] = weights[f"{prefix}{theirs}.{p}"]
    layer.load_state_dict(state)


def read_weights(path):
    return {name: tensor.float() for name, tensor in load_file(str(path)).items()}


def load_tokenizer(path):
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def attention_bias(mask):
    return torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
