"""The model that ships as a state to train on from: its int8 weights as floats, a 256th of a channel's range apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from inquit.tagger.encoder import Outputs
from inquit.tagger.words import GAPS, QUOTES, SHAPES
from training.model import Reader

_EMBEDDINGS = ("token_type_embeddings", "position_embeddings")


def state(folder: Path, start: Path) -> dict[str, Tensor]:
    """The weights of a model folder (`training.export`); `start` is the pretrained encoder, whose words it keeps."""
    reader = Reader.pretrained(start)
    found = reader.state_dict()
    network = _arrays(folder / "network.onnx")
    for name in list(found):
        if name in network and name != "encoder.embeddings.word_embeddings.weight":
            _put(found, name, network[name])
    products = sorted((n for n in network if n.startswith("onnx::MatMul_")), key=lambda n: int(n.rsplit("_", 1)[1]))
    layers = reader.encoder.config.num_hidden_layers
    for layer in range(layers):
        prefix = f"encoder.encoder.layer.{layer}."
        for kind in ("weight", "bias"):
            parts = np.split(network[f"Attention_{layer}_qkv_{kind}"], 3, axis=-1)
            for name, part in zip(("query", "key", "value"), parts, strict=True):
                _put(found, f"{prefix}attention.self.{name}.{kind}", part.T)
        for name, product in zip(
            ("attention.output.dense", "intermediate.dense", "output.dense"), products[3 * layer :], strict=False
        ):
            _put(found, f"{prefix}{name}.weight", network[product].T)
    for number, name in enumerate(Outputs._fields):
        _put(found, f"{name}.weight", network[products[3 * layers + number]].T)
        _put(found, f"{name}.bias", network[f"heads.{number}.bias"])
    table = network["table.weight"][:-1].reshape(len(SHAPES), len(GAPS), len(QUOTES), -1)
    middle = table.mean((0, 1, 2))
    for number, axes in enumerate(((1, 2), (0, 2), (0, 1))):
        _put(found, f"looks.parts.{number}.weight", table.mean(axes) - (middle if number else 0))
    _put_heads(found, folder / "heads.npz")
    return found


def _arrays(path: Path) -> dict[str, np.ndarray]:
    """The weights of an ONNX file by name, those in 8 bits as floats again."""
    raw = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
    out: dict[str, np.ndarray] = {}
    for name, values in raw.items():
        if name.endswith("_quantized"):
            bare = name.removesuffix("_quantized")
            offset = values.astype(np.float32) - raw[f"{bare}_zero_point"].astype(np.float32)
            out[bare] = offset * raw[f"{bare}_scale"]
        elif not name.endswith(("_scale", "_zero_point")):
            out[name] = values
    return out


def _put_heads(found: dict[str, Tensor], path: Path) -> None:
    with np.load(path, allow_pickle=False) as arrays:
        for name, values in arrays.items():
            match name.split("."):
                case ["crf", part]:  # the impossible steps are a buffer of the model's own
                    mask = found["crf.never_first" if part == "first" else "crf.never_step"]
                    _put(found, name, np.where(mask.numpy() < 0, 0, values))
                case ["ties", kind, "features", k]:
                    _put(found, f"ties.features.{kind}.{k}.weight", values)
                case ["ties", kind, part, what]:
                    _put(found, f"ties.{part}.{kind}.{what}", values)
                case ["same", "features", k]:
                    _put(found, f"sameness.features.{k}.weight", values)
                case _:
                    _put(found, name.replace("same.", "sameness.", 1), values)


def _put(found: dict[str, Tensor], name: str, values: np.ndarray) -> None:
    if found[name].shape != values.shape:
        raise ValueError(f"{name} has the shape {values.shape}, and {tuple(found[name].shape)} was expected")
    found[name] = torch.from_numpy(np.array(values, dtype=np.float32))
