"""Trains what tells how certain a statement is put: layers of its own over the lower ones of the cross-encoder that ships.

`python -m training.certainties --help`. It learns from the certainties that the marks of the families put to their
statements, each read by itself; names are exchanged and pieces hidden (`training.varied`). The lower layers stay as they are,
so that what the cross-encoder says of two statements does, too. Checkpoints and the log are written as it goes; a stopped run
goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from inquit.claims.certainties import CERTAINTIES
from inquit.claims.meaning import content_words, rows
from inquit.claims.model import shipped as shipped_claims
from inquit.claims.passage import Passage, alone, passage
from inquit.core.spans import Span
from inquit.tagger.encoder import Marks
from inquit.tagger.model import shipped, word_reader
from inquit.tagger.words import WordReader
from training.claim_data import place, read_story, report_of, stories
from training.claims import DEVELOP
from training.cross import UPPER, Cross, Joined, mean_of, padded, save, through
from training.unquantised import cross_state
from training.varied import Names, hidden

WIDTH = 192  # of the layer between the passage and its certainty
STATEMENTS = 32  # of a step
EXCHANGED, HIDDEN = 0.6, 0.5  # shares of the statements with other names, and with hidden pieces
DROPPED = 0.1
SWIFT = 5  # how much faster than the layers the rest learns
WARMING = 60  # steps
AVERAGED = 0.995  # of the running average that is kept, a step
SAVED = 200  # steps between checkpoints


class Certain(nn.Module):
    """A cross-encoder whose weights stay, and beside its upper layers others with a head over a statement's mean."""

    def __init__(self, cross: Cross) -> None:
        super().__init__()
        self.cross = cross.requires_grad_(False)
        layers = cross.encoder.encoder.layer[-UPPER:]
        self.upper = nn.ModuleList(copy.deepcopy(layer).requires_grad_(True) for layer in layers)
        width = cross.encoder.config.hidden_size
        self.hidden, self.out = nn.Linear(2 * width, WIDTH), nn.Linear(WIDTH, len(CERTAINTIES))

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor | None = None) -> Tensor:
        """Pieces and what they are [B, T] -> logits [B, CERTAINTIES] of how the first statement is put."""
        with torch.no_grad():
            lower = self.cross.eval().lower(ids, types, mask)
        return self.above(lower, types, mask)

    def above(self, lower: Tensor, types: Tensor, mask: Tensor | None = None) -> Tensor:
        """What the lower layers gave [B, T, width] -> logits [B, CERTAINTIES]."""
        hidden = through(self.upper, lower, mask)
        whole = torch.cat([hidden[:, 0], mean_of(hidden, types == 1)], -1)
        return self.out(functional.gelu(self.hidden(whole)))

    def own(self) -> dict[str, Tensor]:
        """The state of what is its own."""
        return {name: values for name, values in self.state_dict().items() if not name.startswith("cross.")}

    def put(self, own: Mapping[str, Tensor]) -> None:
        """Takes the state of what is its own; raises RuntimeError if some is missing, or too much."""
        cross = {name: values for name, values in self.state_dict().items() if name.startswith("cross.")}
        self.load_state_dict(cross | dict(own))


class Put(NamedTuple):
    """A statement and the number of the certainty with which it is put."""

    passage: Passage
    certainty: int


def put_in(path: Path, reader: WordReader, marks: Marks) -> Iterator[Put]:
    """The marked statements of a family; one that is put differently to several claims is left out."""
    data = read_story(path)
    told: dict[tuple[str, Span], set[str]] = {}
    reports = {a["id"]: report_of(a) for a in data["articles"]}
    for mention in (m for claim in data["claims"] for m in claim["mentions"]):
        where = mention["article"]
        told.setdefault((where, place(reports[where], mention)), set()).add(mention["certainty"])
    words = {name: reader.read(report.text) for name, report in reports.items()}
    windows = {name: list(rows(words[name], report.headline, marks)) for name, report in reports.items()}
    for (where, span), how in told.items():
        inside = content_words(reports[where].text, words[where], [span])
        if inside and len(how) == 1:
            row = next(row for row in windows[where] if inside[0] in row.words)
            yield Put(passage(row, inside), CERTAINTIES.index(how.pop()))


