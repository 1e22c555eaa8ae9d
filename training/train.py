"""Train the tagger, measure it and export it. See README.md for the command.

The first stage trains on the training articles less a held-out part, which the log follows (all
decisions were taken on it). Then come cycles over all of them, each with a new warm-up and decay
(SGDR: Loshchilov and Hutter, 2017). The weights kept are a moving average over the steps (Polyak and Juditsky, 1992).
"""

import argparse
import json
import os
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import nn

import data
import export
import learn
from decode import decode
from links import LINK_ROLES, pair_features
from measure import line, report
from model import HIDDEN, INNER, LINK_SIZE, LowerLayers, Tagger, read_weights
from prune import keep_units, unit_weights

SIZES = (96, 128, 160, 192, 224)  # word pieces in a training window, drawn for each article
LOOKAHEAD = 24  # batches among which windows are sorted by length


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl.gz and dev.jsonl.gz")
    parser.add_argument("--weights", type=Path, required=True, help="folder with the encoder's weights and tokenizer")
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--cache", type=Path, help="folder for the lower layers' output (default OUT/cache)")
    parser.add_argument("--name", default="tagger", help="of the checkpoint, log and report")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--validation", type=int, default=60, help="training articles held out in the first stage")
    parser.add_argument("--epochs", type=int, default=6, help="of the first stage, for its learning rates")
    parser.add_argument("--stop", type=int, default=3, help="epochs after which the first stage ends all the same")
    parser.add_argument("--cycles", type=int, default=3, help="over all articles, after the first stage; the last one, after pruning, takes an epoch more")
    parser.add_argument("--cycle-epochs", type=int, default=2)
    parser.add_argument("--cycle-rate", type=float, default=0.6, help="learning rates of a cycle, as a share of the first stage's")
    parser.add_argument("--resume", type=Path, help="checkpoint to start the cycles from, instead of a first stage")
    parser.add_argument("--inner", type=int, default=1024, help="units of the feed-forward layers, pruned before the last cycle")
    parser.add_argument("--rerank", type=Path, help="tagger.json whose weights for the candidates to keep, instead of learning them")
    parser.add_argument("--rerank-epochs", type=int, default=3, help="of the tagger that they are learned from")
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


@dataclass
class Window:
    """Tokens [first, end) of a document with the lower layers' output for [CLS] tokens [SEP]."""

    document: data.Document
    first: int
    end: int
    states: np.ndarray = None  # fp16 [end - first + 2, HIDDEN]
    links: dict = None

    def __len__(self):
        return self.end - self.first + 2


def windows_of(documents, packing):
    """Windows of all documents; packing() gives (size, offset) for each."""
    return [Window(d, a, b) for d in documents for a, b in data.windows(d, *packing())]


def random_packing(number):
    chooser = random.Random(1000 + number)

    def packing():
        size = chooser.choice(SIZES)
        return size, chooser.randrange(0, size // 2)

    return packing


def add_states(lower, windows, path):
    """Give each window the lower layers' output, computed once and kept in `path` (fp16)."""
    offsets = np.concatenate([[0], np.cumsum([len(w) for w in windows])])
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.stem}.{os.getpid()}.npy")
        out = np.lib.format.open_memmap(partial, "w+", np.float16, (int(offsets[-1]), HIDDEN))
        order = sorted(range(len(windows)), key=lambda i: len(windows[i]))
        for k in range(0, len(order), 32):
            chosen = order[k : k + 32]
            ids = torch.zeros(len(chosen), max(len(windows[i]) for i in chosen), dtype=torch.int64)
            mask = torch.zeros(ids.shape, dtype=torch.bool)
            for row, i in enumerate(chosen):
                w = windows[i]
                pieces = np.concatenate([[data.CLS], w.document.ids[w.first : w.end], [data.SEP]])
                ids[row, : len(w)] = torch.from_numpy(pieces)
                mask[row, : len(w)] = True
            with torch.no_grad():
                states = lower(ids, mask).half().numpy()
            for row, i in enumerate(chosen):
                out[offsets[i] : offsets[i + 1]] = states[row, : len(windows[i])]
        out.flush()
        partial.rename(path)
    states = np.load(path, mmap_mode="r")
    for window, a, b in zip(windows, offsets, offsets[1:]):
        window.states = states[a:b]
    return windows


