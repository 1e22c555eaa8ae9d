"""Chooses among the best label sequences of a paragraph by what they amount to.

The chain of labels sees one step at a time. Here whole candidates are compared (Collins and Koo,
2005): where contents start and end, what they do with the quotation marks, how well contents, cues
and sources link. A small perceptron, learned from scores of articles the tagger had not seen, adds
up to each candidate's score.
"""

import numpy as np

from .features import INDEX
from .linking import link, quoted_share, token_spans
from .nbest import best_paths
from .words import content_words, cue_words

CANDIDATES = 12  # of a paragraph, at most
MARGIN = 3.5  # how much lower than the best one a candidate may score
LONGEST = 1000  # tokens of a paragraph; longer ones are no prose and keep their best labels
LENGTHS = (1, 3, 7, 15, 31, 63)  # upper bounds of the classes of length, in tokens
LINK_MAX = 12.0  # link scores are cut to this magnitude
ROLES = ("content", "cue", "source")
NOTHING = {role: [] for role in ROLES}


def label(document, emissions, links, parameters):
    """The spans of an article by role: {role: [(first, last)]}.

    parameters["rerank"]: {names, index (the row of each name), linear [names], hidden [names, units],
    bias [units], out [units]}, or None for the sequences that score best.
    """
    spans = {role: [] for role in ROLES}
    for _, own, _ in choices(document, emissions, links, parameters):
        for role in ROLES:
            spans[role] += own[role]
    return spans


def choices(document, emissions, links, parameters):
    """For each paragraph (scores of the candidates, spans of the chosen one, its [first, end) in tokens).

    Without a choice there are no scores.
    """
    before, quotations = NOTHING, quotation_tokens(document)
    for first, end in paragraphs(document):
        found = candidates(emissions[first:end].astype(np.float64), parameters["transitions"])
        scores = []
        if len(found) > 1 and parameters["rerank"] is not None:
            described = describe(document, links, parameters, before, found, (first, end), quotations)
            scores = [score(features, parameters["rerank"]) for features, _ in described]
        chosen = int(np.argmax(scores)) if scores else 0
        before = token_spans(found[chosen][1], first)
        yield scores, before, (first, end)


def paragraphs(document):
    """[first, end) in tokens of each paragraph that has any."""
    count = len(document.paragraph)
    cuts = [i for i in range(1, count) if document.paragraph[i] != document.paragraph[i - 1]]
    return list(zip([0] + cuts, cuts + [count])) if count else []


def candidates(emissions, transitions):
    """The label sequences of one paragraph that score near the best: [(score, int [tokens])]."""
    found = best_paths(emissions, transitions, CANDIDATES if len(emissions) <= LONGEST else 1)
    return [one for one in found if one[0] >= found[0][0] - MARGIN]


def score(features, weights):
    """features {name: value}; names without weights count for nothing."""
    known = [(weights["index"][name], value) for name, value in features.items() if name in weights["index"]]
    rows, values = [row for row, _ in known], np.array([value for _, value in known])
    units = weights["bias"] + values @ weights["hidden"][rows]
    return float(values @ weights["linear"][rows] + np.maximum(units, 0) @ weights["out"])


def describe(document, links, parameters, before, found, tokens, quotations):
    """({feature: value}, spans and their links) of each candidate of a paragraph.

    before: spans of the paragraph before; found: as `candidates` gives them; tokens: [first, end) of the
    paragraph; quotations: all of the article's, as `quotation_tokens` gives them.
    """
    first, end = tokens
    inside = [q for q in quotations if first <= q[0] and q[1] < end]
    spans = [token_spans(path, first) for _, path in found]
    weight = np.exp([one[0] - found[0][0] for one in found])
    mass = {}
    for share, own in zip(weight / weight.sum(), spans):
        for role in ROLES:
            for span in own[role]:
                mass[role, span] = mass.get((role, span), 0.0) + float(share)
    described = []
    for (total, _), own in zip(found, spans):
        both = {role: before[role] + own[role] for role in ROLES}
        linked = link(document, links, both, parameters)
        features = Features(document, tokens, inside, before, own, both, linked, parameters["no_source"])
        features.add("score", total - found[0][0])
        for role in ROLES:
            for span in own[role]:
                features.add(f"mass of {role}", mass[role, span])
        described.append((features.values, (both, linked)))
    return described


