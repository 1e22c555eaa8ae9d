"""The pairs that the reader learns from: example i of a run is a function of the seed and of i alone."""

import random
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from ..minilm import CLS, SEP
from . import statements as spoken
from .negatives import Passages, changed, content_words, holds
from .noise import untidy
from .passages import sentence_around, sentences_of, window_around

WINDOW_CHARS = (240, 640)  # of whole sentences together
LONGEST_CHARS = 1000


@dataclass
class Pair:
    """A question and a passage as word pieces: [CLS] question [SEP] passage [SEP].

    first: token at which the passage begins; answers: 1, 0, or something between; span: first and
    last token that answer, or None where the words are not known; weight: of the pair in the loss.
    """

    ids: np.ndarray  # int32 [tokens]
    first: int
    answers: float
    span: tuple
    weight: float

    def __len__(self):
        return len(self.ids)


@dataclass
class Example:
    """A pair in characters; spans: [(start, end)] of context."""

    question: str
    context: str
    answers: float
    spans: list
    weight: float = 1.0
    made: str = ""  # how it was made


class Examples:
    """Examples of reading rows and of statements. settings: as in settings.toml; rows and statements of one part."""

    def __init__(self, rows, statements, settings):
        self.rows, self.statements, self.settings = rows, statements, settings
        known = dict.fromkeys((row.document, row.context) for row in rows)
        known.update(dict.fromkeys((s.document, s.text[a:b]) for s in statements for a, b in [spoken.own_sentence(s)]))
        self.passages = Passages(list(known))
        self.by_article = defaultdict(list)
        for statement in statements:
            self.by_article[statement.document].append(statement)
        self.orders = {}

    def order(self, epoch):
        """The rows and statements of an epoch in its order; each set as often as its settings say."""
        if epoch not in self.orders:
            rng = random.Random(f"{self.settings.seed} epoch {epoch}")
            copies = vars(self.settings.copies)
            found = []
            for one in [*self.rows, *self.statements]:
                share = copies.get(getattr(one, "set", "statements"), 1.0)
                found += [one] * (int(share) + (rng.random() < share % 1))
            rng.shuffle(found)
            self.orders = {epoch: found}
        return self.orders[epoch]

    def example(self, epoch, place):
        """The example at a place of an epoch's order."""
        rng = random.Random(f"{self.settings.seed} {epoch} {place}")
        one = self.order(epoch)[place]
        made = self.of_row(one, rng) if hasattr(one, "set") else self.of_statement(one, rng)
        if rng.random() < self.settings.examples.noise:
            made.question = untidy(made.question, rng)
        return made

    def of_statement(self, statement, rng):
        if rng.random() < self.settings.examples.negative:
            own = self.by_article[statement.document]
            for _ in range(4):
                others = own if rng.random() < 0.6 else rng.sample(self.statements, min(8, len(self.statements)))
                made = spoken.negative(statement, others, rng)
                if made:
                    return Example(*made, 0.0, [], made="statement, not answered")
        for _ in range(4):
            made = spoken.positive(statement, rng)
            if made:
                question, context, spans = made
                return Example(question, context, 1.0, spans, made="statement")
        start, end = statement.content
        text = statement.text[start:end]
        return Example(f"What did {statement.speaker} say?", text, 0.5, [], 0.0, made="nothing")

    def of_row(self, row, rng):
        weight = self.settings.training.weak_weight if row.kind == "weak" else 1.0
        if not row.answerable:
            start, end = self.piece_without(row, rng)
            return Example(row.question, row.context[start:end], 0.0, [], weight, made="row, not answered")
        if row.kind == "span" and row.answers and rng.random() < self.settings.examples.negative:
            made = self.miss(row, rng)
            if made:
                return made
        if row.set == "wikiqa" and rng.random() < self.settings.examples.negative:
            made = self.sentence_without(row, rng)
            if made:
                return made
        return self.positive(row, rng, weight)

    def positive(self, row, rng, weight):
        """The answer's sentence alone, or a window around it."""
        if not row.answers:
            context = row.context[:LONGEST_CHARS]
            return Example(row.question, context, 1.0, [], weight if len(row.context) <= LONGEST_CHARS else 0.0, made="row without words")
        answer = rng.choice(row.answers)
        own = sentence_around(row.context, *answer)
        if own is None or rng.random() >= self.settings.examples.alone:
            own = window_around(row.context, *answer, rng.randrange(*WINDOW_CHARS), rng)
        start, end = own
        inside = (answer[0] - start, answer[1] - start)
        spans = [inside] if row.kind != "sent" else []
        return Example(row.question, row.context[start:end], 1.0, spans, weight, made="row")

    def piece_without(self, row, rng):
        """A window, or a sentence with words of the question, of a passage that does not answer."""
        own = sentences_of(row.context)
        if not own:
            return 0, min(len(row.context), LONGEST_CHARS)
        place = best_sentence(row.question, row.context, own, rng)
        # What misleads in a question written for its passage is the whole passage.
        share = self.settings.examples.alone * (0.5 if row.set == "squad2" else 1.0)
        if rng.random() < share:
            return own[place]
        return window_around(row.context, *own[place], rng.randrange(*WINDOW_CHARS), rng)

    def miss(self, row, rng):
        """A near miss for an answerable row: elsewhere in its context or document, elsewhere, or another question."""
        kind = rng.random()
        if kind < 0.45:
            question = changed(row, rng)
            if question:
                found = self.positive(row, rng, 1.0)
                return Example(question, found.context, 0.0, [], made="changed question")
        if kind < 0.65:
            made = self.sentence_without(row, rng)
            if made:
                return made
        text = self.passages.beside(row, rng) if kind < 0.75 else self.passages.alike(row, rng)
        text = text or self.passages.alike(row, rng)
        if not text:
            return None
        own = sentences_of(text)
        place = best_sentence(row.question, text, own, rng)
        start, end = own[place]
        if rng.random() >= self.settings.examples.alone:
            start, end = window_around(text, start, end, rng.randrange(*WINDOW_CHARS), rng)
        return Example(row.question, text[start:end], 0.0, [], made="near miss")

    def sentence_without(self, row, rng):
        """A sentence of the row's own context, or two, that hold no answer; None if all do."""
        words = row.words()
        free = [
            (a, b)
            for a, b in sentences_of(row.context)
            if b - a > 25 and not any(a < y and b > x for x, y in row.answers) and not holds(row.context[a:b], words)
        ]
        if not free:
            return None
        start, end = free[best_sentence(row.question, row.context, free, rng)]
        return Example(row.question, row.context[start:end], 0.0, [], made="sentence beside")


