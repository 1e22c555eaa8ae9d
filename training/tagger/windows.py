"""Windows of articles with the lower layers' output, and batches of them."""

import os
import random
from dataclasses import dataclass

import numpy as np
import torch

from ..minilm import CLS, SEP
from . import data
from .links import pair_features

SIZES = (96, 128, 160, 192, 224)  # word pieces in a training window, drawn for each article
LOOKAHEAD = 24  # batches among which windows are sorted by length


@dataclass
class Window:
    """Tokens [first, end) of a document with the lower layers' output for [CLS] tokens [SEP]."""

    document: data.Document
    first: int
    end: int
    states: np.ndarray = None  # fp16 [end - first + 2, width]
    links: dict = None
    soft: tuple = None  # as soften.add_targets gives it

    def __len__(self):
        return self.end - self.first + 2


def windows_of(documents, packing):
    """Windows of all documents; packing() gives (size, offset) for each."""
    return [Window(d, a, b) for d in documents for a, b in data.windows(d, *packing())]


def random_packing(number):
    chooser = random.Random(1000 + number)

    def packing():
        size = chooser.choice(SIZES)
        return size, chooser.randrange(0, size // 2)

    return packing


def add_states(lower, windows, path):
    """Give each window the output of `lower`, computed once and kept in `path` (fp16)."""
    offsets = np.concatenate([[0], np.cumsum([len(w) for w in windows])])
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.stem}.{os.getpid()}.npy")
        out = np.lib.format.open_memmap(partial, "w+", np.float16, (int(offsets[-1]), lower.width))
        order = sorted(range(len(windows)), key=lambda i: len(windows[i]))
        for k in range(0, len(order), 32):
            chosen = order[k : k + 32]
            ids = torch.zeros(len(chosen), max(len(windows[i]) for i in chosen), dtype=torch.int64)
            mask = torch.zeros(ids.shape, dtype=torch.bool)
            for row, i in enumerate(chosen):
                w = windows[i]
                pieces = np.concatenate([[CLS], w.document.ids[w.first : w.end], [SEP]])
                ids[row, : len(w)] = torch.from_numpy(pieces)
                mask[row, : len(w)] = True
            with torch.no_grad():
                states = lower(ids, mask).half().numpy()
            for row, i in enumerate(chosen):
                out[offsets[i] : offsets[i + 1]] = states[row, : len(windows[i])]
        out.flush()
        partial.rename(path)
    states = np.load(path, mmap_mode="r")
    for window, a, b in zip(windows, offsets, offsets[1:]):
        window.states = states[a:b]
    return windows


def gold_links(window):
    """Gold spans and links inside the window, in positions of its row ([CLS] at 0)."""
    document, first, end = window.document, window.first, window.end
    inside = {
        role: sorted((s, i) for i, s in enumerate(document.spans[role]) if s[0] >= first and s[1] < end)
        for role in data.ROLES
    }
    place = {role: {i: k for k, (_, i) in enumerate(found)} for role, found in inside.items()}
    spans = {role: [s for s, _ in found] for role, found in inside.items()}
    cue_of = np.full(len(spans["content"]), -100)
    for content, cue in document.content_cue:
        if content in place["content"] and cue in place["cue"]:
            cue_of[place["content"][content]] = place["cue"][cue]
    source_of = np.full(len(spans["cue"]), -100)
    for cue, source in document.cue_source:
        if cue in place["cue"] and (source < 0 or source in place["source"]):
            source_of[place["cue"][cue]] = place["source"][source] if source >= 0 else len(spans["source"])

    def tensor(found):
        return torch.tensor(found, dtype=torch.int64).reshape(-1, 2) - first + 1

    def pairs(left, right):
        return torch.from_numpy(
            pair_features(spans[left], spans[right], spans["content"], document.sentence, document.paragraph)
        )

    return {
        "contents": tensor(spans["content"]),
        "cues": tensor(spans["cue"]),
        "sources": tensor(spans["source"]),
        "pairs": (pairs("content", "cue"), pairs("cue", "source")),
        "targets": (torch.from_numpy(cue_of), torch.from_numpy(source_of)),
    }


def collate(windows):
    """Padded batch: hidden [batch, tokens, width], mask, features, labels ([CLS] and [SEP] are O)."""
    size = (len(windows), max(len(w) for w in windows))
    hidden = torch.zeros(*size, windows[0].states.shape[1])
    mask = torch.zeros(size, dtype=torch.bool)
    features = torch.zeros(*size, windows[0].document.features.shape[1])
    labels = torch.zeros(size, dtype=torch.int64)
    for row, w in enumerate(windows):
        n = len(w)
        hidden[row, :n] = torch.from_numpy(w.states.astype(np.float32))
        mask[row, :n] = True
        features[row, 1 : n - 1] = torch.from_numpy(w.document.features[w.first : w.end].astype(np.float32))
        labels[row, 1 : n - 1] = torch.from_numpy(w.document.labels[w.first : w.end].astype(np.int64))
    return hidden, mask, features, labels


def batches_of(windows, size):
    """Shuffled batches of windows of similar length."""
    order = random.sample(windows, len(windows))
    batches = []
    for i in range(0, len(order), size * LOOKAHEAD):
        chunk = sorted(order[i : i + size * LOOKAHEAD], key=len)
        batches += [chunk[k : k + size] for k in range(0, len(chunk), size)]
    random.shuffle(batches)
    return batches


