"""A model in training, run and scored as the program would run it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from inquit.attribution.linker import attributions
from inquit.core.records import Report
from inquit.tagger.encoder import EncoderTagger, Marks, Outputs
from inquit.tagger.labels import ROLES
from inquit.tagger.words import WordReader
from training import data
from training.model import Reader


def tokenizer_of(folder: Path) -> Tokenizer:
    """The tokenizer of a pretrained folder, set to give a word's pieces and nothing else."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def word_reader(tokenizer: Tokenizer) -> WordReader:
    return WordReader(lambda w: tokenizer.encode(w, add_special_tokens=False).ids, tokenizer.token_to_id("[UNK]"))


def marks_of(tokenizer: Tokenizer) -> Marks:
    start, end, padding = (tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]", "[PAD]"))
    return Marks(start=start, end=end, padding=padding)


def head_weights(model: Reader) -> dict[str, np.ndarray]:
    """The weights that are used outside the network: CRF, ties and sameness."""
    first, steps = model.crf.scores()
    out = {"crf.first": first, "crf.steps": steps}
    for kind in (0, 1):
        for name in ("span", "cue", "out", "none"):
            layer = getattr(model.ties, name)[kind]
            out[f"ties.{kind}.{name}.weight"] = layer.weight
            if layer.bias is not None:
                out[f"ties.{kind}.{name}.bias"] = layer.bias
        for k, table in enumerate(model.ties.features[kind]):
            out[f"ties.{kind}.features.{k}"] = table.weight
    for name, value in model.sameness.named_parameters():
        out["same." + (name.removesuffix(".weight") if name.startswith("features.") else name)] = value
    return {k: v.detach().numpy().astype(np.float32) for k, v in out.items()}


class TorchNetwork:
    """The model as the run-time tagger calls it."""

    def __init__(self, model: Reader) -> None:
        self.model = model.eval()

    def __call__(self, ids: Any, looks: Any, mask: Any) -> Outputs:
        with torch.inference_mode():
            return Outputs(*(h.numpy() for h in self.model(*map(torch.from_numpy, (ids, looks, mask)))))


def predict(tagger: EncoderTagger, reports: Sequence[data.Json], path: Path) -> None:
    """Writes predictions as bench/score_attributions.py reads them."""
    with path.open("w", encoding="utf-8") as out:
        for r, tags in zip(reports, tagger.tag(r["text"] for r in reports), strict=True):
            found = attributions(Report(id=r["id"], text=r["text"]), tags)
            lines = [{role: getattr(a, role) for role in ROLES} for a in found]
            out.write(json.dumps({"report": {"id": r["id"], "text": r["text"]}, "attributions": lines}) + "\n")


def score(scorer: Path, gold: Path, predicted: Path) -> dict[str, dict[str, float]]:
    done = subprocess.run(
        [sys.executable, scorer, gold, predicted, "--json"], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def brief(scores: dict[str, dict[str, float]]) -> str:
    names = ("exact.source", "exact.cue", "exact.content", "linked", "linked.strict")
    return "  ".join(f"{n} {scores[n]['f1']:.2f}" for n in names)


def tagger_of(model: Reader, tokenizer: Tokenizer) -> EncoderTagger:
    """The run-time tagger with a model in training in place of the exported one."""
    return EncoderTagger(TorchNetwork(model), word_reader(tokenizer), marks_of(tokenizer), head_weights(model))
