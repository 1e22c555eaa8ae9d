"""Measures: exact match and F1 of spans, average precision, the area under the ROC curve."""

import re
import string
from collections import Counter

import numpy as np


def normal(text):
    """SQuAD's official normalisation (Rajpurkar et al., 2016): lower case, no punctuation, no articles."""
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def exact(predicted, gold):
    """1 if the predicted words are any of the gold ones."""
    return float(any(normal(predicted) == normal(one) for one in gold))


def f1(predicted, gold):
    """The best F1 in words with any of the gold answers."""
    return max((_f1(normal(predicted).split(), normal(one).split()) for one in gold), default=0.0)


def _f1(predicted, gold):
    if not predicted or not gold:
        return float(predicted == gold)
    shared = sum((Counter(predicted) & Counter(gold)).values())
    return 2 * shared / (len(predicted) + len(gold))


def average_precision(scores, right):
    """Of one question's candidates; None without a right one or without a wrong one. Equal scores: the wrong one first."""
    if not any(right) or all(right):
        return None
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], right[i]))
    hits, total = 0, 0.0
    for place, i in enumerate(order, 1):
        if right[i]:
            hits += 1
            total += hits / place
    return total / hits


def auroc(scores, right):
    """Chance that a right one scores above a wrong one, equal scores counting half; None without both."""
    scores, right = np.asarray(scores, float), np.asarray(right, bool)
    if right.all() or not right.any():
        return None
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts - 1) / 2
    good = right.sum()
    return float((middle[place][right].sum() - good * (good + 1) / 2) / (good * (len(scores) - good)))
