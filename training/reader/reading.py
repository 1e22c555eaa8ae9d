"""Reads questions with passages: from characters to what the reader says of them."""

import math
from dataclasses import dataclass

import numpy as np
import torch

from ..minilm import CLS, SEP
from .model import collate
from .passages import passages_of, sentences_of

ANSWER_PIECES = 64  # of the longest answer
BATCH_TOKENS = 4096


@dataclass
class Reading:
    """What the reader says of a passage: the logit of "answers", the best span in characters and its log probability."""

    answers: float
    span: tuple
    spans: float


@dataclass
class Asked:
    ids: np.ndarray
    first: int
    offsets: list

    def __len__(self):
        return len(self.ids)


def asked(tokenizer, question, passage, pieces=208, question_pieces=48):
    """A question with a passage as word pieces, the passage cut where they are too many."""
    own = tokenizer.encode(question, add_special_tokens=False).ids[:question_pieces]
    other = tokenizer.encode(passage, add_special_tokens=False)
    room = pieces - len(own) - 3
    ids = np.array([CLS, *own, SEP, *other.ids[:room], SEP], np.int64)
    return Asked(ids, len(own) + 2, other.offsets[:room])


def torch_runner(model):
    def run(pairs):
        with torch.no_grad():
            return [found.numpy() for found in model(*collate(pairs))]

    return run


def read(run, tokenizer, questions):
    """A `Reading` for each (question, passage). run(pairs) -> ("answers" [pairs], ends [pairs, tokens, 2]), NumPy."""
    pairs = [asked(tokenizer, *one) for one in questions]
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i]))
    found = [None] * len(pairs)
    while order:
        count = max(1, BATCH_TOKENS // len(pairs[order[0]]))
        # Longest last: the batch is cut so that its padded size keeps to the limit.
        while count > 1 and count * len(pairs[order[min(count, len(order)) - 1]]) > BATCH_TOKENS:
            count -= 1
        chosen, order = order[:count], order[count:]
        answers, ends = run([pairs[i] for i in chosen])
        for row, i in enumerate(chosen):
            found[i] = reading_of(float(answers[row]), ends[row], pairs[i])
    return found


def reading_of(answers, ends, pair):
    """The best span of at most ANSWER_PIECES pieces; probabilities over the passage's pieces."""
    count = len(pair.offsets)
    if not count:
        return Reading(answers, (0, 0), -math.inf)
    chances = log_chances(ends, pair)
    first, last = best_pieces(chances)
    return Reading(answers, (pair.offsets[first][0], pair.offsets[last][1]), float(chances[first, 0] + chances[last, 1]))


def log_chances(ends, pair):
    """[pieces, 2]: for each of the passage's pieces, the logarithm of the chance that the answer's words begin and end with it."""
    own = ends[pair.first : pair.first + len(pair.offsets)].astype(np.float64)
    own = own - own.max(0)
    return own - np.log(np.exp(own).sum(0))


def best_pieces(chances):
    """(first, last) of the likeliest words of at most ANSWER_PIECES pieces."""
    count = len(chances)
    scores = chances[:, None, 0] + chances[None, :, 1]
    place = np.arange(count)
    width = place[None, :] - place[:, None]
    scores[(width < 0) | (width >= ANSWER_PIECES)] = -np.inf
    return divmod(int(scores.argmax()), count)


def best_answers(run, tokenizer, rows, size=None):
    """For each row, (answer's words, its reading) of the best passage of its context, cut as the product does."""
    cut = [passages_of(row.context, size) if size else passages_of(row.context) for row in rows]
    questions = [(row.question, row.context[a:b]) for row, found in zip(rows, cut) for a, b in found]
    readings = iter(read(run, tokenizer, questions))
    best = []
    for row, found in zip(rows, cut):
        options = [(next(readings), span) for span in found]
        if not options:
            best.append(("", Reading(-20.0, (0, 0), -20.0)))
            continue
        reading, (start, _) = max(options, key=lambda one: confidence(one[0]))
        best.append((row.context[start + reading.span[0] : start + reading.span[1]], reading))
    return best


def confidence(reading):
    """Log of the chance that the passage answers, and with these words: what passages are compared by."""
    return -math.log1p(math.exp(-max(-30.0, min(30.0, reading.answers)))) + 0.5 * reading.spans


def sentence_scores(run, tokenizer, rows):
    """For each row, the logit of "answers" of each sentence of its context, alone: [[((start, end), logit), …], …]."""
    cut = [sentences_of(row.context) for row in rows]
    readings = iter(read(run, tokenizer, [(row.question, row.context[a:b]) for row, found in zip(rows, cut) for a, b in found]))
    return [[(span, next(readings).answers) for span in found] for found in cut]
