"""The articles of a training, and their windows with the frozen layers' output, each made when first asked for."""

import random

from ..minilm import load_tokenizer, read_weights
from . import data
from .model import LowerLayers, Tagger
from .windows import add_states, gold_links, random_packing, windows_of

LONGEST = 20_000  # characters of an article without annotation


class Articles:
    """settings: as in settings.toml; cache: folder for the frozen layers' output."""

    def __init__(self, settings, cache, say):
        self.settings, self.cache, self.say = settings, cache, say
        self.weights = read_weights(settings.inputs.weights)
        self.lower = LowerLayers(self.weights).eval()
        tokenizer = load_tokenizer(settings.inputs.tokenizer)
        self.documents = {part: [data.encode(row, tokenizer) for row in rows] for part, rows in self._rows().items()}
        train = self.documents["train"]
        say(f"{len(train)} training articles, {sum(len(d.ids) for d in train)} word pieces")
        self.packed = {}

    def _rows(self):
        inputs = self.settings.inputs
        train, held = data.split(data.load(inputs.train), self.settings.validation)
        rows = {"train": train[: self.settings.limit or None], "validation": held, "dev": data.load(inputs.dev)}
        if inputs.teacher and inputs.unlabelled:
            found = data.load(inputs.unlabelled)
            found = random.Random(3).sample(found, min(len(found), self.settings.unlabelled_articles))
            rows["unlabelled"] = [{"id": row["id"], "text": row["text"][:LONGEST]} for row in found]
        return rows

    def packings(self, part):
        """A part's windows in each of the packings: [[Window, …], …]."""
        if part not in self.packed:
            found = []
            for number in range(self.settings.packings):
                name = f"{part}-{len(self.documents[part])}-{number}.npy"
                found.append(add_states(self.lower, windows_of(self.documents[part], random_packing(number)), self.cache / name))
                for window in found[-1]:
                    window.links = gold_links(window)
                self.say(f"{part}, packing {number}: {len(found[-1])} windows")
            self.packed[part] = found
        return self.packed[part]

    def whole(self, part):
        """A part's windows as at run time."""
        windows = windows_of(self.documents[part], lambda: (self.settings.window, 0))
        return add_states(self.lower, windows, self.cache / f"{part}-{len(self.documents[part])}-{self.settings.window}.npy")

    def all_packings(self):
        """The packings of the training articles and of those held out together."""
        train = self.packings("train")
        if not self.documents["validation"]:
            return train
        return [a + b for a, b in zip(train, self.packings("validation"))]

    def tagger(self):
        settings = self.settings
        return Tagger(self.weights, tuple(settings.upper), settings.dropout, use_features=settings.use_features)
