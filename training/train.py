"""Trains the encoder and its heads; `python -m training.train --help`.

First on PolNeAR alone, then, with --joint, from the mean of that run's checkpoints on whole texts of all corpora.
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
from statistics import mean as mean_of

import torch
from torch import Tensor

from inquit.tagger.encoder import Marks
from inquit.tagger.words import WordReader
from training import corpora, data
from training.choosing import told_of, tune_lessons
from training.lessons import Lesson, lesson_of, lesson_of_report
from training.losses import losses
from training.model import Reader, mean
from training.scoring import brief, marks_of, predict, score, tagger_of, tokenizer_of, word_reader

WEIGHTS = {
    "roles": 2.0,
    "ties": 0.3,
    "entities": 0.2,
    "ends": 0.2,
    "same": 0.15,
    "happened": 1.0,
    "predicates": 0.05,
}
GUM_TIMES = 2  # an epoch holds GUM so many times, its mentions drawn anew
WARMING = 0.05  # share of the steps in which the rate rises


def batches(lessons: Sequence[Lesson], pieces: int, rng: random.Random) -> Iterator[list[Lesson]]:
    """Lessons in random order, up to `pieces` together; one that is longer stands alone."""
    shuffled = list(lessons)
    rng.shuffle(shuffled)
    batch: list[Lesson] = []
    held = 0
    for lesson in shuffled:
        if batch and held + lesson.size > pieces:
            yield batch
            batch, held = [], 0
        batch.append(lesson)
        held += lesson.size
    if batch:
        yield batch


def attribution_lessons(
    reports: Sequence[data.Json], reader: WordReader, size: int, rng: random.Random
) -> Iterator[Lesson]:
    """Every window of PolNeAR's reports by itself."""
    for report in reports:
        for w in lesson_of_report(report, reader, size, rng).windows:
            yield Lesson(windows=[w])


def joint_lessons(
    reports: Sequence[data.Json], folder: Path, reader: WordReader, size: int, rng: random.Random
) -> Iterator[Lesson]:
    """Whole texts of every corpus."""
    for report in reports:
        yield lesson_of_report(report, reader, size, rng)
    marked = [m for _ in range(GUM_TIMES) for m in corpora.gum(folder, "train")]
    marked += corpora.gap_texts(corpora.gap(folder, "development")[: -corpora.TUNE_GAP], rng)
    marked += corpora.told_texts(corpora.told(folder, "uds_ih2", "train")[: -corpora.TUNE_UDS], rng)
    for name in ("megaveridicality2", "commitmentbank"):
        told = corpora.told(folder, name, "train")
        rng.shuffle(told)
        marked += corpora.told_texts(told, rng)
    for text in marked:
        yield lesson_of(text, reader, size, rng)


class Trainer:
    """A model on its way: weights, their running average, optimiser, and how far it is."""

    def __init__(self, opt: argparse.Namespace) -> None:
        self.opt = opt
        self.model = Reader.pretrained(opt.start, opt.dropout)
        if opt.weights:
            self.model.load_trained(mean([torch.load(path, weights_only=True) for path in opt.weights]))
        named = [(n, p) for n, p in self.model.named_parameters() if p.requires_grad]
        # What was trained before goes on at the encoder's rate.
        heads = tuple(name for name, _ in self.model.named_children() if name != "encoder")
        fresh = ("same", "happened") if opt.weights else heads
        groups = (
            {"params": [p for n, p in named if not n.startswith(fresh)], "peak": opt.rate},
            {"params": [p for n, p in named if n.startswith(fresh)], "peak": opt.head_rate},
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

    def train_epoch(self, plan: Sequence[Sequence[Lesson]], marks: Marks) -> None:
        """One pass over `plan`."""
        self.model.train()
        began, pieces = time.time(), 0
        seen: dict[str, list[float]] = {}
        for n, batch in enumerate(plan, 1):
            parts = self._update(batch, marks, total=len(plan) * self.opt.epochs)
            pieces += sum(lesson.size for lesson in batch)
            for k, v in parts.items():
                seen.setdefault(k, []).append(v.item())
            if n % 50 == 0 or n == len(plan):
                told = "  ".join(f"{k} {mean_of(v[-200:]):.4f}" for k, v in seen.items())
                speed = pieces / (time.time() - began)
                print(f"epoch {self.epoch + 1} {n}/{len(plan)}  {told}  {speed:.0f} pieces/s", flush=True)
        self.epoch += 1

    def _update(self, batch: Sequence[Lesson], marks: Marks, total: int) -> dict[str, Tensor]:
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
    ap.add_argument(
        "--data", type=Path, required=True, help="folder with polnear/; coref/ and factuality/ too for --joint"
    )
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
    ap.add_argument("--joint", action="store_true", help="train on all corpora, whole texts at a time")
    ap.add_argument("--weights", type=Path, nargs="+", help="checkpoints whose mean to start from")
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
    held = tune_lessons(opt.data, reader, opt.size) if opt.joint else {}
    trainer = Trainer(opt)
    while trainer.epoch < opt.epochs:
        began = time.time()
        rng = random.Random(f"{opt.seed}/{trainer.epoch}")
        if opt.joint:
            lessons = joint_lessons(train, opt.data, reader, opt.size, rng)
        else:
            lessons = attribution_lessons(train, reader, opt.size, rng)
        trainer.train_epoch(list(batches(list(lessons), opt.pieces, rng)), marks)
        trainer.save()
        averaged = Reader.pretrained(opt.start)
        averaged.load_state_dict(trainer.average)
        predict(tagger_of(averaged, tokenizer), tune, predicted)
        joint = f"  {told_of(averaged, held, marks)}" if opt.joint else ""
        seconds = time.time() - began
        print(
            f"== epoch {trainer.epoch}  tune  {brief(score(opt.scorer, gold, predicted))}{joint}  {seconds:.0f} s",
            flush=True,
        )


if __name__ == "__main__":
    main()
