"""Train the tagger, measure it and export it. See README.md for the command.

The first stage trains on the training articles less a held-out part, which the log follows. Then come
cycles over all of them, each with a new warm-up and decay (SGDR: Loshchilov and Hutter, 2017), the last one
with what a larger tagger, the teacher, makes of the articles and of others without annotation (Hinton,
Vinyals and Dean, 2015). The weights kept are a moving average over the steps (Polyak and Juditsky, 1992).
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from . import data
from . import export
from . import learn
from . import soften
from . import teacher
from .decode import decode
from .fitting import fit, slim
from .links import LINK_ROLES
from .measure import line, report
from .model import INNER, LINK_SIZE, LowerLayers, Tagger, read_weights
from .prune import keep_units
from .soften import Guide
from .teacher import Teacher, TeacherLower
from .windows import add_states, collate, gold_links, random_packing, windows_of

LONGEST = 20_000  # characters of an article without annotation


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl.gz and dev.jsonl.gz")
    parser.add_argument("--weights", type=Path, required=True, help="folder with the encoder's weights and tokenizer")
    parser.add_argument("--teacher", type=Path, help="folder with the teacher's weights; without it the annotation alone is learned from")
    parser.add_argument("--unlabelled", type=Path, help=".jsonl.gz of {id, text}: articles that the teacher annotates")
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--cache", type=Path, help="folder for the lower layers' output (default OUT/cache)")
    parser.add_argument("--name", default="tagger", help="of the checkpoint, log and report")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--validation", type=int, default=60, help="training articles held out in the first stage")
    parser.add_argument("--epochs", type=int, default=6, help="of the first stage, for its learning rates")
    parser.add_argument("--stop", type=int, default=3, help="epochs after which the first stage ends all the same")
    parser.add_argument("--cycles", type=int, default=1, help="over all articles, on the annotation, after the first stage; the last one, after pruning, takes an epoch more")
    parser.add_argument("--teacher-epochs", type=int, default=2)
    parser.add_argument("--teacher-rate", type=float, default=0.5, help="learning rates of the teacher, as a share of the first stage's")
    parser.add_argument("--unlabelled-articles", type=int, default=300)
    parser.add_argument("--annotated", type=float, default=0.5, help="share of the annotation in the targets of an annotated article; the rest is the teacher's")
    parser.add_argument("--cycle-epochs", type=int, default=2)
    parser.add_argument("--cycle-rate", type=float, default=0.6, help="learning rates of a cycle, as a share of the first stage's")
    parser.add_argument("--resume", type=Path, help="checkpoint to start the cycles from, instead of a first stage")
    parser.add_argument("--inner", type=int, default=1024, help="units of the feed-forward layers, pruned before the last cycle")
    parser.add_argument("--rerank", type=Path, help="tagger.json whose weights for the candidates to keep, instead of learning them")
    parser.add_argument("--rerank-epochs", type=int, default=3, help="of the tagger that they are learned from")
    parser.add_argument("--rerank-thirds", type=int, default=1, help="so many thirds of the articles are scored for it, each by a tagger of the others")
    parser.add_argument("--soft-epochs", type=int, default=4, help="of the cycle that learns from the teacher")
    parser.add_argument("--soft-rate", type=float, default=1.0, help="learning rates of that cycle")
    parser.add_argument("--packings", type=int, default=2)
    parser.add_argument("--window", type=int, default=192, help="word pieces in a window at evaluation")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-4, help="of the transformer layers")
    parser.add_argument("--head-rate", type=float, default=1e-3, help="of the rest; ten times that for the CRF")
    parser.add_argument("--decay", type=float, default=0.998, help="of the moving average, each step")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--precision", choices=("fp16", "int8"), default="int8", help="of the exported graph")
    ablation = parser.add_argument_group("ablation")
    ablation.add_argument("--upper", default="3,4,5", help="encoder layers (from 0) that the tagger starts from")
    ablation.add_argument("--no-features", action="store_true")
    ablation.add_argument("--no-crf", action="store_true", help="cross entropy; legal transitions only when decoding")
    ablation.add_argument("--frozen", action="store_true", help="do not train the transformer layers")
    ablation.add_argument("--limit", type=int, default=0, help="use only so many training articles")
    return parser.parse_args()


def parameters_of(model, rerank=None):
    """What decoding needs beside the graph's output. rerank: as `learn.fit` gives it, or None."""
    return {
        "rerank": rerank,
        "transitions": model.crf.scores().detach().numpy(),
        "content_cue": model.content_cue.detach().numpy(),
        "cue_source": model.cue_source.detach().numpy(),
        "no_source": float(model.no_source.detach()),
    }


