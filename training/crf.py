"""Linear-chain conditional random field over the labels (Lafferty et al., 2001).

The chain has no start and end scores: windows are pieces of one long chain, and at run time
Viterbi runs over the whole article at once.
"""

import numpy as np
import torch
from torch import nn

from data import LABELS

FORBIDDEN = -1e4


def legal_transitions(labels=LABELS):
    """Boolean [from, to]: B and I continue in their own span, O, E and S start anew."""
    legal = np.zeros((len(labels), len(labels)), bool)
    for i, a in enumerate(labels):
        for j, b in enumerate(labels):
            if a[0] in "BI":
                legal[i, j] = b[0] in "IE" and a[2:] == b[2:]
            else:
                legal[i, j] = b[0] in "OBS"
    return legal


class Crf(nn.Module):
    def __init__(self, labels=LABELS):
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(labels), len(labels)))
        self.register_buffer("legal", torch.from_numpy(legal_transitions(labels)))

    def scores(self):
        """Transition scores [from, to], illegal ones at FORBIDDEN."""
        return self.transitions.masked_fill(~self.legal, FORBIDDEN)

    def loss(self, emissions, labels, mask):
        """Negative log likelihood, summed over the batch.

        emissions float [batch, tokens, labels]; labels int64 [batch, tokens]; mask bool
        [batch, tokens], true for a prefix of each row.
        """
        transitions = self.scores()
        gold = emissions.gather(2, labels[..., None]).squeeze(2) * mask
        steps = transitions[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
        alpha = emissions[:, 0]
        for t in range(1, emissions.shape[1]):
            grown = torch.logsumexp(alpha[:, :, None] + transitions, dim=1) + emissions[:, t]
            alpha = torch.where(mask[:, t, None], grown, alpha)
        return torch.logsumexp(alpha, dim=1).sum() - gold.sum() - steps.sum()


def viterbi(emissions, transitions):
    """Best label sequence of one chain: emissions [tokens, labels] -> int [tokens]."""
    count = len(emissions)
    if count == 0:
        return np.zeros(0, np.int64)
    best, back = emissions[0].astype(np.float64), np.zeros((count, emissions.shape[1]), np.int64)
    for t in range(1, count):
        candidates = best[:, None] + transitions
        back[t] = candidates.argmax(0)
        best = candidates.max(0) + emissions[t]
    path = np.zeros(count, np.int64)
    path[-1] = best.argmax()
    for t in range(count - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path
