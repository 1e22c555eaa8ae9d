"""A training as stages that can be run one by one and go on where they stopped.

Each stage leaves files in the training's folder; `done.json` there says which stages are done and with which settings.
"""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Callable


@dataclass(frozen=True)
class Stage:
    """outputs: files it leaves; needs: stages whose files it reads; endless: runs whenever it is asked to."""

    name: str
    run: Callable
    outputs: tuple = ()
    needs: tuple = ()
    endless: bool = False


@dataclass
class Work:
    """What a stage is given: settings, the folder of its files, where to say what it does, and what stages share in memory."""

    settings: SimpleNamespace
    folder: Path
    say: Callable
    shared: dict = field(default_factory=dict)

    def once(self, name, make):
        """The shared value of a name, made when first asked for."""
        if name not in self.shared:
            self.shared[name] = make()
        return self.shared[name]


def run(stages, names, work, again=False):
    """Run the named stages, or all in order; one that is done is left out unless `again`."""
    known = {stage.name: stage for stage in stages}
    for name in names:
        if name not in known:
            raise SystemExit(f"There is no stage {name!r}. There are: {', '.join(known)}.")
    digest = settings_hash(work.settings)
    for stage in [known[name] for name in names] or stages:
        done = read_done(work.folder)
        if not again and not stage.endless and stage.name in done and _has(work, stage):
            if done[stage.name] != digest:
                raise SystemExit(
                    f"The stage {stage.name!r} was done with other settings in {work.folder}. Use another folder, or run it with --again."
                )
            work.say(f"{stage.name}: done before")
            continue
        for need in stage.needs:
            if not _has(work, known[need]):
                raise SystemExit(f"The stage {stage.name!r} needs what {need!r} leaves: run that first.")
        work.say(f"{stage.name}: begins")
        stage.run(work)
        if not stage.endless:
            _write_done(work.folder, {**read_done(work.folder), stage.name: digest})


def _has(work, stage):
    return all((work.folder / name).exists() for name in stage.outputs)


def settings_hash(settings):
    """SHA-256 of all settings but where the inputs lie: those have hashes of their own."""
    plain = json.dumps(plain_of(settings), sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def plain_of(settings, top=True):
    if isinstance(settings, SimpleNamespace):
        return {name: plain_of(value, False) for name, value in vars(settings).items() if not (top and name == "inputs")}
    return [plain_of(one, False) for one in settings] if isinstance(settings, list) else settings


def read_done(folder):
    """{stage: hash of the settings it was done with}."""
    path = Path(folder) / "done.json"
    return json.loads(path.read_text()) if path.exists() else {}


def _write_done(folder, done):
    aside = Path(folder) / "done.json.tmp"
    aside.write_text(json.dumps(done, indent=1) + "\n")
    aside.replace(Path(folder) / "done.json")
