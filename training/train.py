"""Trains the encoder and its heads; `python -m training.train --help`.

Writes a checkpoint after every epoch and goes on from the last one when started again.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from inquit.attribution.linker import attributions
from inquit.core.records import Report
from inquit.tagger.encoder import EncoderTagger, Marks, Outputs
from inquit.tagger.labels import ROLES
from inquit.tagger.ties import CONTENT, CUE
from inquit.tagger.words import LOOKS, WordReader
from training import data
from training.model import NEVER, Reader


def tokenizer_of(folder: Path) -> Tokenizer:
    """The tokenizer of a pretrained folder, set to give a word's pieces and nothing else."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def word_reader(tokenizer: Tokenizer) -> WordReader:
    return WordReader(lambda w: tokenizer.encode(w, add_special_tokens=False).ids, tokenizer.token_to_id("[UNK]"))


def batches(windows: Sequence[data.Window], pieces: int, rng: random.Random) -> Iterator[list[data.Window]]:
    """Windows of like size together, up to `pieces` with padding, in random order."""
    shuffled = list(windows)
    rng.shuffle(shuffled)
    out: list[list[data.Window]] = []
    for start in range(0, len(shuffled), 256):
        batch: list[data.Window] = []
        for w in sorted(shuffled[start : start + 256], key=lambda w: w.size):
            if batch and (len(batch) + 1) * (w.size + 2) > pieces:
                out.append(batch)
                batch = []
            batch.append(w)
        if batch:
            out.append(batch)
    rng.shuffle(out)
    yield from out


def losses(model: Reader, batch: Sequence[data.Window], marks: Marks) -> dict[str, Tensor]:
    """The mean loss of each head over a batch."""
    longest = max(w.size for w in batch) + 2
    ids = torch.full((len(batch), longest), marks.padding)
    looks = torch.full((len(batch), longest), LOOKS)
    mask = torch.zeros((len(batch), longest), dtype=torch.long)
    flat: list[int] = []  # of every word: where its first piece stands in the flattened batch
    offsets: list[int] = []
    for i, w in enumerate(batch):
        row, look = [marks.start], [LOOKS]
        offsets.append(len(flat))
        for pieces, value in zip(w.pieces, w.looks, strict=True):
            flat.append(i * longest + len(row))
            row.extend(pieces)
            look.extend([value] * len(pieces))
        ids[i, : len(row) + 1] = torch.tensor([*row, marks.end])
        looks[i, : len(row)] = torch.tensor(look)
        mask[i, : len(row) + 1] = 1
    heads = model(ids, looks, mask)
    at = torch.tensor(flat)
    roles, entities, ends, pairs = (h.flatten(0, 1)[at] for h in heads)
    gold_roles = torch.tensor([t for w in batch for t in w.roles])
    result = {
        "entities": functional.cross_entropy(entities, torch.tensor([t for w in batch for t in w.entities])),
        "ends": functional.binary_cross_entropy_with_logits(
            ends[:, 0], torch.tensor([float(t) for w in batch for t in w.ends])
        ),
        "roles": _crf_loss(model, roles, gold_roles, batch, offsets),
    }
    ties = _tie_loss(model, pairs, batch, offsets)
    if ties is not None:
        result["ties"] = ties
    return result


def _crf_loss(
    model: Reader, emissions: Tensor, gold: Tensor, batch: Sequence[data.Window], offsets: Sequence[int]
) -> Tensor:
    bounds: list[tuple[int, int]] = []
    for w, offset in zip(batch, offsets, strict=True):
        start = 0
        for k in range(1, len(w.paragraph) + 1):
            if k == len(w.paragraph) or w.paragraph[k] != w.paragraph[k - 1]:
                bounds.append((offset + start, k - start))
                start = k
    bounds.sort(key=lambda b: -b[1])
    longest = bounds[0][1]
    starts, lengths = torch.tensor([b[0] for b in bounds]), torch.tensor([b[1] for b in bounds])
    index = (starts[:, None] + torch.arange(longest)[None, :]).clamp(max=len(gold) - 1)
    tags = gold[index]
    # A window may begin in the middle of a span.
    tags[:, 0] = torch.where((tags[:, 0] > 0) & (tags[:, 0] % 2 == 0), tags[:, 0] - 1, tags[:, 0])
    return model.crf.loss(emissions[index], tags, lengths).sum() / len(gold)


