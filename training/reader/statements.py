"""Questions about who said what, made from articles with every attribution marked.

A statement is an attribution with a named speaker; its answer is what was said, or who said it.
"""

import re
from dataclasses import dataclass

from .passages import sentences_of, window_around

PRONOUNS = frozenset("he she they it we i you who him her them us me one that which this these those".split())
STOPWORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being below between both but by can
    could did do does doing don down during each even ever every few for from further get go goes going had has have having he her here
    hers him his how i if in into is it its itself just know last like made make makes many may me might more most much must my never no
    nor not now of off on once one only or other our out over own put said same say says she should since so some still such take than
    that the their them then there these they thing things think this those through to too two under until up us very was way we well
    were what when where which while who whom why will with would year years yet you your new first got told it's that's don't didn't
    he's she's they're we're i'm i've isn't wasn't won't can't there's what's let""".split()
)
# What stands before a noun: a word that follows none of these may well be a verb.
BEFORE_NOUNS = frozenset(
    "the a an of on for in about his her their our its my your with by from this that these those no any some over between against and".split()
)
ABOUT = (
    "What did {x} say about {y}?", "What did {x} say about {y}?", "What did {x} say on {y}?", "What does {x} think about {y}?",
    "What does {x} say about {y}?", "What is {x}'s view of {y}?", "What are {x}'s views on {y}?", "How did {x} respond on {y}?",
    "What did {x} tell reporters about {y}?", "What has {x} said about {y}?", "What did {x} claim about {y}?", "Show me quotes by {x} on {y}",
    "Quote {x} on {y}", "{x} on {y}", "{x} quotes about {y}", "{x} about {y}", "Give me {x}'s statement on {y}", "What was {x}'s comment on {y}?",
    "Did {x} say anything about {y}?", "Has {x} commented on {y}?", "What did {x} mean by {y}?", "What's {x}'s position on {y}?",
    "Find what {x} said regarding {y}", "How did {x} describe {y}?", "What did {x} argue about {y}?", "Any statement by {x} about {y}?",
    "what did {x} have to say about {y}", "According to {x}, what about {y}?", "How does {x} see {y}?", "What did {x} announce about {y}?",
    "What did {x} warn about {y}?", "What did {x} promise on {y}?", "does {x} support {y}?", "I want to know what {x} said about {y}",
    "Show me what {x} said about {y}", "List {x}'s statements on {y}", "What do {x} say about {y}?", "where does {x} stand on {y}?",
)  # fmt: skip
WHO_CONTENT = (
    "Who said {c}?", "Who said that {c}?", "Who says {c}?", "Who claimed {c}?", "Who stated that {c}?", "Who thinks {c}?",
    "Which person said {c}?", "who told reporters {c}?", "By whom was it said that {c}?", "Who was it that said {c}?",
)  # fmt: skip
WHO_TOPIC = (
    "Who talked about {y}?", "Who spoke about {y}?", "Who commented on {y}?", "Who said something about {y}?", "Who mentioned {y}?",
    "Who is quoted on {y}?", "Whose statement is about {y}?", "Who said what about {y}?",
)  # fmt: skip
DID_CONTENT = (
    "Did {x} say {c}?", "Did {x} say that {c}?", "Does {x} think {c}?", "Did {x} claim that {c}?", "Has {x} said that {c}?",
    "Is it true that {x} said {c}?", "When did {x} say {c}?", "Why did {x} say {c}?", "Where did {x} say {c}?",
)  # fmt: skip
SAID = ("said", "said.", "told reporters", "told the crowd", "wrote", "added", "says", "asked", "tweeted")
VERBS = frozenset(
    """accused added admitted agreed alleged announced argued asserted asked blamed called claimed complained conceded concluded confirmed
    contended criticized declared defended demanded denied described dismissed endorsed estimated explained expressed hinted insisted
    joked noted ordered pledged praised predicted promised proposed pointed questioned recalled recommended rejected reported requested
    responded revealed signaled stressed suggested supported testified threatened told tweeted urged vowed warned wrote""".split()
)


@dataclass(frozen=True)
class Statement:
    """An attribution: its article, and spans in characters of the article's text."""

    document: str
    text: str
    speaker: str  # as the article names the source
    source: tuple  # (start, end)
    cue: tuple  # (start, end), or None
    content: tuple  # (start, end), the longest piece