def gold_links(window):
    """Gold spans and links inside the window, in positions of its row ([CLS] at 0)."""
    document, first, end = window.document, window.first, window.end
    inside = {
        role: sorted((s, i) for i, s in enumerate(document.spans[role]) if s[0] >= first and s[1] < end)
        for role in data.ROLES
    }
    place = {role: {i: k for k, (_, i) in enumerate(found)} for role, found in inside.items()}
    spans = {role: [s for s, _ in found] for role, found in inside.items()}
    cue_of = np.full(len(spans["content"]), -100)
    for content, cue in document.content_cue:
        if content in place["content"] and cue in place["cue"]:
            cue_of[place["content"][content]] = place["cue"][cue]
    source_of = np.full(len(spans["cue"]), -100)
    for cue, source in document.cue_source:
        if cue in place["cue"] and (source < 0 or source in place["source"]):
            source_of[place["cue"][cue]] = place["source"][source] if source >= 0 else len(spans["source"])

    def tensor(found):
        return torch.tensor(found, dtype=torch.int64).reshape(-1, 2) - first + 1

    def pairs(left, right):
        return torch.from_numpy(
            pair_features(spans[left], spans[right], spans["content"], document.sentence, document.paragraph)
        )

    return {
        "contents": tensor(spans["content"]),
        "cues": tensor(spans["cue"]),
        "sources": tensor(spans["source"]),
        "pairs": (pairs("content", "cue"), pairs("cue", "source")),
        "targets": (torch.from_numpy(cue_of), torch.from_numpy(source_of)),
    }


def collate(windows):
    """Padded batch: hidden [batch, tokens, HIDDEN], mask, features, labels ([CLS] and [SEP] are O)."""
    size = (len(windows), max(len(w) for w in windows))
    hidden = torch.zeros(*size, HIDDEN)
    mask = torch.zeros(size, dtype=torch.bool)
    features = torch.zeros(*size, windows[0].document.features.shape[1])
    labels = torch.zeros(size, dtype=torch.int64)
    for row, w in enumerate(windows):
        n = len(w)
        hidden[row, :n] = torch.from_numpy(w.states.astype(np.float32))
        mask[row, :n] = True
        features[row, 1 : n - 1] = torch.from_numpy(w.document.features[w.first : w.end].astype(np.float32))
        labels[row, 1 : n - 1] = torch.from_numpy(w.document.labels[w.first : w.end].astype(np.int64))
    return hidden, mask, features, labels


def losses(model, windows, no_crf):
    """Tagging and linking losses, each summed over tokens or spans and divided by the windows."""
    hidden, mask, features, labels = collate(windows)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        emissions, links = model(hidden, mask, features)
    emissions, labels, inner = emissions[:, 1:-1], labels[:, 1:-1], mask[:, 2:]  # without [CLS] and [SEP]
    if no_crf:
        tags = nn.functional.cross_entropy(emissions[inner], labels[inner], reduction="sum")
    else:
        tags = model.crf.loss(emissions, labels, inner)
    linking = torch.zeros(())
    gold = [w.links for w in windows]
    for pair, window in zip(model.link_scores(links, gold), gold):
        for scores, target in zip(pair, window["targets"]):
            if scores.shape[1] and (target >= 0).any():
                linking = linking + nn.functional.cross_entropy(scores, target, reduction="sum")
    return tags / len(windows), linking / len(windows)


def batches_of(windows, size):
    """Shuffled batches of windows of similar length."""
    order = random.sample(windows, len(windows))
    batches = []
    for i in range(0, len(order), size * LOOKAHEAD):
        chunk = sorted(order[i : i + size * LOOKAHEAD], key=len)
        batches += [chunk[k : k + size] for k in range(0, len(chunk), size)]
    random.shuffle(batches)
    return batches


