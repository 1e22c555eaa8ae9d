"""Checks of the reader's training on made-up data. Run with `python -m pytest training` from the folder above."""

import random

import numpy as np
import pytest
import torch

from . import noise, small
from . import rows as reading
from . import statements as spoken
from .examples import Example, Examples, paired
from .export import compared, input_peaks, onnx_runner, reader_graph
from .figures import auroc, average_precision, exact, f1
from .model import Reader, collate
from .negatives import Passages, changed, holds, other_year
from .passages import passages_of, sentence_around, sentences_of, window_around
from .reading import asked, read, reading_of, torch_runner
from .rows import Row, part_of
from .train import Run, data_of, steps_of

TEXT = "Rutte spoke in The Hague. “We won’t pay twice,” he said. Dr. Smit disagreed!\n\nA second paragraph follows. It ends here."


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return small.small_settings(tmp_path_factory.mktemp("small"))


def quiet(message):
    pass


def test_sentences_and_passages_cover_the_text_in_order():
    own = sentences_of(TEXT)
    assert [TEXT[a:b] for a, b in own][1:3] == ["“We won’t pay twice,” he said.", "Dr. Smit disagreed!"]
    for size in (10, 60, 500):
        cut = passages_of(TEXT, size)
        assert cut[0][0] == own[0][0] and cut[-1][1] == own[-1][1]
        assert all(b <= c for (_, b), (c, _) in zip(cut, cut[1:]))
        assert {edge for span in cut for edge in span} <= {edge for span in own for edge in span}
        assert all(b - a <= size or (a, b) in own for a, b in cut)


def test_windows_hold_what_they_are_around():
    start = TEXT.index("pay twice")
    rng = random.Random(1)
    for size in (10, 80, 120, 1000):
        a, b = window_around(TEXT, start, start + 9, size, rng)
        assert "pay twice" in TEXT[a:b] and (b - a <= size or (a, b) in sentences_of(TEXT))
    assert TEXT[slice(*sentence_around(TEXT, start, start + 9))].endswith("he said.")


def test_every_kind_of_noise_leaves_a_question():
    question = "What did Émile Müller’s government say about the 2,500 people in Düsseldorf?"
    for change in set(noise.CHANGES):
        for number in range(30):
            assert change(question, random.Random(number)).strip()
    made = {noise.untidy(question, random.Random(number)) for number in range(200)}
    assert len(made) > 150
    assert noise.untidy(question, random.Random(5)) == noise.untidy(question, random.Random(5))
    assert noise.untidy("?", random.Random(1)) and noise.untidy("a", random.Random(2))


def test_a_slip_keeps_first_letter_and_most_others():
    for number in range(100):
        word = noise.slip("Rutte", random.Random(number))
        assert word[0] == "R" and len(set(word) & set("Rutte")) >= 3


def test_documents_of_one_article_fall_into_one_part(settings):
    assert reading.document_of("qamr", "Wiki1k:wikinews:7:0:1") == reading.document_of("qadiscourse", "Wiki1k:wikinews:7:3:2")
    assert reading.document_of("squad2", "Rhine") == reading.document_of("squad11", "Rhine")
    parts = [{one.document for found in data_of(settings, part) for one in found} for part in reading.PARTS]
    assert all(parts) and not (parts[0] & parts[1] or parts[0] & parts[2] or parts[1] & parts[2])
    assert part_of("title:Rhine", settings.split) == part_of("title:Rhine", settings.split)


def test_rows_that_measure_are_left_out():
    rows = [Row("squad11", "d", "Who built it?", "Ann built it.", True, ((0, 3),), "span"),
            Row("qed", "e", "When?", "In May it rained.", True, ((3, 6),), "span"),
            Row("realtimeqa-weak", "realtimeqa-weak:20220611_1", "Who won?", "Ann won.", True, ((0, 3),), "weak")]  # fmt: skip
    assert reading.without(rows, {"who built it"}, {"in may it rained"}, {"2022"}) == []
    assert reading.without(rows, set(), set(), set()) == rows


