"""A small training for tests: made-up rows and articles, few words, one layer with random weights."""

import json
from pathlib import Path

from safetensors.torch import save_file

from ..frame import settings
from ..small import tokenizer, weights

PLACES = ("Delft", "Gouda", "Breda", "Zwolle", "Assen", "Emmen", "Venlo", "Sneek")
PEOPLE = ("Anna Smit", "Piet Bakker", "Lotte Visser", "Daan Mulder", "Sanne Bos", "Joris Kok", "Eva Vos", "Tim Prins")


def rows():
    """Reading rows of several sets; every answer is a name that its context has once."""
    found = []
    for number, (place, person) in enumerate(zip(PLACES, PEOPLE)):
        context = (
            f"The bridge of {place} was opened in 19{number}5. {person} built the tower beside it in three years. "
            f"Visitors from {PLACES[number - 1]} come to see the market. The canal behind the church is old and deep."
        )
        a, b = context.index(person), context.index("19")
        found += [
            row("squad11", f"Bridge {number}", f"Who built the tower of {place}?", context, [[a, a + len(person)]]),
            row("qamr", f"Wiki1k:wikinews:{number}:0:0", f"When was the bridge of {place} opened?", context, [[b, b + 4]]),
            row("squad2", f"Bridge {number}", f"Who closed the tower of {place} in 20{number}1?", context, []),
        ]
    return found


def row(name, group, question, context, answers):
    return {"set": name, "group": group, "question": question, "context": context, "answerable": bool(answers), "answers": answers, "kind": "span"}


def articles():
    """Articles with one or two attributions each."""
    found = []
    for number, (place, person) in enumerate(zip(PLACES, PEOPLE)):
        text = (
            f"Tower talk in {place}\n\n{person} said that the tower of {place} needs a golden roof. {person} walked to the market. "
            "The mayor denied the plan for a harbour in the north."
        )
        start = text.index("that the tower")
        attribution = {
            "source": [[text.index(person), text.index(person) + len(person)]], "cue": [[text.index("said"), text.index("said") + 4]],
            "content": [[start, text.index(". ", start)]], "kind": "indirect",
        }  # fmt: skip
        other = text.index("The mayor")
        denied = text.index("denied")
        plan = {"source": [[other, other + 9]], "cue": [[denied, denied + 6]], "content": [[text.index("the plan"), len(text) - 1]], "kind": "indirect"}
        found.append({"id": str(number), "text": text, "attributions": [attribution, plan]})
    return found


def small_settings(folder):
    """The model's own settings with made-up inputs, written into folder, and steps of a few pairs."""
    def lines(name, values):
        path = folder / name
        path.write_text("".join(json.dumps(value) + "\n" for value in values))
        return str(path)

    found = settings.load(Path(__file__).parent / "test_settings.toml")
    texts = [r["context"] + " " + r["question"] for r in rows()] + [a["text"] for a in articles()]
    own, pieces = tokenizer(texts)
    own.save(str(folder / "tokenizer.json"))
    save_file(weights(pieces), str(folder / "weights.safetensors"))
    found.inputs.reading, found.inputs.attribution = lines("rows.jsonl", rows()), lines("articles.jsonl", articles())
    found.inputs.weights, found.inputs.tokenizer = str(folder / "weights.safetensors"), str(folder / "tokenizer.json")
    return found
