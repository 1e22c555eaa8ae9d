"""Checks of the parts that are easy to get wrong. Run with `python -m pytest`."""

import itertools
import re
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from ..frame import randomness
from ..minilm import HIDDEN
from ..reader.small import articles
from ..small import tokenizer, weights
from . import data
from .crf import FORBIDDEN, Crf, legal_transitions, marginals
from .features import FEATURES
from .layout import Layout, sentences
from .export import packed, unpacked
from .fitting import fit
from .linking import owners
from .measure import exact, quotations
from .model import Tagger
from .nbest import best_paths
from .parity_texts import TEXTS
from .polnear import articles_of, kind_of
from .rerank import score
from .soften import Guide
from .teacher import buckets
from .windows import Window, gold_links, windows_of
from .words import content_words, cue_words


def quoted(text):
    layout = Layout(text)
    return [text[a:b] for a, b, *_ in layout.quotes]


def test_crf_agrees_with_enumeration():
    torch.manual_seed(0)
    labels = ("O", "B-cue", "I-cue", "E-cue", "S-cue")
    crf = Crf(labels)
    torch.nn.init.normal_(crf.transitions)
    emissions = torch.randn(1, 4, len(labels))
    paths = list(itertools.product(range(len(labels)), repeat=4))
    scores = torch.stack([
        sum(emissions[0, t, y] for t, y in enumerate(path))
        + sum(crf.scores()[a, b] for a, b in zip(path, path[1:]))
        for path in paths
    ])
    gold = torch.tensor([[0, 1, 3, 4]])
    loss = crf.loss(emissions, gold, torch.ones(1, 4, dtype=torch.bool))
    expected = torch.logsumexp(scores, 0) - scores[paths.index((0, 1, 3, 4))]
    assert torch.isclose(loss, expected, atol=1e-4)


def test_marginals_are_the_best_answer_to_themselves():
    torch.manual_seed(0)
    crf = Crf()
    torch.nn.init.normal_(crf.transitions)
    emissions = torch.randn(2, 5, len(data.LABELS), requires_grad=True)
    mask = torch.tensor([[True] * 5, [True] * 3 + [False] * 2])
    unary, pairs = marginals(emissions, crf.scores(), mask)
    assert torch.allclose(unary.sum(2), mask.float(), atol=1e-5)
    assert torch.allclose(pairs.sum((1, 2)), mask.sum(1) - 1.0, atol=1e-4)
    labels = torch.zeros(2, 5, dtype=torch.int64)
    crf.loss(emissions, labels, mask, (torch.zeros(2), unary, pairs)).backward()
    assert emissions.grad.abs().max() < 1e-5 and crf.transitions.grad.abs().max() < 1e-5
    mixed = crf.loss(emissions, labels, mask, (torch.full((2,), 0.5), unary, pairs))
    hard, soft = crf.loss(emissions, labels, mask), crf.loss(emissions, labels, mask, (torch.zeros(2), unary, pairs))
    assert torch.isclose(mixed, (hard + soft) / 2, atol=1e-4)


def test_buckets_of_relative_positions():
    found = buckets(200)
    assert found[100, 93:108].tolist() == [7, 6, 5, 4, 3, 2, 1, 0, 17, 18, 19, 20, 21, 22, 23]
    assert found[150, [142, 139, 134, 86, 22, 0]].tolist() == [8, 8, 10, 14, 15, 15]
    assert (found.T[found < 16] >= 16).sum() == 200 * 199 / 2


def test_guide_is_satisfied_by_a_linear_map_of_the_hidden_states():
    torch.manual_seed(0)
    model = torch.nn.Module()
    model.layers = torch.nn.ModuleList([torch.nn.Identity()])
    hidden, document = torch.randn(1, 12, HIDDEN), type("Document", (), {"id": "a"})
    linear = torch.nn.Linear(HIDDEN, 6)
    states = {"a": linear(hidden[0, 1:-1]).detach().half().numpy()}
    guide = Guide(model, states)
    model.layers[0](hidden)
    assert guide.loss([Window(document, 0, 10)]) > 0.1
    with torch.no_grad():
        guide.map.weight.copy_(linear.weight / guide.deviation[:, None])
        guide.map.bias.copy_((linear.bias - guide.mean) / guide.deviation)
    assert guide.loss([Window(document, 0, 10)]) < 1e-3


