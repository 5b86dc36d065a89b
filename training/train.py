"""Trains the encoder and its heads; `python -m training.train --help`.

Writes a checkpoint after every epoch and goes on from the last one when started again.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor

from inquit.tagger.encoder import Marks
from training import data
from training.losses import losses
from training.model import Reader
from training.scoring import brief, marks_of, predict, score, tagger_of, tokenizer_of, word_reader

WEIGHTS = {"roles": 1.0, "ties": 0.15, "entities": 0.2, "ends": 0.2}
WARMING = 0.05  # share of the steps in which the rate rises


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


class Trainer:
    """A model on its way: weights, their running average, optimiser, and how far it is."""

    def __init__(self, opt: argparse.Namespace) -> None:
        self.opt = opt
        self.model = Reader.pretrained(opt.start, opt.dropout)
        named = [(n, p) for n, p in self.model.named_parameters() if p.requires_grad]
        groups = (
            {"params": [p for n, p in named if n.startswith("encoder.")], "peak": opt.rate},
            {"params": [p for n, p in named if not n.startswith("encoder.")], "peak": opt.head_rate},
        )
        self.optimiser = torch.optim.AdamW(groups, lr=opt.rate, weight_decay=opt.decay, fused=True)
        self.average = {k: v.clone() for k, v in self.model.state_dict().items()}
        self.step = self.epoch = 0
        self.last = opt.out / "last.pt"
        if self.last.exists():
            saved = torch.load(self.last, weights_only=True)
            self.model.load_state_dict(saved["model"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.average, self.step, self.epoch = saved["average"], saved["step"], saved["epoch"]

    def save(self) -> None:
        """Writes the checkpoint in one move, and this epoch's averaged weights, which are the ones to use."""
        state = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(), "average": self.average}
        part = self.last.with_suffix(".part")
        torch.save(state | {"step": self.step, "epoch": self.epoch}, part)
        part.replace(self.last)
        torch.save(self.average, self.opt.out / f"average-{self.epoch}.pt")

    def train_epoch(self, plan: Sequence[Sequence[data.Window]], marks: Marks) -> None:
        """One pass over `plan`."""
        self.model.train()
        began, pieces = time.time(), 0
        sums: dict[str, float] = {}
        for n, batch in enumerate(plan, 1):
            parts = self._update(batch, marks, total=len(plan) * self.opt.epochs)
            pieces += sum(w.size for w in batch)
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + v.item()
            if n % 50 == 0 or n == len(plan):
                told = "  ".join(f"{k} {v / n:.4f}" for k, v in sums.items())
                speed = pieces / (time.time() - began)
                print(f"epoch {self.epoch + 1} {n}/{len(plan)}  {told}  {speed:.0f} pieces/s", flush=True)
        self.epoch += 1

    def _update(self, batch: Sequence[data.Window], marks: Marks, total: int) -> dict[str, Tensor]:
        done = min(1.0, self.step / total)
        share = min(1.0, (self.step + 1) / (WARMING * total)) * 0.5 * (1 + math.cos(math.pi * done))
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * max(share, 0.01)
        parts = losses(self.model, batch, marks)
        torch.stack([WEIGHTS[k] * v for k, v in parts.items()]).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad()
        self.step += 1
        keep = min(self.opt.average, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for k, v in self.model.state_dict().items():
                if v.dtype.is_floating_point and "word_embeddings" not in k:
                    self.average[k].lerp_(v, 1 - keep)
        return {k: v.detach() for k, v in parts.items()}


def arguments() -> argparse.Namespace:
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
    ap.add_argument("--reports", type=int, help="train on the first so many only, to try the program out")
    ap.add_argument("--seed", type=int, default=1)
    return ap.parse_args()


def main() -> None:
    opt = arguments()
    torch.manual_seed(opt.seed)
    opt.out.mkdir(parents=True, exist_ok=True)
    train, tune, _ = data.splits(opt.data)
    train, tune = train[: opt.reports], tune[: opt.reports]
    gold, predicted = opt.out / "tune.jsonl", opt.out / "tune.predicted.jsonl"
    gold.write_text("".join(json.dumps(r) + "\n" for r in tune), encoding="utf-8")
    tokenizer = tokenizer_of(opt.start)
    reader, marks = word_reader(tokenizer), marks_of(tokenizer)
    trainer = Trainer(opt)
    while trainer.epoch < opt.epochs:
        began = time.time()
        rng = random.Random(f"{opt.seed}/{trainer.epoch}")
        windows = [w for r in train for w in data.windows_of(r, reader, opt.size, rng)]
        trainer.train_epoch(list(batches(windows, opt.pieces, rng)), marks)
        trainer.save()
        averaged = Reader.pretrained(opt.start)
        averaged.load_state_dict(trainer.average)
        predict(tagger_of(averaged, tokenizer), tune, predicted)
        seconds = time.time() - began
        print(
            f"== epoch {trainer.epoch}  tune  {brief(score(opt.scorer, gold, predicted))}  {seconds:.0f} s", flush=True
        )


if __name__ == "__main__":
    main()