def scored(run, windows):
    """Scores of each document: [(document, emissions, links)].

    run(hidden, mask, features) -> (emissions, links), all NumPy.
    """
    parts = {}
    order = sorted(range(len(windows)), key=lambda i: len(windows[i]))
    for k in range(0, len(order), 32):
        chosen = order[k : k + 32]
        emissions, links = run(*(x.numpy() for x in collate([windows[i] for i in chosen])[:3]))
        for row, i in enumerate(chosen):
            inner = slice(1, len(windows[i]) - 1)
            parts[i] = emissions[row, inner], links[row, inner].reshape(-1, len(LINK_ROLES), LINK_SIZE)
    together = {}
    for i, window in enumerate(windows):
        together.setdefault(window.document.id, (window.document, [], []))
        together[window.document.id][1].append(parts[i][0])
        together[window.document.id][2].append(parts[i][1])
    return [(document, np.concatenate(e), np.concatenate(l)) for document, e, l in together.values()]


def predict(run, windows, parameters):
    """Attributions of each document: [(document, attributions)]."""
    return [(document, decode(document, e, l, parameters)) for document, e, l in scored(run, windows)]


def teach(documents, cache, options, say):
    """What the teacher makes of all articles: {id: emissions}, {id: hidden states}, its transitions.

    documents: {part: articles}; it learns from the part "train" and reads every part.
    """
    weights = read_weights(options.teacher / "model.safetensors")
    lower = TeacherLower(weights).eval()
    windows = {}
    for part, articles in documents.items():
        path = cache / f"teacher-{part}-{len(articles)}.npy"
        windows[part] = add_states(lower, windows_of(articles, random_packing(0)), path)
        say(f"the teacher's lower layers: {part}")
    model = Teacher(weights, options.dropout)
    epochs = options.teacher_epochs
    fit(model, [windows["train"]], epochs + 1, epochs, options.teacher_rate, options, say, lambda: None)
    emissions, states = teacher.read(model, [window for found in windows.values() for window in found])
    return emissions, states, model.crf.scores().detach()


def thirds(packings, count):
    """For each of the first `count` thirds of the articles, (the windows of the others, as packings; one packing of its own)."""
    names = sorted({w.document.id for w in packings[0]})
    random.Random(7).shuffle(names)
    for first in range(count):
        own = set(names[first::3])
        left_out = [w for w in packings[0] if w.document.id in own]
        yield [[w for w in windows if w.document.id not in own] for windows in packings], left_out


def soft_cycle(model, packings, unlabelled, states, options, say, after_epoch):
    """Learn from windows with soft targets and from the teacher's hidden states."""
    guide = Guide(model, states)
    epochs = options.soft_epochs
    fit(model, [windows + unlabelled for windows in packings], epochs, epochs, options.soft_rate, options, say, after_epoch, guide)
    guide.hook.remove()


def input_peaks(model, windows):
    """Largest magnitude of each input channel of each layer's qkv and up: [{qkv: [HIDDEN], up: [HIDDEN]}]."""
    hidden, mask, features, _ = collate(windows)
    peaks, hooks = [{} for _ in model.layers], []
    for found, layer in zip(peaks, model.layers):
        for name in ("qkv", "up"):

            def record(module, inputs, found=found, name=name):
                found[name] = inputs[0][mask].abs().amax(0).numpy()

            hooks.append(getattr(layer, name).register_forward_pre_hook(record))
    model.eval()
    with torch.no_grad():
        model(hidden, mask, features)
    for hook in hooks:
        hook.remove()
    return peaks


def layers_of(options):
    return tuple(int(n) for n in options.upper.split(",") if n)


def torch_runner(model):
    def run(hidden, mask, features):
        model.eval()
        with torch.no_grad():
            emissions, links = model(torch.from_numpy(hidden), torch.from_numpy(mask), torch.from_numpy(features))
        return emissions.numpy(), links.numpy()

    return run


