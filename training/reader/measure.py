"""Figures by set: spans, answer or none, sentences put in order, quoted words.

A long context is read in passages as the product cuts them, and the best passage counts.
"""

import json
import random

from . import rows as reading
from .figures import auroc, average_precision, exact, f1
from .reading import best_answers, confidence, read, sentence_scores, torch_runner
from .train import all_data

SENTENCE_SETS = ("trecqa", "wikiqa", "clapnq")


def measure(model, tokenizer, work, checkpoint):
    """Write measured.json, a set at a time: {checkpoint, thresholds, dev: {set: figures}, locked: {set: figures}}.

    dev: the rows that measure reading; locked: that part of the training's own; thresholds are from the validation part.
    """
    run, settings = torch_runner(model), work.settings
    own = all_data(settings)
    limits = thresholds(run, tokenizer, own["validation"][0], settings)
    found = {"checkpoint": checkpoint, "thresholds": limits}
    work.say(f"thresholds: {json.dumps(limits)}")
    parts = {"dev": [r for path in settings.measuring.rows for r in reading.load(path)], "locked": own["locked"][0]}
    for part, rows in parts.items():
        found[part] = {}
        for name in sorted({row.set for row in rows}):
            drawn = sampled([row for row in rows if row.set == name], getattr(settings.measuring, f"most_{part}"), name)
            found[part][name] = figures_of(run, tokenizer, drawn, limits)
            work.say(f"{part}, {name}: {json.dumps(found[part][name])}")
            (work.folder / "measured.json").write_text(json.dumps(found, indent=1) + "\n")


def sampled(rows, most, name):
    """All rows, or about `most` of them, drawn once; a question of the sentence sets with all of its rows."""
    if len(rows) <= most:
        return rows
    groups = {}
    for number, row in enumerate(rows):
        groups.setdefault(row.question if name in SENTENCE_SETS else number, []).append(row)
    found = []
    for key in random.Random(f"sample {name}").sample(list(groups), len(groups)):
        found += groups[key]
        if len(found) >= most:
            return found


def figures_of(run, tokenizer, rows, limits):
    """What the rows' kind allows to measure; n is the number of rows."""
    figures = {"n": len(rows)}
    spans = [row for row in rows if row.answers and row.kind == "span"]
    refused = [row for row in rows if not row.answerable and row.kind == "span"]
    if spans:
        best = best_answers(run, tokenizer, spans)
        gold = [[row.context[a:b] for a, b in row.answers] for row in spans]
        figures["n spans"] = len(spans)
        figures["EM"] = mean([exact(words, g) for (words, _), g in zip(best, gold)])
        figures["F1"] = mean([f1(words, g) for (words, _), g in zip(best, gold)])
        if refused:
            none = best_answers(run, tokenizer, refused)
            figures |= with_refusals(best, gold, none, limits["answer"])
    if any(row.kind == "sent" for row in rows) and rows[0].set in SENTENCE_SETS:
        figures |= of_sentences(run, tokenizer, rows, limits["sentence"])
    if any(row.kind == "weak" for row in rows):
        found = read(run, tokenizer, [(row.question, row.context) for row in rows])
        figures["AUROC"] = auroc([one.answers for one in found], [row.answerable for row in rows])
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in figures.items()}


def with_refusals(best, gold, none, limit):
    """SQuAD 2.0's figures over all rows with a threshold of the confidence, and the area under the ROC curve."""
    scores = [confidence(one) for _, one in best] + [confidence(one) for _, one in none]
    answers = [one.answers for _, one in best] + [one.answers for _, one in none]
    truth = [True] * len(best) + [False] * len(none)
    return {
        "n refused": len(none),
        "F1 of all": overall(best, gold, none, limit, f1),
        "EM of all": overall(best, gold, none, limit, exact),
        "F1 of all, best threshold": max(overall(best, gold, none, place, f1) for place in sorted(scores)[:: max(1, len(scores) // 100)]),
        "AUROC of confidence": auroc(scores, truth),
        "AUROC": auroc(answers, truth),
    }


def overall(best, gold, none, limit, figure):
    total = sum(figure(words, g) for (words, one), g in zip(best, gold) if confidence(one) >= limit)
    return (total + sum(confidence(one) < limit for _, one in none)) / (len(best) + len(none))


def of_sentences(run, tokenizer, rows, limit):
    """Average precision of a question's sentences, answerable or not, and the words quoted at a threshold."""
    scored = sentence_scores(run, tokenizer, rows)
    figures = {"quoted P": None, "quoted R": None, "quoted F1": None}
    figures |= quoted(rows, scored, limit)
    by_question, answerable, best = {}, [], []
    for row, found in zip(rows, scored):
        own = by_question.setdefault(row.question, ([], []))
        for (a, b), score in found:
            own[0].append(score)
            own[1].append(row.answerable and any(a < y and b > x for x, y in row.answers))
        if found:
            answerable.append(row.answerable)
            best.append(max(score for _, score in found))
    precisions = [p for p in (average_precision(*own) for own in by_question.values()) if p is not None]
    return figures | {"n questions": len(precisions), "MAP": mean(precisions), "AUROC of sentences": auroc(best, answerable)}


def quoted(rows, scored, limit):
    """Words of the sentences above the limit against the gold ones, pooled over rows."""
    shared = claimed = true = 0
    for row, found in zip(rows, scored):
        words = word_spans(row.context)
        mine = [any(a < y and b > x for (x, y), score in found if score >= limit) for a, b in words]
        gold = [any(a < y and b > x for x, y in row.answers) for a, b in words]
        shared += sum(m and g for m, g in zip(mine, gold))
        claimed, true = claimed + sum(mine), true + sum(gold)
    precision, recall = shared / max(1, claimed), shared / max(1, true)
    return {"quoted P": precision, "quoted R": recall, "quoted F1": 2 * shared / max(1, claimed + true)}


def word_spans(text):
    found, place = [], 0
    for word in text.split():
        place = text.index(word, place)
        found.append((place, place + len(word)))
        place += len(word)
    return found


def thresholds(run, tokenizer, rows, settings):
    """{answer: of the confidence, sentence: of a sentence's logit}, best on the validation part."""
    titles = {row.document for row in rows if row.set == "squad2"}
    refused = sampled([row for row in rows if row.set == "squad2"], settings.measuring.most_dev, "refused")
    true = [row for row in rows if row.set == "squad11" and row.document in titles] or [row for row in rows if row.set == "squad11"]
    true = sampled(true, len(refused), "true")
    best, none = best_answers(run, tokenizer, true), best_answers(run, tokenizer, refused)
    gold = [[row.context[a:b] for a, b in row.answers] for row in true]
    scores = sorted(confidence(one) for _, one in best + none)
    answer = max(scores, key=lambda place: overall(best, gold, none, place, f1))
    whole = [row for row in rows if row.set == "wikiqa"]
    scored = sentence_scores(run, tokenizer, whole)
    places = sorted(score for found in scored for _, score in found)[:: max(1, len(whole) // 20)]
    sentence = max(places, key=lambda place: quoted(whole, scored, place)["quoted F1"])
    return {"answer": answer, "sentence": sentence, "n answer": len(best) + len(none), "n sentence": len(whole)}


def mean(values):
    return sum(values) / len(values) if values else None
