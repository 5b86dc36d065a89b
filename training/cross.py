"""Trains the cross-encoder: two statements, each in its context, read together; do they state the same?

`python -m training.cross --help`. It learns from the families, the stories of ECB+ and the marked stories that the encoder
of meanings learns from, and begins with that encoder. It draws as many of the pairs that state the same as ALIKE says; of
the others, those most that the encoder of meanings takes for alike. Checkpoints and the log are written as it goes; a stopped
run goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from inquit.claims.meaning import MOST_WORDS
from inquit.claims.passage import TYPES, Passage, joined, passage
from inquit.tagger.encoder import Marks
from inquit.tagger.model import shipped, word_reader
from training.claim_data import Family, Pair, families, sentence_pairs
from training.claims import DEVELOP, Meanings, answers, meet
from training.events import event_families
from training.marks import marked_families
from training.model import NEVER

Joined = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]
ALIKE = 0.35  # share of the pairs drawn that state the same
SENTENCES = 1 / 12  # sentence pairs for each pair of statements
DRAWN = 512  # pairs at a time, which are then read by length
PIECES = 4096  # of a step
MOST_PAIRS = 400  # of a family; one with more is drawn as often
WARMING = 0.06
UPPER = 2  # layers of which others may stand in the place, for other questions (`training.certainties`)
SAVED = 200  # steps between checkpoints


class Cross(nn.Module):
    """The encoder with an embedding for what a piece is (`passage.TYPES`), and a head over both statements' means."""

    def __init__(self, start: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(start, add_pooling_layer=False, attn_implementation="eager")
        width = self.encoder.config.hidden_size
        types = self.encoder.embeddings.token_type_embeddings.weight.detach()[:1].repeat(TYPES, 1)
        self.encoder.embeddings.token_type_embeddings = nn.Embedding.from_pretrained(
            types + 0.02 * torch.randn(TYPES, width), freeze=False
        )
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        self.hidden, self.out = nn.Linear(3 * width, 256), nn.Linear(256, 1)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor | None = None) -> Tensor:
        """Pieces and what they are [B, T] -> logits [B]."""
        return self.above(self.lower(ids, types, mask), types, mask)

    def lower(self, ids: Tensor, types: Tensor, mask: Tensor | None = None) -> Tensor:
        """Pieces and what they are [B, T] -> what the lower layers give [B, T, width]."""
        words = self.encoder.embeddings(input_ids=ids, token_type_ids=types)
        return through(self.encoder.encoder.layer[:-UPPER], words, mask)

    def above(self, lower: Tensor, types: Tensor, mask: Tensor | None = None) -> Tensor:
        """What the lower layers gave -> logits [B]."""
        hidden = through(self.encoder.encoder.layer[-UPPER:], lower, mask)
        first, second = (mean_of(hidden, types == kind) for kind in (1, 3))
        both = torch.cat([hidden[:, 0], (first - second).abs(), first * second], -1)
        return self.out(functional.gelu(self.hidden(both)))[:, 0]


def through(layers: Iterable[nn.Module], hidden: Tensor, mask: Tensor | None = None) -> Tensor:
    """What some layers make of what is below them [B, T, width], where there are pieces [B, T]."""
    shut = None if mask is None else ((1 - mask) * NEVER)[:, None, None, :]
    for layer in layers:
        hidden = layer(hidden, shut)
    return hidden


def mean_of(hidden: Tensor, inside: Tensor) -> Tensor:
    """The mean [B, width] of the pieces [B, T, width] that are inside [B, T]; nought where none is."""
    weights = inside.to(hidden.dtype)[..., None]
    return (hidden * weights).sum(1) / (weights.sum(1) + 1e-6)


class Drawer:
    """The passages of a family, and its pairs of different reports of which the gold tells."""

    def __init__(self, family: Family, meanings: Meanings, rng: np.random.Generator) -> None:
        self.passages = [_passage(family, k) for k in range(len(family.items))]
        known, same = (x.numpy() > 0 for x in answers(family.items))
        report = np.array([i.report for i in family.items])
        apart = report[:, None] != report[None, :]
        self.alike = np.argwhere(known & same & apart)
        self.others = np.argwhere(known & ~same & (apart | (rng.random(apart.shape) < 0.1)))
        taken = _likeness(family, meanings)[tuple(self.others.T)]
        self._weights = np.cumsum(1 / (1 + np.exp(-(taken + 2))) + 0.01)
        self.often = min(len(self.alike), MOST_PAIRS) ** 0.5 if len(self.others) else 0.0

    def draw(self, rng: np.random.Generator) -> tuple[Passage, Passage, float]:
        alike = rng.random() < ALIKE
        if alike:
            pair = self.alike[rng.integers(len(self.alike))]
        else:
            pair = self.others[np.searchsorted(self._weights, rng.random() * self._weights[-1])]
        i, j = pair if rng.random() < 0.5 else pair[::-1]
        return self.passages[i], self.passages[j], float(alike)


def _passage(family: Family, number: int) -> Passage:
    item = family.items[number]
    return passage(next(row for row in family.reports[item.report] if item.words[0] in row.words), item.words)


@torch.no_grad()
def _likeness(family: Family, meanings: Meanings) -> npt.NDArray[np.floating]:
    vectors, weights = meanings.words([w for report in family.reports for w in report])
    first = np.cumsum([0, *(sum(len(w.words) for w in report) for report in family.reports)])
    inside = [[int(first[i.report]) + k for k in i.words[:MOST_WORDS]] for i in family.items]
    return meanings.logits(meet(vectors, weights, inside), 0).numpy()


