"""The two measures: exact spans by type, and quotations end to end."""

from .data import ROLES


def _scores(right, predicted, gold):
    precision = right / predicted if predicted else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * right / (predicted + gold) if predicted + gold else 0.0
    return {"precision": 100 * precision, "recall": 100 * recall, "f1": 100 * f1}


def exact(articles):
    """articles: [(gold attributions, predicted attributions)] -> {role: {precision, recall, f1}}.

    Spans of one type are pooled over an article's attributions, each counted once.
    """
    result = {}
    for role in ROLES:
        right = predicted = gold = 0
        for gold_attributions, predicted_attributions in articles:
            g = {tuple(s) for a in gold_attributions for s in a[role]}
            p = {tuple(s) for a in predicted_attributions for s in a[role]}
            right, predicted, gold = right + len(g & p), predicted + len(p), gold + len(g)
        result[role] = _scores(right, predicted, gold)
    return result


def _characters(spans):
    return {i for a, b in spans for i in range(a, b)}


def quotations(articles, overlap=0.8):
    """Direct and mixed attributions: content found, and its speaker.

    A predicted content (all its spans) matches a gold one when they share at least `overlap` of the
    longer; greedy, best first. The speaker is right when the source spans overlap ("strict"; a gold
    attribution without source is then never right), or when neither has one ("lenient"). A direct
    or mixed prediction that matches an indirect gold attribution is left out.
    """
    found = predicted_count = gold_count = speaker = lenient = kind = 0
    for gold, predicted in articles:
        quoted = [a for a in gold if a["kind"] != "indirect" and a["content"]]
        guesses = [a for a in predicted if a["kind"] != "indirect" and a["content"]]
        everything = [(a, _characters(a["content"])) for a in gold if a["content"]]
        pairs = []
        for i, guess in enumerate(guesses):
            mine = _characters(guess["content"])
            for j, (attribution, theirs) in enumerate(everything):
                share = len(mine & theirs) / max(len(mine), len(theirs))
                if share >= overlap:
                    pairs.append((-share, i, j))
        taken_i, taken_j = set(), set()
        ignored = 0
        for _, i, j in sorted(pairs):
            if i in taken_i or j in taken_j:
                continue
            taken_i.add(i)
            taken_j.add(j)
            attribution = everything[j][0]
            if attribution["kind"] == "indirect":
                ignored += 1
                continue
            found += 1
            kind += attribution["kind"] == guesses[i]["kind"]
            same = bool(_characters(attribution["source"]) & _characters(guesses[i]["source"]))
            speaker += same
            lenient += same or (not attribution["source"] and not guesses[i]["source"])
        predicted_count += len(guesses) - ignored
        gold_count += len(quoted)
    result = {f"content_{k}": v for k, v in _scores(found, predicted_count, gold_count).items()}
    result["speaker_accuracy"] = 100 * speaker / found if found else 0.0
    result["joint_f1"] = _scores(speaker, predicted_count, gold_count)["f1"]
    result["joint_f1_lenient"] = _scores(lenient, predicted_count, gold_count)["f1"]
    result["kind_accuracy"] = 100 * kind / found if found else 0.0
    return result


def report(articles):
    return {"exact": exact(articles), "quotations": quotations(articles)}


def line(result):
    """One line for logs."""
    e, q = result["exact"], result["quotations"]
    return "F1 " + " / ".join(f"{e[r]['f1']:.2f}" for r in ROLES) + (
        f" | quotes P {q['content_precision']:.1f} R {q['content_recall']:.1f} F {q['content_f1']:.1f}"
        f" speaker {q['speaker_accuracy']:.1f} joint {q['joint_f1']:.1f} ({q['joint_f1_lenient']:.1f})"
        f" kind {q['kind_accuracy']:.1f}"
    )
