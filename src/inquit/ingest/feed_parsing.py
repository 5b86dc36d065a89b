"""A feed to its entries, by feedparser: RSS in all its versions, and Atom (RFC 4287).

Slow to import, and at the mercy of the feed: `feed_process` runs it where it can be stopped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import feedparser  # pyright: ignore[reportMissingTypeStubs]  # it has none, so that its dicts are Any here
from lxml import html as lxml_html  # pyright: ignore  # noqa: PGH003  # lxml ships no types: three rules say so

from inquit.ingest.decoding import visible
from inquit.ingest.feed import Entry
from inquit.ingest.schema_org import iso_date
from inquit.ingest.xml_root import root

_COARSE = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_PARAGRAPHS = re.compile(r"\n\s*\n")
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));?", re.IGNORECASE)
_LINE = re.compile(r"<unknown>:(\d+):")
_parse: Any = feedparser.parse  # pyright: ignore  # noqa: PGH003  # as above
_document: Any = lxml_html.document_fromstring  # pyright: ignore  # noqa: PGH003  # as above
_Told = Mapping[str, Any]


def parse(source: str, *, url: str | None = None) -> tuple[Iterator[Entry], str | None]:
    """The entries of the feed `source` in its order, and what is wrong with its XML where something is.

    What stands before the outermost element is left out, and the entities it may declare with it: no declared entity
    is ever expanded, those of HTML are. `url` is where the feed came from; relative links are taken from there.
    """
    place = root(source)
    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": url} if url else {})
    found = _parse(
        BytesIO(_REFERENCE.sub(_character, visible(source[place.start if place else 0 :])).encode()),
        response_headers=headers,
        # Both would be for showing the entry as it stands; the page's extraction takes out what is not text.
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    feed, atom = found.feed, str(found.version).startswith("atom")
    entries = (_entry(entry, feed, url, atom=atom) for entry in found.entries)
    return entries, _wrong(found.bozo_exception) if found.bozo else None


def _character(reference: re.Match[str]) -> str:
    """The reference as it stands, or nothing where XML has no such character: feedparser fails on these."""
    digits = (reference[1] or reference[2]).lstrip("0")
    number = int(digits or "0", 16 if reference[1] else 10) if len(digits) < 8 else 0
    allowed = number in {9, 10, 13} or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
    return reference[0] if allowed or 0x10000 <= number < 0x110000 else ""


def _wrong(error: Exception) -> str:
    line = _LINE.match(str(error))
    what: Any = getattr(error, "getMessage", lambda: str(error))()
    return f"{str(what)[:100]} in line {line[1]}" if line else str(what)[:100]


def _entry(entry: _Told, feed: _Told, url: str | None, *, atom: bool) -> Entry:
    # A feed's managing editor (RSS) wrote no entry; an Atom feed's author wrote all that name no other.
    authors = entry.get("authors") or (feed.get("authors") if atom else None) or ()
    names = (_line(author.get("name"), 100) for author in authors)
    source: _Told = entry.get("source", {})  # RSS gives its title, Atom a whole feed without entries
    return Entry(
        link=_link(entry, feed, url),
        title=_line(_text(entry.get("title_detail")), 500),
        outlet=_line(_text(source.get("title_detail")) or source.get("title") or _text(feed.get("title_detail")), 200),
        published=_published(entry),
        byline=_line("; ".join(dict.fromkeys(name for name in names if name and "@" not in name)), 500),
        page=_page(entry, feed),
    )


def _link(entry: _Told, feed: _Told, url: str | None) -> str | None:
    """The article's own address where the feed gives it beside one that counts its readers."""
    link = str(entry.get("feedburner_origlink") or entry.get("link") or "").strip()
    stated: list[Any] = [
        feed.get("link"),
        *(other.get("href") for other in feed.get("links", ()) if other.get("rel") == "self"),
    ]
    try:
        link = urljoin(url or next((base for base in stated if _is_address(base)), ""), link)
    except ValueError:
        return None
    return link if _is_address(link) and len(link) <= 2000 else None


def _is_address(link: str | None) -> bool:
    return bool(link and link.startswith(("https://", "http://")))


def _published(entry: _Told) -> str | None:
    """When it was published; if only the latest change is told, when that was, for these words were published then."""
    for name in ("published", "updated"):
        told = dict.get(entry, name)  # pyright: ignore  # noqa: PGH003  # its own `get` takes one for the other
        if isinstance(told, str) and (date := _date(told.strip())):
            return date
    return None


def _date(told: str) -> str | None:
    """`told` as ISO 8601, no more exact than it is, if it is written by RFC 3339 or RFC 822.

    feedparser reads more forms than these, and makes dates of numbers that are none.
    """
    if _COARSE.fullmatch(told):
        return told
    if stated := iso_date(told):
        return stated
    timed = ":" in told
    try:
        moment = parsedate_to_datetime(told.replace("-0000", "+0000") if timed else told + " 00:00")  # either is UTC
    except (ValueError, OverflowError):
        return None
    return moment.isoformat() if timed else moment.date().isoformat()


def _page(entry: _Told, feed: _Told) -> str | None:
    """The longest of what the entry gives as its words, as a page."""
    details = [*entry.get("content", ()), *([entry["summary_detail"]] if entry.get("summary_detail") else ())]
    longest: Any = max(details, key=lambda detail: len(detail.get("value") or ""), default=None)
    words = str((longest and longest.get("value")) or "")
    if not words:
        return None
    if longest.get("type") == "text/plain":
        words = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in _PARAGRAPHS.split(words))
    language = html.escape(str(longest.get("language") or feed.get("language") or ""))
    title = html.escape(_line(_text(entry.get("title_detail")), 500) or "")
    head = f'<!DOCTYPE html><html lang="{language}"><head><title>{title}</title></head>'
    return f"{head}<body><article>{words}</article></body></html>"


def _text(detail: _Told | None) -> str:
    """The words of a title, which may be HTML."""
    words = str((detail or {}).get("value") or "")
    if not words.strip() or (detail or {}).get("type") == "text/plain":
        return words
    return str(_document(f"<body>{words}</body>").text_content())


def _line(text: str | None, most: int) -> str | None:
    """`text` on one line, or None where it is empty or too long to be what it should be."""
    line = " ".join(visible(text or "").split())
    return line if 0 < len(line) <= most else None
