"""The tagger that Inquit ships: one pass of the encoder over the text, its heads decoded to spans and ties."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from inquit.tagger.decode import (
    Chain,
    Floats,
    Stretched,
    best_path,
    marginals,
    paragraph_bounds,
    sentences,
    softmax,
    stretches,
)
from inquit.tagger.labels import ENTITIES, ROLES
from inquit.tagger.tags import Entity, RoleSpan, Tags, Tie
from inquit.tagger.ties import CONTENT, Stretch, pairings
from inquit.tagger.windows import Window, windows
from inquit.tagger.words import LOOKS, WordReader, Words

SIZE, BEFORE, AFTER = 254, 32, 12  # pieces of a window without its two marks, and its context in pieces on either side
_BATCH = 4096  # pieces that are run at once
_AHEAD = 24  # windows that are collected before they are sorted by length and run


class Outputs(NamedTuple):
    """What the network gives for every piece of a batch of windows: [windows, pieces, ...]."""

    roles: Floats
    entities: Floats
    ends: Floats
    pairs: Floats


class Network(Protocol):
    """Runs the encoder and its linear heads on whole numbers [windows, pieces]."""

    def __call__(
        self, ids: npt.NDArray[np.int64], looks: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]
    ) -> Outputs: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """Ids of the pieces that are no words."""

    start: int
    end: int
    padding: int


class _Text:
    """A text on its way: its words, and what the heads said of each so far."""

    def __init__(self, text: str, words: Words, cuts: Sequence[Window]) -> None:
        n = len(words)
        self.text, self.words, self.cuts = text, words, cuts
        self.waiting = len(cuts)
        self.roles = np.zeros((n, 2 * len(ROLES) + 1), np.float32)
        self.entities = np.zeros(n, np.int8)
        self.entity_scores = np.zeros(n, np.float16)
        self.ends = np.zeros(n, np.bool_)
        self.pairs: npt.NDArray[np.float16] | None = None

    def take(self, cut: Window, at: npt.NDArray[np.int64], out: Outputs, row: int) -> None:
        """Keeps the heads' numbers at `at`, the first pieces of the words that `cut` is to keep."""
        here = slice(cut.first, cut.stop)
        self.roles[here] = out.roles[row, at]
        entities = out.entities[row, at]
        best = entities.argmax(1)
        self.entities[here] = best
        self.entity_scores[here] = softmax(entities).max(1)
        self.ends[here] = out.ends[row, at, 0] > 0
        if self.pairs is None:
            self.pairs = np.zeros((len(self.words), out.pairs.shape[2]), np.float16)
        self.pairs[here] = out.pairs[row, at]
        self.waiting -= 1


