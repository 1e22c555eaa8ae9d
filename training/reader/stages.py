"""The stages of the reader's training, by name."""

import torch

from ..frame import checkpoints
from ..frame.stages import Stage
from ..minilm import load_tokenizer, read_weights
from . import parity
from .export import write
from .measure import measure as by_set
from .model import Reader
from .train import Run, data_of
from .validation import Validation


def train(work):
    """Until the epochs of the settings are read, or a signal; the same command goes on."""
    validation = Validation(*data_of(work.settings, "validation"), work.settings)
    Run(work.settings, work.folder, work.say, validation.measure).go()


def averaged(work):
    """The reader with the best averaged weights so far, or the last ones as the settings say, and what is known of them."""
    model = Reader(read_weights(work.settings.inputs.weights), work.settings.training.layers)
    found = checkpoints.load(work.folder / "best.pt") if work.settings.measuring.checkpoint == "best" else None
    if found:
        model.load_state_dict(found["model"])
        return model.eval(), found["figures"]
    found = checkpoints.load(work.folder / "checkpoint.pt")["fitting"]
    model.load_state_dict(found["average"], strict=False)
    return model.eval(), {"step": found["step"]}


def measure(work):
    """Figures by set on the rows that measure reading and on the locked part: measured.json."""
    torch.set_num_threads(work.settings.training.threads)
    model, figures = averaged(work)
    by_set(model, load_tokenizer(work.settings.inputs.tokenizer), work, figures)


def export(work):
    """The graph for the runtime, how far it is from the model, and what it says of own texts: export/reader.onnx, reader.json, parity.json."""
    model, figures = averaged(work)
    write(model, figures, work)
    parity.write(work.folder / "export", work.settings.inputs.weights, work.settings.inputs.tokenizer)


STAGES = (
    Stage("train", train, ("checkpoint.pt",), endless=True),
    Stage("measure", measure, ("measured.json",), ("train",), endless=True),
    Stage("export", export, ("export/reader.onnx", "export/reader.json", "export/parity.json"), ("train",), endless=True),
)
