"""What a page states of itself in JSON-LD with the vocabulary of schema.org: when published, by whom, in what paper."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_ARTICLE = ("Article", "Posting")  # how the types below schema.org's Article end: NewsArticle, LiveBlogPosting
_MOST_OBJECTS = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """`published` is ISO 8601; what is not stated, or not readably, is None or empty."""

    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None


def stated(scripts: Iterable[str]) -> Stated:
    """What the first article in `scripts`, the texts of the page's JSON-LD elements, says of itself."""
    for script in scripts:
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue  # one broken block says nothing about the next
        for item in _objects(data):
            if _is_article(item.get("@type")) and item.get("datePublished"):
                return Stated(
                    published=iso_date(item.get("datePublished")),
                    authors=tuple(dict.fromkeys(_names(item.get("author")))),
                    publisher=next(iter(_names(item.get("publisher"))), None),
                )
    return Stated()


def iso_date(value: Any) -> str | None:
    """`value` in the form of ISO 8601 if it is a date, or a date and time, in nearly that form; else None.

    A time that says no zone keeps none, and a bare date stays one.
    """
    if not isinstance(value, str) or len(value) > 40:
        return None
    # Some write a space before the zone, some seven digits of a second.
    head, space, zone = value.strip().rpartition(" ")
    tight = head + zone if space and zone[:1] in "+-" and zone else value.strip()
    try:
        moment = datetime.fromisoformat(tight)
    except ValueError:
        return None
    return moment.date().isoformat() if len(tight) <= 10 else moment.isoformat(timespec="seconds")


def _objects(data: Any) -> Iterable[dict[str, Any]]:
    """The objects in `data` from the outside in, level by level."""
    level, seen = [data], 0
    while level and seen < _MOST_OBJECTS:
        seen += len(level)
        inner: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                yield item  # pyright: ignore[reportUnknownVariableType]  # the keys of JSON are strings
                inner.extend(item.values())  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]  # JSON
            elif isinstance(item, list):
                inner.extend(item)  # pyright: ignore[reportUnknownArgumentType]  # JSON
        level = inner


def _is_article(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]  # pyright: ignore[reportUnknownVariableType]  # JSON
    return any(isinstance(k, str) and k.endswith(_ARTICLE) for k in kinds)  # pyright: ignore[reportUnknownVariableType]  # JSON


def _names(value: Any) -> Iterable[str]:
    for item in value if isinstance(value, list) else [value]:  # pyright: ignore[reportUnknownVariableType]  # JSON
        name: Any = item.get("name") if isinstance(item, dict) else item  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # JSON
        if isinstance(name, str) and name.strip() and "://" not in name:
            yield " ".join(name.split())
