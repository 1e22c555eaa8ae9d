"""Ends with 0 where this Python has each package of a requirements file, in any version: `has-packages.py FILE`."""

import re
import sys
from importlib.metadata import PackageNotFoundError, version

try:
    for line in open(sys.argv[1], encoding="utf-8"):
        name = re.match(r"[\w.-]*", line.strip())[0]
        if name:
            version(name)
except PackageNotFoundError as error:
    sys.exit(f"{error} is not installed")
