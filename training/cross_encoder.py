"""Trains the encoder that reads two mentions together, and says whether they state one claim.

`python -m training.cross_encoder --help`. It learns from the pairs that the encoder of meanings finds alike, since it will
be asked about no others, and starts from that encoder. Every epoch leaves a checkpoint and a line in the log; a stopped run
goes on from its last epoch.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from inquit.claims.excerpt import paired
from inquit.claims.meaning import MOST_WORDS
from inquit.tagger.encoder import Marks
from inquit.tagger.model import shipped, word_reader
from training.claim_data import Family, families
from training.claims import DEVELOP, Meanings, answers, meet

NEAREST = 12  # statements that each one is compared with, those that the encoder of meanings finds most like it
OF_FAMILY = 300  # pairs of a family in an epoch
RIGHT = 0.4  # share of them that state one claim, where there are so many
BATCH = 32
SORTED = 16  # batches whose pairs are sorted by length, so that little is padded
WARMING = 0.1  # share of the steps


class Pair(NamedTuple):
    """An input, and whether (1 or 0) its mentions state one claim."""

    ids: list[int]
    same: float


class CrossEncoder(nn.Module):
    """The encoder, and a number for each piece, of which that of the first one counts."""

    def __init__(self, start: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(start, add_pooling_layer=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        self.same = nn.Linear(self.encoder.config.hidden_size, 1)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """Pieces [B, T] -> logits [B, T]."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.same(hidden)[..., 0]

    def of(self, inputs: Sequence[list[int]]) -> Tensor:
        """The logits of some inputs [B]."""
        longest = max(map(len, inputs))
        ids = torch.zeros(len(inputs), longest, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for k, row in enumerate(inputs):
            ids[k, : len(row)] = torch.tensor(row)
            mask[k, : len(row)] = 1
        return self(ids, mask)[:, 0]


class Candidates(NamedTuple):
    """A family, and the pairs of its items by number that an epoch draws from."""

    family: Family
    same: list[tuple[int, int]]
    other: list[tuple[int, int]]


@torch.no_grad()
def candidates(model: Meanings, family: Family) -> Candidates:
    """The pairs that state one claim, and those that do not but are alike."""
    vectors, weights = model.words([w for report in family.reports for w in report])
    first = np.cumsum([0, *(sum(len(w.words) for w in report) for report in family.reports)])
    inside = [[int(first[i.report]) + k for k in i.words[:MOST_WORDS]] for i in family.items]
    known, same = answers(family.items)
    alike = model.logits(meet(vectors, weights, inside), 0)
    alike = torch.where(known | known.T, alike, -torch.inf)
    near = torch.zeros_like(known)
    near.scatter_(1, alike.topk(min(NEAREST, len(alike)), dim=1).indices, True)
    near = (near | near.T) & known
    right = known & (same > 0)
    return Candidates(family, _pairs(right), _pairs(near & ~right))


def _pairs(which: Tensor) -> list[tuple[int, int]]:
    return [(i, j) for i, j in which.nonzero().tolist()]


def drawn(those: Candidates, marks: Marks, rng: random.Random) -> Iterator[Pair]:
    """The pairs of an epoch, either first."""
    right = rng.sample(those.same, min(len(those.same), int(OF_FAMILY * RIGHT)))
    other = rng.sample(those.other, min(len(those.other), OF_FAMILY - len(right)))
    for pairs, same in ((right, 1.0), (other, 0.0)):
        for pair in pairs:
            one, two = (those.family.items[k].excerpt for k in (pair if rng.random() < 0.5 else pair[::-1]))
            yield Pair(paired(one, two, marks), same)


def batches(pairs: list[Pair], rng: random.Random) -> list[list[Pair]]:
    rng.shuffle(pairs)
    size = SORTED * BATCH
    runs = [sorted(pairs[k : k + size], key=lambda p: len(p.ids)) for k in range(0, len(pairs), size)]
    out = [run[k : k + BATCH] for run in runs for k in range(0, len(run), BATCH)]
    rng.shuffle(out)
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--families", type=Path, nargs="+", required=True, help="folders of families")
    ap.add_argument("--develop", nargs="+", default=DEVELOP, help="names to train on")
    ap.add_argument("--start", type=Path, required=True, help="folder of the pretrained encoder")
    ap.add_argument("--weights", type=Path, required=True, help="last.pt of the encoder of meanings")
    ap.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--rate", type=float, default=8e-5)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--seed", type=int, default=1)
    opt = ap.parse_args()
    torch.manual_seed(opt.seed)
    opt.out.mkdir(parents=True, exist_ok=True)
    reader, marks = word_reader(shipped())
    meanings = Meanings(opt.start)
    meanings.load_state_dict(torch.load(opt.weights, weights_only=True)["model"])
    train = [
        candidates(meanings.eval(), f) for folder in opt.families for f in families(folder, opt.develop, reader, marks)
    ]
    told = f"{sum(len(c.same) for c in train)} pairs that state one claim, {sum(len(c.other) for c in train)} like them"
    print(f"{len(train)} families, {told}", flush=True)
    model = CrossEncoder(opt.start)
    model.encoder.load_state_dict(meanings.encoder.state_dict())
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in model.encoder.parameters() if p.requires_grad], "peak": opt.rate},
            {"params": list(model.same.parameters()), "peak": opt.head_rate},
        ],
        lr=opt.rate,
        weight_decay=0.01,
    )
    last, first = opt.out / "last.pt", 0
    if last.exists():
        state = torch.load(last, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        first = state["epoch"]
    for epoch in range(first, opt.epochs):
        rng, began, losses = random.Random(f"{opt.seed}/{epoch}"), time.time(), list[float]()
        plan = batches([p for those in train for p in drawn(those, marks, rng)], rng)
        model.train()
        for k, batch in enumerate(plan, 1):
            done = (epoch + k / len(plan)) / opt.epochs
            share = min(1.0, done / WARMING) * 0.5 * (1 + math.cos(math.pi * done))
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * share
            logits = model.of([p.ids for p in batch])
            loss = functional.binary_cross_entropy_with_logits(logits, torch.tensor([p.same for p in batch]))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            losses.append(loss.item())
            if k % 50 == 0 or k == len(plan):
                told = f"epoch {epoch + 1} {k}/{len(plan)}  loss {np.mean(losses[-100:]):.3f}"
                print(f"{told}  {time.time() - began:.0f} s", flush=True)
        part = last.with_suffix(".part")
        torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch + 1}, part)
        part.replace(last)


if __name__ == "__main__":
    main()
