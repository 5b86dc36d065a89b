"""Trains what ranks the holders that a pronoun can mean; `python -m training.pronouns --help`.

The tagger that ships reads GAP's development split, less the cases for choosing, GUM's training documents and the
passages of `training.passages` once. What `inquit.sources.fit` says is learnt from the passages and GUM, then from GAP
and GUM; the network of `inquit.sources.pronouns` learns from the features of each candidate which holder is meant, or
none. It is the mean of several small networks. Held-out cases of GAP and GUM's dev documents that are not news say how
good it is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from inquit.attribution.linker import attributions
from inquit.core.paragraphs import paragraphs
from inquit.core.quotations import quotations
from inquit.core.records import Report
from inquit.core.spans import Span
from inquit.pipeline import shipped_tagger
from inquit.sources.cast import Cast
from inquit.sources.fit import question
from inquit.sources.lexicon import Pronoun, lexicon
from inquit.sources.memory import Memory, undecided
from inquit.sources.phrases import Phrase, phrase
from inquit.sources.pronouns import Candidate, Features, Floats, candidates, features
from inquit.sources.proper_names import proper_names
from inquit.tagger.tags import Tags
from training.corpora import TUNE_GAP, Marked, gap, gum
from training.fit import fit_of, fit_weights, fitted, with_fit
from training.model import NEVER
from training.passages import Passage, passages
from training.ranking import Case, Grid, grid, loss

SORTS = ("person", "organization", "place")
GUM_WEIGHT = 0.3  # of a question of GUM's, which are mostly easy, beside one of GAP's


def gap_cases(rows: Sequence[dict[str, str]], read: Sequence[Tags]) -> Iterator[Case]:
    """GAP's pronouns. Where neither name is meant, whoever else is named may be, or nobody."""
    for row, tags in zip(rows, read, strict=True):
        memory = met(row["Text"], tags)
        start = int(row["Pronoun-offset"])
        at = Span(start, start + len(row["Pronoun"]))
        pronoun = memory.lexicon.pronouns[row["Pronoun"].lower()]
        found = candidates(memory, at, pronoun)
        if not found:
            continue
        meant = [x for x in "AB" if row[f"{x}-coref"] == "TRUE"]
        places = [Span(o, o + len(row[x])) for x in meant or "AB" if (o := int(row[f"{x}-offset"])) >= 0]
        named = [any(m.overlaps(p) for m in c.holder.mentions for p in places) for c in found]
        right = named if meant else [not x for x in named]
        yield case(memory, at, pronoun, found, right)._replace(nobody=not meant or not any(right))


def passage_cases(made: Sequence[Passage], read: Iterable[Tags]) -> Iterator[Case]:
    """The pronouns of passages that can mean another person too."""
    for passage, tags in zip(made, read, strict=True):
        memory = met(passage.text, tags)
        for at, surname in passage.asked:
            pronoun = memory.lexicon.pronouns[at.of(passage.text).lower()]
            found = candidates(memory, at, pronoun)
            right = [any(surname in m.of(passage.text) for m in c.holder.mentions) for c in found]
            if any(right) and len(right) > 1:
                yield case(memory, at, pronoun, found, right)


def met(text: str, tags: Tags) -> Memory:
    """The memory of a text all of whose names were met."""
    report, words = Report.of(text), lexicon("en")
    names = proper_names(report.text, tags.sentences, tags.entities, words)
    memory = Memory(report, words, sentences=tags.sentences, names=names, same_source=tags.same or undecided)
    cast = Cast(memory)
    for n in names:
        cast.meet(Phrase(span=n.span, name=n.span), speaks=False)
    return memory


def case(memory: Memory, at: Span, pronoun: Pronoun, found: Sequence[Candidate], right: list[bool]) -> Case:
    """The case of the pronoun at `at`; how well its candidates fit is not known yet."""
    numbers = features(memory, found, at, pronoun, [0.0] * len(found))
    return Case(numbers, right, nobody=False, asked=question(memory, at, [c.holder for c in found]))


def gum_cases(documents: Sequence[Marked], read: Sequence[Tags]) -> Iterator[Case]:
    """GUM's pronouns of the third person, each asked before it is given to whom it means; gold mentions are given."""
    words = lexicon("en")
    for document, tags in zip(documents, read, strict=True):
        report = Report.of(document.text)
        names = proper_names(report.text, tags.sentences, tags.entities, words)
        quotes = tuple(q.span for q in quotations(report.text, paragraphs(report.text))[0] if q.depth == 0)
        memory = Memory(
            report, words, sentences=tags.sentences, names=names, quoted=quotes, same_source=tags.same or undecided
        )
        cast = Cast(memory)
        speaking = {s for a in attributions(report, tags) for s in a.source}
        gold: dict[Span, frozenset[str]] = {}
        for thing in sorted((t for t in document.things if t.sort in SORTS), key=lambda t: t.span):
            inside = [n.span for n in memory.names_in(thing.span)]
            p = phrase(report.text, thing.span, inside, words)
            if not (p.pronoun or p.name) and inside == [thing.span]:
                p = Phrase(span=thing.span, name=thing.span)
            pronoun = words.pronouns.get(p.pronoun or "")
            if pronoun is None:
                cast.meet(p, speaks=any(s.overlaps(thing.span) for s in speaking))
            elif pronoun.person == "3":
                found = candidates(memory, thing.span, pronoun)
                right = [_mostly(c.holder.mentions, gold) == thing.means for c in found]
                if found:
                    yield case(memory, thing.span, pronoun, found, right)._replace(
                        nobody=not any(right), weight=GUM_WEIGHT
                    )
                for candidate in [c for c, r in zip(found, right, strict=True) if r][:1]:
                    memory.note(candidate.holder, p, speaks=any(s.overlaps(thing.span) for s in speaking))
            gold[p.name or p.head_span or p.span] = thing.means


