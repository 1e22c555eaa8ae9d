"""Questions with passages that do not answer them: near misses, and questions changed a little."""

import re
from collections import Counter, defaultdict

from .statements import STOPWORDS

COMMONEST = 400  # passages that a word may stand in to be looked up
NAME = re.compile(r"(?<![.?!\w] )(?<!^)\b[A-Z][\w’'.-]*(?: (?:of |the |de |van |von )?[A-Z][\w’'-]+)*")
NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*\d|(?<![\w.,])\d")
YEAR = re.compile(r"\b(1[0-9]|20)\d\d\b")
OPPOSITES = (
    ("first", "last"), ("most", "least"), ("largest", "smallest"), ("biggest", "smallest"), ("highest", "lowest"), ("before", "after"),
    ("more", "fewer"), ("north", "south"), ("east", "west"), ("northern", "southern"), ("eastern", "western"), ("oldest", "youngest"),
    ("best", "worst"), ("increase", "decrease"), ("increased", "decreased"), ("began", "ended"), ("start", "end"), ("started", "ended"),
    ("won", "lost"), ("win", "lose"), ("above", "below"), ("male", "female"), ("men", "women"), ("former", "current"), ("early", "late"),
    ("inside", "outside"), ("allowed", "banned"), ("support", "oppose"), ("supported", "opposed"), ("accepted", "rejected"), ("longest", "shortest"),
    ("always", "never"), ("buy", "sell"), ("bought", "sold"), ("agreed", "refused"), ("denied", "confirmed"), ("joined", "left"), ("public", "private"),
    ("father", "mother"), ("brother", "sister"), ("son", "daughter"), ("husband", "wife"), ("minimum", "maximum"), ("rise", "fall"), ("rose", "fell"),
)  # fmt: skip
OPPOSITE = {a: b for pair in OPPOSITES for a, b in (pair, pair[::-1])}
NOT = (("did", "did not"), ("does", "does not"), ("was", "was not"), ("is", "is not"), ("were", "were not"), ("are", "are not"), ("can", "cannot"))


def content_words(text):
    return {w for w in re.findall(r"\w+", text.lower()) if w not in STOPWORDS and len(w) > 2}


class Passages:
    """Passages to take near misses from: [(document, text)]."""

    def __init__(self, passages):
        self.passages = passages
        self.places = defaultdict(list)
        self.of_document = defaultdict(list)
        for number, (document, text) in enumerate(passages):
            self.of_document[document].append(number)
            for word in content_words(text):
                self.places[word].append(number)
        self.places = {word: found for word, found in self.places.items() if len(found) <= COMMONEST}

    def beside(self, row, rng):
        """Another passage of the row's document without the answers' words, or None."""
        own = self.of_document.get(row.document, [])
        for number in rng.sample(own, min(6, len(own))):
            text = self.passages[number][1]
            if text not in row.context and not holds(text, row.words()):
                return text
        return None

    def alike(self, row, rng):
        """A passage of another document that shares many rare words with the question, or None."""
        words = sorted((w for w in content_words(row.question) if w in self.places), key=lambda w: (len(self.places[w]), w))
        shared = Counter(number for word in words[:5] for number in self.places[word])
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:12]
        rng.shuffle(best)
        for number, _ in best:
            document, text = self.passages[number]
            if document != row.document and not holds(text, row.words()):
                return text
        return None


def holds(text, words):
    """Whether any of the words (case-folded) stand in text, as whole words."""
    text = text.lower()
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text) for one in words if one)


def changed(row, rng):
    """The row's question asking for something that its passage does not say, or None if no way was found."""
    ways = [other_year, other_number, other_name, other_name, opposite, negated]
    rng.shuffle(ways)
    for way in ways:
        if way in (negated,) and rng.random() < 0.7:
            continue
        question = way(row.question, row, rng)
        if question and question != row.question:
            return question
    return None


def other_year(question, row, rng):
    found = list(YEAR.finditer(question))
    if not found:
        return None
    year = rng.choice(found)
    near = str(int(year.group()) + rng.choice((-30, -11, -10, -4, -3, -2, -1, 1, 2, 3, 4, 9, 10, 20)))
    others = [y.group() for y in YEAR.finditer(row.context) if y.group() != year.group()]
    return replaced(question, year, rng.choice(others) if others and rng.random() < 0.5 else near)


def other_number(question, row, rng):
    found = [m for m in NUMBER.finditer(question) if not YEAR.fullmatch(m.group())]
    if not found:
        return None
    number = rng.choice(found)
    digits = number.group()
    others = [n.group() for n in NUMBER.finditer(row.context) if n.group() != digits]
    other = "".join(rng.choice("123456789") if c.isdigit() else c for c in digits)
    return replaced(question, number, rng.choice(others) if others and rng.random() < 0.5 else other)


def other_name(question, row, rng):
    """Another name in the place of one: of the same passage, or of none that is near."""
    found = [m for m in NAME.finditer(question) if m.group().lower() not in STOPWORDS]
    if not found:
        return None
    name = rng.choice(found)
    words = row.words()
    others = {m.group() for m in NAME.finditer(row.context)}
    others = sorted(o for o in others if not related(o, name.group()) and o.lower() not in words and not related(o, question))
    same_length = [o for o in others if o.count(" ") == name.group().count(" ")]
    choice = same_length or others
    return replaced(question, name, rng.choice(choice)) if choice else None


def related(left, right):
    return bool({w.lower()[:5] for w in re.findall(r"\w+", left)} & {w.lower()[:5] for w in re.findall(r"\w+", right)})


def opposite(question, row, rng):
    found = [m for m in re.finditer(r"[a-z]+", question) if m.group() in OPPOSITE]
    if not found:
        return None
    word = rng.choice(found)
    other = OPPOSITE[word.group()]
    return None if re.search(rf"\b{other}\b", row.context.lower()) else replaced(question, word, other)


def negated(question, row, rng):
    for verb, negation in NOT:
        match = re.search(rf"\b{verb}\b(?! not)", question)
        if match:
            # In "when did she not go" the negation stands behind the subject; after it, anywhere else.
            return replaced(question, match, negation)
    return None


def replaced(question, match, words):
    return question[: match.start()] + words + question[match.end() :]
