"""From scores to attributions: Viterbi over the article, then linking and kinds.

This is what the product runs in TypeScript; SPEC.md describes it step by step.
"""

from bisect import bisect_right

import numpy as np

from crf import viterbi
from data import LABELS, ROLES
from features import FEATURES
from links import pair_features

QUOTED, CARRIED = FEATURES.index("in_double"), FEATURES.index("carried")
NEAR = 2  # sources on each side of a cue that may be its own


def token_spans(labels):
    """Label indices -> {role: [(first, last)]}, sorted. The last span may be cut by the text's end."""
    spans, start = {role: [] for role in ROLES}, 0
    for i, label in enumerate(labels):
        name = LABELS[label]
        if name[0] in "BS":
            start = i
        if name[0] in "ES" or (name[0] in "BI" and i == len(labels) - 1):
            spans[name[2:]].append((start, i))
    return spans


def owners(contents, cues, scores, document):
    """The cue of each content, or -1: [contents]. scores [contents, cues].

    Candidates are the last cue before the content and the first one after it.

    - A content that is not quoted has its cue in a sentence that it touches, or before it in its paragraph.
    - A quoted one may also have it after it in its paragraph, in the paragraph before, or, for a
      quotation carried over paragraphs, in any before. If neither candidate is in a sentence that
      it touches, it goes on with the cue of the last quoted content of its paragraph; if that has none and
      no candidate is in this paragraph, of the paragraph before.
    """
    firsts, result, going_on = [cue[0] for cue in cues], [], {}
    for i, (first, last) in enumerate(contents):
        paragraph = document.paragraph[first]
        quoted, carried = document.features[first, [QUOTED, CARRIED]]
        after = bisect_right(firsts, first)
        here, near = [], []
        for cue in (after - 1, after):
            if 0 <= cue < len(cues):
                distance = paragraph - document.paragraph[firsts[cue]]
                if document.sentence[first] <= document.sentence[firsts[cue]] <= document.sentence[last]:
                    here.append(cue)
                    near.append(cue)
                elif distance == 0 and cue < after:
                    near.append(cue)
                elif quoted and (distance in (0, 1) or (distance > 1 and carried)):
                    near.append(cue)
        if quoted and not here:
            before = going_on.get(paragraph, -1)
            if before < 0 and all(document.paragraph[firsts[cue]] != paragraph for cue in near):
                before = going_on.get(paragraph - 1, -1)
            near = [before] if before >= 0 else near
        result.append(max(near, key=lambda cue: (scores[i, cue], -cue), default=-1))
        if quoted:
            going_on[paragraph] = result[-1]
    return result


def speakers(cues, sources, scores, none, document):
    """The source of each cue, or -1: [cues]. scores [cues, sources].

    Of the NEAR sources before the cue and the NEAR after it, in its paragraph, the one that
    scores most, if it scores more than `none`.
    """
    firsts, result = [source[0] for source in sources], []
    for i, cue in enumerate(cues):
        after = bisect_right(firsts, cue[0])
        near = range(max(0, after - NEAR), min(len(sources), after + NEAR))
        options = [
            (-scores[i, k], k) for k in near if document.paragraph[firsts[k]] == document.paragraph[cue[0]]
        ]
        best = min(options, default=(-none, -1))
        result.append(best[1] if -best[0] > none else -1)
    return result


def kind_of(document, spans):
    """direct: every token is inside double quotation marks; mixed: some are; else indirect.

    spans: [(first, last)] in tokens. A span that is exactly one single quotation counts as inside.
    """
    inside = []
    for first, last in spans:
        whole = (int(document.starts[first]), int(document.ends[last]), True) in document.layout.singles
        inside += [1] if whole else document.features[first : last + 1, QUOTED].tolist()
    return "direct" if all(inside) else "mixed" if any(inside) else "indirect"


def decode(document, emissions, links, parameters):
    """Attributions of one article: [{source, cue, content, kind}], spans in characters.

    One for each cue, in order. Contents and sources that no cue takes are dropped.
    emissions float [tokens, labels]; links float [tokens, 4, LINK_SIZE]; parameters: transitions
    [labels, labels], content_cue and cue_source [LINK_FEATURES], no_source.
    """
    spans = token_spans(viterbi(emissions, parameters["transitions"]))
    contents, cues, sources = spans["content"], spans["cue"], spans["source"]

    def scores(roles, left, right, weights):
        vectors = [
            links[[s[0] for s in some], role] + links[[s[1] for s in some], role]
            for some, role in zip((left, right), roles)
        ]
        pairs = pair_features(left, right, contents, document.sentence, document.paragraph)
        return vectors[0] @ vectors[1].T / np.sqrt(links.shape[2]) + weights[pairs].sum(-1)

    owner = owners(contents, cues, scores((0, 1), contents, cues, parameters["content_cue"]), document)
    by_cue = scores((2, 3), cues, sources, parameters["cue_source"])
    speaker = speakers(cues, sources, by_cue, parameters["no_source"], document)

    def characters(some):
        return [[int(document.starts[a]), int(document.ends[b])] for a, b in some]

    found = []
    for number, cue in enumerate(cues):
        content = [c for c, o in zip(contents, owner) if o == number]
        found.append({
            "source": characters([sources[speaker[number]]] if speaker[number] >= 0 else []),
            "cue": characters([cue]),
            "content": characters(content),
            "kind": kind_of(document, content) if content else "indirect",
        })
    return found
