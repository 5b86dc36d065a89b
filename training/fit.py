"""Trains how well a mention fits a pronoun and what its visible features say, together, in PyTorch.

Each network is `inquit.sources.fit` and beside it the ranking of `inquit.sources.pronouns`. It learns from passages of
news, GUM and GAP at once: passages are many and say little of visible features as GAP has them, so that a batch of theirs
counts little.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from inquit.sources.fit import SENTENCES
from inquit.sources.pronouns import Features, Floats
from inquit.tagger.same import DISTANCES
from training.model import NEVER, SAME_WIDTH
from training.ranking import Case, grid, loss

WIDTH, HIDDEN = 64, 32
BATCH = 64
EPOCHS = 5
RATE, DECAY = 1e-3, 0.05
VISIBLE_RATE, VISIBLE_DECAY = 8e-3, 0.01  # of the weights that read visible features, which are few
DROPOUT, HIDDEN_DROPOUT = 0.3, 0.2
_FIT = Features._fields.index("fit")
_WARMING = 100  # steps in which the rate rises


class Lessons(NamedTuple):
    """Cases to learn from, what a batch of them counts, and whether nobody is an answer to them."""

    cases: Sequence[Case]
    weight: float
    nobody: bool = True


class Fed(NamedTuple):
    """The mentions of several cases: numbers of pronoun and mention, and whose candidate each is of."""

    askers: Tensor
    vectors: Tensor
    distance: Tensor
    sentences: Tensor
    case: Tensor
    candidate: Tensor
    candidates: int


class Fit(nn.Module):
    """One network: the fit, and beside it the ranking by visible features."""

    def __init__(self, mean: Tensor | None = None, scale: Tensor | None = None) -> None:
        super().__init__()
        self.mean = torch.zeros(SAME_WIDTH) if mean is None else mean
        self.scale = torch.ones(SAME_WIDTH) if scale is None else scale
        self.query, self.key = nn.Linear(SAME_WIDTH, WIDTH), nn.Linear(2 * SAME_WIDTH, WIDTH)
        self.asker, self.offer = nn.Linear(SAME_WIDTH, WIDTH), nn.Linear(2 * SAME_WIDTH, WIDTH, bias=False)
        self.distance, self.sentences = nn.Embedding(DISTANCES, WIDTH), nn.Embedding(SENTENCES, WIDTH)
        self.out = nn.Linear(WIDTH, 1)
        visible = len(Features._fields)
        self.linear = nn.Linear(visible, 1)
        self.hidden = nn.Sequential(
            nn.Linear(visible, HIDDEN), nn.ReLU(), nn.Dropout(HIDDEN_DROPOUT), nn.Linear(HIDDEN, 1)
        )
        self.dropout, self.hidden_dropout = nn.Dropout(DROPOUT), nn.Dropout(HIDDEN_DROPOUT)
        for table in (self.distance, self.sentences):
            nn.init.normal_(table.weight, std=0.1)

    def forward(self, fed: Fed) -> Tensor:
        """The log of the summed odds of each candidate's mentions, 0 of one without."""
        askers = self.dropout((fed.askers - self.mean) / self.scale)
        vectors = self.dropout((fed.vectors - self.mean.repeat(2)) / self.scale.repeat(2))
        match = (self.query(askers)[fed.case] * self.key(vectors)).sum(1) / WIDTH**0.5
        hidden = self.asker(askers)[fed.case] + self.offer(vectors)
        hidden = hidden + self.distance(fed.distance) + self.sentences(fed.sentences)
        scores = match + self.out(self.hidden_dropout(torch.relu(hidden)))[:, 0]
        most = torch.full((fed.candidates,), NEVER).scatter_reduce(0, fed.candidate, scores.detach(), "amax")
        powers = torch.exp(scores - most[fed.candidate])
        total = torch.zeros(fed.candidates).index_add(0, fed.candidate, powers)
        return torch.where(total > 0, most + torch.log(total.clamp(min=1e-30)), 0.0)

    def ranked(self, fed: Fed, numbers: Tensor) -> Tensor:
        """The log-odds of each candidate against nobody; the fit among the numbers is not looked at."""
        seen = numbers.index_fill(1, torch.tensor([_FIT]), 0.0)
        return self(fed) + self.linear(seen)[:, 0] + self.hidden(seen)[:, 0]


def feed(cases: Sequence[Case]) -> Fed:
    """The mentions of cases; each case must have been asked of an encoder."""
    asked = [c.asked for c in cases if c.asked is not None]
    offers = [(k, offered) for k, q in enumerate(asked) for offered in q.offers]
    every = [(k, number, c) for number, (k, offered) in enumerate(offers) for c in offered]
    return Fed(
        askers=torch.from_numpy(np.stack([q.asker for q in asked])),
        vectors=torch.from_numpy(np.stack([c.vector for _, _, c in every])),
        distance=torch.tensor([c.distance for _, _, c in every]),
        sentences=torch.tensor([c.sentences for _, _, c in every]),
        case=torch.tensor([k for k, _, _ in every]),
        candidate=torch.tensor([number for _, number, _ in every]),
        candidates=len(offers),
    )


