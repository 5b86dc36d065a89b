"""What the encoder of meanings learns from: families of reports with known claims, and pairs of sentences."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inquit import pipeline
from inquit.claims.meaning import Row, content_words, rows
from inquit.claims.mentions import mentions
from inquit.core.records import Report
from inquit.core.spans import Span
from inquit.tagger.encoder import Marks
from inquit.tagger.words import WordReader
from training.marked_stories import story

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Item:
    """A stretch of a report that states something."""

    report: int
    """Which report of the family."""
    span: Span
    words: list[int]
    claims: frozenset[int]
    """The claims it is a mention of by the gold; empty for all else that the report states."""
    gold: bool
    """Annotated, rather than found by the program."""
    unsure: frozenset[int] = frozenset()
    """Claims that it may be a mention of."""


@dataclass(frozen=True, kw_only=True)
class Family:
    """The reports on one story."""

    name: str
    reports: list[list[Row]]
    """The windows of each report."""
    items: list[Item]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two sentences and how alike they are, 0 to 1."""

    first: tuple[Row, list[int]]
    second: tuple[Row, list[int]]
    alike: float


def report_of(article: Json) -> Report:
    names = ("title", "outlet", "published", "url", "byline")
    return Report.of(article["text"], id=article["id"], **{n: article.get(n) for n in names})


def place(report: Report, mention: Json) -> Span:
    """Where a gold mention stands; raises ValueError if its words are not in the report."""
    start = 0 if mention.get("in") == "title" or report.headline is None else report.headline.end
    found = report.text.find(mention["span"], start)
    found = found if found >= 0 else report.text.index(mention["span"])
    return Span(found, found + len(mention["span"]))


def covers(found: Span, gold: Span) -> bool:
    """Whether a span that was found counts as the gold one: it holds half of it, and is not three times too long."""
    inside = min(found.end, gold.end) - max(found.start, gold.start)
    return inside > 0 and inside >= 0.5 * gold.length and inside >= 0.3 * found.length


def stories(folder: Path, names: Iterable[str] = ("",)) -> list[Path]:
    """The files of the families in a folder whose names begin with one of `names`."""
    files = sorted(p for p in folder.iterdir() if p.suffix in {".json", ".txt"})
    return [p for p in files if p.stem.startswith(tuple(names))]


def read_story(path: Path) -> Json:
    """A family, from JSON or from marked text; raises ValueError, with its name, if it is neither."""
    text = path.read_text(encoding="utf-8")
    try:
        return json.loads(text) if path.suffix == ".json" else story(text)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def family(path: Path, reader: WordReader, marks: Marks) -> Family:
    """A family with its gold mentions, and all that the program finds in its reports beside them."""
    data = read_story(path)
    reports = {a["id"]: report_of(a) for a in data["articles"]}
    number = {name: k for k, name in enumerate(reports)}
    words = {name: reader.read(r.text) for name, r in reports.items()}
    gold: dict[tuple[str, Span], set[int]] = {}
    for k, claim in enumerate(data["claims"]):
        for mention in claim["mentions"]:
            name = mention["article"]
            gold.setdefault((name, place(reports[name], mention)), set()).add(k)
    items = [
        Item(
            report=number[name],
            span=span,
            words=content_words(reports[name].text, words[name], [span]),
            claims=frozenset(claims),
            gold=True,
        )
        for (name, span), claims in gold.items()
    ]
    for reading in pipeline.read_reports(reports.values()):
        name = reading.report.id
        for mention in mentions(reading):
            near = [
                (span, known) for (where, span), known in gold.items() if where == name and mention.span.overlaps(span)
            ]
            claims = {c for span, known in near if covers(mention.span, span) for c in known}
            inside = content_words(reading.report.text, words[name], mention.spans)
            # What touches a gold mention and is none by the scorer may well state its claim: nothing is learnt from it.
            if inside and (claims or not near):
                items.append(
                    Item(report=number[name], span=mention.span, words=inside, claims=frozenset(claims), gold=False)
                )
    windows = [list(rows(words[name], r.headline, marks)) for name, r in reports.items()]
    return Family(name=path.stem, reports=windows, items=[i for i in items if i.words])


def families(folder: Path, names: Iterable[str], reader: WordReader, marks: Marks) -> list[Family]:
    """The families of a folder whose file names begin with one of `names`."""
    return [family(path, reader, marks) for path in stories(folder, names)]


def sentence_pairs(data: Path, reader: WordReader, marks: Marks) -> Iterator[Pair]:
    """The training halves of MRPC and of STS headlines (2013 to 2015)."""
    for first, second, alike in [*_paraphrases(data / "claims" / "msr-para-train.tsv.gz"), *_headlines(data)]:
        yield Pair(first=_sentence(first, reader, marks), second=_sentence(second, reader, marks), alike=alike)


def _paraphrases(path: Path) -> Iterator[tuple[str, str, float]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[0] in {"0", "1"}:
                yield row[3], row[4], float(row[0])


def _headlines(data: Path) -> Iterator[tuple[str, str, float]]:
    with tarfile.open(data / "claims" / "sts_headlines.tar.gz") as archive:
        for name in sorted(archive.getnames()):
            member = archive.extractfile(name)
            if member is not None and not name.startswith("2016"):
                yield from _scored(io.TextIOWrapper(member, encoding="utf-8"))


def _scored(lines: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    for line in lines:
        score, first, second = line.rstrip("\n").split("\t")[:3]
        if score:  # a few pairs were never scored
            yield first, second, float(score) / 5


def _sentence(text: str, reader: WordReader, marks: Marks) -> tuple[Row, list[int]]:
    words = reader.read(text)
    row = next(rows(words, None, marks))
    inside: Sequence[int] = content_words(text, words, [Span(0, len(text))])
    return row, [k for k in inside if k in row.words] or [0]
