"""Pairs of statements of the families as the program compares them, with the gold's answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inquit import pipeline
from inquit.claims.comparison import Statement, statement, weighable
from inquit.claims.meaning import MeaningReader
from inquit.claims.mentions import mentions
from inquit.core.records import Certainty
from training.claim_data import covers, place, read_story, report_of


class Labelled(NamedTuple):
    """The pairs of a family of which the gold tells: by their numbers, their features [n, FEATURES], and the answer [n]."""

    statements: list[Statement]
    pairs: list[tuple[int, int]]
    rows: npt.NDArray[np.float64]
    same: npt.NDArray[np.bool_]


def labelled(families: Iterable[Path], meanings: MeaningReader) -> Iterator[Labelled]:
    """The pairs of each family that are worth weighing."""
    for path in families:
        yield _labelled(path, meanings)


def statements(path: Path, meanings: MeaningReader) -> list[tuple[Statement, dict[int, Certainty]]]:
    """What the reports of a family state, with the claims that the gold says it is a mention of, and how certain it puts them."""
    data = read_story(path)
    reports = {a["id"]: report_of(a) for a in data["articles"]}
    gold = [
        (m["article"], place(reports[m["article"]], m), k, m["certainty"])
        for k, claim in enumerate(data["claims"])
        for m in claim["mentions"]
    ]
    found: list[tuple[Statement, dict[int, Certainty]]] = []
    for reading in pipeline.read_reports(reports.values()):
        report, those = reading.report, mentions(reading)
        for mention, meaning in zip(those, meanings.read(report, those), strict=True):
            if meaning is not None:
                told = {k: how for where, span, k, how in gold if where == report.id and covers(mention.span, span)}
                found.append((statement(mention, meaning, report.language), told))
    return found


def _labelled(path: Path, meanings: MeaningReader) -> Labelled:
    found = statements(path, meanings)
    those, claims = [s for s, _ in found], [c for _, c in found]
    pairs, rows = weighable(those, [])
    told = [n for n, (i, j) in enumerate(pairs) if claims[i] or claims[j]]
    known = [pairs[n] for n in told]
    return Labelled(those, known, rows[told], np.array([bool(claims[i].keys() & claims[j].keys()) for i, j in known]))
