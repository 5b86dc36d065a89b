"""Opens the model of meanings: a network beside the tagger's, which shares its tokenizer."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import onnxruntime  # pyright: ignore[reportMissingTypeStubs]  # it brings none

from inquit.claims.meaning import MeaningReader, Outputs
from inquit.core.errors import ModelError
from inquit.tagger import model as tagger_model

_ort = cast("Any", onnxruntime)
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
    check(folder)
    reader, marks = tagger_model.word_reader(tagger_model.shipped())
    return MeaningReader(OnnxMeanings(folder / "network.onnx"), reader, marks)


def check(folder: Path) -> dict[str, Any]:
    """The manifest of a model folder, after every file was compared with it; raises ModelError."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for name in FILES:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            if found != manifest["sha256"][name]:
                raise ModelError(f"{folder / name}: it is not the file that the manifest names. Install Inquit anew.")
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{folder}: no usable model there ({error}). Install Inquit anew.") from error
    return cast("dict[str, Any]", manifest)


class OnnxMeanings:
    """The encoder of meanings in ONNX Runtime, on one core."""

    def __init__(self, path: Path) -> None:
        options = _ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = _ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def __call__(self, ids: npt.NDArray[np.int64]) -> Outputs:
        vectors, weights = self._session.run(["vectors", "weights"], {"ids": ids})
        return Outputs(vectors[0], weights[0])
