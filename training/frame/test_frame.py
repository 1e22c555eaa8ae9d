"""Checks of the frame. Run with `python -m pytest training` from the folder above."""

from types import SimpleNamespace

import pytest

from . import checkpoints, inputs, settings, stages


def test_settings_put_variables_in(tmp_path, monkeypatch):
    monkeypatch.setenv("ON_RECORD_TRAINING", "/there")
    path = tmp_path / "settings.toml"
    path.write_text('rate = 0.5\n[inputs]\nweights = "$ON_RECORD_TRAINING/w"\nmany = ["$ON_RECORD_TRAINING/a", "b"]\n')
    found = settings.load(path)
    assert (found.rate, found.inputs.weights, found.inputs.many) == (0.5, "/there/w", ["/there/a", "b"])


def test_settings_refuse_a_variable_that_is_not_set(tmp_path, monkeypatch):
    monkeypatch.delenv("ON_RECORD_NOWHERE", raising=False)
    path = tmp_path / "settings.toml"
    path.write_text('data = "$ON_RECORD_NOWHERE/x"\n')
    with pytest.raises(SystemExit, match="ON_RECORD_NOWHERE"):
        settings.load(path)


def test_a_changed_input_is_refused(tmp_path):
    data, known, noted = tmp_path / "data", tmp_path / "known.json", tmp_path / "run" / "inputs.json"
    data.write_text("one")
    first = inputs.check({"data": data, "none": ""}, known, noted)
    assert first == inputs.check({"data": data}, known, noted)
    data.write_text("two")
    with pytest.raises(SystemExit, match="not the one of before"):
        inputs.check({"data": data}, known, noted)


def test_an_input_is_held_to_the_hash_beside_the_settings(tmp_path):
    data, known = tmp_path / "data", tmp_path / "known.json"
    data.write_text("one")
    known.write_text('{"data": "0000"}')
    with pytest.raises(SystemExit, match="0000"):
        inputs.check({"data": data}, known, tmp_path / "inputs.json")


def test_a_missing_input_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="missing"):
        inputs.check({"data": tmp_path / "nothing"}, tmp_path / "known.json", tmp_path / "inputs.json")


def work_in(folder, **more):
    return stages.Work(SimpleNamespace(inputs=SimpleNamespace(data="x"), **more), folder, lambda message: None)


def two_stages(calls):
    def first(work):
        calls.append("first")
        (work.folder / "a").write_text("a")

    return (stages.Stage("first", first, ("a",)), stages.Stage("second", lambda work: calls.append("second"), (), ("first",)))


def test_stages_run_once_and_go_on_where_they_stopped(tmp_path):
    calls = []
    stages.run(two_stages(calls), ["first"], work_in(tmp_path))
    stages.run(two_stages(calls), [], work_in(tmp_path))
    assert calls == ["first", "second"]
    stages.run(two_stages(calls), ["first"], work_in(tmp_path), again=True)
    assert calls == ["first", "second", "first"]


def test_a_stage_wants_what_it_needs(tmp_path):
    with pytest.raises(SystemExit, match="run that first"):
        stages.run(two_stages([]), ["second"], work_in(tmp_path))


def test_a_stage_done_with_other_settings_is_refused(tmp_path):
    stages.run(two_stages([]), [], work_in(tmp_path, rate=1))
    with pytest.raises(SystemExit, match="other settings"):
        stages.run(two_stages([]), [], work_in(tmp_path, rate=2))


def test_a_checkpoint_is_whole_or_the_one_before(tmp_path):
    path = tmp_path / "c.pt"
    assert checkpoints.load(path) is None
    checkpoints.save(path, {"step": 1})
    checkpoints.save(path, {"step": 2})
    assert checkpoints.load(path) == {"step": 2}
    path.unlink()
    assert checkpoints.load(path) == {"step": 1}
    assert not list(tmp_path.glob("*.tmp"))
    checkpoints.remove(path)
    assert checkpoints.load(path) is None