def test_words_of_spans():
    text = "The mayor said (in May) that re-opening helps."
    document = type("Document", (), {"text": text})
    tokens = re.finditer(r"\w+|[^\w\s]", text)
    document.starts, document.ends = np.array([t.span() for t in tokens]).T
    assert cue_words(document, 2, 2) == ["cue is said"]
    assert cue_words(document, 0, 3) == ["cue is long ("]
    assert content_words(document, 3, 12) == ["content takes in in", "content takes in that"]
    assert content_words(document, 4, 12) == ["content takes in that"]


def test_best_paths_agree_with_enumeration():
    generator = np.random.default_rng(0)
    legal = legal_transitions()
    transitions = np.where(legal, generator.normal(size=legal.shape), FORBIDDEN)
    emissions = generator.normal(size=(4, len(data.LABELS)))
    whole = []
    for path in itertools.product(range(len(data.LABELS)), repeat=4):
        names = [data.LABELS[label] for label in path]
        if names[0][0] in "IE" or names[-1][0] in "BI" or not all(legal[a, b] for a, b in zip(path, path[1:])):
            continue
        total = sum(emissions[t, y] for t, y in enumerate(path)) + sum(transitions[a, b] for a, b in zip(path, path[1:]))
        whole.append((total, path))
    whole.sort(reverse=True)
    found = best_paths(emissions, transitions, 10)
    assert [tuple(path) for _, path in found] == [path for _, path in whole[:10]]
    assert np.allclose([total for total, _ in found], [total for total, _ in whole[:10]])


def test_a_cue_that_does_not_fit_takes_no_quotation():
    document = type("Document", (), {"sentence": [0, 0, 0, 1, 1], "paragraph": [0, 0, 0, 1, 1]})
    contents, cues = [(0, 1), (3, 4)], [(2, 2)]

    def found(score, carried=0):
        document.features = np.zeros((5, len(FEATURES)))
        document.features[[0, 1, 3, 4], FEATURES.index("in_double")] = 1
        document.features[3, FEATURES.index("carried")] = carried
        return owners(contents, cues, np.array([[-9.0], [score]]), document)

    assert found(-1) == [0, 0]
    assert found(-3) == [0, -1]
    assert found(-3, carried=1) == [0, 0]


def test_a_quotation_goes_on_after_a_content_that_ends_in_marks():
    # “One,” she said. It is “two,” she added. “Three.”
    document = type("Document", (), {"sentence": [0, 0, 1, 1, 1, 2], "paragraph": [0] * 6, "features": np.zeros((6, len(FEATURES)))})
    document.features[[0, 3, 5], FEATURES.index("in_double")] = 1
    scores = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    assert owners([(0, 0), (2, 3), (5, 5)], [(1, 1), (4, 4)], scores, document) == [0, 1, 1]


def test_rerank_weights_survive_packing():
    weights = {
        "names": ["a", "b"],
        "linear": np.array([0.5, -1.25]),
        "hidden": np.array([[1.27, -2.54], [0.01, 1.0]]),
        "bias": np.array([0.5, -0.5]),
        "out": np.array([2.0, 1.0]),
    }
    kept = unpacked(packed(weights))
    assert np.allclose(kept["hidden"], weights["hidden"])
    assert np.isclose(score({"a": 1.0, "c": 5.0}, kept), 0.5 + 2 * 1.77)


def test_quotations():
    assert quoted(TEXTS["curly_nested"])[0] == "“When I heard ‘Close the bridge,’ I thought it was a joke,”"
    assert quoted(TEXTS["straight_nested"])[1] == '"and he was right."'
    assert quoted(TEXTS["typewriter_quotes"]) == ["''I never signed it,''", "''Not once.''", "``It is unsigned.''"]
    layout = Layout(TEXTS["paragraphs_reopened"])
    assert [(closed, carried) for _, _, closed, carried, _ in layout.quotes] == [(False, False), (True, True)]


