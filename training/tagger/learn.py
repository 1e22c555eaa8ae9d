"""Learns the weights of `rerank` from articles that the tagger scoring them had not seen.

Minimum risk (Shannon, 2017; Smith and Eisner, 2006): the candidates of a paragraph share out
probability by their scores, and the expected value of what they amount to is made as large as it gets.
"""

from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F

from .linking import quoted_share, token_spans
from .rerank import CANDIDATES, NOTHING, ROLES, candidates, describe, paragraphs, quotation_tokens

UNITS, NETWORKS, EPOCHS, BATCH, DROPOUT = 24, 2, 20, 256, 0.4
LEAST = 20  # paragraphs in which a feature must tell candidates apart, of the scores of a third of the articles
OVERLAP = 0.8  # of the longer of two contents, for one to count as the other
# What a candidate is worth: an attribution found with its speaker counts 1, without 0.3, and each one
# claimed costs 0.55; exact spans count EXACT less the role's cost. The costs are about half the F1 reached.
FOUND, CLAIMED, EXACT = 0.3, 0.55, 0.4
COSTS = {"content": 0.33, "cue": 0.36, "source": 0.39}


def examples(scored, parameters):
    """For each paragraph with a choice [({feature: value}, worth)]. scored: [(document, emissions, links)]."""
    found = []
    for document, emissions, links in scored:
        gold = [(a, _characters(a["content"])) for a in document.attributions if a["content"]]
        exact = {role: {tuple(s) for a in document.attributions for s in a[role]} for role in ROLES}
        before, quotations = NOTHING, quotation_tokens(document)
        for first, end in paragraphs(document):
            options = candidates(emissions[first:end].astype(np.float64), parameters["transitions"])
            if len(options) > 1:
                described = describe(document, links, parameters, before, options, (first, end), quotations)
                found.append([
                    (features, worth(document, both, linked, before, gold, exact)) for features, (both, linked) in described
                ])
            before = token_spans(options[0][1], first)
    return found


def worth(document, both, linked, before, gold, exact):
    """The value of the attributions that one candidate makes, those of the paragraph before left out."""
    owner, speaker = linked[:2]
    skipped = {role: len(before[role]) for role in ROLES}

    def place(span):
        return int(document.starts[span[0]]), int(document.ends[span[1]])

    total, sources = 0.0, set()
    for cue, span in enumerate(both["cue"]):
        own = [i for i, o in enumerate(owner) if o == cue]
        source = [place(both["source"][speaker[cue]])] if speaker[cue] >= 0 else []
        if cue >= skipped["cue"]:
            total += EXACT * ((place(span) in exact["cue"]) - COSTS["cue"])
            for one in set(source) - sources:
                total += EXACT * ((one in exact["source"]) - COSTS["source"])
            sources |= set(source)
        elif not any(i >= skipped["content"] for i in own):
            continue
        for i in own:
            if i >= skipped["content"]:
                total += EXACT * ((place(both["content"][i]) in exact["content"]) - COSTS["content"])
        spans = [both["content"][i] for i in own]
        if spans and quoted_share(document, spans) != "none":
            total += _quotation(_characters(map(place, spans)), _characters(source), gold)
    return total


def _quotation(content, source, gold):
    """The value of a claimed quotation, by the gold one it overlaps most; characters as sets."""
    share, match = max(
        ((len(content & theirs) / max(len(content), len(theirs)), i) for i, (_, theirs) in enumerate(gold)), default=(0, -1)
    )
    if share < OVERLAP:
        return -CLAIMED
    attribution = gold[match][0]
    if attribution["kind"] == "indirect":
        return 0.0
    return FOUND + bool(source & _characters(attribution["source"])) - CLAIMED


def _characters(spans):
    return {i for a, b in spans for i in range(a, b)}


def fit(found, seed=0, least=LEAST):
    """Weights for `rerank.score` from `examples`. least: as LEAST, for more articles."""
    names = _telling(found, least)
    x, value, mask = _tensors(found, names)
    scale = 1 / (x[mask].std(0) + 1e-6)
    value = value - value.masked_fill(~mask, -1e9).amax(1, keepdim=True)
    linear, hidden, bias, out = [], [], [], []
    for number in range(NETWORKS):
        parts = _network(x, value, mask, scale, names.index("score"), seed + number)
        for kept, part in zip((linear, hidden, bias, out), parts):
            kept.append(part)
    return {
        "names": names,
        "linear": (sum(linear) / NETWORKS).numpy(),
        "hidden": (torch.cat(hidden, 1) * scale[:, None]).numpy(),
        "bias": torch.cat(bias).numpy(),
        "out": (torch.cat(out) / NETWORKS).numpy(),
    }


def _telling(found, least):
    """Names of features that differ between candidates in enough paragraphs, in order."""
    counts = Counter()
    for options in found:
        values = {}
        for features, _ in options:
            for name, value in features.items():
                values.setdefault(name, []).append(value)
        counts.update(n for n, v in values.items() if len(v) < len(options) or max(v) != min(v))
    return sorted(name for name, count in counts.items() if count >= least)


def _tensors(found, names):
    """Features [paragraphs, CANDIDATES, names], worths and mask [paragraphs, CANDIDATES]."""
    index = {name: i for i, name in enumerate(names)}
    x = torch.zeros(len(found), CANDIDATES, len(names))
    value, mask = torch.zeros(x.shape[:2]), torch.zeros(x.shape[:2], dtype=torch.bool)
    for row, options in enumerate(found):
        for k, (features, worth_of) in enumerate(options):
            value[row, k], mask[row, k] = worth_of, True
            known = [(index[name], v) for name, v in features.items() if name in index]
            x[row, k, [i for i, _ in known]] = torch.tensor([v for _, v in known])
    return x, value, mask


def _network(x, value, mask, scale, score, seed):
    """One perceptron beside a linear part: (linear, hidden, bias, out). score: index of the labels' own score."""
    torch.manual_seed(seed)
    hidden = (torch.randn(x.shape[2], UNITS) * 0.05).requires_grad_()
    bias, out = torch.zeros(UNITS, requires_grad=True), (torch.randn(UNITS) * 0.1).requires_grad_()
    linear = torch.zeros(x.shape[2])
    linear[score] = 1.0
    linear.requires_grad_()
    optimiser = torch.optim.Adam([{"params": [linear], "rate": 0.02}, {"params": [hidden, bias, out], "rate": 0.003}])
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = group["rate"] * (1 - epoch / EPOCHS)
        for rows in torch.randperm(len(x)).split(BATCH):
            units = F.dropout(torch.relu((x[rows] * scale) @ hidden + bias), DROPOUT)
            scores = (x[rows] @ linear + units @ out).masked_fill(~mask[rows], -1e9)
            risk = -(scores.softmax(1) * value[rows] * mask[rows]).sum(1).mean()
            penalty = 5e-5 * (linear**2).sum() - 5e-5 * linear[score] ** 2 + 5e-4 * (hidden**2).sum()
            optimiser.zero_grad()
            (risk + penalty).backward()
            optimiser.step()
    return [part.detach() for part in (linear, hidden, bias, out)]