def trained(lessons: Sequence[Lessons], seed: int) -> Fit:
    """One network, trained in batches of one set each, so that each counts as it should."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    fit = _begun(lessons)
    visible = [*fit.linear.parameters(), *fit.hidden.parameters()]
    others = [p for name, p in fit.named_parameters() if name.split(".")[0] not in {"linear", "hidden"}]
    optimiser = torch.optim.AdamW(
        [
            {"params": others, "lr": RATE, "weight_decay": DECAY},
            {"params": visible, "lr": VISIBLE_RATE, "weight_decay": VISIBLE_DECAY},
        ]
    )
    steps = EPOCHS * sum(-(-len(lesson.cases) // BATCH) for lesson in lessons)
    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda k: min(1, (k + 1) / _WARMING) * (1 - k / steps))
    for _ in range(EPOCHS):
        batches: list[tuple[Lessons, list[Case]]] = []
        for lesson in lessons:
            order = rng.sample(lesson.cases, len(lesson.cases))
            batches += [(lesson, order[k : k + BATCH]) for k in range(0, len(order), BATCH)]
        rng.shuffle(batches)
        for lesson, batch in batches:
            fed = feed(batch)
            optimiser.zero_grad()
            missed = loss(lambda numbers, fed=fed: fit.ranked(fed, numbers), grid(batch), nobody=lesson.nobody)
            (lesson.weight * missed).backward()
            optimiser.step()
            rate.step()
    return fit.eval()


def _begun(lessons: Sequence[Lessons]) -> Fit:
    """A network that knows how large the encoder's numbers are, of pronouns and mentions."""
    asked = [c.asked for lesson in lessons for c in lesson.cases if c.asked is not None]
    mentions = [c.vector.reshape(2, -1) for q in asked for offered in q.offers for c in offered]
    numbers = torch.from_numpy(np.concatenate([np.stack([q.asker for q in asked]), *mentions]))
    return Fit(numbers.mean(0), numbers.std(0) + 1e-3)


def scores_of(fits: Sequence[Fit], cases: Sequence[Case]) -> list[Floats]:
    """The mean of what several networks say of each candidate of each case."""
    with torch.inference_mode():
        numbers = [torch.from_numpy(case.numbers) for case in cases]
        return [
            torch.stack([fit.ranked(fed, n) for fit in fits]).mean(0).numpy()
            for n, fed in zip(numbers, (feed([case]) for case in cases), strict=True)
        ]


def as_one(fits: Sequence[Fit]) -> dict[str, Floats]:
    """The weights of the mean of several networks, as `inquit.sources` reads them."""
    n = len(fits)
    # The rankings are side by side in one hidden layer; the mean of the fits counts as it is.
    linear = torch.stack([fit.linear.weight[0] for fit in fits]).mean(0).index_fill(0, torch.tensor([_FIT]), 1.0)
    first = torch.cat([fit.hidden[0].weight for fit in fits]).index_fill(1, torch.tensor([_FIT]), 0.0)
    found = {
        "linear": linear,
        "hidden": first.T,
        "bias": torch.cat([fit.hidden[0].bias for fit in fits]),
        "out": torch.cat([fit.hidden[3].weight[0] for fit in fits]) / n,
        "none": -torch.cat([fit.linear.bias + fit.hidden[3].bias for fit in fits]).mean(0, keepdim=True),
    }
    for k, fit in enumerate(fits):
        found |= {f"fit.{k}.{name}": weight.half() for name, weight in fit_weights(fit).items()}
    return {name: weight.detach().numpy() for name, weight in found.items()}


def fit_weights(fit: Fit) -> dict[str, Tensor]:
    """What `inquit.sources.fit` reads of one network, for the encoder's numbers as they are."""
    kept = ("query", "key", "asker", "offer", "distance", "sentences", "out")
    found = {name: p for name, p in fit.named_parameters() if name.split(".")[0] in kept}
    moved = dict[str, Tensor]()
    for name in ("query", "key", "asker", "offer"):
        times = found[f"{name}.weight"].shape[1] // SAME_WIDTH
        found[f"{name}.weight"] = weight = found[f"{name}.weight"] / fit.scale.repeat(times)
        moved[name] = weight @ fit.mean.repeat(times)
    for name in ("query", "key"):
        found[f"{name}.bias"] = found[f"{name}.bias"] - moved[name]
    found["asker.bias"] = found["asker.bias"] - moved["asker"] - moved["offer"]
    return found
