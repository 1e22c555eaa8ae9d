"""The reading data: rows, the document each belongs to, and the parts that documents fall into."""

import gzip
import hashlib
import json
import re
from dataclasses import dataclass

PARTS = ("train", "validation", "locked")


@dataclass(frozen=True)
class Row:
    """A question with its passage.

    answers: [(start, end)], characters of context, possibly none; kind: `span` (the words answer),
    `sent` (the sentence does) or `weak` (labelled by whether the answer's words stand there).
    """

    set: str
    document: str
    question: str
    context: str
    answerable: bool
    answers: tuple
    kind: str

    def words(self):
        """The answers, case-folded."""
        return [self.context[a:b].lower() for a, b in self.answers]


def read_lines(path):
    """Objects of a .jsonl or .jsonl.gz file."""
    with (gzip.open if str(path).endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def document_of(name, group):
    """The document that a row's group is part of: sentences and paragraphs of one article go together."""
    if group.startswith("Wiki1k:"):
        return ":".join(group.split(":")[:3])
    if name in ("squad11", "squad2", "squadshifts", "qed"):
        return f"title:{group}"
    return f"{name}:{group}"


def load(path):
    """Rows of a reading file; those without any answer's words and not about whole sentences are left out."""
    found = []
    for raw in read_lines(path):
        answers = tuple((a, b) for a, b in raw["answers"] if a < b) if raw["answerable"] else ()
        document = document_of(raw["set"], raw["group"])
        row = Row(raw["set"], document, raw["question"].strip(), raw["context"], raw["answerable"], answers, raw["kind"])
        if row.question and row.context.strip():
            found.append(row)
    return found


def part_of(document, split):
    """The part of a document, by a hash of its name: the same whatever else there is.

    split: {salt, validation, locked}; the salt was taken so that both parts have documents of every set.
    """
    place = int(hashlib.sha256(f"{split.salt} {document}".encode()).hexdigest()[:8], 16) / 16**8
    return "validation" if place < split.validation else "locked" if place < split.validation + split.locked else "train"


def plain(text):
    """Letters and digits, for comparing texts."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def without(rows, questions, contexts, years):
    """Rows but for those with one of the questions or contexts (as `plain` gives them).

    years: those of the weak rows whose questions measure something else, by the start of their group.
    """
    known = {context for context in {row.context for row in rows} if plain(context) in contexts}
    return [
        row
        for row in rows
        if plain(row.question) not in questions
        and row.context not in known
        and not (row.kind == "weak" and row.document.split(":")[-1][:4] in years)
    ]
