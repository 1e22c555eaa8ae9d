"""The files that a training reads, known by their SHA-256, so that a result can be made again from the same ones.

`inputs.json` beside a model's settings holds the hashes that its shipped files were made from; a run's
folder holds those of inputs that `inputs.json` does not know.
"""

import hashlib
import json
from pathlib import Path


def sha256_of(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check(inputs, known, noted):
    """Compare every input with its hash, and note those seen for the first time.

    inputs: {name: path, or "" for none}; known, noted: JSON files {name: SHA-256}, `noted` written. Returns {name: SHA-256}.
    Exits where a file is missing or is not the one of before.
    """
    before = {**_read(noted), **_read(known)}
    found = {}
    for name, path in inputs.items():
        if not path:
            continue
        if not Path(path).is_file():
            raise SystemExit(f"The input {name!r} is missing: {path}")
        found[name] = sha256_of(path)
        if before.get(name, found[name]) != found[name]:
            raise SystemExit(
                f"The input {name!r} ({path}) is not the one of before: its SHA-256 is {found[name]}, not {before[name]}. "
                f"Bring the former file back, or take its line out of {known} and {noted} and start in a new folder."
            )
    noted = Path(noted)
    noted.parent.mkdir(parents=True, exist_ok=True)
    noted.write_text(json.dumps(found, indent=1) + "\n")
    return found


def _read(path):
    path = Path(path)
    return json.loads(path.read_text()) if path.exists() else {}
