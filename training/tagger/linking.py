"""Which spans belong together: the cue of each content, the source of each cue, and the kind."""

from bisect import bisect_right

import numpy as np

from .data import LABELS, ROLES
from .features import FEATURES
from .links import pair_features

QUOTED, CARRIED = FEATURES.index("in_double"), FEATURES.index("carried")
NEAR = 2  # sources on each side of a cue that may be its own
# A cue in no sentence that the content touches must score so much, and that of the quotation before at most so much
# less than the nearest ones: else the content's own cue was not found, and another's would be a wrong name.
# From articles that the tagger scoring them had not seen, where anything from -4 to -1 and from 1 to 4 is as good.
FAR_MIN, GOES_ON = -2.0, 2.0


def token_spans(labels, offset=0):
    """Label indices -> {role: [(first, last)]}, sorted; the first token has number `offset`."""
    spans, start = {role: [] for role in ROLES}, 0
    for i, label in enumerate(labels, offset):
        name = LABELS[label]
        if name[0] in "BS":
            start = i
        if name[0] in "ES":
            spans[name[2:]].append((start, i))
    return spans


def owners(contents, cues, scores, document):
    """The cue of each content, or -1: [contents]. scores [contents, cues].

    Candidates are the last cue before the content and the first one after it.

    - A content that does not start in quotation marks has its cue in a sentence that it touches, or
      before it in its paragraph.
    - One that does may also have it after it in its paragraph, in the paragraph before, or, for a
      quotation carried over paragraphs, in any before. If neither candidate is in a sentence that
      it touches, it goes on with the cue of the last content of its paragraph that starts or ends in quotation
      marks; if that has none and no candidate is in this paragraph, of the paragraph before.
    - A cue in no sentence that the content touches counts only if it scores FAR_MIN, and one that it would go
      on with only if no candidate scores more than GOES_ON above it. A quotation carried over paragraphs goes on anyway.
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
                elif (distance == 0 and cue < after) or (quoted and (distance in (0, 1) or (distance > 1 and carried))):
                    near.append(cue)
        alone = all(document.paragraph[firsts[cue]] != paragraph for cue in near)
        near = here + [cue for cue in near if carried or scores[i, cue] >= FAR_MIN]
        best = max(near, key=lambda cue: (scores[i, cue], -cue), default=-1)
        if quoted and not here:
            before = going_on.get(paragraph, -1)
            if before < 0 and alone:
                before = going_on.get(paragraph - 1, -1)
            least = max(FAR_MIN, scores[i, best] - GOES_ON) if best >= 0 else FAR_MIN
            if before >= 0 and (carried or scores[i, before] >= least):
                best = before
        result.append(best)
        if quoted or document.features[last, QUOTED]:
            going_on[paragraph] = best
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


def pair_scores(document, links, spans, roles, weights):
    """Scores [left, right] of all spans of one role with all of another.

    links float [tokens, 4, LINK_SIZE]; roles: ("content", "cue") or ("cue", "source"); weights [LINK_FEATURES].
    """
    first = 0 if roles == ("content", "cue") else 2
    left, right = (spans[role] for role in roles)
    vectors = [
        links[[s[0] for s in some], row] + links[[s[1] for s in some], row]
        for some, row in zip((left, right), (first, first + 1))
    ]
    pairs = pair_features(left, right, spans["content"], document.sentence, document.paragraph)
    return vectors[0] @ vectors[1].T / np.sqrt(links.shape[2]) + weights[pairs].sum(-1)


def link(document, links, spans, parameters):
    """owner: cue of each content or -1; speaker: source of each cue or -1; and both tables of scores."""
    by_content = pair_scores(document, links, spans, ("content", "cue"), parameters["content_cue"])
    by_cue = pair_scores(document, links, spans, ("cue", "source"), parameters["cue_source"])
    return (
        owners(spans["content"], spans["cue"], by_content, document),
        speakers(spans["cue"], spans["source"], by_cue, parameters["no_source"], document),
        by_content,
        by_cue,
    )


def quoted_share(document, spans):
    """How much of the spans is inside double quotation marks: all, some or none of their tokens.

    spans: [(first, last)] in tokens. A span that is exactly one single quotation counts as inside.
    """
    inside = []
    for first, last in spans:
        whole = (int(document.starts[first]), int(document.ends[last]), True) in document.layout.singles
        inside += [1] if whole else document.features[first : last + 1, QUOTED].tolist()
    return "all" if all(inside) else "some" if any(inside) else "none"
