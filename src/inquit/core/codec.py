"""Records to JSON and back, as docs/format.md has it; the contract's version is in every object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from inquit.core.errors import BadRecord
from inquit.core.records import (
    Act,
    Attribution,
    Certainty,
    Evidence,
    Kind,
    Link,
    Quote,
    Reading,
    Report,
    Source,
    Stance,
    Standing,
)
from inquit.core.spans import Span, Spans

VERSION = 1
Json = dict[str, Any]

_REPORT_FIELDS = ("id", "title", "outlet", "published", "url", "byline", "language")
_SOURCE_EXTRAS = ("number", "closeness", "reason", "stands_for")


def to_json(reading: Reading, *, explain: bool = False) -> Json:
    """A reading as plain dicts and lists; with `explain` each attribution carries its evidence."""
    report = reading.report
    return {
        "inquit": VERSION,
        "report": {**{name: getattr(report, name) for name in _REPORT_FIELDS}, "text": report.text},
        "attributions": [_attribution(a, explain=explain) for a in reading.attributions],
        "own_voice": _pairs(reading.own_voice),
        "sources": [_source(s) for s in reading.sources],
        "sentences": _pairs(reading.sentences),
    }


def from_json(data: object, *, where: str = "JSON") -> Reading:
    """The reading that `to_json` wrote; fields it does not know are passed over.

    Raises:
        BadRecord: `data` is no reading, is of another version, or holds a span outside its text.
    """
    try:
        return _Decoder(where).reading(_mapping(data))
    except (KeyError, TypeError, ValueError) as error:
        said = f"has no {error}" if isinstance(error, KeyError) else str(error)
        raise BadRecord(where, f"is not a reading as Inquit writes it: {said}", "See docs/format.md") from error


def _pairs(spans: Spans) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _attribution(a: Attribution, *, explain: bool) -> Json:
    out: Json = {
        "id": a.id,
        "source": _pairs(a.source),
        "cue": _pairs(a.cue),
        "content": _pairs(a.content),
        "parent": a.parent,
        "quote": a.quote,
        "act": a.act,
        "chain": [link_json(link) for link in a.chain],
        "certainty": a.certainty,
        "stance": a.stance,
        "said": a.said,
        "confidence": a.confidence,
    }
    if explain:
        out["evidence"] = [
            {"what": e.what, "by": e.by, "spans": _pairs(e.spans), "score": e.score, "instead": list(e.instead)}
            for e in a.evidence
        ]
    return out


def link_json(link: Link) -> Json:
    """One link of a chain as docs/format.md has it."""
    return {
        "span": None if link.span is None else list(link.span),
        "name": link.name,
        "kind": link.kind,
        "standing": link.standing,
        "source": link.source,
    }


def _source(s: Source) -> Json:
    out: Json = {
        "id": s.id,
        "name": s.name,
        "kind": s.kind,
        "standing": s.standing,
        "aliases": list(s.aliases),
        "mentions": _pairs(s.mentions),
    }
    return out | {name: getattr(s, name) for name in _SOURCE_EXTRAS if getattr(s, name) is not None}


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError(f"expected an object, found {type(value).__name__}")
    return value  # pyright: ignore[reportUnknownVariableType]  # keys of JSON objects are strings


class _Decoder:
    def __init__(self, where: str) -> None:
        self.where, self.length = where, 0

    def reading(self, data: Mapping[str, Any]) -> Reading:
        if data.get("inquit") != VERSION:
            raise ValueError(f'"inquit" is {data.get("inquit")!r}, and this program reads {VERSION}')
        head = _mapping(data["report"])
        if not isinstance(head["text"], str) or not isinstance(head["id"], str):
            raise TypeError("a report's id and text are strings")
        self.length = len(head["text"])
        optional = {name: self.text_or_none(head.get(name), name) for name in _REPORT_FIELDS[1:]}
        return Reading(
            report=Report(id=head["id"], text=head["text"], **optional),
            attributions=tuple(self.attribution(_mapping(a)) for a in data["attributions"]),
            own_voice=self.spans(data["own_voice"]),
            sources=tuple(self.source(_mapping(s)) for s in data["sources"]),
            sentences=self.spans(data.get("sentences", ())),
        )

    def attribution(self, data: Mapping[str, Any]) -> Attribution:
        return Attribution(
            id=str(data["id"]),
            source=self.spans(data["source"]),
            cue=self.spans(data["cue"]),
            content=self.spans(data["content"]),
            parent=self.text_or_none(data.get("parent"), "parent"),
            quote=self.one_of(Quote, data.get("quote")),
            act=self.one_of(Act, data.get("act")),
            chain=tuple(self.link(_mapping(link)) for link in data.get("chain", ())),
            certainty=self.one_of(Certainty, data.get("certainty")),
            stance=self.one_of(Stance, data.get("stance")),
            said=self.text_or_none(data.get("said"), "said"),
            confidence=float(data.get("confidence", 1.0)),
            evidence=tuple(self.evidence(_mapping(e)) for e in data.get("evidence", ())),
        )

    def link(self, data: Mapping[str, Any]) -> Link:
        return Link(
            span=None if data["span"] is None else self.span(data["span"]),
            name=str(data["name"]),
            kind=self.one_of(Kind, data["kind"], needed=True),
            standing=self.one_of(Standing, data["standing"], needed=True),
            source=self.text_or_none(data.get("source"), "source"),
        )

    def source(self, data: Mapping[str, Any]) -> Source:
        return Source(
            id=str(data["id"]),
            name=str(data["name"]),
            kind=self.one_of(Kind, data["kind"], needed=True),
            standing=self.one_of(Standing, data["standing"], needed=True),
            aliases=tuple(str(a) for a in data.get("aliases", ())),
            mentions=self.spans(data.get("mentions", ())),
            **{name: self.text_or_none(data.get(name), name) for name in _SOURCE_EXTRAS},
        )

    def evidence(self, data: Mapping[str, Any]) -> Evidence:
        return Evidence(
            what=str(data["what"]),
            by=str(data["by"]),
            spans=self.spans(data.get("spans", ())),
            score=None if data.get("score") is None else float(data["score"]),
            instead=tuple(str(x) for x in data.get("instead", ())),
        )

    def spans(self, data: Any) -> Spans:
        return tuple(self.span(pair) for pair in data)

    def span(self, pair: Any) -> Span:
        start, end = pair
        if type(start) is not int or type(end) is not int or not 0 <= start <= end <= self.length:
            raise ValueError(f"[{start}, {end}] is no span of a text of {self.length} code points")
        return Span(start, end)

    @staticmethod
    def text_or_none(value: Any, name: str) -> str | None:
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{name} is neither a string nor null")
        return value

    @staticmethod
    def one_of(kind: Any, value: Any, *, needed: bool = False) -> Any:
        allowed = get_args(kind)
        if value not in allowed and (needed or value is not None):
            raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
        return value
