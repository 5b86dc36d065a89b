"""What each head is trained to make small, over a batch of windows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from inquit.tagger.encoder import Marks
from inquit.tagger.ties import CONTENT, CUE
from inquit.tagger.words import LOOKS
from training import data
from training.model import NEVER, Reader


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
    for kind in (0, 1):
        asked = list(_questions(batch, base, kind))
        rows = [row for _, _, offers in asked for row in offers]
        if not rows:
            continue
        table = torch.tensor(rows)
        scores = model.ties(kind, vectors[table[:, 0]], vectors[table[:, 1]], table[:, 2:])
        # One line a question: "none" first, then its offers, then padding.
        line = torch.tensor([i for i, (_, _, offers) in enumerate(asked) for _ in offers])
        column = torch.tensor([k for _, _, offers in asked for k in range(1, len(offers) + 1)])
        grid = scores.new_full((len(asked), int(column.max()) + 1), NEVER).index_put((line, column), scores)
        none = model.ties.none[kind](vectors[torch.tensor([asker for asker, _, _ in asked])])
        grid = torch.cat([none, grid[:, 1:]], dim=1)
        right = torch.tensor([answer for _, answer, _ in asked])
        total = total + functional.cross_entropy(grid, right, reduction="sum")
        count += len(asked)
    return total / max(1, count)


def _questions(
    batch: Sequence[data.Window], base: Sequence[int], kind: int
) -> Iterator[tuple[int, int, list[tuple[int, ...]]]]:
    """Of each cue (kind 0) or content (kind 1) in the batch: its index, the right answer, and the offers.

    The answer counts the offers from 1, 0 is "none"; an offer is span, cue and the four features.
    """
    asker = CONTENT if kind else CUE
    for w, b in zip(batch, base, strict=True):
        asked: dict[int, list[data.Pairing]] = {i: [] for i, s in enumerate(w.stretches) if s.role == asker}
        for p in w.pairs:
            if (w.stretches[p.span].role == CONTENT) == bool(kind):
                asked[p.span if kind else p.cue].append(p)
        for i, found in asked.items():
            offered = [p.cue if kind else p.span for p in found]
            right = offered.index(w.answers[i]) + 1 if w.answers[i] in offered else 0
            yield b + i, right, [(b + p.span, b + p.cue, *p[2:]) for p in found]
