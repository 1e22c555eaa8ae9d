"""The best label sequences of a paragraph: Viterbi with several paths (list Viterbi; Seshadri and Sundberg, 1994)."""

import numpy as np

from .crf import FORBIDDEN
from .data import LABELS

OPEN = np.array([name[0] in "BI" for name in LABELS])  # the span goes on after the token
GOES_ON = np.array([name[0] in "IE" for name in LABELS])  # it began before the token


def best_paths(emissions, transitions, count):
    """At most `count` sequences, best first: [(score, int [tokens])]. No span reaches over either end.

    emissions [tokens, labels], at least one token. Of equal scores the lower label, then the better
    rank at the token before, comes first.
    """
    tokens, labels = emissions.shape
    best = np.full((labels, count), -np.inf)  # of the paths to each label, by rank
    best[:, 0] = emissions[0] + np.where(GOES_ON, FORBIDDEN, 0.0)
    back = np.zeros((tokens, count, labels), np.int64)
    for t in range(1, tokens):
        grown = (best[:, :, None] + transitions[:, None, :]).reshape(labels * count, labels)
        back[t] = np.argsort(-grown, axis=0, kind="stable")[:count]
        best = np.take_along_axis(grown, back[t], 0).T + emissions[t][:, None]
    last = (best + np.where(OPEN, FORBIDDEN, 0.0)[:, None]).ravel()
    found = []
    for end in np.argsort(-last, kind="stable")[:count]:
        if last[end] <= last.max() + FORBIDDEN / 2:
            break
        path, state = np.zeros(tokens, np.int64), int(end)
        for t in range(tokens - 1, -1, -1):
            path[t], rank = divmod(state, count)
            state = int(back[t, rank, path[t]])
        found.append((float(last[end]), path))
    return found
