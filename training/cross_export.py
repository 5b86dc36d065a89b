"""Turns the cross-encoder into what ships: ONNX in int8, and how much its word weighs beside the likeness by words.

`python -m training.cross_export --help`. The weights come from the families that the encoder of meanings is weighed on, none
of which either network was trained on; the pairs are those that the program would read together, read with the network as it
will run. Run it after `training.claims_export`, whose model folder it adds to.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from inquit.claims.closer import counterparts, logit
from inquit.claims.comparison import compare
from inquit.claims.model import CLOSER, OnnxCrossEncoder, load
from inquit.tagger.model import shipped, word_reader
from training.claim_data import stories
from training.claim_pairs import statements
from training.claims_export import WEIGH, note
from training.cross import Cross
from training.export import fused, quantise
from training.model import mean
from training.weighing import weighed


class _Lower(torch.nn.Module):
    """The lower layers."""

    def __init__(self, model: Cross) -> None:
        super().__init__()
        self.model, self.encoder = model, model.encoder

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        return self.model.lower(ids, types)


class Above(torch.nn.Module):
    """What stands `above` the lower layers, with the encoder whose shape it has."""

    def __init__(self, model: torch.nn.Module, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.model, self.encoder = model, encoder

    def forward(self, lower: Tensor, types: Tensor) -> Tensor:
        return self.model.above(lower, types)


def export(model: Cross, folder: Path) -> None:
    """Writes the network, fused and in int8, in two files: its lower layers, and what is above them."""
    ids, types = torch.randint(1000, 2000, (1, 16)), torch.randint(0, 4, (1, 16))
    written(_Lower(model), (ids, types), folder / "lower.onnx", inputs=("ids", "types"), output="lower")
    above = Above(model, model.encoder)
    written(above, (model.lower(ids, types), types), folder / "cross.onnx", inputs=("lower", "types"), output="logit")


def written(
    model: torch.nn.Module, example: tuple[Tensor, ...], out: Path, *, inputs: Sequence[str], output: str
) -> None:
    """Writes layers, fused and in int8."""
    with tempfile.TemporaryDirectory() as work:
        fp32 = Path(work) / out.name
        fused(model, example, fp32, inputs=inputs, outputs=(output,))
        quantise(fp32, out, exact_down=True)


def read_together(path: Path, folder: Path) -> Iterator[tuple[float, float, bool]]:
    """The pairs of a family that the program reads together and of which the gold tells: the logits of both, the answer."""
    found = statements(path, load(folder))
    claims = {s.mention.id: told.keys() for s, told in found}
    by_id = {s.mention.id: s for s, _ in found}
    likenesses = compare([s for s, _ in found], [])
    again = [likenesses[k] for k in counterparts(likenesses, by_id, most=len(likenesses))]
    _, marks = word_reader(shipped())
    network = OnnxCrossEncoder(folder, marks)
    logits = network([(by_id[x.first].meaning.passage, by_id[x.second].meaning.passage) for x in again])
    for one, told in zip(again, logits.tolist(), strict=True):
        ours, theirs = claims[one.first], claims[one.second]
        if ours or theirs:
            yield logit(one.same), told, bool(ours & theirs)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--start", type=Path, required=True, help="folder of the pretrained encoder")
    ap.add_argument(
        "--weights",
        type=Path,
        nargs="*",
        help="last.pt of training runs, whose mean is exported; without: weighed anew",
    )
    ap.add_argument("--families", type=Path, nargs="+", required=True, help="folders of families")
    ap.add_argument("--develop", nargs="+", default=WEIGH, help="names to weigh on")
    ap.add_argument("--out", type=Path, required=True, help="model folder to add to")
    ap.add_argument("--note", default="", help="what the manifest says of the training")
    opt = ap.parse_args()
    if opt.weights:
        model = Cross(opt.start)
        model.load_state_dict(mean([torch.load(path, weights_only=True)["model"] for path in opt.weights]))
        export(model.eval(), opt.out)
    told = [x for folder in opt.families for path in stories(folder, opt.develop) for x in read_together(path, opt.out)]
    rows, same = np.array([x[:2] for x in told]), np.array([x[2] for x in told])
    slopes, bias = weighed(rows, same).plain()
    numbers = (*slopes, bias)
    closer = {name: round(float(x), 4) for name, x in zip(("words", "together", "bias"), numbers, strict=True)}
    print(f"{len(told)} pairs, {same.sum()} the same: {closer}")
    (opt.out / "closer.json").write_text(json.dumps(closer, indent=1) + "\n", encoding="utf-8")
    note(opt.out, CLOSER, {"cross": opt.note} if opt.weights else {})


if __name__ == "__main__":
    main()