def onnx_runner(path, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(hidden, mask, features):
        inputs = {"hidden_3": hidden, "attention_mask": mask.astype(np.int64), "features": features}
        return session.run(["emissions", "links"], inputs)

    return run


def measured(predictions):
    return report([(d.attributions, p) for d, p in predictions])


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    began = time.time()
    options.out.mkdir(parents=True, exist_ok=True)
    cache = options.cache or options.out / "cache"
    log = open(options.out / f"{options.name}.log", "w", buffering=1)

    def say(message):
        text = f"{time.time() - began:6.0f} s  {message}"
        print(text, flush=True)
        print(text, file=log)

    def seed(stage):
        number = options.seed + (99 + stage if stage else 0)
        random.seed(number)
        np.random.seed(number)
        torch.manual_seed(number)

    tokenizer = data.load_tokenizer(options.weights / "tokenizer.json")
    weights = read_weights(options.weights / "model.fp16.safetensors")
    lower = LowerLayers(weights).eval()
    train_rows, held_rows = data.split(data.load(options.data / "train.jsonl.gz"), options.validation)
    rows = {
        "train": train_rows[: options.limit or None],
        "validation": held_rows,
        "dev": data.load(options.data / "dev.jsonl.gz"),
    }
    if options.teacher and options.unlabelled:
        found = data.load(options.unlabelled)
        found = random.Random(3).sample(found, min(len(found), options.unlabelled_articles))
        rows["unlabelled"] = [{"id": row["id"], "text": row["text"][:LONGEST]} for row in found]
    documents = {part: [data.encode(row, tokenizer) for row in found] for part, found in rows.items()}
    say(f"{len(documents['train'])} training articles, {sum(len(d.ids) for d in documents['train'])} word pieces")

    def packings_of(part):
        found = []
        for number in range(options.packings):
            name = f"{part}-{len(documents[part])}-{number}.npy"
            found.append(add_states(lower, windows_of(documents[part], random_packing(number)), cache / name))
            for window in found[-1]:
                window.links = gold_links(window)
            say(f"{part}, packing {number}: {len(found[-1])} windows")
        return found

    def whole(part):
        windows = windows_of(documents[part], lambda: (options.window, 0))
        return add_states(lower, windows, cache / f"{part}-{len(documents[part])}-{options.window}.npy")

    seed(0)
    model = Tagger(
        weights,
        layers_of(options),
        options.dropout,
        use_features=not options.no_features,
    )
    checkpoint = options.out / f"{options.name}.pt"
    held = {part: whole(part) for part in ("validation", "dev") if documents[part]}
    results = {}

    def evaluate(part, rerank=None):
        predictions = predict(torch_runner(model), held[part], parameters_of(model, rerank))
        results[part] = measured(predictions)
        say(f"{part}: {line(results[part])}")
        return predictions

    def after_epoch():
        torch.save(model.state_dict(), checkpoint)
        if "validation" in held and stage == 0:
            evaluate("validation")

    train = packings_of("train")
    stage = 0
    if options.resume:
        state = torch.load(options.resume)
        keep_units(model, [torch.ones(INNER)] * len(model.layers), len(state["layers.0.up.bias"]))
        model.load_state_dict(state)
    else:
        fit(model, train, options.epochs, options.stop, 1.0, options, say, after_epoch)
        evaluate("dev")
        results = {"first stage": results}
    both = train
    if options.cycles or not options.rerank:
        both = [a + b for a, b in zip(train, packings_of("validation"))] if "validation" in held else train
    for stage in range(1, options.cycles + 1):
        seed(stage)
        if stage == options.cycles:
            say(f"pruned to {options.inner} units: {slim(model, both[0], options)}")
        epochs = options.cycle_epochs + (stage == options.cycles)
        fit(model, both, epochs, epochs, options.cycle_rate, options, say, after_epoch)
    evaluate("dev")
    others = []
    for own, left_out in thirds(both, 0 if options.rerank else options.rerank_thirds):
        other = Tagger(weights, layers_of(options), options.dropout, use_features=not options.no_features)
        others.append((other, own, left_out))
        seed(90)
        say("a tagger of two thirds of the articles; its scores of the others teach the choice among label sequences")
        fit(other, own, options.rerank_epochs + 1, options.rerank_epochs, 1.0, options, say, lambda: None)
    if options.teacher:
        seed(91)
        learning = {part: own for part, own in documents.items() if own and part != "dev"}
        emissions, states, transitions = teach(learning, cache, options, say)
        unlabelled = packings_of("unlabelled")[0] if "unlabelled" in documents else []
        for windows in both:
            soften.add_targets(windows, emissions, transitions, options.annotated)
        soften.add_targets(unlabelled, emissions, transitions, 0.0)
        results["dev, before the teacher"] = results["dev"]
        soft_cycle(model, both, unlabelled, states, options, say, after_epoch)
        evaluate("dev")
        for other, own, _ in others:
            soft_cycle(other, own, unlabelled, states, options, say, lambda: None)
    if others:
        examples = [learn.examples(scored(torch_runner(other), left_out), parameters_of(other)) for other, _, left_out in others]
        rerank = learn.fit([one for found in examples for one in found], least=learn.LEAST * len(others))
    else:
        rerank = export.unpacked(json.loads(options.rerank.read_text())["rerank"])
    rerank = export.unpacked(export.packed(rerank))
    results["dev, best labels"] = results["dev"]
    predictions = evaluate("dev", rerank)
    with open(options.out / "dev_predictions.jsonl", "w", encoding="utf-8") as file:
        for document, predicted in predictions:
            row = {"id": document.id, "text": document.text, "gold": document.attributions, "predicted": predicted}
            print(json.dumps(row, ensure_ascii=False), file=file)

    parameters, peaks = parameters_of(model, rerank), input_peaks(model, train[0][: options.batch])
    for precision in ("fp16", "int8"):
        size = export.write(model.state_dict(), parameters, options.out, precision, peaks)
        results[precision] = measured(predict(onnx_runner(options.out / "tagger.onnx", options.threads), held["dev"], parameters))
        say(f"dev as exported, {precision}, {size / 1e6:.1f} MB: {line(results[precision])}")
        if precision == options.precision:
            chosen = size
    if precision != options.precision:
        chosen = export.write(model.state_dict(), parameters, options.out, options.precision, peaks)
    say(f"kept {options.precision}, {chosen / 1e6:.1f} MB")
    (options.out / f"{options.name}.report.json").write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