def quotation_tokens(document):
    """Double quotations as [(first, last)] in tokens, marks included; those without tokens left out."""
    found = []
    for start, end, *_ in document.layout.quotes:
        first = int(np.searchsorted(document.starts, start))
        last = int(np.searchsorted(document.ends, end, side="right")) - 1
        if last >= first:
            found.append((first, last))
    return found


def length_class(tokens):
    return sum(bound < tokens for bound in LENGTHS)


class Features:
    """Collects the features of one candidate in `values`. See SPEC.md, "Reranking"."""

    def __init__(self, document, tokens, quotations, before, own, both, linked, no_source):
        self.document, self.values, self.no_source = document, {}, no_source
        self.first, self.end = tokens
        self.quotations, self.both = quotations, both
        self.owner, self.speaker, self.by_content, self.by_cue = linked
        self.skipped = {role: len(before[role]) for role in ROLES}
        self.order = sorted((*span, role) for role in ROLES for span in own[role])
        for place, (first, last, role) in enumerate(self.order):
            left = self.order[place - 1] if place else None
            right = self.order[place + 1] if place + 1 < len(self.order) else None
            number = both[role].index((first, last), self.skipped[role])
            getattr(self, role)(first, last, number, left, right)
        self.sequence()
        for quotation in quotations:
            self.quotation(*quotation, own["content"])

    def add(self, name, value=1.0):
        self.values[name] = self.values.get(name, 0.0) + value

    def has(self, token, *names):
        return any(self.document.features[token, INDEX[name]] for name in names)

    def content(self, first, last, number, left, right):
        start, before = self.start_of(first), self.before(first, left)
        stop, behind = self.end_of(last), self.behind(last, right)
        marks = self.marks(first, last)
        quoted = "plain" if marks == "none" else "quoted"
        self.add("content")
        self.add(f"content {marks}")
        self.add(f"content from {start} {before}")
        self.add(f"content to {stop} {behind}")
        for part, name in (("from", start), ("to", stop), ("after", before), ("before", behind)):
            self.add(f"content {marks} {part} {name}")
        self.add(f"content {quoted} length {length_class(last - first + 1)}")
        sentences = int(self.document.sentence[last] - self.document.sentence[first])
        self.add(f"content {quoted} breaks {min(3, sentences)}")
        for name in content_words(self.document, first, last):
            self.add(name)
        owner = self.owner[number]
        if owner < 0:
            self.add(f"content {quoted} alone")
            return
        cue = self.both["cue"][owner]
        self.add("link of content", cut(self.by_content[number, owner]))
        where = "far" if owner < self.skipped["cue"] else "before" if cue[0] < first else "after"
        near = " near" if cue[1] + 1 == first or last + 1 == cue[0] else ""
        self.add(f"content {quoted} cue {where}{near}")
        self.add(f"content {quoted} one of {min(3, self.owner.count(owner))}")

    def cue(self, first, last, number, left, right):
        contents = [self.both["content"][i] for i, owner in enumerate(self.owner) if owner == number]
        sides = "".join("b" if content[0] < first else "a" for content in contents[:3])
        share = quoted_share(self.document, contents) if contents else "empty"
        speaker = self.speaker[number]
        source = self.both["source"][speaker] if speaker >= 0 else None
        side = "none" if source is None else "before" if source[0] < first else "after"
        self.add("cue")
        self.add(f"attribution {sides} {share} {side}")
        self.add(f"cue length {min(6, last - first + 1)}")
        for name in cue_words(self.document, first, last):
            self.add(name)
        self.add(f"cue of {min(3, len(contents))}")
        if not contents:
            around = [side for side, span in (("left", left), ("right", right)) if span and span[2] == "content"]
            self.add(" ".join(["cue empty", *around]))
        if any(self.has(token, "in_double") for token in range(first, last + 1)):
            self.add("cue quoted")
        if source is None:
            self.add("cue without source")
            return
        near = " near" if source[1] + 1 == first or last + 1 == source[0] else ""
        self.add(f"cue source {side}{near}")
        self.add("link of source", cut(self.by_cue[number, speaker] - self.no_source))

    def source(self, first, last, number, left, right):
        self.add("source")
        self.add(f"source length {length_class(last - first + 1)}")
        if number not in self.speaker:
            self.add("source unused")
        if any(self.has(token, "in_double") for token in range(first, last + 1)):
            self.add("source quoted")

    def sequence(self):
        """What follows on what, and the roles in each sentence."""
        for (_, last, role), (first, _, following) in zip(self.order, self.order[1:]):
            gap = first - last - 1
            comma = gap == 1 and self.has(last + 1, "comma")
            size = "next" if gap == 0 else "comma" if comma else "one" if gap == 1 else "few" if gap < 5 else "far"
            over = "over " if self.document.sentence[last] != self.document.sentence[first] else ""
            self.add(f"{role} {following} {over}{size}")
        sentences = {}
        for first, _, role in self.order:
            sentences.setdefault(int(self.document.sentence[first]), []).append({"cue": "q"}.get(role, role[0]))
        for letters in sentences.values():
            self.add(f"sentence {''.join(letters[:7])}")

    def quotation(self, first, last, contents):
        """How much of a quotation the contents cover."""
        covered, whole = 0, False
        for a, b in contents:
            covered += max(0, min(b, last) - max(a, first) + 1)
            whole = whole or (a <= first and last <= b)
        tokens = last - first + 1
        share = "whole" if whole else "all" if covered == tokens else "some" if covered else "none"
        self.add(f"quotation {share} length {length_class(tokens)}")

    def marks(self, first, last):
        """What a content does with the quotations of its paragraph."""
        left = any(a < first <= b for a, b in self.quotations)
        right = any(a <= last < b for a, b in self.quotations)
        if left or right:
            return "cut" + (" left" if left else "") + (" right" if right else "")
        if (first, last) in self.quotations:
            return "exact"
        inside = sum(first <= a and b <= last for a, b in self.quotations)
        return ("none", "one", "more")[min(2, inside)]

    def start_of(self, token):
        for name, features in (("open", "double_open"), ("that", "that"), ("inside", "in_double"),
                               ("sentence", "sentence_start"), ("pronoun", "pronoun")):
            if self.has(token, features):
                return name
        return "word"

    def before(self, token, left):
        if token == self.first:
            return "edge"
        token -= 1
        if left and left[1] == token:
            return left[2]
        for name, *features in (("comma", "comma"), ("colon", "colon"), ("open", "double_open"), ("close", "double_close"),
                                ("stop", "sentence_end"), ("that", "that"), ("dash", "dash", "bracket")):
            if self.has(token, *features):
                return name
        return "word"

    def end_of(self, token):
        for name, feature in (("close", "double_close"), ("inside", "in_double"), ("stop", "sentence_end"), ("comma", "comma")):
            if self.has(token, feature):
                return name
        return "word"

    def behind(self, token, right):
        if token + 1 == self.end:
            return "edge"
        token += 1
        if right and right[0] == token:
            return right[2]
        for name, *features in (("comma", "comma"), ("stop", "period", "question"), ("close", "double_close"), ("open", "double_open"),
                                ("colon", "colon"), ("dash", "dash", "bracket"), ("sentence", "sentence_start")):
            if self.has(token, *features):
                return name
        return "word"


def cut(value):
    return float(min(LINK_MAX, max(-LINK_MAX, value)))
