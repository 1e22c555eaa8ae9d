"""Articles, tokens, labels and windows."""

import gzip
import json
import random
from dataclasses import dataclass, field

import numpy as np

from .features import token_features
from .layout import Layout

ROLES = ("source", "cue", "content")
LABELS = ("O",) + tuple(f"{p}-{role}" for role in ROLES for p in "BIES")


def load(path):
    """Rows {id, text, attributions: [{source, cue, content, kind}]} of a .jsonl or .jsonl.gz file."""
    with (gzip.open if str(path).endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def split(rows, validation, seed=0):
    """Hold out `validation` articles, chosen by seed: (training rows, validation rows)."""
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)
    held = set(order[:validation])
    return [r for i, r in enumerate(rows) if i not in held], [r for i, r in enumerate(rows) if i in held]


@dataclass
class Document:
    """One tokenised article; arrays run over its word pieces, without [CLS] and [SEP]."""

    id: str
    text: str
    layout: Layout
    ids: np.ndarray  # int32 [tokens]
    starts: np.ndarray  # int32 [tokens], characters
    ends: np.ndarray  # int32 [tokens], characters
    features: np.ndarray  # uint8 [tokens, features]
    sentence: np.ndarray  # int32 [tokens], index of the sentence
    paragraph: np.ndarray  # int32 [tokens], index of the paragraph
    attributions: list
    labels: np.ndarray = None  # uint8 [tokens]
    spans: dict = field(default_factory=dict)  # role -> [(first, last)] in tokens, inclusive
    content_cue: list = field(default_factory=list)  # [(content index, cue index)]
    cue_source: list = field(default_factory=list)  # [(cue index, source index or -1)]


def encode(row, tokenizer):
    """Tokenise an article and compute features; gold labels too if it has attributions."""
    text = row["text"]
    encoding = tokenizer.encode(text, add_special_tokens=False)
    starts = np.array([a for a, _ in encoding.offsets], np.int32)
    ends = np.array([b for _, b in encoding.offsets], np.int32)
    layout = Layout(text)
    document = Document(
        id=row["id"],
        text=text,
        layout=layout,
        ids=np.array(encoding.ids, np.int32),
        starts=starts,
        ends=ends,
        features=token_features(layout, starts, ends).astype(np.uint8),
        sentence=np.array([layout.sentence_of(int(s)) for s in starts], np.int32),
        paragraph=np.array([layout.paragraph_of(int(s)) for s in starts], np.int32),
        attributions=row.get("attributions", []),
    )
    _gold(document)
    return document


def _gold(document):
    """Turn character spans into token labels and links; a span that crosses an earlier one is skipped."""
    labels = np.zeros(len(document.ids), np.uint8)
    document.spans = {role: [] for role in ROLES}
    index = {role: {} for role in ROLES}

    def place(role, start, end):
        if (start, end) in index[role]:
            return index[role][start, end]
        first = int(np.searchsorted(document.ends, start, side="right"))
        last = int(np.searchsorted(document.starts, end, side="left")) - 1
        if last < first or labels[first : last + 1].any():
            return None
        base = 1 + 4 * ROLES.index(role)
        if first == last:
            labels[first] = base + 3
        else:
            labels[first : last + 1] = base + 1
            labels[first], labels[last] = base, base + 2
        document.spans[role].append((first, last))
        index[role][start, end] = len(document.spans[role]) - 1
        return index[role][start, end]

    for attribution in document.attributions:
        placed = {role: [place(role, a, b) for a, b in attribution[role]] for role in ROLES}
        placed = {role: [i for i in found if i is not None] for role, found in placed.items()}
        for cue in placed["cue"][:1]:
            document.content_cue += [(content, cue) for content in placed["content"]]
            sources = placed["source"][:1] or ([-1] if not attribution["source"] else [])
            document.cue_source += [(cue, source) for source in sources]
    document.labels = labels


def windows(document, size, offset=0):
    """Pack whole sentences into windows of at most `size` word pieces ([CLS] and [SEP] not counted).

    The first window holds at most size - offset pieces, so that other offsets give other packings.
    A sentence longer than `size` is cut. Returns [(first, end)] in tokens, covering all of them.
    """
    count = len(document.ids)
    cuts = [0] + [i for i in range(1, count) if document.sentence[i] != document.sentence[i - 1]] + [count]
    found, begin, room = [], 0, size - offset
    for a, b in zip(cuts, cuts[1:]):
        if b - begin > room and a > begin:
            found.append((begin, a))
            begin, room = a, size
        while b - begin > size:
            found.append((begin, begin + size))
            begin, room = begin + size, size
    if begin < count:
        found.append((begin, count))
    return found
