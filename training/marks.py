"""Real stories whose claims were marked by reading them: which statements of their reports state the same claim.

The reports are of AllSides (three to five on one matter, by their words and days) and of ECB+ (up to a dozen). Their
texts stay in the data folder; `training/marks` holds only where statements stand, and which claims each states. They
were marked by a language model that was told to read every report, not by people: see the folder's README.
"""

from __future__ import annotations

import gzip
import json
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from inquit.claims.meaning import Row, content_words, rows
from inquit.core.records import Report, digest
from inquit.core.spans import Span
from inquit.tagger.encoder import Marks
from inquit.tagger.words import WordReader
from training.claim_data import Family, Item
from training.corpora import spaced
from training.events import ARCHIVE, report_words

Json = dict[str, Any]
_Part = TypeVar("_Part")
FOLDER = Path(__file__).with_name("marks")
NEWS = "news/allsides.jsonl.gz"
_WORDS = 330  # of a report of AllSides, to the end of a paragraph
_TOKENS = 260  # of a report of ECB+, to the end of a sentence


def marked_families(data: Path, reader: WordReader, marks: Marks, *, kept_out: bool = False) -> Iterator[Family]:
    """The marked stories for training, or those kept out of it, as families, in the order of the files.

    Raises:
        ValueError: A text is not the one that was marked.
    """
    for name, texts in (("allsides", allsides(data)), ("ecb", ecb(data))):
        for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            story = json.loads(line)
            if is_kept_out(story["story"]) == kept_out:
                yield family_of(story, texts, reader, marks)


def is_kept_out(story: str) -> bool:
    """Whether a story is one of the twelfth that is kept to see what training is worth."""
    return int("".join(c for c in story if c.isdigit())) % 12 == 5  # any remainder would do


def family_of(story: Json, texts: dict[str, Report], reader: WordReader, marks: Marks) -> Family:
    """One marked story. A statement that shares its claim with no other has a claim of its own."""
    windows: list[list[Row]] = []
    items: list[Item] = []
    alone = 1 + max((c for r in story["reports"] for m in r["mentions"] for c in (*m[1], *m[2])), default=-1)
    for number, told in enumerate(story["reports"]):
        report = texts[told["id"]]
        if digest(report.text) != told["text"]:
            raise ValueError(f"{told['id']}: this is not the text that was marked in {story['story']}")
        words = reader.read(report.text)
        for places, claims, unsure in told["mentions"]:
            spans = [Span(start, end) for start, end in places]
            inside = content_words(report.text, words, spans)
            if inside:
                known, alone = (frozenset(claims), alone) if claims or unsure else (frozenset({alone}), alone + 1)
                span = Span(spans[0].start, spans[-1].end)
                items.append(
                    Item(report=number, span=span, words=inside, claims=known, gold=True, unsure=frozenset(unsure))
                )
        windows.append(list(rows(words, report.headline, marks)))
    return Family(name=story["story"], reports=windows, items=items)


def allsides(data: Path) -> dict[str, Report]:
    """The beginnings of AllSides' reports, by id."""
    found: dict[str, Report] = {}
    with gzip.open(data / NEWS, "rt", encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            paragraphs = [p.strip() for p in told["text"].replace("\r", "").split("\n") if p.strip()]
            text = "\n\n".join(_first(paragraphs, [len(p.split()) for p in paragraphs], _WORDS))
            if text:
                found[told["id"]] = Report.of(
                    text, id=told["id"], title=told["title"], outlet=told["outlet"], published=told["published"]
                )
    return found


def ecb(data: Path) -> dict[str, Report]:
    """The beginnings of ECB+'s reports, by the name of the file; without the address that stands above some."""
    found: dict[str, Report] = {}
    with tarfile.open(data / ARCHIVE) as archive:
        for name in archive.getnames():
            member = archive.extractfile(name) if name.endswith(".xml") else None
            if member is not None:
                sentences: dict[int, list[str]] = {}
                for word in report_words(member.read(), name):
                    sentences.setdefault(word.sentence, []).append(word.text)
                told = [sentences[k] for k in sorted(sentences)]
                if told and ("/" in told[0] or "http" in " ".join(told[0][:2])):
                    told = told[1:]
                kept = _first(told, [len(s) for s in told], _TOKENS)
                text = " ".join(spaced(s)[0] for s in kept)
                if text:
                    found[name] = Report.of(text, id=name)
    return found


def _first(parts: Sequence[_Part], lengths: Sequence[int], most: int) -> list[_Part]:
    """The first parts, up to so much in all; one at least."""
    out: list[_Part] = []
    size = 0
    for part, length in zip(parts, lengths, strict=True):
        if out and size + length > most:
            break
        out.append(part)
        size += length
    return out
