"""Linear-chain conditional random field over the labels (Lafferty et al., 2001).

The chain has no start and end scores: windows are pieces of one long chain, and at run time
`nbest` searches each paragraph as a whole.
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
