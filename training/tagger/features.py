"""Hand features: what the text itself says about each token.

Everything here is computed from the text and the token offsets alone, so that
the TypeScript runtime can reproduce it bit for bit (see SPEC.md, "Features").
All positions are character offsets; every feature is 0 or 1.
"""

from bisect import bisect_right

import numpy as np

from .layout import CLOSERS, is_digit, is_letter, is_space, is_upper, is_word

PRONOUNS = frozenset("he she they i we you it who him her them us me".split())

FEATURES = (
    "in_double",  # inside double quotation marks (the marks included)
    "in_single",  # inside single quotation marks (the marks included)
    "double_open",
    "double_close",
    "single_open",
    "single_close",
    "unclosed",  # in a double quotation that the paragraph does not close
    "carried",  # in a double quotation that repeats its opening mark at a new paragraph
    "short_quote",  # in a closed double quotation of 1-3 words
    "medium_quote",  # in a closed double quotation of 4-8 words
    "quote_stopped",  # in a double quotation with , . ? ! — at its inner or outer end
    "quote_from_paragraph_start",
    "quote_to_paragraph_end",
    "after_quote",  # outside; a double quotation ends earlier in this paragraph
    "before_quote",  # outside; a double quotation starts later in this paragraph
    "capital",
    "all_capitals",
    "inner_capital",  # capital, and not the first word of a sentence or quotation
    "continuation",  # the character before is a letter or digit, and so is the first
    "glued",  # no white space before
    "sentence_start", "sentence_end", "paragraph_start", "paragraph_end",
    "first_paragraph",
    "unstopped_paragraph",  # the paragraph does not end in . ? ! (closers skipped)
    "digit", "comma", "period", "question", "colon", "dash", "bracket", "other_mark",
    "pronoun", "that",
)  # fmt: skip
INDEX = {name: i for i, name in enumerate(FEATURES)}


def _word_count(text, start, end):
    """Number of maximal runs of letters and digits."""
    count, inside = 0, False
    for char in text[start:end]:
        word = is_word(char)
        count += word and not inside
        inside = word
    return count


def _unstopped(text, start, end):
    while end > start and (text[end - 1] in CLOSERS or is_space(text[end - 1])):
        end -= 1
    return end == start or text[end - 1] not in ".?!…"


def token_features(layout, starts, ends):
    """Features of tokens with character offsets starts, ends: float32 [tokens, len(FEATURES)]."""
    text, out = layout.text, np.zeros((len(starts), len(FEATURES)), np.float32)
    of_quote = {quote[0]: [INDEX[name] for name in _of_quote(layout, quote)] for quote in layout.quotes}
    unstopped = [_unstopped(text, a, b) for a, b in layout.paragraphs]
    first_quote, last_quote = {}, {}
    for quote in layout.quotes:
        first_quote.setdefault(quote[4], quote[0])
        last_quote[quote[4]] = quote[0]
    edges = {
        "sentence_start": set(layout.sentence_starts), "sentence_end": {b for _, b in layout.sentences},
        "paragraph_start": set(layout.paragraph_starts), "paragraph_end": {b for _, b in layout.paragraphs},
    }  # fmt: skip

    for row, (start, end) in enumerate(zip(starts, ends)):
        start, end = int(start), int(end)
        names = []
        quote = layout.quote_of(start)
        paragraph = layout.paragraph_of(start)
        if quote >= 0:
            out[row, of_quote[layout.quotes[quote][0]]] = 1
        else:
            if paragraph in first_quote and first_quote[paragraph] < start:
                names.append("after_quote")
            if paragraph in last_quote and last_quote[paragraph] > start:
                names.append("before_quote")
        s = bisect_right(layout.single_starts, start) - 1
        if s >= 0 and start < layout.singles[s][1]:
            names.append("in_single")
        if start in layout.marks:
            names.append(layout.marks[start])
        names += [name for name, places in edges.items() if (start if name.endswith("start") else end) in places]
        if paragraph == 0:
            names.append("first_paragraph")
        if unstopped and unstopped[paragraph]:
            names.append("unstopped_paragraph")
        names += _of_word(layout, start, end, start in edges["sentence_start"])
        names += _of_mark(text[start], start in layout.marks)
        for name in names:
            out[row, INDEX[name]] = 1
    return out


def _of_quote(layout, quote):
    """Features of every token in a double quotation."""
    text, (a, b, closed, carried, number) = layout.text, quote
    p_start, p_end = layout.paragraphs[number]
    words = _word_count(text, a, b)
    inner = b - 1
    while inner > a and (layout.marks.get(inner, "").endswith("close") or is_space(text[inner])):
        inner -= 1
    outer = text[b] if b < len(text) else ""
    names = ["in_double"]
    if not closed:
        names.append("unclosed")
    if carried:
        names.append("carried")
    if closed and words <= 3:
        names.append("short_quote")
    if closed and 4 <= words <= 8:
        names.append("medium_quote")
    if text[inner] in ",.?!—" or (closed and outer != "" and outer in ",.?!—"):
        names.append("quote_stopped")
    if a == p_start:
        names.append("quote_from_paragraph_start")
    if b == p_end:
        names.append("quote_to_paragraph_end")
    return names


def _of_word(layout, start, end, starts_sentence):
    """What letters and neighbours say."""
    text, names = layout.text, []
    before = text[start - 1] if start > 0 else ""
    if is_upper(text[start]):
        names.append("capital")
        if not starts_sentence and start - 1 not in layout.marks:
            names.append("inner_capital")
        a, b = start, end
        while a > 0 and is_letter(text[a - 1]):
            a -= 1
        while b < len(text) and is_letter(text[b]):
            b += 1
        if b - a >= 2 and all(is_upper(char) for char in text[a:b]):
            names.append("all_capitals")
    if is_word(before) and is_word(text[start]):
        names.append("continuation")
    if not is_space(before):
        names.append("glued")
    word = text[start:end].lower()
    if word in PRONOUNS:
        names.append("pronoun")
    if word == "that":
        names.append("that")
    return names


def _of_mark(char, is_quotation_mark):
    """The kind of a token by its first character."""
    if is_digit(char):
        return ["digit"]
    for name, chars in (("comma", ","), ("period", ".…"), ("question", "?!"), ("colon", ":;"), ("dash", "-–—"), ("bracket", "()[]{}")):
        if char in chars:
            return [name]
    return [] if is_letter(char) or is_quotation_mark else ["other_mark"]