class EncoderTagger:
    """Reads texts with a network; `threads` batches are run at the same time.

    Windows of several texts are collected and run by length, so that short texts are not padded to long ones.
    """

    def __init__(
        self,
        network: Network,
        reader: WordReader,
        marks: Marks,
        weights: Mapping[str, Floats],
        *,
        threads: int = 1,
    ) -> None:
        self._network, self._reader, self._marks, self._weights = network, reader, marks, weights
        self._threads = threads
        self._chain = Chain(weights["crf.first"], weights["crf.steps"])

    def tag(self, texts: Iterable[str]) -> Iterator[Tags]:
        """The tags of each text, in order."""
        pool = ThreadPoolExecutor(self._threads, thread_name_prefix="inquit-encoder")
        try:
            yield from self._tag(texts, pool)
        finally:
            pool.shutdown(cancel_futures=True)  # who stops early need not wait for what was read ahead

    def _tag(self, texts: Iterable[str], pool: ThreadPoolExecutor) -> Iterator[Tags]:
        started: deque[_Text] = deque()
        running: deque[Future[None]] = deque()
        collected: list[tuple[_Text, Window]] = []
        for text in texts:
            words = self._reader.read(text)
            one = _Text(text, words, list(windows(words, size=SIZE, before=BEFORE, after=AFTER)))
            started.append(one)
            for cut in one.cuts:
                collected.append((one, cut))
                if len(collected) >= _AHEAD * self._threads:
                    running.extend(self._submit(pool, collected))
                    collected = []
                while len(running) > 4 * self._threads:
                    running.popleft().result()
            while started and not started[0].waiting:
                yield self._decode(started.popleft())
        running.extend(self._submit(pool, collected))
        while running:
            running.popleft().result()
        while started:
            yield self._decode(started.popleft())

    def _submit(self, pool: ThreadPoolExecutor, collected: list[tuple[_Text, Window]]) -> Iterator[Future[None]]:
        sized = sorted(
            ((sum(map(len, one.words.pieces[c.begin : c.end])), one, c) for one, c in collected),
            key=lambda item: item[0],
        )
        batch: list[tuple[_Text, Window]] = []
        for size, one, cut in sized:
            if batch and (len(batch) + 1) * (size + 2) > _BATCH:
                yield pool.submit(self._run, batch)
                batch = []
            batch.append((one, cut))
        if batch:
            yield pool.submit(self._run, batch)

    def _run(self, batch: list[tuple[_Text, Window]]) -> None:
        rows: list[tuple[list[int], list[int], npt.NDArray[np.int64]]] = []
        for one, cut in batch:
            ids, looks, firsts = [self._marks.start], [LOOKS], list[int]()
            for k in range(cut.begin, cut.end):
                pieces = one.words.pieces[k]
                firsts.append(len(ids))
                ids.extend(pieces)
                looks.extend([one.words.looks[k]] * len(pieces))
            ids.append(self._marks.end)
            looks.append(LOOKS)
            rows.append((ids, looks, np.array(firsts[cut.first - cut.begin : cut.stop - cut.begin])))
        longest = max(len(ids) for ids, _, _ in rows)
        grid = np.full((3, len(rows), longest), self._marks.padding, np.int64)
        grid[1:] = 0
        grid[1] = LOOKS
        for i, (ids, looks, _) in enumerate(rows):
            grid[0, i, : len(ids)] = ids
            grid[1, i, : len(ids)] = looks
            grid[2, i, : len(ids)] = 1
        out = self._network(grid[0], grid[1], grid[2])
        for i, ((one, cut), (_, _, at)) in enumerate(zip(batch, rows, strict=True)):
            one.take(cut, at, out, i)

    def _decode(self, one: _Text) -> Tags:
        words, bounds = one.words, paragraph_bounds(one.words)
        spans = stretches(best_path(one.roles, bounds, self._chain).tolist(), bounds)
        chances = marginals(one.roles, bounds, self._chain)
        roles = tuple(RoleSpan(words.span(s.first, s.last), ROLES[s.label], _chance(chances, s)) for s in spans)
        return Tags(
            roles=roles,
            ties=tuple(self._ties(one, spans)),
            sentences=sentences(one.text, words, one.ends.tolist(), bounds),
            entities=tuple(
                Entity(
                    words.span(s.first, s.last), ENTITIES[s.label], float(one.entity_scores[s.first : s.last + 1].min())
                )
                for s in stretches(one.entities.tolist(), bounds)
            ),
        )

    def _ties(self, one: _Text, spans: Sequence[Stretched]) -> Iterator[Tie]:
        found = pairings([Stretch(*s) for s in spans], one.words.paragraph)
        if not found or one.pairs is None:
            return
        w = self._weights
        vectors = np.concatenate(
            [one.pairs[[s.first for s in spans]], one.pairs[[s.last for s in spans]]], axis=1
        ).astype(np.float32)
        pairs = np.array(found)
        of_content = np.array([spans[i].label == CONTENT for i in pairs[:, 0]])
        for kind in (0, 1):
            mine = pairs[of_content == bool(kind)]
            if not len(mine):
                continue
            of = f"ties.{kind}."
            hidden = (vectors @ w[of + "span.weight"].T + w[of + "span.bias"])[mine[:, 0]]
            hidden = hidden + (vectors @ w[of + "cue.weight"].T)[mine[:, 1]]
            for k in range(4):
                hidden = hidden + w[f"{of}features.{k}"][mine[:, 2 + k]]
            scores = (np.maximum(hidden, 0) @ w[of + "out.weight"].T + w[of + "out.bias"])[:, 0]
            none = (vectors @ w[of + "none.weight"].T + w[of + "none.bias"])[:, 0]
            askers = mine[:, 0 if kind else 1]
            starts = np.flatnonzero(np.r_[True, askers[1:] != askers[:-1]]).tolist()
            for a, b in zip(starts, [*starts[1:], len(mine)], strict=True):
                shares = softmax(np.append(scores[a:b], none[askers[a]]).astype(np.float32))
                for row, share in zip(mine[a:b].tolist(), shares[:-1].tolist(), strict=True):
                    yield Tie(row[0], row[1], share)


def _chance(chances: Floats, s: Stretched) -> float:
    """How probable it is that a span of this label begins at the first word and still goes on at the last."""
    begin = 2 * s.label + 1
    return float(min(chances[s.first, begin], chances[s.last, begin : begin + 2].sum()))