def test_pieces_of_an_example_are_the_answers_words(settings):
    examples = Examples(*data_of(settings, "train"), settings)
    tokenizer = small.tokenizer([TEXT])[0].from_file(settings.inputs.tokenizer)
    seen = 0
    for epoch in range(3):
        for place in range(len(examples.order(epoch))):
            example = examples.example(epoch, place)
            pair = paired(example, tokenizer, settings)
            assert example.context.strip() and example.question.strip()
            if example.spans and pair.weight:
                (start, end), seen = example.spans[0], seen + 1
                pieces = tokenizer.encode(example.context, add_special_tokens=False)
                first, last = (place - pair.first for place in pair.span)
                assert pieces.offsets[first][0] <= start < pieces.offsets[first][1]
                assert pieces.offsets[last][0] < end <= pieces.offsets[last][1]
                assert pair.ids[pair.span[0]] == pieces.ids[first]
    assert seen > 20


def test_a_span_that_is_cut_away_has_no_weight(settings):
    tokenizer = small.tokenizer([TEXT])[0].from_file(settings.inputs.tokenizer)
    context = "the tower " * 200
    pair = paired(Example("Who?", context, 1.0, [(1900, 1909)]), tokenizer, settings)
    assert len(pair) == settings.examples.pair_pieces and pair.weight == 0.0 and pair.span is None


def test_unanswered_examples_do_not_hold_the_answer(settings):
    examples = Examples(*data_of(settings, "train"), settings)
    made = {}
    for number in range(300):
        row = random.Random(number).choice([r for r in examples.rows if r.answers])
        found = examples.miss(row, random.Random(number))
        if found:
            made[found.made] = made.get(found.made, 0) + 1
            assert found.answers == 0.0 and not found.spans
            if found.made != "changed question":
                assert not holds(found.context, row.words()), (row.question, found.context)
    assert set(made) == {"changed question", "sentence beside", "near miss"}


def test_near_misses_come_from_elsewhere():
    row = Row("squad11", "a", "Who opened the granite bridge?", "Ann opened the granite bridge.", True, ((0, 3),), "span")
    passages = Passages([("a", row.context), ("a", "The bridge is old."), ("b", "The granite bridge was painted."), ("c", "Ann sold granite.")])
    assert passages.beside(row, random.Random(1)) == "The bridge is old."
    assert passages.alike(row, random.Random(1)) == "The granite bridge was painted."


def test_a_changed_question_asks_for_another_year():
    row = Row("squad11", "a", "Who won in 1999?", "Ann won in 1999. Bob won in 2003.", True, ((0, 3),), "span")
    for number in range(20):
        question = other_year(row.question, row, random.Random(number))
        assert question != row.question and question.startswith("Who won in ") and "1999" not in question
    assert changed(Row("x", "a", "why?", "", True, (), "span"), random.Random(1)) is None


def test_statements_are_asked_about_and_refused():
    statements = spoken.statements_of(small.articles())
    assert {s.speaker for s in statements} >= {"Anna Smit", "The mayor"}
    rng, asked_about = random.Random(4), 0
    for _ in range(300):
        statement = rng.choice(statements)
        found = spoken.positive(statement, rng)
        if found:
            question, context, [(start, end)] = found
            asked_about += 1
            answer = context[start:end]
            assert answer and answer in statement.text and question
            assert answer in (statement.text[slice(*statement.content)], statement.speaker)
    assert asked_about > 200
    refused = [spoken.negative(rng.choice(statements), statements, rng) for _ in range(300)]
    assert sum(one is not None for one in refused) > 150


def test_a_speaker_is_a_name_or_a_short_phrase():
    assert spoken.speaker_of("Joel Pollak, who runs it") == "Joel Pollak"
    assert spoken.speaker_of("he") is None and spoken.speaker_of("“") is None
    assert spoken.topics("that the golden roof needs money for towers in North Delft") == ["golden roof needs", "towers", "North Delft"]


def test_figures():
    assert exact("The Hague.", ["hague", "x"]) == 1.0 and f1("the old tower", ["tower"]) == pytest.approx(2 / 3)
    assert average_precision([3, 2, 1], [False, True, True]) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert average_precision([1, 2], [True, True]) is None
    assert auroc([1, 2, 3, 4], [False, True, False, True]) == 0.75
    assert auroc([1, 1], [False, True]) == 0.5 and auroc([1], [True]) is None


