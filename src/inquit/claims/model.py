"""Opens the models of the comparison, which share the tagger's tokenizer: the encoder of meanings, the cross-encoder, and what
tells how certain a statement is put.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from inquit.claims.certainties import CERTAINTIES, CertaintyReader, Floats
from inquit.claims.closer import Closer
from inquit.claims.meaning import MeaningReader, Outputs
from inquit.claims.passage import Ints, Passage, alone, joined
from inquit.tagger import model as tagger_model
from inquit.tagger.encoder import Marks

MEANINGS = ("network.onnx", "weights.json")
CLOSER = ("lower.onnx", "cross.onnx", "closer.json")
CERTAINTY = ("lower.onnx", "certainty.onnx", "certainties.json")


@cache
def shipped_meanings() -> MeaningReader:
    """The reader of meanings that comes with Inquit, opened once a process.

    Raises:
        ModelError: a file is missing, or is not the one the manifest names.
    """
    return load(shipped())


@cache
def shipped_closer() -> Closer:
    """What looks closer, as it comes with Inquit, opened once a process; raises ModelError as `shipped_meanings` does."""
    return load_closer(shipped())


@cache
def shipped_certainty_reader() -> CertaintyReader:
    """What puts certainties to mentions, as it comes with Inquit; raises ModelError as `shipped_meanings` does."""
    return load_certainty_reader(shipped())


def shipped() -> Path:
    """The folder of the models of the comparison that come with Inquit."""
    return Path(str(resources.files("inquit.claims") / "model"))


def load(folder: Path) -> MeaningReader:
    """The reader of meanings of a model folder; raises ModelError as `shipped_meanings` does."""
    tagger_model.check(folder, MEANINGS)
    reader, marks = tagger_model.word_reader(tagger_model.shipped())
    return MeaningReader(OnnxMeanings(folder / "network.onnx"), reader, marks)


def load_closer(folder: Path) -> Closer:
    """What looks closer, of a model folder; raises ModelError as `shipped_meanings` does."""
    tagger_model.check(folder, CLOSER)
    weights = json.loads((folder / "closer.json").read_text(encoding="utf-8"))
    _, marks = tagger_model.word_reader(tagger_model.shipped())
    return Closer(OnnxCrossEncoder(folder, marks), **weights)


def load_certainty_reader(folder: Path) -> CertaintyReader:
    """What puts certainties to mentions, of a model folder; raises ModelError as `shipped_meanings` does."""
    tagger_model.check(folder, CERTAINTY)
    weights = json.loads((folder / "certainties.json").read_text(encoding="utf-8"))
    _, marks = tagger_model.word_reader(tagger_model.shipped())
    return CertaintyReader(OnnxCertainties(folder, marks), np.array(weights))


class OnnxMeanings:
    """The encoder of meanings in ONNX Runtime, on one core."""

    def __init__(self, path: Path) -> None:
        self._session = tagger_model.session(path)

    def __call__(self, ids: npt.NDArray[np.int64]) -> Outputs:
        vectors, weights = self._session.run(["vectors", "weights"], {"ids": ids})
        return Outputs(vectors[0], weights[0])


class OnnxCrossEncoder:
    """The cross-encoder in ONNX Runtime."""

    def __init__(self, folder: Path, marks: Marks) -> None:
        self._network, self._marks = _Layers(folder, "cross.onnx"), marks

    def __call__(self, pairs: Sequence[tuple[Passage, Passage]]) -> Floats:
        """The logit of each pair stating the same [n]."""
        return self._network([joined(*pair, self._marks) for pair in pairs], 1)[:, 0]


class OnnxCertainties:
    """How certain statements are put, in ONNX Runtime."""

    def __init__(self, folder: Path, marks: Marks) -> None:
        self._network, self._marks = _Layers(folder, "certainty.onnx"), marks

    def __call__(self, passages: Sequence[Passage]) -> Floats:
        """The logits of each statement being put so [n, CERTAINTIES]."""
        return self._network([alone(passage, self._marks) for passage in passages], len(CERTAINTIES))


class _Layers:
    """The lower layers of the cross-encoder, and some above them that answer one question.

    One row of pieces a core at a time, so that no row's numbers depend on another's.
    """

    def __init__(self, folder: Path, above: str) -> None:
        self._lower, self._above = _lower(folder), tagger_model.session(folder / above)

    def __call__(self, rows: Sequence[tuple[Ints, Ints]], width: int) -> Floats:
        """The pieces of each row and what they are, both [T] -> its answer [rows, width]."""
        with ThreadPoolExecutor(tagger_model.usable_cores()) as cores:
            return np.array(list(cores.map(self._read, rows)), np.float32).reshape(-1, width)

    def _read(self, row: tuple[Ints, Ints]) -> Floats:
        ids, types = (x[None] for x in row)
        (lower,) = self._lower.run(None, {"ids": ids, "types": types})
        (found,) = self._above.run(None, {"lower": lower, "types": types})
        return found[0]


@cache
def _lower(folder: Path) -> Any:
    """The lower layers, opened once a process for all that stands above them."""
    return tagger_model.session(folder / "lower.onnx")
