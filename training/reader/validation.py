"""A small measurement on the validation part, often enough to follow the training and choose its checkpoint.

It is chosen by how well answers are told from the rest: the mean of average precision among sentences
and of two areas under the ROC curve. Span F1 is reported beside them.
"""

import random

from .examples import Examples
from .figures import auroc, average_precision, f1
from .reading import best_answers, read, sentence_scores, torch_runner

SPAN_SETS = ("squad11", "squadshifts", "qamr", "qed", "qadiscourse")
SPANS, RANKED, MADE, MISLEADING = 150, 60, 400, 200


class Validation:
    """The rows and examples to measure on, drawn once. rows and statements: of the validation part."""

    def __init__(self, rows, statements, settings):
        rng = random.Random(5)
        answered = {name: [r for r in rows if r.set == name and r.answers and r.kind == "span"] for name in SPAN_SETS}
        self.spans = [row for name in SPAN_SETS for row in rng.sample(answered[name], min(SPANS // len(SPAN_SETS), len(answered[name])))]
        long = [r for r in rows if r.set in ("squad11", "squadshifts", "qamr") and r.answers and len(r.context) > 350]
        whole = [r for r in rows if r.set == "wikiqa" and r.answers]
        self.ranked = rng.sample(long, min(RANKED, len(long))) + rng.sample(whole, min(RANKED // 2, len(whole)))
        examples = Examples(rows, statements, settings)
        places = rng.sample(range(len(examples.order(0))), min(MADE, len(examples.order(0))))
        self.made = [one for one in (examples.example(0, place) for place in sorted(places)) if one.weight]
        titles = {r.document for r in rows if r.set == "squad2"}
        misled = [r for r in rows if r.set == "squad2"]
        true = [r for r in rows if r.set == "squad11" and r.document in titles] or [r for r in rows if r.set == "squad11"]
        self.misleading = [rng.sample(found, min(MISLEADING // 2, len(found))) for found in (true, misled)]

    def measure(self, model, tokenizer):
        """{name: figure}; `choice` is what checkpoints are chosen by."""
        run = torch_runner(model)
        spans = [f1(words, [r.context[a:b] for a, b in r.answers]) for r, (words, _) in zip(self.spans, best_answers(run, tokenizer, self.spans))]
        precisions = []
        for row, scored in zip(self.ranked, sentence_scores(run, tokenizer, self.ranked)):
            right = [any(a < y and b > x for x, y in row.answers) for (a, b), _ in scored]
            precisions.append(average_precision([score for _, score in scored], right))
        precisions = [p for p in precisions if p is not None]
        made = read(run, tokenizer, [(one.question, one.context) for one in self.made])
        told = auroc([r.answers for r in made], [one.answers > 0.5 for one in self.made])
        both = best_answers(run, tokenizer, self.misleading[0] + self.misleading[1])
        misled = auroc([r.answers for _, r in both], [True] * len(self.misleading[0]) + [False] * len(self.misleading[1]))
        precision = sum(precisions) / len(precisions)
        figures = {"choice": (precision + told + misled) / 3, "MAP": precision, "AUROC": told, "AUROC misleading": misled, "span F1": sum(spans) / len(spans)}
        return {name: round(value, 4) for name, value in figures.items()}
