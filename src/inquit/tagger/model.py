"""Opens the model folder: manifest, network, tokenizer and the small heads' weights.

The manifest names every file with its SHA-256; a file that differs is not used. Nothing is unpickled.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import onnxruntime  # pyright: ignore[reportMissingTypeStubs]  # it brings none
from tokenizers import Tokenizer

from inquit.core.errors import ModelError
from inquit.tagger.encoder import EncoderTagger, Marks, Outputs
from inquit.tagger.labels import ENTITIES, ROLES
from inquit.tagger.words import WordReader

_ort = cast("Any", onnxruntime)
FILES = ("network.onnx", "tokenizer.json", "heads.npz")
LAYOUT = 2  # raised when the network's inputs or outputs change


def load(folder: Path | None = None, *, threads: int | None = None) -> EncoderTagger:
    """The tagger of a model folder, by default of the one that ships; `threads` by default one a usable core.

    Raises:
        ModelError: a file is missing, is not the one the manifest names, or the folder is for another release.
    """
    folder = folder or shipped()
    manifest = check(folder)
    if manifest.get("layout") != LAYOUT or manifest.get("labels") != {"roles": list(ROLES), "entities": list(ENTITIES)}:
        raise ModelError(f"{folder}: the model is for another release of Inquit. Install both anew.")
    threads = threads or usable_cores()
    reader, marks = word_reader(folder)
    with np.load(folder / "heads.npz", allow_pickle=False) as heads:
        weights = {name: heads[name] for name in heads.files}
    return EncoderTagger(
        OnnxNetwork(folder / "network.onnx"),
        reader,
        marks,
        weights,
        threads=threads,
    )


def shipped() -> Path:
    """The folder of the model that comes with Inquit."""
    return Path(str(resources.files("inquit.tagger") / "model"))


def word_reader(folder: Path) -> tuple[WordReader, Marks]:
    """What cuts texts into the words and pieces of a model folder's encoder, and the pieces that are no words."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    start, end, padding, unknown = (_id(tokenizer, name) for name in ("[CLS]", "[SEP]", "[PAD]", "[UNK]"))
    reader = WordReader(lambda word: tokenizer.encode(word, add_special_tokens=False).ids, unknown)
    return reader, Marks(start=start, end=end, padding=padding)


def _id(tokenizer: Tokenizer, name: str) -> int:
    found = tokenizer.token_to_id(name)
    if found is None:
        raise ModelError(f"The model's tokenizer has no {name}. Install Inquit anew.")
    return found


def check(folder: Path, files: Sequence[str] = FILES) -> dict[str, Any]:
    """The manifest of a model folder, after each of `files` was compared with it; raises ModelError as `load` does."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for name in files:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            if found != manifest["sha256"][name]:
                raise ModelError(
                    f"{folder / name}: the file is not the one that the manifest names. Install Inquit anew."
                )
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{folder}: no usable model there ({error}). Install Inquit anew.") from error
    return cast("dict[str, Any]", manifest)


def session(path: Path) -> Any:
    """A network opened to run on one core a call."""
    options = _ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return _ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class OnnxNetwork:
    """The encoder and its linear heads in ONNX Runtime. Each call uses one core; calls may run side by side."""

    def __init__(self, path: Path) -> None:
        self._session = session(path)

    def __call__(
        self, ids: npt.NDArray[np.int64], looks: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]
    ) -> Outputs:
        fed = {"ids": ids, "looks": looks, "mask": mask}
        return Outputs(*self._session.run(list(Outputs._fields), fed))


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
