"""The cross-encoder that ships as a state to train on from: its int8 weights as floats, a 256th of a channel's range apart.
So whoever has the release can go on from it without the checkpoints that made it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

Arrays = dict[str, npt.NDArray[np.float32]]
PREFIX = "model."  # of the cross-encoder's weights in the file
LAYER = f"{PREFIX}encoder.encoder.layer."
PRODUCTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)  # of a layer, in the order of the export


def cross_state(folder: Path) -> dict[str, Tensor]:
    """The weights of the cross-encoder in a model folder that `training.cross_export` wrote.

    Raises:
        ValueError: A file of it has other products than six a layer.
    """
    return {name: values for part in ("lower.onnx", "cross.onnx") for name, values in _state(folder / part).items()}


def _state(path: Path) -> dict[str, Tensor]:
    arrays = _arrays(path)
    layers = sorted({int(name.removeprefix(LAYER).split(".")[0]) for name in arrays if name.startswith(LAYER)})
    nameless = sorted((n for n in arrays if n.startswith("onnx::MatMul_")), key=lambda n: int(n.rsplit("_", 1)[1]))
    if not layers or len(nameless) != len(layers) * len(PRODUCTS):
        raise ValueError(f"{path}: {len(nameless)} products, which are not six for each of {len(layers)} layers")
    names = [f"{LAYER}{layer}.{product}.weight" for layer in layers for product in PRODUCTS]
    products = {name: arrays[n].T for name, n in zip(names, nameless, strict=True)}
    named = {
        name.removesuffix("_Transposed"): values.T if name.endswith("_Transposed") else values
        for name, values in arrays.items()
        if name.startswith(PREFIX)
    }
    return {
        name.removeprefix(PREFIX): torch.from_numpy(np.ascontiguousarray(v)) for name, v in (named | products).items()
    }


def _arrays(path: Path) -> Arrays:
    """The weights by name, those in 8 bits as floats again."""
    raw = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
    out: Arrays = {}
    for name, values in raw.items():
        if name.endswith("_quantized"):
            bare = name.removesuffix("_quantized")
            offset = values.astype(np.float32) - raw[f"{bare}_zero_point"].astype(np.float32)
            out[bare] = offset * raw[f"{bare}_scale"]
        elif not name.endswith(("_scale", "_zero_point")):
            out[name] = values.astype(np.float32)
    return out
