"""Learning from the teacher: its probabilities beside the annotation, and its last hidden states.

The annotation is not uniform; probabilities say what could as well have been annotated (Hinton,
Vinyals and Dean, 2015), and text without annotation can be learned from too. For a chain of labels they are
those of each label and of each step (structural distillation; Wang et al., ACL 2020). Hidden states say
more of each token than its label (Jiao et al., 2020).
"""

import torch
from torch import nn

from ..minilm import HIDDEN
from .crf import marginals

ROWS = 64
HIDDEN_SHARE = 0.05  # weight of the hidden states in the loss


def add_targets(windows, emissions, transitions, share):
    """Give each window `soft`: (share, unary fp16 [tokens, labels], pairs [labels, labels]).

    emissions: {id: NumPy [tokens, labels]} of whole documents, and transitions: the teacher's scores.
    share: of the annotation in the window's target, 0 for text without any.
    """
    order = sorted(windows, key=len)
    for k in range(0, len(order), ROWS):
        chosen = order[k : k + ROWS]
        own = [torch.from_numpy(emissions[w.document.id][w.first : w.end]).float() for w in chosen]
        padded = nn.utils.rnn.pad_sequence(own, batch_first=True)
        mask = torch.arange(padded.shape[1]) < torch.tensor([[len(one)] for one in own])
        for window, unary, pairs in zip(chosen, *marginals(padded, transitions, mask)):
            window.soft = share, unary[: window.end - window.first].half(), pairs


def targets(windows, tokens, labels):
    """`soft` for `Crf.loss`, or None if no window has any. tokens: of the batch, without [CLS] and [SEP]."""
    if all(window.soft is None for window in windows):
        return None
    share = torch.ones(len(windows))
    unary, pairs = torch.zeros(len(windows), tokens, labels), torch.zeros(len(windows), labels, labels)
    for row, window in enumerate(windows):
        if window.soft is not None:
            share[row], own, pairs[row] = window.soft
            unary[row, : len(own)] = own.float()
    return share, unary, pairs


class Guide(nn.Module):
    """How far the teacher's last hidden states are from a linear map of the tagger's. The map is learned, and not kept.

    states: {id: fp16 [tokens, width]} of whole documents.
    """

    def __init__(self, model, states):
        super().__init__()
        some = torch.cat([torch.from_numpy(own).float() for own in list(states.values())[:100]])
        self.states, self.mean, self.deviation = states, some.mean(0), some.std(0) + 1e-3
        self.map = nn.Linear(HIDDEN, some.shape[1])
        self.seen = None
        self.hook = model.layers[-1].register_forward_hook(self.see)

    def see(self, layer, inputs, output):
        self.seen = output

    def loss(self, windows):
        """Of the batch that the model saw last: mean of the squares, summed over tokens and divided by the windows."""
        goal = torch.zeros(*self.seen.shape[:2], len(self.mean))
        mask = torch.zeros(goal.shape[:2], dtype=torch.bool)
        for row, window in enumerate(windows):
            own = self.states[window.document.id][window.first : window.end]
            goal[row, 1 : 1 + len(own)] = torch.from_numpy(own).float()
            mask[row, 1 : 1 + len(own)] = True
        with torch.autocast("cpu", dtype=torch.bfloat16):
            mapped = self.map(self.seen)
        distance = ((mapped.float() - (goal - self.mean) / self.deviation) ** 2).mean(-1)
        return HIDDEN_SHARE * distance[mask].sum() / len(windows)