def optimiser_of(model, options, share):
    """AdamW (Loshchilov and Hutter, 2019) with a rate for each part; frozen layers left out."""
    layers, chain = list(model.layers.parameters()), list(model.crf.parameters())
    known = {id(p) for p in layers + chain}
    head = [p for p in model.parameters() if id(p) not in known]
    groups = [
        ([p for p in layers if p.dim() > 1], options.rate, 0.01),
        ([p for p in layers if p.dim() == 1], options.rate, 0.0),
        (head, options.head_rate, 0.01),
        (chain, 10 * options.head_rate, 0.0),
    ]
    if options.frozen:
        groups = groups[2:]
    return torch.optim.AdamW(
        [{"params": p, "rate": share * rate, "lr": 0.0, "weight_decay": d} for p, rate, d in groups if p],
        betas=(0.9, 0.98),
        eps=1e-6,
    )


def fit(model, packings, epochs, stop, share, options, say, after_epoch):
    """Train in place for min(epochs, stop) epochs; leaves the averaged weights in the model.

    The rates rise over the first fifteenth of `epochs` and then fall linearly to 0.
    """
    optimiser = optimiser_of(model, options, share)
    average = {n: p.detach().clone() for n, p in model.named_parameters()}
    total = sum(-(-len(packings[e % len(packings)]) // options.batch) for e in range(epochs))
    warmup, step = total // 15 + 1, 0
    for epoch in range(min(epochs, stop)):
        model.train()
        sums = np.zeros(2)
        batches = batches_of(packings[epoch % len(packings)], options.batch)
        for windows in batches:
            step += 1
            factor = max(0.0, min(step / warmup, (total - step) / max(1, total - warmup)))
            for group in optimiser.param_groups:
                group["lr"] = group["rate"] * factor
            tags, linking = losses(model, windows, options.no_crf)
            optimiser.zero_grad()
            (tags + linking).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 20.0)
            optimiser.step()
            keep = min(options.decay, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, p in model.named_parameters():
                    average[name].lerp_(p, 1 - keep)
            sums += [float(tags.detach()), float(linking.detach())]
            if step % 100 == 0:
                say(f"step {step}/{total}")
        own = {n: p.detach().clone() for n, p in model.named_parameters()}
        model.load_state_dict(average, strict=False)
        tags, linking = sums / len(batches)
        say(f"epoch {epoch + 1}/{epochs}: loss of tags {tags:.3f}, of links {linking:.3f}")
        after_epoch()
        if epoch < min(epochs, stop) - 1:
            model.load_state_dict(own, strict=False)


def slim(model, windows, options):
    """Prune the feed-forward layers by what 16 batches of windows say; the shares of unit weight kept."""
    some = random.sample(windows, min(len(windows), 16 * options.batch))
    batches = (collate(some[i : i + options.batch])[:3] for i in range(0, len(some), options.batch))
    return keep_units(model, unit_weights(model, batches), options.inner)


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


def rerank_weights(weights, packings, options, say):
    """Weights for `rerank`, learned from a third of the articles as scored by a tagger of the other two thirds."""
    names = sorted({w.document.id for w in packings[0]})
    random.Random(7).shuffle(names)
    own = set(names[::3])
    others = [[w for w in windows if w.document.id not in own] for windows in packings]
    model = Tagger(weights, layers_of(options), options.dropout, use_features=not options.no_features)
    say(f"a tagger of {len(names) - len(own)} articles, to learn from its scores of the others")
    fit(model, others, options.rerank_epochs + 1, options.rerank_epochs, 1.0, options, say, lambda: None)
    parameters = parameters_of(model)
    found = learn.examples(scored(torch_runner(model), [w for w in packings[0] if w.document.id in own]), parameters)
    return learn.fit(found)


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
        if "validation" in held and not stage:
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
    seed(90)
    if options.rerank:
        rerank = export.unpacked(json.loads(options.rerank.read_text())["rerank"])
    else:
        rerank = rerank_weights(weights, both, options, say)
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
