"""Train a model: `python -m training MODEL [STAGE …]`, from the folder above this one. README.md says more."""

import argparse
import importlib
from pathlib import Path

from .frame import inputs, log, settings, stages

MODELS = ("tagger", "reader")


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__.split(",")[0])
    parser.add_argument("model", choices=MODELS)
    parser.add_argument("stages", nargs="*", metavar="STAGE", help="those to run; all in order without any")
    parser.add_argument("--settings", type=Path, help="a TOML file instead of the model's settings.toml")
    parser.add_argument("--folder", type=Path, help=f"of checkpoints and results (default ${settings.HOME}/MODEL)")
    parser.add_argument("--again", action="store_true", help="run stages that are done once more")
    options = parser.parse_args(arguments)
    home = Path(__file__).parent / options.model
    found = settings.load(options.settings or home / "settings.toml")
    folder = options.folder or settings.training_home() / options.model
    say = log.open_log(folder / "log.txt")
    # Other settings may name other files: then only the folder's own notes count.
    known_hashes = folder / "inputs.json" if options.settings else home / "inputs.json"
    inputs.check(vars(found.inputs), known_hashes, folder / "inputs.json")
    known = importlib.import_module(f".{options.model}.stages", __package__).STAGES
    stages.run(known, options.stages, stages.Work(found, folder, say), options.again)


if __name__ == "__main__":
    main()