def test_the_best_span_is_inside_the_passage():
    class Offsets:
        first, offsets = 3, [(0, 2), (3, 5), (6, 9)]

    ends = np.full((7, 2), -1e4)
    ends[3:6] = [[0, 5], [4, 0], [0, 3]]
    found = reading_of(1.0, ends, Offsets)
    assert found.span == (3, 9) and found.spans < 0


def test_read_gives_what_one_pair_alone_gives(settings):
    run, tokenizer = torch_runner(small_reader(settings)), small.tokenizer([TEXT])[0].from_file(settings.inputs.tokenizer)
    questions = [(r["question"], r["context"][: 30 + 20 * i]) for i, r in enumerate(small.rows()[:9])]
    together = read(run, tokenizer, questions)
    for one, question in zip(together, questions):
        alone = read(run, tokenizer, [question])[0]
        assert one.answers == pytest.approx(alone.answers, abs=1e-4) and one.span == alone.span


def small_reader(settings):
    from ..minilm import read_weights

    torch.manual_seed(2)
    return Reader(read_weights(settings.inputs.weights), settings.training.layers).eval()


def test_the_graph_gives_what_the_model_gives(settings, tmp_path):
    model, tokenizer = small_reader(settings), small.tokenizer([TEXT])[0].from_file(settings.inputs.tokenizer)
    (tmp_path / "reader.onnx").write_bytes(reader_graph({n: v.numpy() for n, v in model.state_dict().items()}, "fp32").SerializeToString())
    run = onnx_runner(tmp_path / "reader.onnx", model.words.numpy(), 1)
    pairs = [asked(tokenizer, r["question"], r["context"][: 40 + 30 * i]) for i, r in enumerate(small.rows()[:6])]
    found = compared(model, run, pairs)
    assert found["answers max"] < 1e-4 and found["ends max"] < 1e-4 and found["same best ends"] == 1.0
    for ours, theirs in zip(torch_runner(model)(pairs), run(pairs)):
        assert np.abs(ours - theirs).max() < 1e-4


def test_the_graph_in_whole_numbers_is_near_the_model(settings, tmp_path):
    model, tokenizer = small_reader(settings), small.tokenizer([TEXT])[0].from_file(settings.inputs.tokenizer)
    pairs = [asked(tokenizer, r["question"], r["context"]) for r in small.rows()[:6]]
    graph = reader_graph({n: v.numpy() for n, v in model.state_dict().items()}, "int8", input_peaks(model, pairs))
    (tmp_path / "reader.onnx").write_bytes(graph.SerializeToString())
    found = compared(model, onnx_runner(tmp_path / "reader.onnx", model.words.numpy(), 1), pairs)
    assert found["answers max"] < 0.05 and found["ends max"] < 0.2


def test_padding_changes_nothing(settings):
    model, tokenizer = small_reader(settings), small.tokenizer([TEXT])[0].from_file(settings.inputs.tokenizer)
    pairs = [asked(tokenizer, "Who?", "the tower"), asked(tokenizer, "Who built the tower?", small.rows()[0]["context"])]
    with torch.no_grad():
        both, alone = model(*collate(pairs)), model(*collate(pairs[:1]))
    assert torch.allclose(both[0][:1], alone[0], atol=1e-5)
    assert torch.allclose(both[1][0, : len(pairs[0])], alone[1][0], atol=1e-5)


def test_a_run_that_goes_on_ends_as_one_run(settings, tmp_path):
    whole = Run(settings, tmp_path / "whole", quiet)
    whole.go(7)
    for steps in (2, 3, 2):
        part = Run(settings, tmp_path / "parts", quiet)
        part.go(steps)
    assert part.fitting.step == whole.fitting.step == 7
    assert (part.epoch, part.chunk, part.done) == (whole.epoch, whole.chunk, whole.done)
    for ours, theirs in zip(part.fitting.average, whole.fitting.average):
        assert torch.equal(ours, theirs)


def test_steps_hold_every_pair_of_a_chunk(settings, tmp_path):
    run = Run(settings, tmp_path, quiet)
    steps = steps_of(run.examples, run.tokenizer, settings, 0, 0)
    assert 0 < sum(map(len, steps)) <= settings.training.chunk
    assert all(len(step) <= settings.training.batch for step in steps)