def best_sentence(question, text, spans, rng):
    """Index of the sentence with most words of the question; any one, by a chance of a third."""
    if rng.random() < 0.33:
        return rng.randrange(len(spans))
    wanted = content_words(question)
    return max(range(len(spans)), key=lambda i: (len(wanted & content_words(text[slice(*spans[i])])), -i))


def paired(example, tokenizer, settings):
    """The example as word pieces; a span that the passage's cut end takes away leaves the pair without weight."""
    question = tokenizer.encode(example.question, add_special_tokens=False).ids[: settings.examples.question_pieces]
    passage = tokenizer.encode(example.context, add_special_tokens=False)
    room = settings.examples.pair_pieces - len(question) - 3
    first, weight, span = len(question) + 2, example.weight, None
    if example.spans:
        span = span_pieces(passage.offsets, *example.spans[0])
        if span is None or span[1] >= room:
            span, weight = None, 0.0
        else:
            span = (span[0] + first, span[1] + first)
    ids = np.array([CLS, *question, SEP, *passage.ids[:room], SEP], np.int32)
    return Pair(ids, first, example.answers, span, weight)


def span_pieces(offsets, start, end):
    """First and last word piece that overlap [start, end), or None."""
    found = [i for i, (a, b) in enumerate(offsets) if a < end and b > start]
    return (found[0], found[-1]) if found else None
