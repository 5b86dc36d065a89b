"""Families of news reports in which the same events are marked (ECB+, Cybulska & Vossen 2014), to learn claims from.

ECB+ marks, in one to three sentences of each report, the words for events, and which of them mean the same event in all
reports of a topic. A clause around such a word is taken for a mention of a claim: two clauses that tell of one event state
one claim. That is not quite so, and near enough to learn from: there are 65 real stories.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree  # pyright: ignore  # noqa: PGH003  # lxml ships no types: three rules say so

from inquit.claims.meaning import Row, content_words, rows
from inquit.core.spans import Span
from inquit.tagger.encoder import Marks
from inquit.tagger.words import WordReader
from training.claim_data import Family, Item
from training.corpora import spaced

ARCHIVE = "events/ecbplus_topics_1-35.tar.gz"
HALVES = ("ecb.xml", "ecbplus.xml")  # each topic holds two stories of one kind, one in the files of each name
_parser: Any = etree.XMLParser  # pyright: ignore  # noqa: PGH003  # as above
_tree: Any = etree.fromstring  # pyright: ignore  # noqa: PGH003  # as above
_LONGEST = 170  # words of a report up to its last marked sentence; of a longer one only what stands around those
_MOST = 260
_FEWEST = 10  # clauses of a family worth learning from
_SHORTEST = 4  # words of a clause
_NO_CLAIMS = ("ACTION_REPORTING", "ACTION_GENERIC")
_JOINTS = frozenset(
    ", ; : -- - — ( ) and but that who which after when as while because before where".split()  # noqa: SIM905  # plainer so
)


class Word(NamedTuple):
    """A word, the number of its sentence, and the events that it tells of."""

    text: str
    sentence: int
    events: tuple[str, ...]


def event_families(data: Path, reader: WordReader, marks: Marks) -> Iterator[Family]:
    """The stories of ECB+ as families, in the order of their names."""
    stories: dict[str, list[list[Word]]] = {}
    with tarfile.open(data / ARCHIVE) as archive:
        for name in sorted(archive.getnames()):
            member = archive.extractfile(name)
            half = next((h for h in HALVES if name.endswith(h)), None)
            if member is not None and half:
                topic = int(name.split("/")[-2])
                stories.setdefault(f"{topic:02} {half}", []).append(report_words(member.read(), name))
    for name, reports in sorted(stories.items()):
        family = family_of(name, reports, reader, marks)
        if len(family.items) > _FEWEST:
            yield family


def report_words(xml: bytes, name: str) -> list[Word]:
    """The words of a report in ECB+'s XML. An event that no other report tells of has a name of its own."""
    root = _tree(xml, _parser(resolve_entities=False, no_network=True))
    chain: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        target = relation.find("target")
        shared = relation.get("note") if relation.tag == "CROSS_DOC_COREF" else None
        own = f"{name} {'' if target is None else target.get('m_id')}"
        chain |= {source.get("m_id", ""): shared or own for source in relation.iterfind("source")}
    events: dict[str, list[str]] = {}
    for mark in root.iterfind("Markables/*"):
        words = [anchor.get("t_id", "") for anchor in mark.iterfind("token_anchor")]
        if words and mark.tag.startswith(("ACTION", "NEG")) and mark.tag not in _NO_CLAIMS:
            known = mark.get("m_id", "")
            events.setdefault(words[0], []).append(chain.get(known) or f"{name} {known}")
    return [
        Word(token.text or "", int(token.get("sentence", "0")), tuple(events.get(token.get("t_id", ""), ())))
        for token in root.iterfind("token")
    ]


def family_of(name: str, reports: Sequence[Sequence[Word]], reader: WordReader, marks: Marks) -> Family:
    """The marked reports of a story, cut to what stands around their marked sentences."""
    numbers: dict[str, int] = {}
    items: list[Item] = []
    windows: list[list[Row]] = []
    for given in reports:
        kept = around_events(given)
        if not kept:
            continue
        text, spans = spaced([word.text for word in kept])
        words = reader.read(text)
        for first, last in clauses_of(kept):
            events = sorted({event for word in kept[first : last + 1] for event in word.events})
            span = Span(spans[first].start, spans[last].end)
            inside = content_words(text, words, [span])
            if events and inside:
                claims = frozenset(numbers.setdefault(event, len(numbers)) for event in events)
                items.append(Item(report=len(windows), span=span, words=inside, claims=claims, gold=True))
        windows.append(list(rows(words, None, marks)))
    return Family(name=name, reports=windows, items=items)


def around_events(words: Sequence[Word]) -> list[Word]:
    """A report without an address above it, up to the sentence behind the last one with an event; none without events."""
    marked = [word.sentence for word in words if word.events]
    if not marked:
        return []
    address = "/" in [word.text for word in words if word.sentence == 0]
    last = max(marked) + 1
    whole = [word for word in words if address <= word.sentence <= last]
    if len(whole) <= _LONGEST:
        return whole
    return [word for word in whole if word.sentence >= min(marked) - 1][:_MOST]


def clauses_of(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The first and last word of each clause of the sentences with an event, as far as marks and small words part them."""
    marked = {word.sentence for word in words if word.events}
    start = 0
    for k, word in enumerate(words):
        ends = k + 1 == len(words) or words[k + 1].sentence != word.sentence
        joint = not ends and words[k + 1].text.lower() in _JOINTS and _rest(words, k + 1) >= _SHORTEST
        if ends or (joint and k + 1 - start >= _SHORTEST):
            if word.sentence in marked:
                yield start, k
            start = k + 1


def _rest(words: Sequence[Word], k: int) -> int:
    """How many words there are from `k` to the end of its sentence."""
    return sum(word.sentence == words[k].sentence for word in words[k : k + _SHORTEST])
