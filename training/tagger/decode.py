"""From scores to attributions: the best labels of each paragraph, then linking and kinds.

This is what the product runs in TypeScript; SPEC.md describes it step by step.
"""

from .linking import link, quoted_share
from .rerank import label

KINDS = {"all": "direct", "some": "mixed", "none": "indirect"}


def decode(document, emissions, links, parameters):
    """Attributions of one article: [{source, cue, content, kind}], spans in characters.

    One for each cue, in order. Contents and sources that no cue takes are dropped.
    emissions float [tokens, labels]; links float [tokens, 4, LINK_SIZE]; parameters: transitions
    [labels, labels], content_cue and cue_source [LINK_FEATURES], no_source, rerank (as `rerank.label` takes it).
    """
    spans = label(document, emissions, links, parameters)
    owner, speaker, _, _ = link(document, links, spans, parameters)

    def characters(some):
        return [[int(document.starts[a]), int(document.ends[b])] for a, b in some]

    found = []
    for number, cue in enumerate(spans["cue"]):
        content = [c for c, o in zip(spans["content"], owner) if o == number]
        found.append({
            "source": characters([spans["source"][speaker[number]]] if speaker[number] >= 0 else []),
            "cue": characters([cue]),
            "content": characters(content),
            "kind": KINDS[quoted_share(document, content)] if content else "indirect",
        })
    return found
