"""Writes the int8 weights of a network as unsigned bytes about 128, which changes no number, and which no processor saturates.

Products of unsigned activations and signed weights saturate on processors without VNNI: ONNX Runtime adds two of them in
16 bits there. Of unsigned weights it does not. `python -m training.unsigned FOLDER` rewrites a model folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

PRODUCTS = frozenset({"MatMulInteger", "QAttention", "DynamicQuantizeMatMul"})


def unsigned(path: Path) -> int:
    """Rewrites a network in place, and returns how many of its tensors were signed: weights and their zero points."""
    model = onnx.load(path)
    used = {name for node in model.graph.node if node.op_type in PRODUCTS for name in node.input}
    elsewhere = {name for node in model.graph.node if node.op_type not in PRODUCTS for name in node.input}
    signed = [t for t in model.graph.initializer if t.data_type == onnx.TensorProto.INT8 and t.name in used - elsewhere]
    for tensor in signed:
        shifted = (numpy_helper.to_array(tensor).astype(np.int16) + 128).astype(np.uint8)
        tensor.CopyFrom(numpy_helper.from_array(shifted, tensor.name))
    onnx.save(model, path)
    return len(signed)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path, help="model folder with network.onnx and manifest.json")
    folder: Path = ap.parse_args().folder
    print(f"{unsigned(folder / 'network.onnx')} tensors were signed")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["sha256"]["network.onnx"] = hashlib.sha256((folder / "network.onnx").read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