def statements_of(articles):
    """Statements of all articles whose source is a name or a noun phrase of at most eight words."""
    found = []
    for article in articles:
        text = article["text"]
        for attribution in article["attributions"]:
            if not attribution["source"] or not attribution["content"]:
                continue
            source = tuple(attribution["source"][0])
            speaker = speaker_of(text[source[0] : source[1]])
            content = tuple(max(attribution["content"], key=lambda span: span[1] - span[0]))
            cue = tuple(attribution["cue"][0]) if attribution["cue"] else None
            if speaker and content[1] - content[0] >= 25 and abs(content[0] - source[0]) < 600:
                found.append(Statement("polnear:" + article["id"], text, speaker, source, cue, content))
    return found


def speaker_of(words):
    """The source as a question would name it, or None for pronouns and long descriptions."""
    words = re.split(r",| who | which |\(| — | – ", words)[0].strip(" \"“”'’.")
    parts = words.split()
    if not parts or len(parts) > 7 or parts[0].lower() in PRONOUNS or sum(map(str.isalpha, words)) < 3:
        return None
    return words


def short_name(speaker, rng):
    """The whole name, or a person's last name: "Mr. Joel Pollak" is also "Pollak"."""
    parts = speaker.split()
    capital = [p for p in parts if p[:1].isupper()]
    if len(parts) > 1 and len(capital) == len(parts) and rng.random() < 0.5:
        return parts[-1]
    return re.sub(r"^(the|a|an) ", "", speaker, flags=re.IGNORECASE) if rng.random() < 0.3 else speaker


def topics(content):
    """What a statement may be said to be about: names and noun phrases, as runs of one to three words that are not common."""
    found = []
    for run in re.findall(r"[\w’'$%.-]+(?:[ -][\w’'$%.-]+)*", content):
        piece, before = [], ""
        for word in [word.strip(".'’") for word in run.split(" ")] + [""]:
            common = not word or word.lower().replace("’", "'") in STOPWORDS
            if piece and (common or len(piece) == 3):
                if any(len(w) > 3 for w in piece) and (piece[-1][:1].isupper() or before.lower() in BEFORE_NOUNS):
                    found.append(" ".join(piece))
                before, piece = piece[-1], []
            if common:
                before = word
            else:
                piece.append(word)
    return found


def topic_of(content, rng):
    """One topic, names before others; "the …" in front of some. None if the content has none."""
    found = topics(content)
    names = [t for t in found if t[:1].isupper() and not content.lstrip("\"“'").startswith(t)]
    choice = rng.choice(names) if names and rng.random() < 0.5 else rng.choice(found) if found else None
    return f"the {choice}" if choice and choice[:1].islower() and rng.random() < 0.3 else choice


def clause_of(content, rng):
    """The statement's beginning, as a question repeats it: without quotation marks, at most 14 words."""
    words = re.sub(r"[\"“”]|''", "", content).strip(" .,!?").removeprefix("that ").split()
    words = words[: rng.randrange(5, 15)]
    if len(words) > 1 and words[0][1:].islower() and words[0] not in ("I",):
        words[0] = words[0].lower() if rng.random() < 0.7 else words[0]
    return " ".join(words)


def own_sentence(statement):
    """The span of the sentence or sentences that hold source, cue and content."""
    spans = [s for s in (statement.source, statement.cue, statement.content) if s]
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    own = [(a, b) for a, b in sentences_of(statement.text) if a < end and b > start]
    return (own[0][0], own[-1][1]) if own else (start, end)


def context_of(statement, rng, alone=0.5):
    """Where the statement is read: its sentence alone, or with neighbours, at most 650 characters."""
    start, end = own_sentence(statement)
    if rng.random() < alone:
        return start, end
    return window_around(statement.text, start, end, rng.randrange(300, 650), rng)


def positive(statement, rng):
    """(question, context, [(start, end)] in it) that the statement answers, or None."""
    text = statement.text
    start, end = context_of(statement, rng)
    content, name = text[slice(*statement.content)], short_name(statement.speaker, rng)
    topic, kind = topic_of(content, rng), rng.random()
    cue = text[slice(*statement.cue)].lower() if statement.cue else ""
    answer = statement.content
    if kind < 0.55 and topic:
        question = rng.choice(ABOUT).format(x=name, y=topic)
    elif kind < 0.7:
        question = rng.choice(DID_CONTENT).format(x=name, c=clause_of(content, rng))
    elif kind < 0.8 and topic and cue in VERBS:
        question, answer = f"Who {cue} {topic}?", statement.source
    elif kind < 0.87 and topic:
        question, answer = rng.choice(WHO_TOPIC).format(y=topic), statement.source
    else:
        question, answer = rng.choice(WHO_CONTENT).format(c=clause_of(content, rng)), statement.source
    if answer[0] < start or answer[1] > end or end - start > 900:
        return None
    return question, text[start:end], [trimmed(text, *answer, start)]


