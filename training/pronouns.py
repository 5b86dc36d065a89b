"""Trains what ranks the holders that a pronoun can mean; `python -m training.pronouns --help`.

The tagger that ships reads GAP's development split, less the cases for choosing, GUM's training documents and the
passages of `training.passages` once. Several small networks (`training.fit`) learn from what the encoder has of a pronoun
and of each candidate's mentions, and from visible features, which holder is meant, or none; their mean is written. Held-out
cases of GAP and GUM's dev documents that are not news say how good it is.
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
from inquit.sources.pronouns import Candidate, Features, candidates, features
from inquit.sources.proper_names import proper_names
from inquit.tagger.tags import Tags
from training.corpora import TUNE_GAP, Marked, gap, gum, page
from training.fit import Fit, Lessons, as_one, scores_of, trained
from training.passages import Passage, passages
from training.ranking import Case

SORTS = ("person", "organization", "place")
# What a batch of each counts. GUM's pronouns are mostly easy; of the passages there are most, and they are least like GAP.
PASSAGES, GUM, GAP = 0.15, 0.3, 1.5


def gap_cases(rows: Sequence[dict[str, str]], read: Sequence[Tags]) -> Iterator[Case]:
    """GAP's pronouns, under the titles of their pages. Where neither name is meant, whoever else is named may be, or nobody."""
    for row, tags in zip(rows, read, strict=True):
        report, moved = page(row)
        memory = met(report, tags)
        start = int(row["Pronoun-offset"]) + moved
        at = Span(start, start + len(row["Pronoun"]))
        pronoun = memory.lexicon.pronouns[row["Pronoun"].lower()]
        found = candidates(memory, at, pronoun)
        if not found:
            continue
        meant = [x for x in "AB" if row[f"{x}-coref"] == "TRUE"]
        starts = {x: int(row[f"{x}-offset"]) + moved for x in meant or "AB"}
        places = [Span(start, start + len(row[x])) for x, start in starts.items()]
        named = [any(m.overlaps(p) for m in c.holder.mentions for p in places) for c in found]
        right = named if meant else [not x for x in named]
        yield case(memory, at, pronoun, found, right)._replace(nobody=not meant or not any(right))


def passage_cases(made: Sequence[Passage], read: Iterable[Tags]) -> Iterator[Case]:
    """The pronouns of passages that can mean another person too."""
    for passage, tags in zip(made, read, strict=True):
        memory = met(Report.of(passage.text), tags)
        for at, surname in passage.asked:
            pronoun = memory.lexicon.pronouns[at.of(passage.text).lower()]
            found = candidates(memory, at, pronoun)
            right = [any(surname in m.of(passage.text) for m in c.holder.mentions) for c in found]
            if any(right) and len(right) > 1:
                yield case(memory, at, pronoun, found, right)


def met(report: Report, tags: Tags) -> Memory:
    """The memory of a report all of whose names were met."""
    words = lexicon("en")
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
                    yield case(memory, thing.span, pronoun, found, right)._replace(nobody=not any(right))
                for candidate in [c for c, r in zip(found, right, strict=True) if r][:1]:
                    memory.note(candidate.holder, p, speaks=any(s.overlaps(thing.span) for s in speaking))
            gold[p.name or p.head_span or p.span] = thing.means


def _mostly(mentions: Sequence[Span], gold: dict[Span, frozenset[str]]) -> frozenset[str] | None:
    counts = Counter(gold[m] for m in mentions if m in gold)
    return counts.most_common(1)[0][0] if counts else None


def told(fits: Sequence[Fit], cases: Sequence[Case]) -> str:
    """How often the best answer of all is a right one, and the mean of what was missed."""
    right, missed = 0, 0.0
    for case, scores in zip(cases, scores_of(fits, cases), strict=True):
        answers, meant = np.append(scores, 0.0), np.array([*case.right, case.nobody])
        right += bool(meant[answers.argmax()])
        missed += np.logaddexp.reduce(answers) - np.logaddexp.reduce(answers[meant])
    return f"loss {missed / len(cases):.3f}, best right {right / len(cases):.1%} of {len(cases)}"


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder with coref/, news/ and polnear/")
    ap.add_argument("--out", type=Path, required=True, help="pronouns.npz to write, and pronouns.json")
    ap.add_argument("--networks", type=int, default=4, help="whose mean is written")
    return ap.parse_args()


def main() -> None:
    opt = arguments()
    torch.set_num_threads(1)
    tagger = shipped_tagger()
    rows = gap(opt.data, "development")
    tags = list(tagger.tag(page(row)[0].text for row in rows))
    ambiguous = list(gap_cases(rows[:-TUNE_GAP], tags[:-TUNE_GAP]))
    held = {"gap": list(gap_cases(rows[-TUNE_GAP:], tags[-TUNE_GAP:]))}
    train = list(gum(opt.data, "train"))
    easy = list(gum_cases(train, list(tagger.tag(d.text for d in train))))
    other = [d for d in gum(opt.data, "dev") if not d.id.startswith("news")]
    held["gum"] = list(gum_cases(other, list(tagger.tag(d.text for d in other))))
    made = passages(opt.data)
    certain = list(passage_cases(made, tagger.tag(p.text for p in made)))
    print(f"{len(certain)} pronouns of {len(made)} passages")
    lessons = [
        Lessons(certain, PASSAGES, nobody=False),
        Lessons(easy, GUM),
        Lessons(ambiguous, GAP),
    ]
    fits = [trained(lessons, seed) for seed in range(opt.networks)]
    for name, cases in {"given": [*ambiguous, *easy], **held}.items():
        print(f"{name}: {told(fits, cases)}")
    np.savez(opt.out, **as_one(fits))
    told_of = {"sha256": hashlib.sha256(opt.out.read_bytes()).hexdigest()}
    opt.out.with_suffix(".json").write_text(json.dumps(told_of, indent=1) + "\n", encoding="utf-8")
    print("features:", ", ".join(Features._fields))


if __name__ == "__main__":
    main()
