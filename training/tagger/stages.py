"""The stages of the tagger's training.

The first trains on the training articles less a held-out part, which the log follows. Then come
cycles over all of them, each with a new warm-up and decay (SGDR: Loshchilov and Hutter, 2017), the last one
with what a larger tagger, the teacher, makes of the articles and of others without annotation (Hinton,
Vinyals and Dean, 2015). The weights kept are a moving average over the steps (Polyak and Juditsky, 1992).

Each stage takes up the random generators where the one before left them, so that a training in
several runs gives what one run gives.
"""

import json
import random

import torch

from ..frame import checkpoints, randomness
from ..frame.stages import Stage
from ..minilm import INNER, read_weights
from . import export, learn, parity, soften, teacher
from .articles import Articles
from .fitting import fit, slim
from .measure import line
from .prune import keep_units
from .scoring import input_peaks, measured, onnx_runner, parameters_of, predict, scored, torch_runner
from .soften import Guide
from .teacher import Teacher, TeacherLower
from .windows import add_states, random_packing, windows_of


def articles_of(work):
    torch.set_num_threads(work.settings.threads)
    return work.once("articles", lambda: Articles(work.settings, work.folder / "cache", work.say))


def reseed(work, stage):
    randomness.seed(work.settings.seed + (99 + stage if stage else 0))


def keep(work, name, model, results, **more):
    """Write a stage's model, its figures and the random generators' state."""
    state = {"model": model.state_dict(), "results": results, "random": randomness.state(), **more}
    checkpoints.save(work.folder / name, state)


def take(work, name):
    """(model, figures, state) that a stage left; the random generators go on from there."""
    state = checkpoints.load(work.folder / name)
    model = fill(articles_of(work).tagger(), state["model"])
    randomness.restore(state["random"])
    return model, state["results"], state


def fill(model, state):
    """The model with the state's weights, its feed-forward layers as narrow as those."""
    count = len(state["layers.0.up.bias"])
    if count < INNER:
        keep_units(model, [torch.ones(INNER)] * len(model.layers), count)
    model.load_state_dict(state)
    return model


def evaluate(work, model, part, rerank=None):
    """(figures, predictions) of a part of the articles."""
    windows = work.once(f"whole {part}", lambda: articles_of(work).whole(part))
    predictions = predict(torch_runner(model), windows, parameters_of(model, rerank))
    figures = measured(predictions)
    work.say(f"{part}: {line(figures)}")
    return figures, predictions


def first(work):
    """On the annotation of the training articles less the held-out ones: first.pt."""
    settings, articles = work.settings, articles_of(work)
    reseed(work, 0)
    model, results = articles.tagger(), {}

    def after_epoch():
        if articles.documents["validation"]:
            results["validation"] = evaluate(work, model, "validation")[0]

    train = articles.packings("train")
    fit(model, train, settings.epochs, settings.stop, 1.0, settings, work.say, after_epoch, kept=work.folder / "first.epoch.pt")
    results["dev"] = evaluate(work, model, "dev")[0]
    keep(work, "first.pt", model, {"first stage": results})


def cycles(work):
    """On the annotation of all articles, pruned before the last cycle: cycles.pt."""
    settings = work.settings
    model, results, _ = take(work, "first.pt")
    both = articles_of(work).all_packings()
    for number in range(1, settings.cycles + 1):
        reseed(work, number)
        kept, epochs = work.folder / f"cycle-{number}.epoch.pt", settings.cycle_epochs + (number == settings.cycles)
        if number == settings.cycles:
            before = checkpoints.load(kept)
            if before:
                model = fill(articles_of(work).tagger(), {**model.state_dict(), **before["model"]})
            else:
                work.say(f"pruned to {settings.inner} units: {slim(model, both[0], settings)}")
        fit(model, both, epochs, epochs, settings.cycle_rate, settings, work.say, lambda: None, kept=kept)
    results["dev"] = evaluate(work, model, "dev")[0]
    keep(work, "cycles.pt", model, results)


def thirds(packings, count):
    """For each of the first `count` thirds of the articles, (the windows of the others, as packings; one packing of its own)."""
    names = sorted({w.document.id for w in packings[0]})
    random.Random(7).shuffle(names)
    for first_name in range(count):
        own = set(names[first_name::3])
        left_out = [w for w in packings[0] if w.document.id in own]
        yield [[w for w in windows if w.document.id not in own] for windows in packings], left_out


def others(work):
    """Taggers of two thirds of the articles; their scores of the rest teach the choice among label sequences: others.pt."""
    settings, articles = work.settings, articles_of(work)
    take(work, "cycles.pt")
    found = []
    for number, (own, _) in enumerate(thirds(articles.all_packings(), settings.rerank_thirds)):
        other = articles.tagger()
        reseed(work, 90)
        work.say("a tagger of two thirds of the articles")
        epochs, kept = settings.rerank_epochs, work.folder / f"other-{number}.epoch.pt"
        fit(other, own, epochs + 1, epochs, 1.0, settings, work.say, lambda: None, kept=kept)
        found.append(other.state_dict())
    checkpoints.save(work.folder / "others.pt", {"models": found})


