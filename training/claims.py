"""Trains the encoder of meanings: mentions of one claim shall meet word by word, other statements of one story shall not.

`python -m training.claims --help`. Each step takes one family of invented reports whose claims are known, and a handful
of sentence pairs. Every epoch leaves a checkpoint and a line in the log; a stopped run goes on from its last epoch.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from inquit.claims.meaning import MOST_WORDS, WIDTH, Row
from inquit.tagger.model import shipped, word_reader
from training.claim_data import Family, Item, Pair, families, sentence_pairs
from training.events import event_families
from training.marks import marked_families

FOUND = 70  # mentions of a family that are drawn beside the gold ones, each step
PAIRS = 8  # sentence pairs of a step
BATCH = 1200  # pieces that the encoder reads at once
PAIR_WEIGHT = 0.3
DEVELOP = [
    *("a1", "a2", "a3", "b1", "b2", "b3", *"cdefgh"),
    *(f"{letter}0{n}" for letter in "ijk" for n in range(1, 9)),
    *(f"{letter}0{n}" for letter in "lmnopqrstuvwxyz" for n in range(1, 8)),
    *(f"{letter}{n}" for letter in "qrstuvwx" for n in range(13, 41)),
]
WARMING = 0.1  # share of the steps


class Meanings(nn.Module):
    """The encoder, a vector of length 1 for each piece, and how much the piece counts."""

    def __init__(self, start: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(start, add_pooling_layer=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        width = self.encoder.config.hidden_size
        self.vector, self.weight = nn.Linear(width, WIDTH), nn.Linear(width, 1)
        nn.init.zeros_(self.weight.weight)
        self.scale = nn.Parameter(torch.tensor([3.0, 5.0, 3.0]))
        self.shift = nn.Parameter(torch.tensor([-7.0, -5.0]))

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Pieces [B, T] -> vectors [B, T, WIDTH], weights [B, T]."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return functional.normalize(self.vector(hidden), dim=-1), self.weight(hidden)[..., 0]

    def words(self, windows: Sequence[Row]) -> tuple[Tensor, Tensor]:
        """The vectors and weights of the words of some windows, one after the other."""
        found: list[tuple[Tensor, Tensor] | None] = [None] * len(windows)
        for some in _batches([len(w.ids) for w in windows]):
            ids = torch.zeros(len(some), len(windows[some[0]].ids), dtype=torch.long)
            mask = torch.zeros_like(ids)
            for row, k in enumerate(some):
                ids[row, : len(windows[k].ids)] = torch.tensor(windows[k].ids)
                mask[row, : len(windows[k].ids)] = 1
            vectors, weights = self(ids, mask)
            for row, k in enumerate(some):
                found[k] = vectors[row, windows[k].at], weights[row, windows[k].at]
        each = [x for x in found if x is not None]
        return torch.cat([v for v, _ in each]), torch.cat([w for _, w in each])

    def logits(self, likeness: Tensor, kind: int) -> Tensor:
        """Of likenesses as `meet` gives them [3, ...] -> [...]; kind 0 for mentions, 1 for sentences."""
        return torch.tensordot(self.scale, likeness, dims=1) + self.shift[kind]

    @torch.no_grad()
    def go_on(self, weights: dict[str, Tensor], *, back: float) -> None:
        """Takes the weights of an earlier run, its encoder that share of the way back to the pretrained one.

        Between the two lie encoders that know the families nearly as well and other stories better (Wortsman et al. 2022).
        """
        begun = self.state_dict()
        self.load_state_dict(
            {k: torch.lerp(v, begun[k], back) if k.startswith("encoder.") else v for k, v in weights.items()}
        )

    @torch.no_grad()
    def begin(self, windows: Sequence[Row]) -> None:
        """Sets the vectors to the principal components of the pretrained encoder's own, about their mean."""
        hidden = torch.cat([self.encoder(input_ids=torch.tensor([w.ids])).last_hidden_state[0, w.at] for w in windows])
        mean = hidden.mean(0)
        _, _, axes = torch.linalg.svd(hidden - mean, full_matrices=False)
        self.vector.weight.copy_(axes[:WIDTH])
        self.vector.bias.copy_(-axes[:WIDTH] @ mean)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of windows that are read together, each the longest first: alike in length, so that little is padded."""
    some: list[int] = []
    for k in sorted(range(len(lengths)), key=lambda k: (-lengths[k], k)):
        if some and (len(some) + 1) * lengths[some[0]] > BATCH:
            yield some
            some = []
        some.append(k)
    if some:
        yield some


def meet(vectors: Tensor, weights: Tensor, inside: Sequence[list[int]]) -> Tensor:
    """Three likenesses of each stretch with each other [3, n, n].

    How much of their words meets, the lesser of both ways and the mean of them, and the cosine of their mean vectors.
    """
    used = torch.tensor(sorted({k for words in inside for k in words}))
    alike = vectors[used] @ vectors.T
    with torch.no_grad():  # which word meets which is looked up first, so that only those that meet are differentiated
        partner = torch.stack([torch.tensor(words)[alike[:, words].argmax(1)] for words in inside], dim=1)  # [used, to]
    row = torch.zeros(len(vectors), dtype=torch.long)
    row[used] = torch.arange(len(used))
    counts = torch.zeros(len(inside), len(used))
    for k, words in enumerate(inside):
        counts[k, row[words]] = weights[words].softmax(0)
    share = counts @ alike.gather(1, partner)
    mean = functional.normalize(counts @ vectors[used], dim=-1)
    return torch.stack([torch.minimum(share, share.T), (share + share.T) / 2, mean @ mean.T])


def chosen(family: Family, rng: random.Random) -> list[Item]:
    gold = [i for i in family.items if i.gold]
    found = [i for i in family.items if not i.gold]
    return gold + rng.sample(found, min(FOUND, len(found)))


def family_loss(model: Meanings, family: Family, items: Sequence[Item]) -> Tensor:
    """Cross entropy of "these two state the same claim" over the pairs of which the gold tells."""
    windows = [w for report in family.reports for w in report]
    vectors, weights = model.words(windows)
    first = np.cumsum([0, *(sum(len(w.words) for w in report) for report in family.reports)])
    likeness = meet(vectors, weights, [[int(first[i.report]) + k for k in i.words[:MOST_WORDS]] for i in items])
    known, same = answers(items)
    logits = model.logits(likeness, 0)
    return functional.binary_cross_entropy_with_logits(logits[known], same[known])


def answers(items: Sequence[Item]) -> tuple[Tensor, Tensor]:
    """Which pairs of items the gold tells of, the later first, and whether they state one claim; both [n, n]."""
    n = len(items)
    known, same = torch.zeros(n, n, dtype=torch.bool), torch.zeros(n, n)
    for i in range(n):
        for j in range(i):
            a, b = items[i], items[j]
            one_place = a.report == b.report and a.span.overlaps(b.span)
            doubtful = (a.unsure & (b.claims | b.unsure)) | (b.unsure & a.claims)
            # Nobody has said what two unannotated statements have to do with each other.
            known[i, j] = bool(a.claims or b.claims) and not one_place and not doubtful
            same[i, j] = float(bool(a.claims & b.claims))
    return known, same


def pair_loss(model: Meanings, pairs: Sequence[Pair]) -> Tensor:
    sentences = [s for p in pairs for s in (p.first, p.second)]
    vectors, weights = model.words([row for row, _ in sentences])
    first = np.cumsum([0, *(len(row.words) for row, _ in sentences)])
    inside = [[int(f) + k for k in words] for f, (_, words) in zip(first, sentences, strict=False)]
    likeness = meet(vectors, weights, inside)
    even, odd = torch.arange(0, len(sentences), 2), torch.arange(1, len(sentences), 2)
    logits = model.logits(likeness[:, even, odd], 1)
    return functional.binary_cross_entropy_with_logits(logits, torch.tensor([p.alike for p in pairs]))


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--families", type=Path, nargs="+", required=True, help="folders of families")
    ap.add_argument("--develop", nargs="+", default=DEVELOP, help="names to train on")
    ap.add_argument("--data", type=Path, required=True, help="folder with claims/, and events/ for --events")
    ap.add_argument("--events", action="store_true", help="learn from the stories of ECB+ too")
    ap.add_argument("--marks", action="store_true", help="learn from the marked stories of AllSides and ECB+ too")
    ap.add_argument("--start", type=Path, required=True, help="folder of the pretrained encoder")
    ap.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    ap.add_argument("--weights", type=Path, help="last.pt of an earlier run to begin with")
    ap.add_argument("--back", type=float, default=0.0, help="share of the pretrained encoder mixed into --weights")
    ap.add_argument("--epochs", type=int, default=10)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--seed", type=int, default=1)
    return ap.parse_args()


def main() -> None:
    opt = arguments()
    torch.manual_seed(opt.seed)
    opt.out.mkdir(parents=True, exist_ok=True)
    reader, marks = word_reader(shipped())
    train = [f for folder in opt.families for f in families(folder, opt.develop, reader, marks)]
    train += event_families(opt.data, reader, marks) if opt.events else []
    train += marked_families(opt.data, reader, marks) if opt.marks else []
    pairs = list(sentence_pairs(opt.data, reader, marks))
    print(f"{len(train)} families, {sum(len(f.items) for f in train)} stretches, {len(pairs)} pairs", flush=True)
    model = Meanings(opt.start)
    if opt.weights:
        model.go_on(torch.load(opt.weights, weights_only=True)["model"], back=opt.back)
    else:
        model.begin([w for family in train for report in family.reports[:3] for w in report])
    encoder = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "peak": opt.rate}, {"params": heads, "peak": opt.head_rate}],
        lr=opt.rate,
        weight_decay=0.01,
    )
    last, first = opt.out / "last.pt", 0
    if last.exists():
        state = torch.load(last, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        first = state["epoch"]
    total = opt.epochs * len(train)
    for epoch in range(first, opt.epochs):
        rng, began, sums = random.Random(f"{opt.seed}/{epoch}"), time.time(), [0.0, 0.0]
        model.train()
        for k, family in enumerate(rng.sample(train, len(train))):
            done = (epoch * len(train) + k + 1) / total
            share = min(1.0, done / WARMING) * 0.5 * (1 + math.cos(math.pi * done))
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * share
            one, two = family_loss(model, family, chosen(family, rng)), pair_loss(model, rng.sample(pairs, PAIRS))
            (one + PAIR_WEIGHT * two).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            sums = [sums[0] + one.item(), sums[1] + two.item()]
        part = last.with_suffix(".part")
        torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch + 1}, part)
        part.replace(last)
        told = "  ".join(f"{name} {s / len(train):.3f}" for name, s in zip(("families", "pairs"), sums, strict=True))
        print(f"epoch {epoch + 1}  {told}  {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
