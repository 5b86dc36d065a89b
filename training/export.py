"""Turns a checkpoint into the model folder that ships: ONNX, fused and in int8, with a manifest.

`python -m training.export --help`. Says how far the exported network is from PyTorch, before and after int8.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from transformers import BertModel, PretrainedConfig

from inquit.tagger.encoder import Outputs
from inquit.tagger.labels import ENTITIES, ROLES
from inquit.tagger.model import FILES, LAYOUT, OnnxNetwork
from training.model import Reader, mean
from training.scoring import TorchNetwork, head_weights
from training.unsigned import unsigned


class Folded(torch.nn.Module):
    """The reader with its look embeddings folded into one table."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder
        self.words = reader.encoder.embeddings.word_embeddings
        self.table = torch.nn.Embedding.from_pretrained(reader.looks.table().detach())
        self.heads = torch.nn.ModuleList([getattr(reader, name) for name in Outputs._fields])

    def forward(self, ids: torch.Tensor, looks: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        hidden = self.encoder(inputs_embeds=self.words(ids) + self.table(looks), attention_mask=mask).last_hidden_state
        return tuple(head(hidden) for head in self.heads)


def export(reader: Reader, path: Path) -> None:
    """Writes the fused fp32 network of the tagger."""
    ids = torch.randint(1000, 2000, (2, 16))
    example = (ids, torch.zeros_like(ids), torch.ones_like(ids))
    fused(Folded(reader), example, path, inputs=("ids", "looks", "mask"), outputs=Outputs._fields)


def fused(
    model: torch.nn.Module,
    example: tuple[torch.Tensor, ...],
    path: Path,
    *,
    inputs: Sequence[str],
    outputs: Sequence[str],
) -> None:
    """Writes a network around its `encoder` as fp32 ONNX with fused attention; all is [windows, pieces, ...]."""
    encoder = cast(BertModel, model.get_submodule("encoder"))
    for part in model.modules():
        if isinstance(config := getattr(part, "config", None), PretrainedConfig):
            config._attn_implementation = "eager"  # noqa: SLF001  # the fusion knows this form of attention
    raw = path.with_suffix(".raw.onnx")
    torch.onnx.export(
        model.eval(),
        example,
        str(raw),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={name: {0: "windows", 1: "pieces"} for name in (*inputs, *outputs)},
        opset_version=17,
        dynamo=False,
    )
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    network = optimizer.optimize_model(
        str(raw),
        model_type="bert",
        num_heads=encoder.config.num_attention_heads,
        hidden_size=encoder.config.hidden_size,
        optimization_options=options,
        opt_level=0,
    )
    print("fused:", network.get_fused_operator_statistics())
    network.save_model_to_file(str(path))


def quantise(path: Path, out: Path, *, exact_down: bool = False) -> None:
    """Writes the int8 network: weights once and for all, a row of each channel's own scale; activations as they come.

    Weights are unsigned, so that no sum of products saturates, on whatever processor. `exact_down` leaves the second
    matrix of each feed-forward block as it is: what goes into it has outliers, which take the steps from all else.
    """
    model = onnx.load(path)
    products = [n for n in model.graph.node if n.op_type == "MatMul"]
    heads = [n.name for n in products if _width(model, n) < 100 or (exact_down and _narrows(model, n))]
    quantize_dynamic(
        path,
        out,
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=heads,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    unsigned(out)


def _narrows(model: onnx.ModelProto, node: onnx.NodeProto) -> bool:
    """Whether a product has fewer numbers than what it is made from."""
    shapes = {t.name: t.dims for t in model.graph.initializer}
    return node.input[1] in shapes and shapes[node.input[1]][0] > shapes[node.input[1]][-1]


def _width(model: onnx.ModelProto, node: onnx.NodeProto) -> int:
    shapes = {t.name: t.dims for t in model.graph.initializer}
    return shapes[node.input[1]][-1] if node.input[1] in shapes else 1 << 30


def parity(a: Outputs, b: Outputs) -> str:
    return "  ".join(f"{n} {np.abs(x - y).max():.4f}" for n, x, y in zip(Outputs._fields, a, b, strict=True))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--start", type=Path, required=True, help="folder of the pretrained encoder")
    ap.add_argument(
        "--weights", type=Path, nargs="+", required=True, help="average-*.pt of a training run; their mean is exported"
    )
    ap.add_argument("--keep", type=Path, help="where to keep the fp32 network, to compare")
    ap.add_argument("--out", type=Path, required=True, help="model folder to write")
    ap.add_argument("--note", default="", help="what the manifest says of the training")
    opt = ap.parse_args()
    reader = Reader.pretrained(opt.start)
    reader.load_state_dict(mean([torch.load(path, weights_only=True) for path in opt.weights]))
    reader.eval()
    opt.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        fp32 = Path(work) / "network.onnx"
        rng = np.random.default_rng(7)
        fed = (rng.integers(1000, 30000, (4, 120)), rng.integers(0, 90, (4, 120)), np.ones((4, 120), np.int64))
        torch_out = TorchNetwork(reader)(*fed)
        export(reader, fp32)
        quantise(fp32, opt.out / "network.onnx")
        print("largest difference, fp32 ONNX to PyTorch:", parity(torch_out, OnnxNetwork(fp32)(*fed)))
        print(
            "largest difference, int8 to PyTorch:     ", parity(torch_out, OnnxNetwork(opt.out / "network.onnx")(*fed))
        )
        if opt.keep:
            shutil.copy(fp32, opt.keep)
    shutil.copy(opt.start / "tokenizer.json", opt.out / "tokenizer.json")
    np.savez(opt.out / "heads.npz", **head_weights(reader))
    manifest = {
        "layout": LAYOUT,
        "labels": {"roles": ROLES, "entities": ENTITIES},
        "trained": opt.note,
        "sha256": {name: hashlib.sha256((opt.out / name).read_bytes()).hexdigest() for name in FILES},
    }
    (opt.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
