"""Cuts contexts as the product does: whole sentences, together about as long as a passage."""

from functools import lru_cache

from ..tagger.layout import paragraphs, sentences

PASSAGE_CHARS = 520  # about 120 word pieces
LONGEST_CHARS = 900  # a longer sentence is cut


@lru_cache(maxsize=50_000)
def sentences_of(text):
    """Sentences of all paragraphs, [(start, end)], white space around them left out; overlong ones in pieces."""
    found = []
    for first, last in paragraphs(text):
        for start, end in sentences(text, first, last):
            while end - start > LONGEST_CHARS:
                cut = text.rfind(" ", start, start + LONGEST_CHARS)
                cut = cut if cut > start else start + LONGEST_CHARS
                found.append((start, cut))
                start = cut
            start += len(text[start:end]) - len(text[start:end].lstrip())
            end = start + len(text[start:end].rstrip())
            if start < end:
                found.append((start, end))
    return tuple(found)


def passages_of(text, size=PASSAGE_CHARS):
    """The text in passages of whole sentences of at most `size` characters (a longer sentence stands alone)."""
    found = []
    for start, end in sentences_of(text):
        if found and end - found[-1][0] <= size:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def window_around(text, start, end, size, rng):
    """Whole sentences with [start, end) in them, grown to either side at random while they fit `size` characters."""
    own = sentences_of(text)
    touched = [i for i, (a, b) in enumerate(own) if a < end and b > start]
    if not touched:
        return start, end
    first, last = touched[0], touched[-1]
    while True:
        ways = []
        if first > 0 and own[last][1] - own[first - 1][0] <= size:
            ways.append((first - 1, last))
        if last + 1 < len(own) and own[last + 1][1] - own[first][0] <= size:
            ways.append((first, last + 1))
        if not ways:
            return min(start, own[first][0]), max(end, own[last][1])
        first, last = rng.choice(ways)


def sentence_around(text, start, end):
    """The sentence that holds [start, end), or None if none does."""
    return next(((a, b) for a, b in sentences_of(text) if a <= start and end <= b), None)
