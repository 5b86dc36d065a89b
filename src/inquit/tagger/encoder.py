"""The tagger that Inquit ships: one pass of the encoder over the text, its heads decoded to spans and ties."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from typing import NamedTuple, Protocol, Self

import numpy as np
import numpy.typing as npt

from inquit.core.spans import Span
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
from inquit.tagger.same import SameHead
from inquit.tagger.tags import Entity, Event, Progress, Role, RoleSpan, Seen, Tags, Tie
from inquit.tagger.ties import CONTENT, Stretch, pairings
from inquit.tagger.windows import windows
from inquit.tagger.words import LOOKS, WordReader, Words

SIZE = 254  # pieces of a window without its two marks
HAPPENED_SCALE = 3.0  # the network's number for an event is its label by this
LEAST_TIE, LEAST_EVENT = 0.01, 0.1  # what is less probable is left out
_AHEAD = 16  # windows a thread that may wait to be read


class Outputs(NamedTuple):
    """What the network gives for every piece of some windows: [windows, pieces, ...]."""

    roles: Floats
    entities: Floats
    ends: Floats
    pairs: Floats
    same: Floats
    happened: Floats


class Network(Protocol):
    """Runs the encoder and its linear heads on whole numbers [windows, pieces]."""

    def __call__(
        self, ids: npt.NDArray[np.int64], looks: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]
    ) -> Outputs: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """Ids of the pieces that are no words; training pads with the third."""

    start: int
    end: int
    padding: int


class _Text:
    """A text on its way: its words, and what the heads said of each so far."""

    def __init__(self, text: str, words: Words, pair_width: int, same_width: int) -> None:
        n = len(words)
        self.text, self.words = text, words
        self.waiting: deque[tuple[int, Future[None]]] = deque()  # the end of each window, and its reading
        self.roles = np.zeros((n, 2 * len(ROLES) + 1), np.float32)
        self.entities = np.zeros(n, np.int8)
        self.entity_scores = np.zeros(n, np.float16)
        self.ends = np.zeros(n, np.bool_)
        self.happened = np.zeros((n, 2), np.float32)
        self.pairs = np.zeros((n, pair_width), np.float16)
        self.same = np.zeros((n, same_width), np.float16)

    def take(self, window: range, at: npt.NDArray[np.int64], out: Outputs) -> None:
        """Keeps the heads' numbers at `at`, the first pieces of the window's words."""
        here = slice(window.start, window.stop)
        self.roles[here] = out.roles[0, at]
        entities = out.entities[0, at]
        self.entities[here] = entities.argmax(1)
        self.entity_scores[here] = softmax(entities).max(1)
        self.ends[here] = out.ends[0, at, 0] > 0
        self.happened[here] = out.happened[0, at]
        self.pairs[here] = out.pairs[0, at]
        self.same[here] = out.same[0, at]


class EncoderTagger:
    """Reads texts with a network, `threads` windows at a time.

    Each window is read by itself: that wastes nothing on padding and is no slower than batches, which gain nothing
    where a window fills a core.
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
        self._seen: Seen | None = None
        # Two ends of a span stand side by side in what the small heads read.
        self._widths = [weights[name].shape[1] // 2 for name in ("ties.0.span.weight", "same.asker.weight")]
        self._chain = Chain(weights["crf.first"], weights["crf.steps"])

    def watched(self, seen: Seen) -> Self:
        """The same tagger, which tells `seen` what it has found after each window, as `Tags` will have it in the end.

        What is told is of whole paragraphs, in their order; one text at a time is to be given.
        """
        made = copy(self)
        made._seen = seen  # noqa: SLF001  # its own
        return made

    def tag(self, texts: Iterable[str]) -> Iterator[Tags]:
        """The tags of each text, in order."""
        pool = ThreadPoolExecutor(self._threads, thread_name_prefix="inquit-encoder")
        try:
            started: deque[_Text] = deque()
            for text in texts:
                started.append(self._start(text, pool))
                # The first text is done while later ones are read, unless enough of them wait.
                while sum(len(one.waiting) for one in started) > _AHEAD * self._threads or not started[0].waiting:
                    yield self._finish(started.popleft())
                    if not started:
                        break
            while started:
                yield self._finish(started.popleft())
        finally:
            pool.shutdown(cancel_futures=True)  # who stops early need not wait for what was read ahead

    def _start(self, text: str, pool: ThreadPoolExecutor) -> _Text:
        one = _Text(text, self._reader.read(text), *self._widths)
        for window in windows(one.words, size=SIZE):
            one.waiting.append((window.stop, pool.submit(self._run, one, window)))
        return one

    def _finish(self, one: _Text) -> Tags:
        bounds = paragraph_bounds(one.words)
        told = 0
        while one.waiting:
            stop, run = one.waiting.popleft()
            run.result()
            known = bisect_right(bounds, stop, key=lambda bound: bound[1])
            if self._seen and known > told:
                self._seen(self._progress(one, bounds[told:known]))
                told = known
        return self._decode(one, bounds)

    def _progress(self, one: _Text, bounds: Sequence[tuple[int, int]]) -> Progress:
        first, stop = bounds[0][0], bounds[-1][1]
        here = [(start - first, end - first) for start, end in bounds]
        path = best_path(one.roles[first:stop], here, self._chain).tolist()
        found: list[tuple[Span, Role]] = [
            (one.words.span(first + s.first, first + s.last), ROLES[s.label]) for s in stretches(path, here)
        ]
        return Progress(read=one.words.span(first, stop - 1).end, roles=tuple(found))

    def _run(self, one: _Text, window: range) -> None:
        ids, looks = [self._marks.start], [LOOKS]
        at: list[int] = []
        for k in window:
            pieces = one.words.pieces[k]
            at.append(len(ids))
            ids.extend(pieces)
            looks.extend([one.words.looks[k]] * len(pieces))
        ids.append(self._marks.end)
        looks.append(LOOKS)
        given = np.array([[ids], [looks], [[1] * len(ids)]], np.int64)
        one.take(window, np.array(at), self._network(given[0], given[1], given[2]))

    def _decode(self, one: _Text, bounds: Sequence[tuple[int, int]]) -> Tags:
        words = one.words
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
            events=tuple(_events(one)),
            same=SameHead(one.text, words, one.same, self._weights),
        )

    def _ties(self, one: _Text, spans: Sequence[Stretched]) -> Iterator[Tie]:
        found = pairings([Stretch(*s) for s in spans], one.words.paragraph)
        if not found:
            return
        w = self._weights
        vectors = np.concatenate(
            [one.pairs[[s.first for s in spans]], one.pairs[[s.last for s in spans]]], axis=1
        ).astype(np.float32)
        pairs = np.array(found)
        of_content = np.array([spans[pair.span].label == CONTENT for pair in found])
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
            starts = np.flatnonzero(np.r_[True, askers[1:] != askers[:-1]])
            shares = _shares(scores, none[askers[starts]], starts)
            for k in np.flatnonzero(shares >= LEAST_TIE).tolist():
                yield Tie(int(mine[k, 0]), int(mine[k, 1]), float(shares[k]))


def _events(one: _Text) -> Iterator[Event]:
    values = np.clip(one.happened[:, 0], -1, 1) * HAPPENED_SCALE
    chances = 1 / (1 + np.exp(-one.happened[:, 1]))
    for k in np.flatnonzero(chances >= LEAST_EVENT).tolist():
        yield Event(one.words.span(k, k), round(float(values[k]), 2), round(float(chances[k]), 2))


def _shares(scores: Floats, none: Floats, starts: npt.NDArray[np.int64]) -> Floats:
    """The softmax of each group of scores and of its "none"; a group goes from one of `starts` to the next."""
    sizes = np.diff(np.r_[starts, len(scores)])
    most = np.maximum(np.maximum.reduceat(scores, starts), none)
    powers = np.exp(scores - np.repeat(most, sizes))
    total = np.add.reduceat(powers, starts) + np.exp(none - most)
    return (powers / np.repeat(total, sizes)).astype(np.float32)


def _chance(chances: Floats, s: Stretched) -> float:
    """How probable it is that a span of this label begins at the first word and still goes on at the last."""
    begin = 2 * s.label + 1
    return float(min(chances[s.first, begin], chances[s.last, begin : begin + 2].sum()))
