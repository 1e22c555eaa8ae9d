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
    "sentence_start",
    "sentence_end",
    "paragraph_start",
    "paragraph_end",
    "first_paragraph",
    "unstopped_paragraph",  # the paragraph does not end in . ? ! (closers skipped)
    "digit",
    "comma",
    "period",
    "question",
    "colon",
    "dash",
    "bracket",
    "other_mark",
    "pronoun",
    "that",
)
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
    on = {}
    for quote in layout.quotes:
        a, b, closed, carried, number = quote
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
        on[a] = [INDEX[name] for name in names]
    unstopped = [_unstopped(text, a, b) for a, b in layout.paragraphs]
    first_quote, last_quote = {}, {}
    for quote in layout.quotes:
        first_quote.setdefault(quote[4], quote[0])
        last_quote[quote[4]] = quote[0]
    sentence_start, sentence_end = set(layout.sentence_starts), {b for _, b in layout.sentences}
    paragraph_start, paragraph_end = set(layout.paragraph_starts), {b for _, b in layout.paragraphs}

    for row, (start, end) in enumerate(zip(starts, ends)):
        start, end = int(start), int(end)
        first = text[start]
        before = text[start - 1] if start > 0 else ""
        names = []
        quote = layout.quote_of(start)
        paragraph = layout.paragraph_of(start)
        if quote >= 0:
            out[row, on[layout.quotes[quote][0]]] = 1
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
        at_start = start in sentence_start
        if is_upper(first):
            names.append("capital")
            if not at_start and start - 1 not in layout.marks:
                names.append("inner_capital")
            a, b = start, end
            while a > 0 and is_letter(text[a - 1]):
                a -= 1
            while b < len(text) and is_letter(text[b]):
                b += 1
            if b - a >= 2 and all(is_upper(char) for char in text[a:b]):
                names.append("all_capitals")
        if is_word(before) and is_word(first):
            names.append("continuation")
        if not is_space(before):
            names.append("glued")
        if at_start:
            names.append("sentence_start")
        if end in sentence_end:
            names.append("sentence_end")
        if start in paragraph_start:
            names.append("paragraph_start")
        if end in paragraph_end:
            names.append("paragraph_end")
        if paragraph == 0:
            names.append("first_paragraph")
        if unstopped and unstopped[paragraph]:
            names.append("unstopped_paragraph")
        if is_digit(first):
            names.append("digit")
        elif first == ",":
            names.append("comma")
        elif first in ".…":
            names.append("period")
        elif first in "?!":
            names.append("question")
        elif first in ":;":
            names.append("colon")
        elif first in "-–—":
            names.append("dash")
        elif first in "()[]{}":
            names.append("bracket")
        elif not is_letter(first) and start not in layout.marks:
            names.append("other_mark")
        word = text[start:end].lower()
        if word in PRONOUNS:
            names.append("pronoun")
        if word == "that":
            names.append("that")
        for name in names:
            out[row, INDEX[name]] = 1
    return out
