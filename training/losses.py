"""What each head is trained to make small, over a batch of lessons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import torch
from torch import Tensor
from torch.nn import functional

from inquit.tagger.encoder import HAPPENED_SCALE, Marks
from inquit.tagger.ties import CONTENT, CUE
from inquit.tagger.words import LOOKS
from training import data
from training.lessons import Lesson, Question
from training.model import NEVER, Heads, Reader

LIKE_SIZE = 1.3  # windows up to so many times as long are padded and read together


def losses(model: Reader, batch: Sequence[Lesson], marks: Marks) -> dict[str, Tensor]:
    """The mean loss of each head over the lessons of a batch that it learns from."""
    windows = [w for lesson in batch for w in lesson.windows]
    offsets = list(accumulate((len(w.pieces) for w in windows), initial=0))[:-1]  # of words, in the whole batch
    words = encode(model, windows, marks)
    result: dict[str, Tensor] = {}
    annotated = [(w, offset) for w, offset in zip(windows, offsets, strict=True) if w.roles]
    if annotated:
        result |= _attribution_losses(model, words, [w for w, _ in annotated], [offset for _, offset in annotated])
    starts = [*offsets, sum(len(w.pieces) for w in windows)]
    firsts = [starts[k] for k in accumulate((len(lesson.windows) for lesson in batch), initial=0)]
    result |= _same_loss(model, words.same, batch, firsts)
    result |= _happened_losses(words.happened, batch, firsts)
    return result


def encode(model: Reader, windows: Sequence[data.Window], marks: Marks) -> Heads:
    """What the heads say of the first piece of every word, [words, ...]; windows of like size are read together."""
    order = sorted(range(len(windows)), key=lambda i: windows[i].size)
    places: list[list[int]] = []
    for i in order:
        if places and windows[i].size <= LIKE_SIZE * windows[places[-1][0]].size + 8:
            places[-1].append(i)
        else:
            places.append([i])
    parts = [_encode_padded(model, [windows[i] for i in group], marks) for group in places]
    counts = [len(windows[i].pieces) for i in order]
    begins = dict(zip(order, accumulate(counts, initial=0), strict=False))
    back = torch.cat([torch.arange(begins[i], begins[i] + len(w.pieces)) for i, w in enumerate(windows)])
    return Heads(*(torch.cat(head).index_select(0, back) for head in zip(*parts, strict=True)))


def _encode_padded(model: Reader, windows: Sequence[data.Window], marks: Marks) -> Heads:
    longest = max(w.size for w in windows) + 2
    ids = torch.full((len(windows), longest), marks.padding)
    looks = torch.full((len(windows), longest), LOOKS)
    mask = torch.zeros((len(windows), longest), dtype=torch.long)
    flat: list[int] = []  # of every word: where its first piece stands in the flattened batch
    for i, w in enumerate(windows):
        row, look = [marks.start], [LOOKS]
        for pieces, value in zip(w.pieces, w.looks, strict=True):
            flat.append(i * longest + len(row))
            row.extend(pieces)
            look.extend([value] * len(pieces))
        ids[i, : len(row) + 1] = torch.tensor([*row, marks.end])
        looks[i, : len(row)] = torch.tensor(look)
        mask[i, : len(row) + 1] = 1
    at = torch.tensor(flat)
    return Heads(*(head.flatten(0, 1).index_select(0, at) for head in model(ids, looks, mask)))


def _attribution_losses(
    model: Reader, words: Heads, windows: Sequence[data.Window], offsets: Sequence[int]
) -> dict[str, Tensor]:
    at = torch.cat([torch.arange(offset, offset + len(w.pieces)) for w, offset in zip(windows, offsets, strict=True)])
    local = list(accumulate((len(w.pieces) for w in windows), initial=0))[:-1]
    result = {
        "entities": functional.cross_entropy(
            words.entities[at], torch.tensor([t for w in windows for t in w.entities])
        ),
        "ends": functional.binary_cross_entropy_with_logits(
            words.ends[at, 0], torch.tensor([float(t) for w in windows for t in w.ends])
        ),
        "roles": _crf_loss(model, words.roles[at], torch.tensor([t for w in windows for t in w.roles]), windows, local),
    }
    ties = _tie_loss(model, words.pairs[at], windows, local)
    if ties is not None:
        result["ties"] = ties
    return result


def _same_loss(model: Reader, words: Tensor, batch: Sequence[Lesson], firsts: Sequence[int]) -> dict[str, Tensor]:
    """The negative log of what each question's right answers have of the softmax (Lee et al. 2017), weighted mean."""
    asked: list[tuple[int, Question]] = []
    ends: list[tuple[int, int]] = []
    base = 0
    for lesson, first in zip(batch, firsts, strict=False):
        asked += [(base, q) for q in lesson.questions]
        ends += [(first + m.first, first + m.last) for m in lesson.mentions]
        base += len(lesson.mentions)
    if not asked:
        return {}
    places = torch.tensor(ends)
    vectors = torch.cat([words.index_select(0, places[:, k]) for k in (0, 1)], dim=1)
    askers = torch.tensor([b + q.asker for b, q in asked])
    counts = torch.tensor([len(q.offers) for _, q in asked])
    scores = model.sameness(
        vectors,
        askers.repeat_interleave(counts),
        torch.tensor([b + k for b, q in asked for k in q.offers]),
        torch.tensor([f for _, q in asked for f in q.features]),
    )
    line = torch.arange(len(asked)).repeat_interleave(counts)
    column = torch.cat([torch.arange(1, n + 1) for n in counts.tolist()])
    grid = scores.new_full((len(asked), int(counts.max()) + 1), NEVER).index_put((line, column), scores)
    grid = torch.cat([model.sameness.none(vectors[askers]), grid[:, 1:]], dim=1)
    right = torch.zeros_like(grid, dtype=torch.bool).index_put(
        (line, column), torch.tensor([r for _, q in asked for r in q.right])
    )
    right[:, 0] = ~right.any(1)
    weight = torch.tensor([q.weight for _, q in asked])
    missed = grid.logsumexp(1) - grid.masked_fill(~right, NEVER).logsumexp(1)
    return {"same": (missed * weight).sum() / weight.sum()}


def _happened_losses(words: Tensor, batch: Sequence[Lesson], firsts: Sequence[int]) -> dict[str, Tensor]:
    """Smooth L1 of each predicate's label, to -1 to 1; and which words are predicates."""
    at: list[Tensor] = []
    predicates: list[int] = []
    labels: list[float] = []
    for lesson, first in zip(batch, firsts, strict=False):
        if lesson.happened is not None:
            at.append(torch.arange(first, first + sum(len(w.pieces) for w in lesson.windows)))
            predicates.extend(first + k for k in lesson.happened)
            labels.extend(v / HAPPENED_SCALE for v in lesson.happened.values())
    if not predicates:
        return {}
    every = torch.cat(at)
    found = torch.zeros(len(words)).index_fill(0, torch.tensor(predicates), 1.0)
    return {
        "happened": functional.smooth_l1_loss(words[torch.tensor(predicates), 0], torch.tensor(labels)),
        "predicates": functional.binary_cross_entropy_with_logits(words[every, 1], found[every]),
    }


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
