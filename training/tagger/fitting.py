"""Fits a tagger, or the teacher, to windows: the losses, the rates, the moving average of the weights."""

import random

import numpy as np
import torch
from torch import nn

from ..frame import checkpoints, randomness
from . import soften
from .prune import keep_units, unit_weights
from .windows import batches_of, collate


def losses(model, windows, no_crf):
    """Tagging and linking losses, each summed over tokens or spans and divided by the windows."""
    hidden, mask, features, labels = collate(windows)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        emissions, links = model(hidden, mask, features)
    emissions, labels, inner = emissions[:, 1:-1], labels[:, 1:-1], mask[:, 2:]  # without [CLS] and [SEP]
    if no_crf:
        tags = nn.functional.cross_entropy(emissions[inner], labels[inner], reduction="sum")
    else:
        tags = model.crf.loss(emissions, labels, inner, soften.targets(windows, inner.shape[1], emissions.shape[2]))
    linking = torch.zeros(())
    if links is None:
        return tags / len(windows), linking
    gold = [w.links for w in windows]
    for pair, window in zip(model.link_scores(links, gold), gold):
        for scores, target in zip(pair, window["targets"]):
            if scores.shape[1] and (target >= 0).any():
                linking = linking + nn.functional.cross_entropy(scores, target, reduction="sum")
    return tags / len(windows), linking / len(windows)


def optimiser_of(model, options, share, guide):
    """AdamW (Loshchilov and Hutter, 2019) with a rate for each part; frozen layers left out."""
    layers, chain = list(model.layers.parameters()), list(model.crf.parameters())
    known = {id(p) for p in layers + chain}
    head = [p for p in model.parameters() if id(p) not in known] + (list(guide.parameters()) if guide else [])
    groups = [
        ([p for p in layers if p.dim() > 1], options.rate, 0.01),
        ([p for p in layers if p.dim() == 1], options.rate, 0.0),
        (head, options.head_rate, 0.01),
        (chain, 10 * options.head_rate, 0.0),
    ]
    if options.frozen:
        groups = groups[2:]
    return torch.optim.AdamW(
        [{"params": p, "rate": share * rate, "lr": 0.0, "weight_decay": d} for p, rate, d in groups if p],
        betas=(0.9, 0.98),
        eps=1e-6,
    )


def fit(model, packings, epochs, stop, share, options, say, after_epoch, guide=None, kept=None):
    """Train in place for min(epochs, stop) epochs; leaves the averaged weights in the model.

    The rates rise over the first fifteenth of `epochs` and then fall linearly to 0. guide: a
    `soften.Guide` of this model, or None. kept: file of the state after each epoch, from which the
    same call goes on; removed at the end.
    """
    optimiser = optimiser_of(model, options, share, guide)
    average = {n: p.detach().clone() for n, p in model.named_parameters()}
    total = sum(-(-len(packings[e % len(packings)]) // options.batch) for e in range(epochs))
    warmup, step, begun = total // 15 + 1, 0, 0
    before = checkpoints.load(kept) if kept else None
    if before:
        begun, step = before["epoch"], before["step"]
        go_on(before, model, average, optimiser, guide)
        say(f"going on after epoch {begun}/{epochs}")
    for epoch in range(begun, min(epochs, stop)):
        model.train()
        sums = np.zeros(2)
        batches = batches_of(packings[epoch % len(packings)], options.batch)
        for windows in batches:
            step += 1
            factor = max(0.0, min(step / warmup, (total - step) / max(1, total - warmup)))
            for group in optimiser.param_groups:
                group["lr"] = group["rate"] * factor
            tags, linking = losses(model, windows, options.no_crf)
            optimiser.zero_grad()
            (tags + linking + (guide.loss(windows) if guide else 0)).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 20.0)
            optimiser.step()
            keep = min(options.decay, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, p in model.named_parameters():
                    average[name].lerp_(p, 1 - keep)
            sums += [float(tags.detach()), float(linking.detach())]
            if step % 100 == 0:
                say(f"step {step}/{total}")
        own = {n: p.detach().clone() for n, p in model.named_parameters()}
        model.load_state_dict(average, strict=False)
        tags, linking = sums / len(batches)
        say(f"epoch {epoch + 1}/{epochs}: loss of tags {tags:.3f}, of links {linking:.3f}")
        after_epoch()
        if epoch < min(epochs, stop) - 1:
            model.load_state_dict(own, strict=False)
            if kept:
                state = {"epoch": epoch + 1, "step": step, "model": own, "average": average, "optimiser": optimiser.state_dict()}
                state |= {"guide": guide.state_dict() if guide else None, "random": randomness.state()}
                checkpoints.save(kept, state)
    if kept:
        checkpoints.remove(kept)


def go_on(before, model, average, optimiser, guide):
    """Put back what `fit` kept after an epoch."""
    model.load_state_dict(before["model"], strict=False)
    for name, own in average.items():
        own.copy_(before["average"][name])
    optimiser.load_state_dict(before["optimiser"])
    if guide:
        guide.load_state_dict(before["guide"])
    randomness.restore(before["random"])


def slim(model, windows, options):
    """Prune the feed-forward layers by what 16 batches of windows say; the shares of unit weight kept."""
    some = random.sample(windows, min(len(windows), 16 * options.batch))
    batches = (collate(some[i : i + options.batch])[:3] for i in range(0, len(some), options.batch))
    return keep_units(model, unit_weights(model, batches), options.inner)


