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

from inquit.batch.grouping import SAME
from inquit.claims.closer import Closer
from inquit.claims.comparison import Statement, compare, statement
from inquit.claims.groups import groups
from inquit.claims.meaning import MeaningReader
from inquit.claims.model import load, load_closer
from inquit.claims.model import shipped as models
from inquit.core.comparison import Likeness, Mention, mention_id
from inquit.core.records import Report
from inquit.core.spans import Span, words_of
from training.marks import FOLDER, Json, allsides, ecb, is_kept_out
from training.weighing import area

Floats = npt.NDArray[np.float64]


WORDS = 0.06  # the bound of grouping by words alone, as it was before statements were read together


class Pairs(NamedTuple):
    """The pairs of a story that the marks tell of: how probable we find them by their words, and after those that may be
    counterparts were read together; how many words they share; whether each of the first two puts them into one claim; the
    answer.
    """

    words: Floats
    together: Floats
    shared: Floats
    grouped_by_words: npt.NDArray[np.bool_]
    grouped: npt.NDArray[np.bool_]
    same: npt.NDArray[np.bool_]


def pairs(story: Json, texts: dict[str, Report], meanings: MeaningReader, closer: Closer) -> Pairs:
    """All pairs of statements of a story, less those of which nobody was sure and those in one place.

    They are compared as the program does that adds the reports one after the other.
    """
    statements: list[Statement] = []
    claims: list[tuple[set[int], set[int]]] = []
    words: list[Likeness] = []
    together: list[Likeness] = []
    for told in story["reports"]:
        report = texts[told["id"]]
        found = [_mention(report, [Span(a, b) for a, b in places]) for places, _, _ in told["mentions"]]
        new: list[Statement] = []
        for mention, meaning, (_, sure, unsure) in zip(
            found, meanings.read(report, found), told["mentions"], strict=True
        ):
            if meaning is not None:
                new.append(statement(mention, meaning))
                claims.append((set(sure), set(unsure)))
        likenesses = compare(new, statements)
        words += likenesses
        together += closer(likenesses, {s.mention.id: s for s in (*new, *statements)})
        statements += new
    ids = [s.mention.id for s in statements]
    by_words, by_both = ({(x.first, x.second): x.same for x in found} for found in (words, together))
    homes = [_homes(ids, words, WORDS), _homes(ids, together, SAME)]
    rows: list[tuple[float, ...]] = []
    for i, j in _told(statements, claims):
        pair = (min(ids[i], ids[j]), max(ids[i], ids[j]))
        a, b = set(statements[i].meaning.words), set(statements[j].meaning.words)
        one_claim = (home[ids[i]] == home[ids[j]] for home in homes)
        same = bool(claims[i][0] & claims[j][0])
        rows.append((by_words.get(pair, 0.0), by_both.get(pair, 0.0), len(a & b) / len(a | b), *one_claim, same))
    columns = np.array(rows, float).reshape(-1, 6).T
    return Pairs(*columns[:3], *(columns[3:] > 0))


def _homes(ids: Sequence[str], likenesses: Sequence[Likeness], least: float) -> dict[str, int]:
    """The number of the group of each statement."""
    return {m: k for k, group in enumerate(groups(ids, likenesses, least=least)) for m in group}


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


def best_f1(found: Floats, same: npt.NDArray[np.bool_]) -> float:
    """The F1 of "these two state one claim" at the best threshold."""
    order = np.argsort(-found, kind="stable")
    right = np.cumsum(same[order])
    return float((2 * right / (np.arange(1, len(same) + 1) + same.sum())).max())


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder with news/ and events/")
    ap.add_argument("--model", type=Path, default=models(), help="model folder, by default the one that ships")
    opt = ap.parse_args()
    meanings, closer = load(opt.model), load_closer(opt.model)
    for name, texts in (("allsides", allsides(opt.data)), ("ecb", ecb(opt.data))):
        told = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        kept = [s for s in told if is_kept_out(s["story"])]
        found = [pairs(s, texts, meanings, closer) for s in kept]
        words, together, shared, grouped_by_words, grouped, same = (np.concatenate(p) for p in zip(*found, strict=True))
        print(f"{name}: {len(kept)} stories, {len(same)} pairs, {same.sum()} of one claim")
        for what, numbers in (("read together", together), ("by words", words), ("shared words", shared)):
            print(f"  {what:13} area {area(numbers, same):.3f}  best F1 {100 * best_f1(numbers, same):.1f}")
        for what, one_claim in (("read together", grouped), ("by words", grouped_by_words)):
            f1 = 2 * (one_claim & same).sum() / (one_claim.sum() + same.sum())
            print(f"  put into claims, {what:13} F1 {100 * f1:.1f}")


if __name__ == "__main__":
    main()