def _tie_loss(model: Reader, pairs: Tensor, batch: Sequence[data.Window], offsets: Sequence[int]) -> Tensor | None:
    spans: tuple[list[int], list[int]] = ([], [])
    base: list[int] = []
    for w, offset in zip(batch, offsets, strict=True):
        base.append(len(spans[0]))
        for s in w.stretches:
            spans[0].append(offset + s.first)
            spans[1].append(offset + s.last)
    if not spans[0]:
        return None
    vectors = torch.cat([pairs[torch.tensor(spans[0])], pairs[torch.tensor(spans[1])]], dim=1)
    total, count = vectors.new_zeros(()), 0
    for kind, asker in enumerate((CUE, CONTENT)):
        rows: list[tuple[int, ...]] = []  # span, cue, four features
        slots: list[tuple[int, int]] = []  # where each pair's score goes: line, column
        lines: list[int] = []
        right: list[int] = []
        for w, b in zip(batch, base, strict=True):
            asked: dict[int, list[data.Pairing]] = {i: [] for i, s in enumerate(w.stretches) if s.role == asker}
            for p in w.pairs:
                if (w.stretches[p.span].role == CONTENT) == (asker == CONTENT):
                    asked[p.span if asker == CONTENT else p.cue].append(p)
            for i, found in asked.items():
                offered = [p.cue if asker == CONTENT else p.span for p in found]
                right.append(offered.index(w.answers[i]) + 1 if w.answers[i] in offered else 0)
                for column, p in enumerate(found, 1):
                    slots.append((len(lines), column))
                    rows.append((b + p.span, b + p.cue, *p[2:]))
                lines.append(b + i)
        if not rows:
            continue
        table = torch.tensor(rows)
        scores = model.ties(kind, vectors[table[:, 0]], vectors[table[:, 1]], table[:, 2:])
        where = torch.tensor(slots)
        grid = scores.new_full((len(lines), int(where[:, 1].max()) + 1), NEVER)
        grid = grid.index_put((where[:, 0], where[:, 1]), scores)
        none = model.ties.none[kind](vectors[torch.tensor(lines)])[:, 0]
        grid = torch.cat([none[:, None], grid[:, 1:]], dim=1)
        total = total + functional.cross_entropy(grid, torch.tensor(right), reduction="sum")
        count += len(lines)
    return total / max(1, count)


def head_weights(model: Reader) -> dict[str, np.ndarray]:
    """The weights that are used outside the network: CRF and ties."""
    first, steps = model.crf.scores()
    out = {"crf.first": first, "crf.steps": steps}
    for kind in (0, 1):
        for name in ("span", "cue", "out", "none"):
            layer = getattr(model.ties, name)[kind]
            out[f"ties.{kind}.{name}.weight"] = layer.weight
            if layer.bias is not None:
                out[f"ties.{kind}.{name}.bias"] = layer.bias
        for k, table in enumerate(model.ties.features[kind]):
            out[f"ties.{kind}.features.{k}"] = table.weight
    return {k: v.detach().numpy().astype(np.float32) for k, v in out.items()}


class TorchNetwork:
    """The model as the run-time tagger calls it."""

    def __init__(self, model: Reader) -> None:
        self.model = model.eval()

    def __call__(self, ids: Any, looks: Any, mask: Any) -> Outputs:
        with torch.inference_mode():
            return Outputs(*(h.numpy() for h in self.model(*map(torch.from_numpy, (ids, looks, mask)))))


def predict(tagger: EncoderTagger, reports: Sequence[data.Json], path: Path) -> None:
    """Writes predictions as bench/score_attributions.py reads them."""
    with path.open("w", encoding="utf-8") as out:
        for r, tags in zip(reports, tagger.tag(r["text"] for r in reports), strict=True):
            found = attributions(Report(id=r["id"], text=r["text"]), tags)
            lines = [{role: getattr(a, role) for role in ROLES} for a in found]
            out.write(json.dumps({"report": {"id": r["id"], "text": r["text"]}, "attributions": lines}) + "\n")


