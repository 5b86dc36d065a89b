"""How well statements of real stories that no encoder learnt from are told to state one claim, or not.

`python -m training.kept_out --data FOLDER` scores the shipped comparison on the kept-out twelfth of the marked stories
(`training/marks.py`), beside the share of words that two statements have in common.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inquit.claims.comparison import Statement, probability, statement, weighable
from inquit.claims.meaning import MeaningReader
from inquit.claims.model import OnnxMeanings, shipped_meanings
from inquit.core.comparison import Mention, mention_id
from inquit.core.records import Report
from inquit.core.spans import Span, words_of
from inquit.tagger.model import shipped, word_reader
from training.marks import FOLDER, Json, allsides, ecb, is_kept_out

Floats = npt.NDArray[np.float64]


class Pairs(NamedTuple):
    """The pairs of a story that the marks tell of: how probable we find them, how many words they share, the answer."""

    ours: Floats
    shared: Floats
    same: npt.NDArray[np.bool_]


def pairs(story: Json, texts: dict[str, Report], meanings: MeaningReader) -> Pairs:
    """All pairs of statements of a story, less those of which nobody was sure and those in one place."""
    statements: list[Statement] = []
    claims: list[tuple[set[int], set[int]]] = []
    for told in story["reports"]:
        report = texts[told["id"]]
        found = [_mention(report, [Span(a, b) for a, b in places]) for places, _, _ in told["mentions"]]
        for mention, meaning, (_, sure, unsure) in zip(
            found, meanings.read(report, found), told["mentions"], strict=True
        ):
            if meaning is not None:
                statements.append(statement(mention, meaning))
                claims.append((set(sure), set(unsure)))
    worth, rows = weighable(statements, [])
    found_like = dict(zip(worth, probability(rows).tolist(), strict=True)) if worth else {}
    ours, shared, same = [], [], []
    for i, j in _told(statements, claims):
        ours.append(found_like.get((i, j), 0.0))
        a, b = set(statements[i].meaning.words), set(statements[j].meaning.words)
        shared.append(len(a & b) / len(a | b))
        same.append(bool(claims[i][0] & claims[j][0]))
    return Pairs(np.array(ours), np.array(shared), np.array(same, bool))


def _told(statements: Sequence[Statement], claims: Sequence[tuple[set[int], set[int]]]) -> Iterator[tuple[int, int]]:
    for j, second in enumerate(statements):
        for i, first in enumerate(statements[:j]):
            (sure, unsure), (other, doubted) = claims[i], claims[j]
            one_place = first.mention.report == second.mention.report and first.mention.span.overlaps(
                second.mention.span
            )
            if not one_place and not (unsure & (other | doubted)) and not (doubted & sure):
                yield i, j


def _mention(report: Report, spans: list[Span]) -> Mention:
    places = tuple(spans)
    return Mention(id=mention_id(report.id, places), report=report.id, spans=places, text=words_of(report.text, places))


def area(found: Floats, same: npt.NDArray[np.bool_]) -> float:
    """The area under the curve: how often a pair that states one claim comes before one that does not; ties count half."""
    values, places = np.unique(found, return_inverse=True)
    all_, right = np.bincount(places, minlength=len(values)), np.bincount(places[same], minlength=len(values))
    below = np.cumsum(all_ - right) - (all_ - right)
    n = right.sum()
    return float((right * (below + (all_ - right) / 2)).sum() / (n * (len(same) - n)))


def best_f1(found: Floats, same: npt.NDArray[np.bool_]) -> float:
    """The F1 of "these two state one claim" at the best threshold."""
    order = np.argsort(-found, kind="stable")
    right = np.cumsum(same[order])
    return float((2 * right / (np.arange(1, len(same) + 1) + same.sum())).max())


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder with news/ and events/")
    ap.add_argument("--model", type=Path, help="folder with another network.onnx than the one that ships")
    opt = ap.parse_args()
    meanings = MeaningReader(OnnxMeanings(opt.model / "network.onnx"), *word_reader(shipped())) if opt.model else None
    for name, texts in (("allsides", allsides(opt.data)), ("ecb", ecb(opt.data))):
        told = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        kept = [s for s in told if is_kept_out(s["story"])]
        found = [pairs(s, texts, meanings or shipped_meanings()) for s in kept]
        ours, shared, same = (np.concatenate(parts) for parts in zip(*found, strict=True))
        print(f"{name}: {len(kept)} stories, {len(same)} pairs, {same.sum()} of one claim")
        for what, numbers in (("comparison", ours), ("shared words", shared)):
            print(f"  {what:13} area {area(numbers, same):.3f}  best F1 {100 * best_f1(numbers, same):.1f}")


if __name__ == "__main__":
    main()