def drawn(
    drawers: Sequence[Drawer], sentences: Sequence[Pair], marks: Marks, rng: np.random.Generator
) -> Iterator[tuple[Joined, float]]:
    """Some pairs as the network reads them, with what is asked of it."""
    often = np.array([d.often for d in drawers])
    for k in rng.choice(len(drawers), DRAWN, p=often / often.sum()):
        one, two, same = drawers[k].draw(rng)
        yield joined(one, two, marks), same
    for k in rng.choice(len(sentences), int(DRAWN * SENTENCES), replace=False):
        pair = sentences[k]
        yield joined(passage(*pair.first), passage(*pair.second), marks), pair.alike


def batches(pairs: Sequence[Joined]) -> Iterator[list[int]]:
    """The numbers of the pairs that are read together, alike in length, the longest first."""
    some: list[int] = []
    for k in sorted(range(len(pairs)), key=lambda k: -len(pairs[k][0])):
        if some and (len(some) + 1) * len(pairs[some[0]][0]) > PIECES:
            yield some
            some = []
        some.append(k)
    yield some


def padded(read: Sequence[Joined]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, what they are, and where there are any [B, T], of what is read at once."""
    longest = max(len(ids) for ids, _ in read)
    ids, types = torch.zeros(2, len(read), longest, dtype=torch.long)
    mask = torch.zeros(len(read), longest)
    for row, one in enumerate(read):
        n = len(one[0])
        ids[row, :n], types[row, :n], mask[row, :n] = torch.from_numpy(one[0]), torch.from_numpy(one[1]), 1
    return ids, types, mask


def logits(model: Cross, pairs: Sequence[Joined]) -> Tensor:
    """Of some pairs, read at once; the products in bfloat16."""
    with torch.autocast("cpu", torch.bfloat16):
        return model(*padded(pairs)).float()


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--families", type=Path, nargs="+", required=True, help="folders of families")
    ap.add_argument("--develop", nargs="+", default=DEVELOP, help="names to train on")
    ap.add_argument("--data", type=Path, required=True, help="folder with claims/, events/ and news/")
    ap.add_argument("--start", type=Path, required=True, help="folder of the pretrained encoder")
    ap.add_argument("--meanings", type=Path, required=True, help="last.pt of the encoder of meanings, to begin with")
    ap.add_argument("--weights", type=Path, help="last.pt of an earlier run to go on from, with a rate that falls anew")
    ap.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    ap.add_argument("--steps", type=int, default=4000)
    ap.add_argument("--rate", type=float, default=8e-5)
    ap.add_argument("--seed", type=int, default=1)
    return ap.parse_args()


def main() -> None:
    opt = arguments()
    torch.manual_seed(opt.seed)
    rng = np.random.default_rng(opt.seed)
    opt.out.mkdir(parents=True, exist_ok=True)
    reader, marks = word_reader(shipped())
    told = [f for folder in opt.families for f in families(folder, opt.develop, reader, marks)]
    told += [*event_families(opt.data, reader, marks), *marked_families(opt.data, reader, marks)]
    sentences = list(sentence_pairs(opt.data, reader, marks))
    meanings = Meanings(opt.start)
    meanings.load_state_dict(torch.load(opt.meanings, weights_only=True)["model"])
    drawers = [d for f in told if (d := Drawer(f, meanings.eval(), rng)).often]
    print(f"{len(drawers)} families, {sum(len(d.alike) for d in drawers)} pairs that state the same", flush=True)
    model = Cross(opt.start)
    types = model.encoder.embeddings.token_type_embeddings.weight.detach().clone()
    model.encoder.load_state_dict(meanings.encoder.state_dict() | {"embeddings.token_type_embeddings.weight": types})
    if opt.weights:
        model.load_state_dict(torch.load(opt.weights, weights_only=True)["model"])
    for part in model.modules():
        if isinstance(part, nn.Dropout):
            part.p = 0.0  # hardly a pair is seen twice
    new = [p for n, p in model.named_parameters() if not n.startswith("encoder.") or "token_type" in n]
    old = [p for n, p in model.named_parameters() if n.startswith("encoder.") and "type" not in n and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": old, "peak": opt.rate}, {"params": new, "peak": 6 * opt.rate}], weight_decay=0.01
    )
    last, step = opt.out / "last.pt", 0
    if last.exists():
        state = torch.load(last, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        step = state["step"]
        rng = np.random.default_rng((opt.seed, step))
    began, losses = time.time(), [0.0]
    while step < opt.steps:
        pairs, same = zip(*drawn(drawers, sentences, marks, rng), strict=True)
        groups = list(batches(pairs))
        for some in (groups[k] for k in rng.permutation(len(groups))):
            step += 1
            share = min(1.0, step / opt.steps / WARMING) * 0.5 * (1 + math.cos(math.pi * min(1.0, step / opt.steps)))
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * share
            asked = torch.tensor([same[k] for k in some])
            loss = functional.binary_cross_entropy_with_logits(logits(model, [pairs[k] for k in some]), asked)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            losses.append(loss.item())
            if step % SAVED == 0 or step == opt.steps:
                save(last, {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step})
                print(f"step {step}  loss {np.mean(losses[-SAVED:]):.4f}  {time.time() - began:.0f} s", flush=True)


def save(path: Path, state: dict[str, object]) -> None:
    """Writes a checkpoint, whole or not at all."""
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


if __name__ == "__main__":
    main()
