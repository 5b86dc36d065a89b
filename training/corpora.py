"""Corpora that mark which mentions mean the same, or what happened: GUM, GAP, UDS-IH2 and its kin, PolNeAR's silver.

GUM (Zeldes 2017) is split as its splits.md says, of which the documents of five genres are known here; GAP's development
split (Webster et al. 2018) is for training, its validation split for reporting.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from inquit.core.records import Report
from inquit.core.spans import Span
from training.data import Json

GUM_DEV = {
    "academic": ("exposure", "librarians"),
    "bio": ("byron", "emperor"),
    "court": ("loan", "negligence"),
    "interview": ("cyclone", "gaming"),
    "news": ("homeopathic", "iodine"),
    "speech": ("impeachment", "inauguration"),
}
_GUM_TEST = {
    "academic": ("discrimination", "eegimaa"),
    "bio": ("dvorak", "jespersen"),
    "court": ("insanity", "mitigation"),
    "interview": ("hill", "libertarian"),
    "news": ("nasa", "sensitive"),
    "speech": ("austria", "newzealand"),
}
TUNE_GAP, TUNE_UDS = 300, 400  # the last so many of the training splits are for choosing
_GAP_TOGETHER = 3  # paragraphs in one text
_ENTITY = re.compile(r"(\()?([a-z]+)-(\d+)(?:-[^()]*)?(\))?")
_OPENING, _CLOSING = frozenset("([{$“‘«"), frozenset(")]},.;:?!%”’»")
_CLITIC = re.compile(r"(?:['’](?:s|re|ve|ll|d|m)|n['’]t)\Z", re.IGNORECASE)
_NAME = re.compile(r"\b[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]*)*")


class Thing(NamedTuple):
    """A mention, the ids of what it may mean, and of what it is not known whether it means it."""

    span: Span
    means: frozenset[str]
    asks: bool = True
    keep: bool = False
    """Whether it may not be left out."""

    unknown: frozenset[str] = frozenset()
    sort: str = ""
    """What GUM says it is: person, organization, ..."""


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A text with its mentions, or with its predicates and how sure it is that each happened (-3 to 3)."""

    id: str
    text: str
    things: tuple[Thing, ...] = ()
    happened: tuple[tuple[Span, float], ...] | None = None
    silver: bool = False