def trimmed(text, start, end, origin):
    """The span without quotation marks and stops at its ends, counted from origin."""
    while start < end and text[start] in " \"“'‘":
        start += 1
    while end > start and text[end - 1] in " \"”'’.,":
        end -= 1
    return start - origin, end - origin


def negative(statement, others, rng):
    """(question, context) about a speaker that the context does not answer, or None.

    others: statements, of this article and of others, to take names and topics from.
    """
    topic, kind = topic_of(statement.text[slice(*statement.content)], rng), rng.random()
    if kind < 0.3:
        return of_another_topic(statement, rng.choice(others), rng)
    if not topic:
        return None
    if kind < 0.55:
        return of_another_speaker(statement, rng.choice(others), topic, rng)
    if kind < 0.75:
        return of_one_who_does_not_speak(statement, topic, rng)
    return rng.choice(ABOUT).format(x=short_name(statement.speaker, rng), y=topic), fragment(statement, topic, rng)


def of_another_speaker(statement, other, topic, rng):
    """The statement, asked of another one's speaker."""
    if shares_words(other.speaker, statement.speaker):
        return None
    text, name = statement.text, short_name(other.speaker, rng)
    start, end = context_of(statement, rng, 0.7)
    if other.speaker.split()[-1] in text[start:end]:
        start, end = own_sentence(statement)
    if rng.random() < 0.6:
        return rng.choice(ABOUT).format(x=name, y=topic), text[start:end]
    return rng.choice(DID_CONTENT).format(x=name, c=clause_of(text[slice(*statement.content)], rng)), text[start:end]


def of_another_topic(statement, other, rng):
    """The speaker, asked about what another statement is about."""
    text, topic = statement.text, topic_of(other.text[slice(*other.content)], rng)
    if not topic or shares_words(topic, text[slice(*own_sentence(statement))]):
        return None
    start, end = context_of(statement, rng, 0.8)
    if shares_words(topic, text[start:end]):
        start, end = own_sentence(statement)
    return rng.choice(ABOUT).format(x=short_name(statement.speaker, rng), y=topic), text[start:end]


def of_one_who_does_not_speak(statement, topic, rng):
    """A sentence that names the speaker and quotes nobody, asked what they said about it or about their statement's topic."""
    found = unspoken(statement)
    if not found:
        return None
    start, end = rng.choice(found)
    if rng.random() < 0.6:
        topic = topic_of(statement.text[start:end].replace(statement.speaker.split()[-1], ""), rng)
    return (rng.choice(ABOUT).format(x=short_name(statement.speaker, rng), y=topic), statement.text[start:end]) if topic else None


def shares_words(left, right):
    def words(text):
        return {w for w in re.findall(r"\w+", text.lower()) if w not in STOPWORDS and len(w) > 2}

    rough = {w[:5] for w in words(right)}
    return any(w[:5] in rough for w in words(left))


def unspoken(statement):
    """Sentences of the article with the speaker's last name, without the statement and without a verb of speech."""
    last = statement.speaker.split()[-1]
    start, end = own_sentence(statement)
    found = []
    for a, b in sentences_of(statement.text):
        piece = statement.text[a:b]
        if last in piece and (b <= start or a >= end) and not re.search(r"\b(sa(id|ys?)|told|tells?|wrote|called)\b|[\"“]", piece):
            if not VERBS & set(piece.lower().split()):
                found.append((a, b))
    return found


def fragment(statement, topic, rng):
    """What names the speaker and says nothing: a tag, a byline, or the headline with the topic."""
    name, headline = statement.speaker, statement.text.split("\n")[0][:200]
    role = rng.choice(("", "", ", a spokesman,", ", the senator,", ", the minister,"))
    choices = [
        f"{name}{role} {rng.choice(SAID)}{rng.choice(('', '.', ' on Monday.', ' on Tuesday.', ' in an interview.', ' at a rally.', ' this week.'))}",
        f"By {name}", f"{name}", f"— {name}", f"{name}{role} spoke to reporters about {topic}.", f"{name} was asked about {topic}.",
        f"“{topic[:1].upper()}{topic[1:]},” {name} said.", f"Photo: {name} {rng.choice(('speaks', 'arrives', 'at a meeting'))}.",
        f"{name} and {topic}: what we know", f"Read more: {name} on {topic}", f"{name} declined to comment on {topic}.",
    ]  # fmt: skip
    if statement.speaker.split()[-1] in headline and not shares_words(topic, headline):
        choices += [headline] * 3
    return rng.choice(choices)
