"""The stage that trains: from the last checkpoint, or from the encoder's weights, until it is stopped."""

import json
import random
import signal
import time

import torch

from ..frame import checkpoints
from ..minilm import load_tokenizer, read_weights
from . import rows as reading
from . import statements as spoken
from .examples import Examples, paired
from .fitting import Fitting
from .model import Reader


def data_of(settings, part):
    """(rows, statements) of one part."""
    left = settings.left_out
    questions = {reading.plain(one["question"]) for path in left.questions for one in reading.read_lines(path)}
    contexts = {reading.plain(one["context"]) for path in left.rows for one in reading.read_lines(path)}
    rows = reading.without(reading.load(settings.inputs.reading), questions, contexts, set(left.weak_years))
    statements = spoken.statements_of(reading.read_lines(settings.inputs.attribution))
    return [[one for one in found if reading.part_of(one.document, settings.split) == part] for found in (rows, statements)]


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


class Run:
    """A training run: where it stands, and how it goes on. folder: of the checkpoint, the log and the curve."""

    def __init__(self, settings, folder, say, measure=None):
        self.settings, self.folder, self.say, self.measure = settings, folder, say, measure
        torch.set_num_threads(1)  # of each of the step's threads
        torch.manual_seed(settings.seed)
        self.tokenizer = load_tokenizer(settings.inputs.tokenizer)
        self.examples = Examples(*data_of(settings, "train"), settings)
        model = Reader(read_weights(settings.inputs.weights), dropout=settings.training.dropout)
        self.fitting = Fitting(model, settings)
        self.epoch = self.chunk = self.done = 0  # done: steps of the chunk
        self.seconds = 0.0
        state = checkpoints.load(folder / "checkpoint.pt")
        if state:
            self.fitting.restore(state["fitting"])
            self.epoch, self.chunk, self.done, self.seconds = (state[name] for name in ("epoch", "chunk", "done", "seconds"))
            say(f"going on from step {self.fitting.step}, epoch {self.epoch}, chunk {self.chunk}")
        say(f"{len(self.examples.rows)} rows and {len(self.examples.statements)} statements to learn from; {len(self.examples.order(self.epoch))} examples an epoch")
        self.stopped = False

    def save(self):
        state = {"fitting": self.fitting.state(), "epoch": self.epoch, "chunk": self.chunk, "done": self.done, "seconds": self.seconds}
        checkpoints.save(self.folder / "checkpoint.pt", state)

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
                    self.say(f"step {step}, epoch {self.epoch}, chunk {self.chunk}: loss of answers {sums[0] / sums[2]:.4f}, of spans {sums[1] / sums[2]:.4f}; {tokens / spent:.0f} tokens a second")
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