def score(scorer: Path, gold: Path, predicted: Path) -> dict[str, dict[str, float]]:
    done = subprocess.run(
        [sys.executable, scorer, gold, predicted, "--json"], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def brief(scores: dict[str, dict[str, float]]) -> str:
    names = ("exact.source", "exact.cue", "exact.content", "linked", "linked.strict")
    return "  ".join(f"{n} {scores[n]['f1']:.2f}" for n in names)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="folder with polnear/")
    ap.add_argument("--scorer", type=Path, required=True, help="score_attributions.py")
    ap.add_argument("--start", type=Path, required=True, help="folder of the pretrained encoder")
    ap.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log")
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--rate", type=float, default=3e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--decay", type=float, default=0.01)
    ap.add_argument("--dropout", type=float, default=0.1)
    ap.add_argument("--pieces", type=int, default=3072, help="of a batch")
    ap.add_argument("--size", type=int, default=254, help="pieces of a window")
    ap.add_argument("--average", type=float, default=0.998, help="decay of the running average of the weights")
    ap.add_argument("--all", action="store_true", help="train on the tune reports too, for the weights that ship")
    ap.add_argument("--seed", type=int, default=1)
    opt = ap.parse_args()
    torch.manual_seed(opt.seed)
    torch.set_num_threads(2)
    opt.out.mkdir(parents=True, exist_ok=True)
    train, tune, _ = data.splits(opt.data)
    if opt.all:
        train = [*train, *tune]
    gold = opt.out / "tune.jsonl"
    gold.write_text("".join(json.dumps(r) + "\n" for r in tune), encoding="utf-8")
    tokenizer = tokenizer_of(opt.start)
    reader = word_reader(tokenizer)
    marks = Marks(
        start=tokenizer.token_to_id("[CLS]"), end=tokenizer.token_to_id("[SEP]"), padding=tokenizer.token_to_id("[PAD]")
    )
    model = Reader.pretrained(opt.start, opt.dropout)
    slow = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    fast = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": opt.rate}, {"params": fast, "lr": opt.head_rate}], weight_decay=opt.decay, fused=True
    )
    average = {k: v.clone() for k, v in model.state_dict().items()}
    step, epoch0 = 0, 0
    last = opt.out / "last.pt"
    if last.exists():
        saved = torch.load(last, weights_only=True)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        average, step, epoch0 = saved["average"], saved["step"], saved["epoch"]
    weights = {"roles": 1.0, "ties": 0.15, "entities": 0.2, "ends": 0.2}
    per_epoch = None
    for epoch in range(epoch0, opt.epochs):
        began = time.time()
        rng = random.Random(f"{opt.seed}/{epoch}")
        windows = [w for r in train for w in data.windows_of(r, reader, opt.size, rng)]
        plan = list(batches(windows, opt.pieces, rng))
        per_epoch = per_epoch or len(plan)
        total = per_epoch * opt.epochs
        model.train()
        sums: dict[str, float] = {}
        pieces = 0
        for n, batch in enumerate(plan, 1):
            share = min(1.0, (step + 1) / (0.05 * total)) * 0.5 * (1 + math.cos(math.pi * min(1.0, step / total)))
            for group, rate in zip(optimiser.param_groups, (opt.rate, opt.head_rate), strict=True):
                group["lr"] = rate * max(share, 0.01)
            parts = losses(model, batch, marks)
            sum(weights[k] * v for k, v in parts.items()).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            keep = min(opt.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    if v.dtype.is_floating_point and "word_embeddings" not in k:
                        average[k].lerp_(v, 1 - keep)
            pieces += sum(w.size for w in batch)
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + v.item()
            if n % 50 == 0:
                told = "  ".join(f"{k} {v / n:.4f}" for k, v in sums.items())
                print(
                    f"epoch {epoch + 1} {n}/{len(plan)}  {told}  {pieces / (time.time() - began):.0f} pieces/s",
                    flush=True,
                )
        torch.save(
            {
                "model": model.state_dict(),
                "optimiser": optimiser.state_dict(),
                "average": average,
                "step": step,
                "epoch": epoch + 1,
            },
            opt.out / "next.pt",
        )
        (opt.out / "next.pt").replace(last)
        averaged = Reader.pretrained(opt.start)
        averaged.load_state_dict(average)
        torch.save(average, opt.out / "average.pt")
        tagger = EncoderTagger(TorchNetwork(averaged), reader, marks, head_weights(averaged))
        predict(tagger, tune, opt.out / "tune.predicted.jsonl")
        print(
            f"== epoch {epoch + 1}  tune  {brief(score(opt.scorer, gold, opt.out / 'tune.predicted.jsonl'))}"
            f"  {time.time() - began:.0f} s",
            flush=True,
        )


if __name__ == "__main__":
    main()
