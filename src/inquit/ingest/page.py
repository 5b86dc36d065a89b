"""What was read off a web page, before it is a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """`body` has one blank line between paragraphs; `published` is ISO 8601, `language` ISO 639."""

    body: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None