class Lessons:
    """The statements of the families, drawn and told otherwise."""

    def __init__(self, families: Iterable[Sequence[Put]], vocabulary: Mapping[str, int], marks: Marks) -> None:
        self.families = [f for f in families if f]
        continued = frozenset(k for piece, k in vocabulary.items() if piece.startswith("##"))
        letters = frozenset(k for piece, k in vocabulary.items() if piece.removeprefix("##").isalpha())
        self._names = Names([[p.passage for p in f] for f in self.families], continued, letters)
        self._mask, self._marks = vocabulary["[MASK]"], marks
        often = np.array([len(f) ** 0.5 for f in self.families])
        self._often = often / often.sum()

    def draw(self, rng: np.random.Generator) -> tuple[list[Joined], list[int]]:
        """The statements of a step as the network reads them, and how they are put."""
        read: list[Joined] = []
        how: list[int] = []
        for k in rng.choice(len(self.families), STATEMENTS, p=self._often).tolist():
            one, certainty = self.families[k][rng.integers(len(self.families[k]))]
            if rng.random() < EXCHANGED:
                one = self._names.exchanged(k, one, rng)
            if rng.random() < HIDDEN:
                one = hidden(one, self._mask, rng)
            read.append(alone(one, self._marks))
            how.append(certainty)
        return read, how


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--families", type=Path, nargs="+", required=True, help="folders of families")
    ap.add_argument("--develop", nargs="+", default=DEVELOP, help="names to train on")
    ap.add_argument("--start", type=Path, required=True, help="folder of the pretrained encoder")
    ap.add_argument("--model", type=Path, default=shipped_claims(), help="model folder with the cross-encoder")
    ap.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    ap.add_argument("--steps", type=int, default=3000)
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--seed", type=int, default=1)
    return ap.parse_args()


def begun(start: Path, folder: Path) -> Certain:
    """The network over the cross-encoder of a model folder, untrained."""
    cross = Cross(start)
    cross.load_state_dict(cross.state_dict() | cross_state(folder))
    return Certain(cross)


def main() -> None:
    opt = arguments()
    torch.manual_seed(opt.seed)
    opt.out.mkdir(parents=True, exist_ok=True)
    model = begun(opt.start, opt.model)
    for part in model.modules():
        if isinstance(part, nn.Dropout):
            part.p = DROPPED
    reader, marks = word_reader(shipped())
    paths = [path for folder in opt.families for path in stories(folder, opt.develop)]
    vocabulary = Tokenizer.from_file(str(shipped() / "tokenizer.json")).get_vocab()
    lessons = Lessons((list(put_in(path, reader, marks)) for path in paths), vocabulary, marks)
    print(f"{len(lessons.families)} families, {sum(map(len, lessons.families))} statements", flush=True)
    learn(model, lessons, opt)


def learn(model: Certain, lessons: Lessons, opt: argparse.Namespace) -> None:
    """Trains what is the model's own, and keeps its running average, in `last.pt` of the folder `opt.out`."""
    rng = np.random.default_rng(opt.seed)
    heads = [*model.hidden.parameters(), *model.out.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": list(model.upper.parameters()), "peak": opt.rate}, {"params": heads, "peak": SWIFT * opt.rate}],
        weight_decay=0.01,
    )
    average = {name: values.detach().clone() for name, values in model.own().items()}
    last, step = opt.out / "last.pt", 0
    if last.exists():
        found = torch.load(last, weights_only=True)
        model.put(found["trained"])
        optimiser.load_state_dict(found["optimiser"])
        step, average = found["step"], found["model"]
        rng = np.random.default_rng((opt.seed, step))
    began, losses = time.time(), [0.0]
    model.train()
    while step < opt.steps:
        step += 1
        share = min(1.0, step / WARMING) * 0.5 * (1 + math.cos(math.pi * step / opt.steps))
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * share
        read, how = lessons.draw(rng)
        loss = functional.cross_entropy(model(*padded(read)), torch.tensor(how))
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
        optimiser.step()
        optimiser.zero_grad()
        losses.append(loss.item())
        kept = min(AVERAGED, (step + 1) / (step + 10))
        for name, values in model.own().items():
            average[name].lerp_(values, 1 - kept)
        if step % SAVED == 0 or step == opt.steps:
            save(last, {"model": average, "trained": model.own(), "optimiser": optimiser.state_dict(), "step": step})
            print(f"step {step}  loss {np.mean(losses[-SAVED:]):.4f}  {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
