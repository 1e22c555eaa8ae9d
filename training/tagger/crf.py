"""Linear-chain conditional random field over the labels (Lafferty et al., 2001).

The chain has no start and end scores: windows are pieces of one long chain, and at run time
`nbest` searches each paragraph as a whole.
"""

import numpy as np
import torch
from torch import nn

from .data import LABELS

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

    def loss(self, emissions, labels, mask, soft=None):
        """Negative log likelihood, summed over the batch; with soft targets the cross entropy to these.

        emissions float [batch, tokens, labels]; labels int64 [batch, tokens]; mask bool
        [batch, tokens], true for a prefix of each row; soft: (share of the labels in each row's target
        [batch], the rest's `marginals`), or None.
        """
        transitions = self.scores()
        gold = (emissions.gather(2, labels[..., None]).squeeze(2) * mask).sum(1)
        gold = gold + (transitions[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum(1)
        if soft is not None:
            share, unary, pairs = soft
            expected = (unary * emissions).sum((1, 2)) + (pairs * transitions).sum((1, 2))
            gold = share * gold + (1 - share) * expected
        return (log_partition(emissions, transitions, mask) - gold).sum()


def log_partition(emissions, transitions, mask):
    """Logarithm of the sum over all sequences: [batch]. transitions [from, to] or [batch, from, to]."""
    alpha = emissions[:, 0]
    for t in range(1, emissions.shape[1]):
        grown = torch.logsumexp(alpha[:, :, None] + transitions, dim=1) + emissions[:, t]
        alpha = torch.where(mask[:, t, None], grown, alpha)
    return torch.logsumexp(alpha, dim=1)


def marginals(emissions, transitions, mask):
    """Probability of each label [batch, tokens, labels], expected number of each step [batch, from, to].

    They are the derivatives of the log partition function.
    """
    emissions = emissions.detach().requires_grad_()
    transitions = transitions.detach().expand(len(emissions), *transitions.shape).clone().requires_grad_()
    return torch.autograd.grad(log_partition(emissions, transitions, mask).sum(), [emissions, transitions])
