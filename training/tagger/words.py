"""Words as features of spans: those of a cue, and those at which a content may or may not end."""

from functools import lru_cache

from .layout import is_word

# Prepositions, conjunctions and verbs of saying: what follows one may or may not belong to the content.
TURNS = frozenset(
    """in on at after during to for as when while and but who which according with from about that because if
    where by of before since until into over against told said saying adding calling citing""".split()
)
TAIL = 12  # last tokens of a content in which they are looked for
CUE_TOKENS = 3  # a longer cue is known by its last word
REACH = 40  # characters of a word on either side of a token, so that no text takes long


def cue_words(document, first, last):
    if last - first < CUE_TOKENS:
        return [f"cue is {document.text[document.starts[first]:document.ends[last]].lower()}"]
    return [f"cue is long {word(document, last)}"]


def content_words(document, first, last):
    inside = (word(document, token) for token in range(max(first + 1, last + 1 - TAIL), last + 1))
    return [f"content takes in {one}" for one in inside if one in TURNS]


def word(document, token):
    """The letters and digits around a token's start, at most REACH further, or its own characters if it starts with none.

    In lower case.
    """
    return _word(document.text, int(document.starts[token]), int(document.ends[token]))


@lru_cache(maxsize=100_000)
def _word(text, start, end):
    if not is_word(text[start]):
        return text[start:end].lower()
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    while start > low and is_word(text[start - 1]):
        start -= 1
    while end < high and is_word(text[end]) and is_word(text[end - 1]):
        end += 1
    return text[start:end].lower()
