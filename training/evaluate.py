"""Scores a checkpoint, an ONNX file or a model folder on a split; `python -m training.evaluate --help`."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import torch

from inquit.tagger.model import OnnxNetwork, load
from training import data
from training.model import Reader, mean
from training.scoring import brief, predict, score, tagger_of, tokenizer_of


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--scorer", type=Path, required=True)
    ap.add_argument("--start", type=Path, help="folder of the pretrained encoder, for a checkpoint")
    ap.add_argument("--weights", type=Path, nargs="+", help="checkpoints (average-*.pt), whose mean is scored")
    ap.add_argument("--model", type=Path, help="model folder; the one that ships if no checkpoint is given")
    ap.add_argument("--network", type=Path, help="another ONNX file for the model folder")
    ap.add_argument("--split", choices=("tune", "dev"), default="tune")
    ap.add_argument("--keep", type=Path, help="where to keep the predictions")
    ap.add_argument("--all", action="store_true", help="print every figure")
    opt = ap.parse_args()
    if opt.weights:
        reader = Reader.pretrained(opt.start)
        reader.load_trained(mean([torch.load(path, weights_only=True) for path in opt.weights]))
        tagger = tagger_of(reader, tokenizer_of(opt.start))
    else:
        tagger = load(opt.model)
        if opt.network:
            tagger._network = OnnxNetwork(opt.network)  # noqa: SLF001  # only to compare fp32 with int8
    _, tune, dev = data.splits(opt.data)
    reports = tune if opt.split == "tune" else dev
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder) / "gold.jsonl"
        gold.write_text("".join(json.dumps(r) + "\n" for r in reports), encoding="utf-8")
        predicted = opt.keep or Path(folder) / "predicted.jsonl"
        predict(tagger, reports, predicted)
        scores = score(opt.scorer, gold, predicted)
    print(opt.split, brief(scores))
    if opt.all:
        for name, values in scores.items():
            print(f"{name:16}", "  ".join(f"{k} {v:.2f}" for k, v in values.items()))


if __name__ == "__main__":
    main()