def teach(work):
    """What the teacher makes of all articles but the development ones: teacher.pt (about 2 GB)."""
    settings, articles = work.settings, articles_of(work)
    if not settings.inputs.teacher:
        checkpoints.save(work.folder / "teacher.pt", {})
        return
    reseed(work, 91)
    weights = read_weights(settings.inputs.teacher)
    lower, windows = TeacherLower(weights).eval(), {}
    for part, own in articles.documents.items():
        if own and part != "dev":
            path = articles.cache / f"teacher-{part}-{len(own)}.npy"
            windows[part] = add_states(lower, windows_of(own, random_packing(0)), path)
            work.say(f"the teacher's lower layers: {part}")
    model, epochs = Teacher(weights, settings.dropout), settings.teacher_epochs
    kept = work.folder / "teacher.epoch.pt"
    fit(model, [windows["train"]], epochs + 1, epochs, settings.teacher_rate, settings, work.say, lambda: None, kept=kept)
    emissions, states = teacher.read(model, [window for found in windows.values() for window in found])
    checkpoints.save(work.folder / "teacher.pt", {
        "emissions": emissions, "states": states, "transitions": model.crf.scores().detach(), "random": randomness.state(),
    })  # fmt: skip


def soft(work):
    """From the teacher's probabilities and hidden states: soft.pt, and the others likewise: soft-others.pt."""
    settings, articles = work.settings, articles_of(work)
    found = checkpoints.load(work.folder / "teacher.pt")
    model, results, _ = take(work, "cycles.pt")
    models = [fill(articles.tagger(), state) for state in checkpoints.load(work.folder / "others.pt")["models"]]
    if found:
        both = articles.all_packings()
        unlabelled = articles.packings("unlabelled")[0] if "unlabelled" in articles.documents else []
        for windows in both:
            soften.add_targets(windows, found["emissions"], found["transitions"], settings.annotated)
        soften.add_targets(unlabelled, found["emissions"], found["transitions"], 0.0)
        randomness.restore(found["random"])
        results["dev, before the teacher"] = results["dev"]
        soft_cycle(work, model, both, unlabelled, found["states"], "soft")
        results["dev"] = evaluate(work, model, "dev")[0]
        for number, (own, _) in enumerate(thirds(both, settings.rerank_thirds)):
            soft_cycle(work, models[number], own, unlabelled, found["states"], f"soft-other-{number}")
    checkpoints.save(work.folder / "soft-others.pt", {"models": [one.state_dict() for one in models]})
    keep(work, "soft.pt", model, results)


def soft_cycle(work, model, packings, unlabelled, states, name):
    """Learn from windows with soft targets and from the teacher's hidden states. name: of the file that is done from."""
    done = work.folder / f"{name}.done.pt"
    state = checkpoints.load(done)
    if state:
        model.load_state_dict(state["model"])
        randomness.restore(state["random"])
        return
    settings = work.settings
    guide = Guide(model, states)
    windows, epochs = [own + unlabelled for own in packings], settings.soft_epochs
    kept = work.folder / f"{name}.epoch.pt"
    fit(model, windows, epochs, epochs, settings.soft_rate, settings, work.say, lambda: None, guide, kept)
    guide.hook.remove()
    checkpoints.save(done, {"model": model.state_dict(), "random": randomness.state()})


def choice(work):
    """The weights of the choice among label sequences: choice.json."""
    settings, articles = work.settings, articles_of(work)
    models = checkpoints.load(work.folder / "soft-others.pt")["models"]
    examples = []
    for state, (_, left_out) in zip(models, thirds(articles.all_packings(), settings.rerank_thirds)):
        other = fill(articles.tagger(), state)
        examples += learn.examples(scored(torch_runner(other), left_out), parameters_of(other))
    found = learn.fit(examples, least=learn.LEAST * len(models))
    (work.folder / "choice.json").write_text(json.dumps(export.packed(found)) + "\n")


def write(work):
    """tagger.onnx, tagger.json, the report, parity.json, and predictions beside gold for reading errors."""
    settings, articles, out = work.settings, articles_of(work), work.folder
    model, results, _ = take(work, "soft.pt")
    rerank = export.unpacked(json.loads((out / "choice.json").read_text()))
    results["dev, best labels"] = results["dev"]
    results["dev"], predictions = evaluate(work, model, "dev", rerank)
    with open(out / "dev_predictions.jsonl", "w", encoding="utf-8") as file:
        for document, predicted in predictions:
            row = {"id": document.id, "text": document.text, "gold": document.attributions, "predicted": predicted}
            print(json.dumps(row, ensure_ascii=False), file=file)
    parameters, peaks = parameters_of(model, rerank), input_peaks(model, articles.packings("train")[0][: settings.batch])
    chosen_last = sorted(("fp16", "int8"), key=lambda precision: precision == settings.precision)
    for precision in chosen_last:
        size = export.write(model.state_dict(), parameters, out, precision, peaks)
        run = onnx_runner(out / "tagger.onnx", settings.threads)
        results[precision] = measured(predict(run, work.once("whole dev", lambda: articles.whole("dev")), parameters))
        work.say(f"dev as exported, {precision}, {size / 1e6:.1f} MB: {line(results[precision])}")
    (out / "report.json").write_text(json.dumps(results, indent=1) + "\n")
    parity.write(out, settings.inputs.weights, settings.inputs.tokenizer)


STAGES = (
    Stage("first", first, ("first.pt",)),
    Stage("cycles", cycles, ("cycles.pt",), ("first",)),
    Stage("others", others, ("others.pt",), ("cycles",)),
    Stage("teach", teach, ("teacher.pt",)),
    Stage("soft", soft, ("soft.pt", "soft-others.pt"), ("cycles", "others", "teach")),
    Stage("choice", choice, ("choice.json",), ("soft",)),
    Stage("export", write, ("tagger.onnx", "tagger.json", "report.json", "parity.json"), ("soft", "choice")),
)
