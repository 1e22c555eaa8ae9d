"""Hand features: what the text itself says about each token.

Everything here is computed from the text and the token offsets alone, so that
the TypeScript runtime can reproduce it bit for bit (see SPEC.md, "Features").
All positions are character offsets; every feature is 0 or 1.
"""

import unicodedata
from bisect import bisect_right
from functools import lru_cache

import numpy as np

WHITESPACE = frozenset(
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
)
CLOSERS = frozenset("\"'”’»)]}")
BEFORE_OPENING = frozenset("([{-–—/\"'“‘„«")
ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sen sens rep reps gov gen col lt sgt capt cmdr adm maj pvt hon rev st jr sr
    no vs inc corp co ltd jan feb mar apr jun jul aug sep sept oct nov dec etc e.g i.e a.m p.m
    u.s u.k u.n d.c ph.d fla calif mass pa va wis ariz ill mich minn ga ky la md mo neb nev tenn
    tex conn del ala ark colo ind kan okla ore wash wyo atty pres amb supt bros""".split()
)
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


@lru_cache(maxsize=None)
def _category(char):
    return unicodedata.category(char)


def is_letter(char):
    """Unicode general category L*; the empty string (outside the text) is no letter."""
    return char != "" and _category(char)[0] == "L"


def is_upper(char):
    return char != "" and _category(char) == "Lu"


def is_digit(char):
    return char != "" and _category(char) == "Nd"


def is_word(char):
    return is_letter(char) or is_digit(char)


def is_space(char):
    """White space, or outside the paragraph (the empty string)."""
    return char == "" or char in WHITESPACE


def paragraphs(text):
    """Runs between line feeds, trimmed of white space; empty ones dropped: [(start, end)]."""
    found, start = [], 0
    for end in [i for i, char in enumerate(text) if char == "\n"] + [len(text)]:
        a, b = start, end
        while a < b and is_space(text[a]):
            a += 1
        while b > a and is_space(text[b - 1]):
            b -= 1
        if a < b:
            found.append((a, b))
        start = end + 1
    return found


def sentences(text, start, end):
    """Sentences of one paragraph [start, end): [(start, end)], white space between left out.

    A sentence ends after a run of . ! ? … and any closers when white space follows and the
    next character is no lower-case letter, unless a lone period follows an abbreviation or initial.
    """
    found, begin, i = [], start, start
    while i < end:
        if text[i] not in ".!?…":
            i += 1
            continue
        first = i
        while i < end and text[i] in ".!?…":
            i += 1
        lone_period = i == first + 1 and text[first] == "."
        stop = i
        while stop < end and text[stop] in CLOSERS:
            stop += 1
        after = stop
        while after < end and is_space(text[after]):
            after += 1
        if after == stop or after >= end:
            i = max(stop, i)
            continue
        following = text[after]
        if is_letter(following) and _category(following) == "Ll":
            i = stop
            continue
        if lone_period and stop == i:
            word = first
            while word > begin and (is_word(text[word - 1]) or text[word - 1] == "."):
                word -= 1
            before = text[word:first]
            if before.lower() in ABBREVIATIONS or (len(before) == 1 and is_upper(before)):
                i = stop
                continue
        found.append((begin, stop))
        begin = i = after
    if begin < end:
        found.append((begin, end))
    return found


def quotations(text, start, end):
    """Quotation marks of one paragraph [start, end).

    Returns (doubles, singles, marks): regions [(open, end, closed)] with the marks included,
    and {position: feature name} for each character of a mark. A double region that is not
    closed runs to the paragraph's end; a single one that is not closed is dropped.
    """
    doubles, singles, marks = [], [], {}
    double = single = -1
    i = start

    def at(position):
        return text[position] if start <= position < end else ""

    while i < end:
        char, width = text[i], 1
        kind = None  # 'open', 'close' or 'either', of a double mark
        if char in "“„‟«":
            kind = "open"
        elif char in "”»":
            kind = "close"
        elif char == '"':
            kind = "either"
        elif char in "'’‘`" and at(i + 1) == char:
            if not (char in "'’" and at(i + 2) == char and single >= 0):
                width = 2
                kind = "open" if char in "‘`" else "close" if char == "’" else "either"
        if kind is not None:
            before, after = at(i - 1), at(i + width)
            if kind == "close" and double < 0 and is_space(before) and not is_space(after):
                kind = "open"
            elif kind == "open" and double >= 0 and not is_space(before) and (is_space(after) or after in ",.;:?!)"):
                kind = "close"
            elif kind == "either":
                if double >= 0:
                    reopened = (is_space(before) and not is_space(after)) and i > double + 1
                    kind = "open" if reopened else "close"
                else:
                    kind = "close" if is_space(after) else "open"
            for k in range(i, i + width):
                marks[k] = "double_" + kind
            if kind == "open":
                if double >= 0:
                    doubles.append((double, i, False))
                double = i
            elif double >= 0:
                doubles.append((double, i + width, True))
                double = -1
            single = -1
        elif char in "'’‘":
            before, after = at(i - 1), at(i + 1)
            opening = char != "’" and (is_space(before) or before in BEFORE_OPENING)
            if single >= 0 and char != "‘" and not is_space(before) and not is_word(after):
                singles.append((single, i + 1, True))
                marks[single], marks[i] = "single_open", "single_close"
                single = -1
            elif single < 0 and opening and not is_space(after) and not is_digit(after):
                single = i
        i += width
    if double >= 0:
        doubles.append((double, end, False))
    return doubles, singles, marks


def _word_count(text, start, end):
    """Number of maximal runs of letters and digits."""
    count, inside = 0, False
    for char in text[start:end]:
        word = is_word(char)
        count += word and not inside
        inside = word
    return count


class Layout:
    """Paragraphs, sentences and quotation regions of a whole text.

    paragraphs, sentences: sorted lists of (start, end).
    quotes: sorted list of (start, end, closed, carried, paragraph index).
    """

    def __init__(self, text):
        self.text = text
        self.paragraphs = paragraphs(text)
        self.sentences, self.quotes, self.singles, self.marks = [], [], [], {}
        carried = False
        for number, (start, end) in enumerate(self.paragraphs):
            self.sentences += sentences(text, start, end)
            doubles, singles, marks = quotations(text, start, end)
            self.singles += singles
            self.marks.update(marks)
            for a, b, closed in doubles:
                self.quotes.append((a, b, closed, carried and a == start, number))
            carried = bool(doubles) and not doubles[-1][2] and doubles[-1][1] == end
        self.paragraph_starts = [a for a, _ in self.paragraphs]
        self.sentence_starts = [a for a, _ in self.sentences]
        self.quote_starts = [q[0] for q in self.quotes]
        self.single_starts = [q[0] for q in self.singles]

    def paragraph_of(self, position):
        return max(0, bisect_right(self.paragraph_starts, position) - 1)

    def sentence_of(self, position):
        return max(0, bisect_right(self.sentence_starts, position) - 1)

    def quote_of(self, position):
        """Index of the double quotation around a position, or -1."""
        i = bisect_right(self.quote_starts, position) - 1
        return i if i >= 0 and position < self.quotes[i][1] else -1


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
