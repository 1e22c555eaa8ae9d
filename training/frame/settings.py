"""A model's settings: one TOML file, `$VARIABLES` and `~` in its paths."""

import os
import tomllib
from pathlib import Path
from types import SimpleNamespace

HOME = "ON_RECORD_TRAINING"


def training_home():
    """Where checkpoints and results lie: $ON_RECORD_TRAINING, or ~/.cache/on-record-training."""
    return Path(os.environ.get(HOME) or "~/.cache/on-record-training").expanduser()


def load(path):
    """The settings as namespaces; strings with `$` have their variables put in."""
    os.environ.setdefault(HOME, str(training_home()))
    return _filled(tomllib.loads(Path(path).read_text(encoding="utf-8")))


def _filled(value):
    if isinstance(value, dict):
        return SimpleNamespace(**{name: _filled(one) for name, one in value.items()})
    if isinstance(value, list):
        return [_filled(one) for one in value]
    if isinstance(value, str) and (value.startswith("~") or "$" in value):
        filled = os.path.expandvars(os.path.expanduser(value))
        if "$" in filled:
            raise SystemExit(f"The settings name {value!r}, but that variable is not set.")
        return filled
    return value
