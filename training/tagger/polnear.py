"""Converts PolNeAR (Newell et al., LREC 2018) from its publishers' layout to the tagger's input.

The corpus (https://github.com/networkdynamics/PolNeAR) has DATA/train, dev and test, each with
`text/ARTICLE.txt` and `attributions/ARTICLE_ANNOTATOR.ann` in brat's standoff format: lines
`T1<tab>Source 0 19<tab>words` (role, spans in characters, separated by `;`) and
`E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1`. Of several annotators the first counts.

    python -m training.tagger.polnear DATA FOLDER
"""

import gzip
import json
import re
import sys
from pathlib import Path

from .data import ROLES

COMPARTMENTS = ("train", "dev")


def attributions_of(annotation, text):
    """[{source, cue, content, kind}] of an .ann file's lines, in its order; roles as lists of [start, end)."""
    spans, found = {}, []
    for line in annotation.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            role, _, places = rest.split("\t")[0].partition(" ")
            spans[name] = [[int(edge) for edge in place.split(" ")] for place in places.split(";")]
    for line in annotation.splitlines():
        name, _, rest = line.partition("\t")
        if not name.startswith("E"):
            continue
        attribution = {role: [] for role in ROLES}
        for part in rest.split():
            role, _, target = part.partition(":")
            role = role.lower().rstrip("0123456789")
            if role in attribution:
                attribution[role] += spans[target]
        attribution = {role: sorted(places) for role, places in attribution.items()}
        found.append(attribution | {"kind": kind_of([text[a:b] for a, b in attribution["content"]])})
    return found


def kind_of(pieces):
    """direct: all of the content is in quotation marks, from the first to the last; mixed: some; else indirect."""
    words = " ".join(pieces).strip()
    if not re.search("[\"“”]|''", words):
        return "indirect"
    return "direct" if words[0] in "\"“" and words[-1] in "\"”" else "mixed"


def articles_of(compartment):
    """[{id, text, attributions}] of a compartment's folder, by id."""
    found = []
    for path in sorted((compartment / "text").glob("*.txt")):
        annotations = sorted((compartment / "attributions").glob(f"{path.stem}_*.ann"))
        # A name may begin another one: what follows the last underscore is the annotator.
        annotations = [one for one in annotations if one.stem.rpartition("_")[0] == path.stem]
        if annotations:
            text = path.read_text(encoding="utf-8")
            found.append({"id": path.stem, "text": text, "attributions": attributions_of(annotations[0].read_text(encoding="utf-8"), text)})
    return found


def main(source, target):
    for name in COMPARTMENTS:
        articles = articles_of(Path(source) / name)
        lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
        Path(target).mkdir(parents=True, exist_ok=True)
        (Path(target) / f"{name}.jsonl.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))
        print(f"{name}: {len(articles)} articles, {sum(len(one['attributions']) for one in articles)} attributions")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