def test_sentences():
    text = "Dr. Aal met U.S. envoy J. Q. Roe. “Stop!” she said. Why? No one knew"
    found = [text[a:b] for a, b in sentences(text, 0, len(text))]
    assert found == ["Dr. Aal met U.S. envoy J. Q. Roe.", "“Stop!” she said.", "Why?", "No one knew"]


def test_windows_cover_all_tokens():
    class Fake:
        ids = np.zeros(50)
        sentence = np.repeat(np.arange(5), [3, 20, 7, 19, 1])

    for size, offset in ((10, 0), (10, 4), (25, 3), (100, 50)):
        found = data.windows(Fake, size, offset)
        assert found[0][0] == 0 and found[-1][1] == 50
        assert all(a[1] == b[0] for a, b in zip(found, found[1:]))
        assert all(b - a <= size for a, b in found)


def test_measures():
    gold = [
        {"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 50]], "kind": "direct"},
        {"source": [[60, 65]], "cue": [[66, 70]], "content": [[71, 90]], "kind": "indirect"},
    ]
    assert exact([(gold, gold)])["content"]["f1"] == 100
    near = [gold[0] | {"content": [[11, 45]], "source": [[3, 7]]}, gold[1] | {"kind": "mixed"}]
    result = quotations([(gold, near)])
    assert result["joint_f1"] == 100 and result["content_precision"] == 100
    assert exact([(gold, near)])["content"]["recall"] == 50


def test_polnear_becomes_the_taggers_input(tmp_path):
    text = "“We will pay,” Ann said. “Twice.” The town hopes for rain."
    lines = [
        "T1\tContent 0 14;25 33\t“We will pay,” “Twice.”", "T2\tSource 15 18\tAnn", "T3\tCue 19 23\tsaid", "T4\tAttribution 19 23\tsaid",
        "E1\tAttribution:T4 Source:T2 Cue:T3 Content:T1", "T5\tCue 43 52\thopes for", "T6\tContent 53 57\train",
        "T7\tAttribution-no-source 43 52\thopes for", "E2\tAttribution-no-source:T7 Cue:T5 Content:T6",
    ]  # fmt: skip
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "a_1.txt").write_text(text, encoding="utf-8")
    (tmp_path / "attributions" / "a_1_b2.ann").write_text("")
    (tmp_path / "attributions" / "a_1_b1.ann").write_text("\n".join(lines), encoding="utf-8")
    [article] = articles_of(tmp_path)
    assert article == {"id": "a_1", "text": text, "attributions": [
        {"source": [[15, 18]], "cue": [[19, 23]], "content": [[0, 14], [25, 33]], "kind": "direct"},
        {"source": [], "cue": [[43, 52]], "content": [[53, 57]], "kind": "indirect"},
    ]}  # fmt: skip
    assert kind_of(["that it is “late”"]) == "mixed" and kind_of([""]) == "indirect"


def small_windows():
    """Windows of made-up articles, the lower layers' output drawn at random."""
    own, _ = tokenizer([article["text"] for article in articles()])
    found = windows_of([data.encode(article, own) for article in articles()], lambda: (64, 0))
    rng = np.random.default_rng(1)
    for window in found:
        window.states, window.links = rng.normal(size=(len(window), HIDDEN)).astype(np.float16), gold_links(window)
    return found


def test_a_fit_that_is_cut_off_ends_as_one_that_is_not(tmp_path):
    options = SimpleNamespace(batch=4, rate=1e-4, head_rate=1e-3, frozen=False, no_crf=False, decay=0.9)
    packings = [small_windows()]

    def fitted(kept, stop_in=0):
        randomness.seed(3)
        model, epochs = Tagger(weights(8), (0,)), []

        def after_epoch():
            epochs.append(1)
            if len(epochs) == stop_in:
                raise KeyboardInterrupt

        fit(model, packings, 3, 3, 1.0, options, lambda message: None, after_epoch, kept=kept)
        return model.state_dict()

    whole = fitted(tmp_path / "whole.pt")
    with pytest.raises(KeyboardInterrupt):
        fitted(tmp_path / "cut.pt", stop_in=2)
    again = fitted(tmp_path / "cut.pt")
    assert all(torch.equal(again[name], value) for name, value in whole.items())
    assert not list(tmp_path.iterdir())
