"""Pairs of spans that may belong together, and what the text says about each pair.

Spans are (first, last) in tokens, inclusive. A pair's features are five classes, each an index
into one weight vector of length LINK_FEATURES; the pair's score adds the five weights to the
dot product of the spans' link vectors.
"""

from bisect import bisect_left, bisect_right

import numpy as np

LINK_ROLES = ("content", "cue_of_content", "cue_of_source", "source")
GAPS = (0, 1, 3, 7, 15, 31, 63)  # upper bounds of the distance classes, in tokens between two spans
DIRECTIONS = 2 * (len(GAPS) + 1)
LINK_FEATURES = DIRECTIONS + 4 + 3 + 3 + 3


def pair_features(left, right, contents, sentence, paragraph):
    """Feature indices for each pair of `left` x `right`: int64 [left, right, 5].

    left, right, contents: spans sorted by first token; sentence, paragraph: index of each token.
    """
    out = np.zeros((len(left), len(right), 5), np.int64)
    right_firsts = [first for first, _ in right]
    content_firsts = [first for first, _ in contents]

    def count(firsts, low, high):
        """Spans whose first token lies strictly between the tokens low and high."""
        return max(0, bisect_left(firsts, high) - bisect_right(firsts, low))

    for i, a in enumerate(left):
        for j, b in enumerate(right):
            after = b[0] > a[0]
            low, high = (a[1], b[0]) if after else (b[1], a[0])
            gap = bisect_left(GAPS, max(0, high - low - 1))
            out[i, j] = (
                gap + (len(GAPS) + 1 if after else 0),
                DIRECTIONS + min(3, count(right_firsts, low, high)),
                DIRECTIONS + 4 + min(2, count(content_firsts, low, high)),
                DIRECTIONS + 7 + min(2, abs(int(sentence[a[0]]) - int(sentence[b[0]]))),
                DIRECTIONS + 10 + min(2, abs(int(paragraph[a[0]]) - int(paragraph[b[0]]))),
            )
    return out
