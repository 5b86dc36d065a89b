"""Opens the models of the comparison: the encoder of meanings and the cross-encoder, which share the tagger's tokenizer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from inquit.claims.closer import Closer
from inquit.claims.meaning import MeaningReader, Outputs
from inquit.claims.passage import Passage, joined
from inquit.tagger import model as tagger_model
from inquit.tagger.encoder import Marks

MEANINGS = ("network.onnx", "weights.json")
CLOSER = ("cross.onnx", "closer.json")


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
    _, marks = tagger_model.word_reader(tagger_model.shipped())
    weights = json.loads((folder / "closer.json").read_text(encoding="utf-8"))
    return Closer(OnnxCrossEncoder(folder / "cross.onnx", marks), **weights)


class OnnxMeanings:
    """The encoder of meanings in ONNX Runtime, on one core."""

    def __init__(self, path: Path) -> None:
        self._session = tagger_model.session(path)

    def __call__(self, ids: npt.NDArray[np.int64]) -> Outputs:
        vectors, weights = self._session.run(["vectors", "weights"], {"ids": ids})
        return Outputs(vectors[0], weights[0])


class OnnxCrossEncoder:
    """The cross-encoder in ONNX Runtime: one pair a core at a time, so that no pair's numbers depend on another's."""

    def __init__(self, path: Path, marks: Marks) -> None:
        self._session, self._marks = tagger_model.session(path), marks

    def __call__(self, pairs: Sequence[tuple[Passage, Passage]]) -> npt.NDArray[np.floating]:
        with ThreadPoolExecutor(tagger_model.usable_cores()) as cores:
            return np.array(list(cores.map(self._logit, pairs)), np.float32)

    def _logit(self, pair: tuple[Passage, Passage]) -> float:
        ids, types = joined(*pair, self._marks)
        (logit,) = self._session.run(["logit"], {"ids": ids[None], "types": types[None]})
        return float(logit[0, 0])
