"""What was read off a feed, before it is reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry. `link` is where its article stands; `published` is ISO 8601, as exact as the feed tells it.

    `page` is a web page with the entry's own words in it, None where it has none.
    """

    link: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None
    page: str | None = None
