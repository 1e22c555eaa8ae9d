"""What a training says: on the terminal and at the end of its log."""

import time
from pathlib import Path


def open_log(path):
    """A function that prints a message with the time of day and appends it to the file at path."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    file = open(path, "a", buffering=1, encoding="utf-8")

    def say(message):
        line = f"{time.strftime('%Y-%m-%d %H:%M:%S')}  {message}"
        print(line, flush=True)
        print(line, file=file)

    return say
