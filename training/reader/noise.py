"""How members type: questions made untidy. Each step is likely to keep what is asked for."""

import re
import unicodedata

CHAT = {
    "about": "abt", "you": "u", "your": "ur", "are": "r", "please": "pls", "people": "ppl", "because": "bc", "with": "w/",
    "what": "wht", "why": "y", "to": "2", "for": "4", "before": "b4", "government": "govt", "president": "pres",
    "thanks": "thx", "really": "rly", "though": "tho", "through": "thru", "without": "w/o", "between": "btwn",
    "something": "smth", "someone": "sm1", "and": "&", "want to": "wanna", "going to": "gonna", "kind of": "kinda",
    "do not": "dont", "did not": "didnt", "does not": "doesnt", "million": "mn", "billion": "bn", "percent": "%",
}  # fmt: skip
FRONT = (
    "hi", "hey", "hello", "hi there", "hey bot", "ok", "ok so", "so", "um", "uh", "well", "yo", "btw", "wait", "hmm", "quick question",
    "question:", "sorry", "please", "pls", "just curious", "curious", "i was wondering", "does anyone know", "do you know", "wtf",
    "can you tell me", "could you tell me", "tell me", "please tell me", "i'd like to know", "i want to know", "i need to know",
    "remind me", "anyone know", "any idea", "got it, thanks.", "thanks!", "good morning", "good evening,", "dear bot,", "@bot",
    "can you check", "can you find out", "help me out:", "for my homework:", "right, and", "and", "but", "also", "next:",
)  # fmt: skip
BEHIND = (
    "please", "pls", "thanks", "thx", "thank you", "lol", "btw", "again", "exactly", "then", "anyway", "if you know", "in the article",
    "according to the article", "in the news", "in your sources", "do you know", "any idea", "??", "???", "?!", "!!", "thanks in advance",
    "tia", "asap", "right", "haha", "i forgot", "can't remember", "just wondering", "🙏", "🤔", "😅",
)  # fmt: skip
FILLERS = ("um", "uh", "like", "actually", "you know", "er", "i mean", "basically")
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def untidy(question, rng):
    """A question with one to three kinds of untidiness."""
    for change in rng.sample(CHANGES, rng.choice((1, 1, 2, 2, 3))):
        question = change(question, rng)
    return question.strip() or "?"


def lower(text, rng):
    return text.lower()


def unpunctuated(text, rng):
    return re.sub(r"[?.!,;:\"“”]+(?=\s|$)", "", text) if rng.random() < 0.5 else text.rstrip("?!. ")


def plain_letters(text, rng):
    """Without accents, and often without apostrophes."""
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"['’]", "", text) if rng.random() < 0.5 else text.replace("’", "'")


def typos(text, rng):
    """One or two slips, in words of four letters and more: swapped, missing, doubled or neighbouring keys."""
    words = text.split(" ")
    for _ in range(rng.choice((1, 1, 2))):
        long = [i for i, word in enumerate(words) if sum(map(str.isalpha, word)) >= 4 and word[1:-1].isalpha()]
        if long:
            i = rng.choice(long)
            words[i] = slip(words[i], rng)
    return " ".join(words)


def slip(word, rng):
    """One slip behind the first letter."""
    i = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    if kind == 1:
        return word[:i] + word[i + 1 :]
    if kind == 2:
        return word[:i] + word[i] + word[i:]
    row = next((row for row in KEYS if word[i].lower() in row), None)
    if not row:
        return word
    place = row.index(word[i].lower()) + rng.choice((-1, 1))
    return word[:i] + row[max(0, min(len(row) - 1, place))] + word[i + 1 :]


def misspelt_name(text, rng):
    """A capitalised word behind the first, as it sounds or as it slips."""
    names = [m for m in re.finditer(r"(?<=\s)[A-Z][\w’'-]{3,}", text)]
    if not names:
        return typos(text, rng)
    name = rng.choice(names)
    word = name.group()
    sounds = (("ph", "f"), ("ck", "k"), ("tt", "t"), ("nn", "n"), ("ll", "l"), ("ss", "s"), ("ie", "y"), ("ei", "ie"), ("z", "s"),
              ("c", "k"), ("y", "i"), ("j", "y"), ("v", "w"), ("ae", "e"), ("oe", "o"), ("sch", "sh"), ("th", "t"))  # fmt: skip
    fitting = [(a, b) for a, b in sounds if a in word[1:]]
    if fitting and rng.random() < 0.6:
        a, b = rng.choice(fitting)
        word = word[0] + word[1:].replace(a, b, 1)
    elif word[1:-1].isalpha():
        word = slip(word, rng)
    return text[: name.start()] + word + text[name.end() :]


def chat(text, rng):
    """Everyday abbreviations, each of those that fit with a chance of two thirds."""
    for whole, short in CHAT.items():
        if rng.random() < 0.67:
            text = re.sub(rf"\b{whole}\b", short, text, flags=re.IGNORECASE)
    return text


def front(text, rng):
    words = rng.choice(FRONT)
    text = text if text[:2].isupper() or text.startswith("I ") else text[:1].lower() + text[1:]
    between = "" if words[-1] in ".!,:" else rng.choice((",", "", "", " -", ":"))
    words = words[:1].upper() + words[1:] if rng.random() < 0.4 else words
    return f"{words}{between} {text}"


def behind(text, rng):
    words = rng.choice(BEHIND)
    if words[0] in "?!":
        return text.rstrip("?!. ") + words
    text, stop = (text[:-1].rstrip(), "?") if text.endswith("?") and rng.random() < 0.6 else (text, "")
    return f"{text}{rng.choice((',', ''))} {words}{stop}"


def disfluent(text, rng):
    """A filler, a repeated word or a false start."""
    words = text.split(" ")
    i = rng.randrange(len(words))
    kind = rng.randrange(3)
    if kind == 0:
        words.insert(i, rng.choice(FILLERS))
    elif kind == 1:
        words.insert(i, words[i])
    else:
        words = words[: min(2, len(words))] + [rng.choice(("...", "- wait,", "no sorry,"))] + words
    return " ".join(words)


def shouted(text, rng):
    return text.upper() if rng.random() < 0.3 else text.lower()


CHANGES = (lower, lower, unpunctuated, plain_letters, typos, typos, misspelt_name, chat, front, front, behind, disfluent, shouted)
