"""Turns what `training.certainties` made into what ships: in int8, and how much its word weighs beside that of the rules.

`python -m training.certainties_export --help`. The weights come from the families that the encoder of meanings is weighed on,
none of which a network was trained on; the statements are those that the program finds, read with the network as it will run.
Run it after `training.cross_export`, to whose model folder it adds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from inquit.claims.certainties import SIDES, Floats, features, side_of
from inquit.claims.model import CERTAINTY, OnnxCertainties, load
from inquit.tagger.model import shipped, word_reader
from training.certainties import Certain, begun
from training.claim_data import stories
from training.claim_pairs import statements
from training.claims_export import WEIGH, note
from training.cross_export import Above, written
from training.weighing import classes


def export(model: Certain, folder: Path) -> None:
    """Writes what stands over the lower layers, fused and in int8."""
    example = (torch.randn(1, 16, model.cross.encoder.config.hidden_size), torch.randint(0, 2, (1, 16)))
    above = Above(model, model.cross.encoder)
    written(above, example, folder / "certainty.onnx", inputs=("lower", "types"), output="certainties")


def weighable(path: Path, folder: Path) -> Iterator[tuple[Floats, int]]:
    """What is weighed of each statement of a family to which the gold gives one side, and that."""
    found = [
        (s, only.pop())
        for s, told in statements(path, load(folder))
        if len(s.meaning.passage.pieces) and len(only := {side_of(how) for how in told.values()}) == 1
    ]
    _, marks = word_reader(shipped())
    logits = OnnxCertainties(folder, marks)([s.meaning.passage for s, _ in found])
    for (s, side), told in zip(found, logits, strict=True):
        yield features(told, s.mention.certainty), side


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--start", type=Path, required=True, help="folder of the pretrained encoder")
    ap.add_argument("--weights", type=Path, help="last.pt of a training run; without: weighed anew")
    ap.add_argument("--families", type=Path, nargs="+", required=True, help="folders of families")
    ap.add_argument("--develop", nargs="+", default=WEIGH, help="names to weigh on")
    ap.add_argument("--out", type=Path, required=True, help="model folder to add to")
    ap.add_argument("--note", default="", help="what the manifest says of the training")
    opt = ap.parse_args()
    if opt.weights:
        model = begun(opt.start, opt.out)
        model.put(torch.load(opt.weights, weights_only=True)["model"])
        export(model.eval(), opt.out)
    told = [x for folder in opt.families for path in stories(folder, opt.develop) for x in weighable(path, opt.out)]
    rows, side = np.array([x[0] for x in told]), np.array([x[1] for x in told])
    chosen = classes(rows, side, SIDES)
    right = ((rows @ chosen).argmax(1) == side).mean()
    print(f"{len(told)} statements, the side of {right:.3f} told, {(side == 0).mean():.3f} affirmed")
    text = json.dumps([[round(float(x), 4) for x in row] for row in chosen], indent=1) + "\n"
    (opt.out / "certainties.json").write_text(text, encoding="utf-8")
    note(opt.out, CERTAINTY, {"certainty": opt.note} if opt.weights and opt.note else {})


if __name__ == "__main__":
    main()