def _mostly(mentions: Sequence[Span], gold: dict[Span, frozenset[str]]) -> frozenset[str] | None:
    counts = Counter(gold[m] for m in mentions if m in gold)
    return counts.most_common(1)[0][0] if counts else None


class Ranker(nn.Module):
    """Scores a candidate; the features count as they are and through a hidden layer."""

    def __init__(self, hidden: int, scale: Tensor, dropout: float) -> None:
        super().__init__()
        self.scale = scale
        self.linear = nn.Linear(len(scale), 1, bias=False)
        self.hidden = nn.Linear(len(scale), hidden)
        self.out = nn.Linear(hidden, 1, bias=False)
        self.none = nn.Parameter(torch.zeros(1))
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.linear.weight)

    def forward(self, numbers: Tensor) -> Tensor:
        x = numbers / self.scale
        return (self.linear(x) + self.out(self.dropout(torch.relu(self.hidden(x)))))[:, 0] - self.none

    def penalty(self) -> Tensor:
        """Of all weights but the linear ones of the first two features, which are log-odds."""
        weights = (self.linear.weight[:, 2:], self.hidden.weight, self.out.weight)
        return torch.stack([(w**2).sum() for w in weights]).sum()


def trained(g: Grid, opt: argparse.Namespace, seed: int) -> Ranker:
    """One network, by Adam on all cases at once."""
    torch.manual_seed(seed)
    ranker = Ranker(opt.hidden, g.numbers.std(0) + 0.01, opt.dropout)
    optimiser = torch.optim.Adam(ranker.parameters(), lr=opt.rate)
    for step in range(opt.steps):
        optimiser.param_groups[0]["lr"] = opt.rate * (1 - step / opt.steps)
        optimiser.zero_grad()
        (loss(ranker, g) + opt.decay * ranker.penalty()).backward()
        optimiser.step()
    return ranker.eval()


def as_one(rankers: Sequence[Ranker]) -> dict[str, Floats]:
    """The weights of the network that gives the mean of the scores of several."""
    n = len(rankers)

    def numpy(parts: Sequence[Tensor], dim: int = 0) -> Floats:
        return torch.cat(list(parts), dim).detach().numpy().astype(np.float32)

    scale = rankers[0].scale
    return {
        "linear": numpy([sum((r.linear.weight[0] / scale for r in rankers), torch.zeros(())) / n]),
        "hidden": numpy([(r.hidden.weight / scale).T for r in rankers], 1),
        "bias": numpy([r.hidden.bias for r in rankers]),
        "out": numpy([r.out.weight[0] / n for r in rankers]),
        "none": numpy([sum((r.none for r in rankers), torch.zeros(())) / n]),
    }


def told(rankers: Sequence[Ranker], cases: Sequence[Case]) -> str:
    """Mean loss, and how often the best answer of all is a right one."""
    g = grid(cases)
    with torch.inference_mode():

        def mean(numbers: Tensor) -> Tensor:
            return torch.stack([r(numbers) for r in rankers]).mean(0)

        scores = torch.full(g.right.shape, NEVER).index_put((g.line, g.column), mean(g.numbers))
        scores[:, -1] = 0.0
        right = g.right.gather(1, scores.argmax(1, keepdim=True)).float().mean()
        return f"loss {loss(mean, g):.3f}, best right {right:.1%} of {len(cases)}"


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder with coref/, news/ and polnear/")
    ap.add_argument("--out", type=Path, required=True, help="pronouns.npz to write, and pronouns.json")
    ap.add_argument("--hidden", type=int, default=32)
    ap.add_argument("--networks", type=int, default=4, help="whose mean is written")
    ap.add_argument("--steps", type=int, default=150)
    ap.add_argument("--rate", type=float, default=0.02)
    ap.add_argument("--decay", type=float, default=2e-3)
    ap.add_argument("--dropout", type=float, default=0.3)
    return ap.parse_args()


def main() -> None:
    opt = arguments()
    torch.set_num_threads(1)
    tagger = shipped_tagger()
    rows = gap(opt.data, "development")
    tags = list(tagger.tag(row["Text"] for row in rows))
    ambiguous = list(gap_cases(rows[:-TUNE_GAP], tags[:-TUNE_GAP]))
    held = {"gap": list(gap_cases(rows[-TUNE_GAP:], tags[-TUNE_GAP:]))}
    train = list(gum(opt.data, "train"))
    easy = list(gum_cases(train, list(tagger.tag(d.text for d in train))))
    other = [d for d in gum(opt.data, "dev") if not d.id.startswith("news")]
    held["gum"] = list(gum_cases(other, list(tagger.tag(d.text for d in other))))
    made = passages(opt.data)
    certain = list(passage_cases(made, tagger.tag(p.text for p in made)))
    print(f"{len(certain)} pronouns of {len(made)} passages")
    fit, ambiguous, easy = fitted(certain, easy, ambiguous)
    given = [*ambiguous, *easy]
    held = {name: with_fit(cases, fit_of(fit, cases)) for name, cases in held.items()}
    g = grid(given)
    rankers = [trained(g, opt, seed) for seed in range(opt.networks)]
    for name, cases in {"given": given, **held}.items():
        print(f"{name}: {told(rankers, cases)}")
    np.savez(opt.out, **as_one(rankers), **fit_weights(fit))
    told_of = {"sha256": hashlib.sha256(opt.out.read_bytes()).hexdigest()}
    opt.out.with_suffix(".json").write_text(json.dumps(told_of, indent=1) + "\n", encoding="utf-8")
    print("features:", ", ".join(Features._fields))


if __name__ == "__main__":
    main()
