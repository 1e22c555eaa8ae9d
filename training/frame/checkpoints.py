"""Checkpoints that are whole or not there: written aside and renamed, the one before kept."""

import os
from pathlib import Path

import torch


def save(path, state):
    """Write `state` (whatever torch.save takes); the file that was there becomes NAME.before."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with open(aside, "wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        os.replace(path, path.with_name(f"{path.name}.before"))
    os.replace(aside, path)


def load(path):
    """The state at path, or at NAME.before when the process died between the renames; None without either."""
    path = Path(path)
    for place in (path, path.with_name(f"{path.name}.before")):
        if place.exists():
            return torch.load(place, weights_only=False)
    return None


def remove(path):
    """Remove the checkpoint at path and the one before it."""
    path = Path(path)
    for place in (path, path.with_name(f"{path.name}.before")):
        place.unlink(missing_ok=True)