def spaced(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """The text that tokens came from, by what usually stands close; and where each token is in it."""
    text, spans, opened = "", list[Span](), False
    for k, token in enumerate(tokens):
        straight = token in {'"', "'"}
        close = token[0] in _CLOSING or _CLITIC.match(token) is not None or (straight and opened)
        before = tokens[k - 1] if k else ""
        glued = bool(before) and (before[0] in _OPENING or (before in {'"', "'"} and opened))
        text += "" if close or glued or not k else " "
        spans.append(Span(len(text), len(text) + len(token)))
        text += token
        opened = not opened if straight else opened
    return text, spans


# ── coreference ──────────────────────────────────────────────────────────────────────────────────────────────────────


def gum(data: Path, split: str) -> Iterator[Marked]:
    """GUM's documents of `split`: train or dev."""
    with tarfile.open(data / "coref" / "gum_conll.tar.gz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            name = re.search(r"GUM_([a-z]+)_(\w+)\.conll", member.name)
            file = archive.extractfile(member) if name else None
            if name is None or file is None:
                continue
            genre, title = name.groups()
            known = "dev" if title in GUM_DEV[genre] else "test" if title in _GUM_TEST[genre] else "train"
            if known == split:
                yield gum_document(f"{genre}_{title}", file.read().decode())


def gum_document(id: str, conll: str) -> Marked:
    """One document of GUM's CoNLL files: number, word, and brackets of the entities that open and close at it."""
    rows = [line.split("\t") for line in conll.splitlines() if line and not line.startswith("#")]
    text, spans = spaced([row[1] for row in rows])
    open_at: dict[str, list[int]] = {}
    things: list[Thing] = []
    for k, row in enumerate(rows):
        for opens, sort, number, closes in _ENTITY.findall(row[2]) if row[2] != "_" else ():
            if opens:
                open_at.setdefault(number, []).append(k)
            if closes and open_at.get(number):
                start = open_at[number].pop()
                things.append(Thing(Span(spans[start].start, spans[k].end), frozenset({number}), sort=sort))
    return Marked(id=id, text=text, things=tuple(things))


def gap(data: Path, split: str) -> list[dict[str, str]]:
    """GAP's rows."""
    with gzip.open(data / "coref" / f"gap-{split}.tsv.gz", "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def page(row: dict[str, str], *, titled: bool = True) -> tuple[Report, int]:
    """A row of GAP as a report with its page's title for a headline, and how far that moves its offsets.

    This is what the paper calls the page context; without a title, its snippet context.
    """
    title = re.sub(r"[ _]\(.*", "", unquote(row["URL"].rsplit("/", 1)[-1])).replace("_", " ").strip()
    report = Report.of(row["Text"], title=title if titled else None)
    return report, len(report.text) - len(row["Text"])


def gap_texts(rows: Sequence[dict[str, str]], rng: random.Random) -> Iterator[Marked]:
    """GAP's paragraphs, a few to a text, in an order of their own."""
    order = list(rows)
    rng.shuffle(order)
    for start in range(0, len(order), _GAP_TOGETHER):
        text, things = "", list[Thing]()
        for number, row in enumerate(order[start : start + _GAP_TOGETHER]):
            text += "\n\n" if text else ""
            things.extend(gap_things(row, str(number), len(text)))
            text += row["Text"]
        yield Marked(id=f"gap-{start}", text=text, things=tuple(things))


def gap_things(row: dict[str, str], key: str, base: int = 0) -> Iterator[Thing]:
    """The pronoun, which asks, the two names, and what else looks like a name.

    A name that shares a word with one of the two may mean it, so that it is not offered unless that one is right.
    """
    text, at = row["Text"], int(row["Pronoun-offset"])
    pronoun = Span(base + at, base + at + len(row["Pronoun"]))
    neither = "TRUE" not in (row["A-coref"], row["B-coref"])
    given = {
        letter: Span(int(row[f"{letter}-offset"]), int(row[f"{letter}-offset"]) + len(row[letter])) for letter in "AB"
    }
    meant = frozenset({key + ("other" if neither else "A" if row["A-coref"] == "TRUE" else "B")})
    yield Thing(pronoun, meant, keep=True, unknown=frozenset({key + "?"}))
    words = {letter: {w for w in re.findall(r"\w{3,}", row[letter]) if w[0].isupper()} for letter in "AB"}
    for letter, span in given.items():
        yield Thing(Span(base + span.start, base + span.end), frozenset({key + letter}), asks=False, keep=True)
    for found in _NAME.finditer(text):
        name = Span(*found.span())
        if any(name.overlaps(span) for span in given.values()) or found.group().lower() in text:
            continue
        own = set(re.findall(r"\w{3,}", found.group()))
        near = [letter for letter in "AB" if own & words[letter]]
        right = [letter for letter in near if row[f"{letter}-coref"] == "TRUE"]
        # Where neither is meant, somebody else is, and it is not told who: every other name may be right.
        told = key + (right[0] if right else "?" if near else "other")
        yield Thing(Span(base + name.start, base + name.end), frozenset({told}), asks=False)


def marked_report(report: Json) -> Marked:
    """A PolNeAR report with its silver chains, and its silver names of nobody's chain."""
    things = [
        Thing(Span(start, end), frozenset({str(number)}))
        for number, chain in enumerate(report["coreference"])
        for start, end in chain
    ]
    taken = sorted(t.span for t in things)
    for k, (start, end, label, *_) in enumerate(report["entities"]):
        name = Span(start, end)
        if label in {"PERSON", "ORGANIZATION", "LOCATION", "MISC"} and not any(t.overlaps(name) for t in taken):
            things.append(Thing(name, frozenset({f"alone {k}"})))
    return Marked(id=report["id"], text=report["text"], things=tuple(things), silver=True)


# ── what happened ────────────────────────────────────────────────────────────────────────────────────────────────────


class Told(NamedTuple):
    """A sentence or passage in tokens, with the labels of its predicates."""

    tokens: list[str]
    labels: dict[int, float]


def told(data: Path, name: str, split: str) -> list[Told]:
    """The passages of uds_ih2, megaveridicality2 or commitmentbank."""
    with gzip.open(data / "factuality" / f"{name}.{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    return [Told(i["text"].split(), {t["span1"][0]: t["label"] for t in i["targets"]}) for i in items]


def told_texts(passages: Sequence[Told], rng: random.Random) -> Iterator[Marked]:
    """Runs of one to eight passages that follow one another, most as they would be printed, some as they are given."""
    bounds = [0]
    while bounds[-1] < len(passages):
        bounds.append(bounds[-1] + rng.choice((1, 1, 2, 3, 5, 8)))
    runs = [passages[a:b] for a, b in pairwise(bounds)]
    rng.shuffle(runs)
    for k, run in enumerate(runs):
        yield told_text(str(k), run, as_given=rng.random() < 0.3, between=rng.choice((" ", " ", "\n\n")))


def told_text(id: str, run: Iterable[Told], *, as_given: bool, between: str = " ") -> Marked:
    """One text of several passages."""
    text, labels = "", list[tuple[Span, float]]()
    for tokens, given in run:
        text += between if text else ""
        read, spans = (" ".join(tokens), None) if as_given else spaced(tokens)
        spans = spans or spaced_out(tokens)
        labels.extend((Span(len(text) + spans[k].start, len(text) + spans[k].end), v) for k, v in given.items())
        text += read
    return Marked(id=id, text=text, happened=tuple(labels))


def spaced_out(tokens: Sequence[str]) -> list[Span]:
    """Where each token stands in tokens joined by single spaces."""
    ends = [0]
    for token in tokens:
        ends.append(ends[-1] + len(token) + 1)
    return [Span(a, b - 1) for a, b in pairwise(ends)]
