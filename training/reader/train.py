"""The stage that trains: from the last checkpoint, or from the encoder's weights, until it is stopped."""

import json
import random
import signal
import time

import torch

from ..frame import checkpoints
from ..frame.stages import plain_of
from ..minilm import load_tokenizer, read_weights
from . import rows as reading
from . import statements as spoken
from .examples import Examples, paired
from .fitting import Fitting
from .model import Reader


def data_of(settings, part):
    """(rows, statements) of one part."""
    return all_data(settings)[part]


def all_data(settings):
    """{part: (rows, statements)} of all parts."""
    left = settings.left_out
    questions = {reading.plain(one["question"]) for path in left.questions for one in reading.read_lines(path)}
    contexts = {reading.plain(one["context"]) for path in left.rows for one in reading.read_lines(path)}
    rows = reading.without(reading.load(settings.inputs.reading), questions, contexts, set(left.weak_years))
    statements = spoken.statements_of(reading.read_lines(settings.inputs.attribution))
    parts = {part: ([], []) for part in reading.PARTS}
    for place, found in enumerate((rows, statements)):
        for one in found:
            parts[reading.part_of(one.document, settings.split)][place].append(one)
    return parts


def steps_of(examples, tokenizer, settings, epoch, chunk):
    """The pairs of each step of a chunk: [[Pair, …], …], each of parts of pairs of like length."""
    size = settings.training.chunk
    order = examples.order(epoch)
    places = range(chunk * size, min(len(order), (chunk + 1) * size))
    pairs = [paired(examples.example(epoch, place), tokenizer, settings) for place in places]
    pairs = sorted((pair for pair in pairs if pair.weight), key=len)
    part = settings.training.batch // settings.training.parts
    parts = [pairs[i : i + part] for i in range(0, len(pairs), part)]
    random.Random(f"{settings.seed} parts {epoch} {chunk}").shuffle(parts)
    count = settings.training.parts
    return [sum(parts[i : i + count], []) for i in range(0, len(parts), count)]


PLACE = ("epoch", "chunk", "done", "seconds")  # where a run stands


class Run:
    """A training run: where it stands, and how it goes on. folder: of the checkpoint, the log and the curve."""

    def __init__(self, settings, folder, say, measure=None):
        self.settings, self.folder, self.say, self.measure = settings, folder, say, measure
        torch.set_num_threads(1)  # of each of the step's threads
        torch.manual_seed(settings.seed)
        self.tokenizer = load_tokenizer(settings.inputs.tokenizer)
        self.examples = Examples(*data_of(settings, "train"), settings)
        model = Reader(read_weights(settings.inputs.weights), settings.training.layers, settings.training.dropout, settings.training.frozen)
        self.fitting = Fitting(model, settings)
        self.epoch = self.chunk = self.done = 0  # done: steps of the chunk
        self.seconds = 0.0
        state = checkpoints.load(folder / "checkpoint.pt")
        if state:
            self.go_on(state)
        found = self.examples
        say(f"{len(found.rows)} rows, {len(found.statements)} statements to learn from; {len(found.order(self.epoch))} examples an epoch")
        self.stopped = False

    def save(self):
        state = {name: getattr(self, name) for name in PLACE} | {"fitting": self.fitting.state(), "settings": plain_of(self.settings)}
        checkpoints.save(self.folder / "checkpoint.pt", state)

    def go_on(self, state):
        """Take up a checkpoint; says which settings are not the ones it was made with."""
        self.fitting.restore(state["fitting"])
        for name in PLACE:
            setattr(self, name, state[name])
        self.say(f"going on from step {self.fitting.step}, epoch {self.epoch}, chunk {self.chunk}")
        before, now = state.get("settings", {}), plain_of(self.settings)
        changed = [f"{name} {before[name]} is now {now.get(name)}" for name in before if before[name] != now.get(name)]
        if changed:
            self.say(f"with other settings than before: {'; '.join(changed)}")

    def go(self, steps=None):
        """Train; `steps`: stop after so many, for tests. A signal to stop saves first."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: setattr(self, "stopped", True))
        last, saved, sums, tokens, left = time.time(), time.time(), [0.0, 0.0, 0], 0, steps
        while self.epoch < self.settings.training.epochs:
            found = steps_of(self.examples, self.tokenizer, self.settings, self.epoch, self.chunk)
            for pairs in found[self.done :]:
                answering, spans = self.fitting.take_step(pairs)
                self.done += 1
                sums = [sums[0] + answering, sums[1] + spans, sums[2] + 1]
                tokens += sum(map(len, pairs))
                step = self.fitting.step
                if step % 50 == 0:
                    spent = time.time() - last
                    self.seconds += spent
                    losses = f"loss of answers {sums[0] / sums[2]:.4f}, of spans {sums[1] / sums[2]:.4f}"
                    self.say(f"step {step}, epoch {self.epoch}, chunk {self.chunk}: {losses}; {tokens / spent:.0f} tokens a second")
                    last, sums, tokens = time.time(), [0.0, 0.0, 0], 0
                due = step % self.settings.training.measure_every == 0
                left = None if left is None else left - 1
                if due or self.stopped or left == 0 or time.time() - saved > self.settings.training.save_every_s:
                    self.save()
                    saved = time.time()
                if due and self.measure:
                    self.note(self.measure(self.fitting.averaged(), self.tokenizer))
                    last = time.time()
                if self.stopped or left == 0:
                    return
            self.chunk, self.done = self.chunk + 1, 0
            if self.chunk * self.settings.training.chunk >= len(self.examples.order(self.epoch)):
                self.epoch, self.chunk = self.epoch + 1, 0

    def note(self, figures):
        """Add a measurement to the curve and keep the averaged weights if their figure is the best so far."""
        figures = {"step": self.fitting.step, "hours": round(self.seconds / 3600, 2), **figures}
        self.say("validation: " + ", ".join(f"{name} {value}" for name, value in figures.items()))
        curve = self.folder / "curve.jsonl"
        before = [json.loads(line) for line in curve.read_text().splitlines()] if curve.exists() else []
        if all(figures["choice"] > other["choice"] for other in before):
            checkpoints.save(self.folder / "best.pt", {"figures": figures, "model": self.fitting.averaged().state_dict()})
        with open(curve, "a", encoding="utf-8") as file:
            print(json.dumps(figures), file=file)
