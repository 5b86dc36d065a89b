"""Opens the model of meanings: a network beside the tagger's, which shares its tokenizer."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from inquit.claims.meaning import MeaningReader, Outputs
from inquit.tagger import model as tagger_model

FILES = ("network.onnx", "weights.json")


@cache
def shipped_meanings() -> MeaningReader:
    """The reader of meanings that comes with Inquit, opened once a process.

    Raises:
        ModelError: a file is missing, or is not the one the manifest names.
    """
    return load(shipped())


def shipped() -> Path:
    """The folder of the model of meanings that comes with Inquit."""
    return Path(str(resources.files("inquit.claims") / "model"))


def load(folder: Path) -> MeaningReader:
    """The reader of meanings of a model folder; raises ModelError as `shipped_meanings` does."""
    tagger_model.check(folder, FILES)
    reader, marks = tagger_model.word_reader(tagger_model.shipped())
    return MeaningReader(OnnxMeanings(folder / "network.onnx"), reader, marks)


class OnnxMeanings:
    """The encoder of meanings in ONNX Runtime, on one core."""

    def __init__(self, path: Path) -> None:
        self._session = tagger_model.session(path)

    def __call__(self, ids: npt.NDArray[np.int64]) -> Outputs:
        vectors, weights = self._session.run(["vectors", "weights"], {"ids": ids})
        return Outputs(vectors[0], weights[0])
