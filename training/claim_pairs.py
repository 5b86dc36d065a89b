"""Pairs of statements of the families as the program compares them, with the gold's answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from inquit import pipeline
from inquit.claims.comparison import Statement, statement, weighable
from inquit.claims.meaning import MeaningReader
from inquit.claims.mentions import mentions
from inquit.claims.model import OnnxMeanings
from inquit.tagger import model as tagger_model
from training.claim_data import covers, place, read_story, report_of


def labelled(families: Sequence[Path], model: Path) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """The features of all pairs of which the gold tells [n, FEATURES], and whether they state one claim [n]."""
    reader, marks = tagger_model.word_reader(tagger_model.shipped())
    meanings = MeaningReader(OnnxMeanings(model / "network.onnx"), reader, marks)
    found = [_pairs(read_story(path), meanings) for path in families]
    return np.concatenate([rows for rows, _ in found]), np.concatenate([same for _, same in found])


def _pairs(data: dict[str, Any], meanings: MeaningReader) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    reports = {a["id"]: report_of(a) for a in data["articles"]}
    gold = [
        (m["article"], place(reports[m["article"]], m), k)
        for k, claim in enumerate(data["claims"])
        for m in claim["mentions"]
    ]
    statements: list[Statement] = []
    claims: list[set[int]] = []
    for reading in pipeline.read_reports(reports.values()):
        report, those = reading.report, mentions(reading)
        for mention, meaning in zip(those, meanings.read(report, those), strict=True):
            if meaning is not None:
                statements.append(statement(mention, meaning, report.language))
                claims.append({k for where, span, k in gold if where == report.id and covers(mention.span, span)})
    pairs, rows = weighable(statements, [])
    told = [n for n, (i, j) in enumerate(pairs) if claims[i] or claims[j]]
    return rows[told], np.array([bool(claims[pairs[n][0]] & claims[pairs[n][1]]) for n in told])
