"""What a text's characters say of its parts: paragraphs, sentences, quotations.

Everything here is computed from the text alone, so that the TypeScript runtime can reproduce it
bit for bit (see SPEC.md, "Features"). All positions are character offsets.
"""

import unicodedata
from bisect import bisect_right
from functools import lru_cache

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
