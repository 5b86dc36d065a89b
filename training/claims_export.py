"""Turns the encoder of meanings into what ships: ONNX in int8, and the weights by which comparisons are weighed.

`python -m training.claims_export --help`. The weights come from families that the encoder was not trained on,
so that they know how far it can be trusted; each is weighed with the network as it will run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from inquit.claims.comparison import FEATURES
from inquit.claims.meaning import MeaningReader, Outputs
from inquit.claims.model import MEANINGS, OnnxMeanings
from inquit.tagger.model import shipped, word_reader
from training.claim_data import stories
from training.claim_pairs import labelled
from training.claims import Meanings
from training.export import fused, quantise
from training.model import mean
from training.weighing import weighed

WEIGH = [
    *("a4", "b4"),
    *(f"{letter}{n}" for letter in "ijk" for n in ("09", "10")),
    *(f"{letter}08" for letter in "lmnopqrstuvwxyz"),
    *(f"{letter}{n}" for letter in "qrstuvwx" for n in (11, 12)),
]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--start", type=Path, required=True, help="folder of the pretrained encoder")
    ap.add_argument(
        "--weights",
        type=Path,
        nargs="*",
        help="last.pt of training runs, of which the mean is exported; without them only the regression is done anew",
    )
    ap.add_argument("--families", type=Path, nargs="+", required=True, help="folders of families")
    ap.add_argument("--develop", nargs="+", default=WEIGH, help="names to weigh on")
    ap.add_argument("--out", type=Path, required=True, help="model folder to write")
    ap.add_argument("--note", default="", help="what the manifest says of the training")
    opt = ap.parse_args()
    opt.out.mkdir(parents=True, exist_ok=True)
    if opt.weights:
        model = Meanings(opt.start)
        model.load_state_dict(mean([torch.load(path, weights_only=True)["model"] for path in opt.weights]))
        with tempfile.TemporaryDirectory() as work:
            fp32 = Path(work) / "network.onnx"
            example = (torch.randint(1000, 2000, (1, 16)),)
            fused(model, example, fp32, inputs=("ids",), outputs=Outputs._fields)
            quantise(fp32, opt.out / "network.onnx", exact_down=True)
            ids = np.random.default_rng(7).integers(1000, 30000, (1, 120))
            one, two = OnnxMeanings(fp32)(ids), OnnxMeanings(opt.out / "network.onnx")(ids)
            print(f"least cosine of a vector, int8 to fp32: {(one.vectors * two.vectors).sum(1).min():.4f}")
    reader, marks = word_reader(shipped())
    meanings = MeaningReader(OnnxMeanings(opt.out / "network.onnx"), reader, marks)
    families = list(labelled([p for folder in opt.families for p in stories(folder, opt.develop)], meanings))
    weights = weighed(np.concatenate([f.rows for f in families]), np.concatenate([f.same for f in families]))
    numbers = {"weights": weights.weights, "mean": weights.mean, "deviation": weights.deviation}
    told = {"features": FEATURES, "bias": round(weights.bias, 5)}
    told |= {name: [round(float(n), 5) for n in those] for name, those in numbers.items()}
    text = json.dumps(told, indent=1) + "\n"
    (opt.out / "weights.json").write_text(text, encoding="utf-8")
    note(opt.out, MEANINGS, {"trained": opt.note} if opt.weights else {})


def note(folder: Path, names: Sequence[str], said: dict[str, str]) -> None:
    """Puts files of a model folder into its manifest, and what is to be said of them; the rest of it stays."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    manifest |= said | {"sha256": manifest.get("sha256", {}) | sums}
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
