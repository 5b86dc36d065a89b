"""One article to one report: a text, a web page, a page out of an archive, or an entry of a feed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from io import BufferedReader, BytesIO
from typing import Any

from inquit.core.errors import BadRecord, NoArticle, SettingError
from inquit.core.records import Report
from inquit.core.settings import Limits
from inquit.ingest.canonical import canonical
from inquit.ingest.decoding import decode, visible
from inquit.ingest.feed import Entry
from inquit.ingest.page import Page
from inquit.ingest.schema_org import iso_date
from inquit.ingest.streams import read_whole, told, too_large, unpacked

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
LEAST_ARTICLE = 80
"""Characters that the body of a web page has at least: less is a notice or an empty frame, and no article."""

_YEAR_OR_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_PAGE_START = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(!doctype\s+html|html|head|body|title|meta|article|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(r"\s*<(\?xml|rss|feed)\b", re.IGNORECASE)
_JSON_START = re.compile(r'\s*[\[{]\s*[{"]')
_HEAD = 4096
_FROM_THE_FEED = ("title", "outlet", "published", "byline")


@dataclass(frozen=True, kw_only=True, slots=True)
class Overrides:
    """What the user says of a report, against what it says itself. `published` is ISO 8601 of any precision."""

    outlet: str | None = None
    published: str | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        date = self.published
        if date is not None and not (_YEAR_OR_MONTH.fullmatch(date) or iso_date(date)):
            raise SettingError(f"{date!r} is not a date. Write it as 2024, 2024-03, 2024-03-06 or with a time.")


NO_OVERRIDES = Overrides()


def report_of_text(text: str, *, overrides: Overrides = NO_OVERRIDES, where: str | None = None) -> Report:
    """A report whose text is exactly `text`, below `overrides.title` if that is given.

    Raises:
        NoArticle: there is nothing but white space.
    """
    if not text.strip():
        raise NoArticle(where or "The text", "is empty", "Give one with words in it")
    return Report.of(text, title=overrides.title, outlet=overrides.outlet, published=overrides.published, where=where)


@dataclass(frozen=True, kw_only=True, slots=True)
class Articles:
    """Makes reports: within `limits`, and with what the user says of them.

    Each method raises an InputError for an article that cannot be read.
    """

    overrides: Overrides
    limits: Limits
    allow_local: bool

    def of_text(self, text: str, where: str, suffix: str, url: str | None) -> Report:
        """The report of a whole file or answer, be it a page or plain text."""
        head = text[:_HEAD]
        if suffix in PAGE_SUFFIXES or _PAGE_START.match(head):
            return self.of_page(text, where, url)
        if _XML_START.match(head):
            raise NoArticle(where, "is XML, but neither a web page nor a feed", "Give the article's page, or its text")
        if suffix == ".json" or _JSON_START.match(head):
            raise BadRecord(where, "is JSON, but not one report a line", "See docs/format.md for what a line holds")
        report = report_of_text(visible(text), overrides=self.overrides, where=where)
        return replace(report, url=canonical(url)) if url else report

    def of_page(self, source: str, where: str, url: str | None) -> Report:
        """The report of the page `source`, which came from `url`."""
        return self._report(self._page(source, where, url), where)

    def of_entry(self, entry: Entry, where: str) -> Report:
        """The report of a feed's entry, in the feed's own words and with nothing but what the feed tells of it."""
        if entry.page is None:
            raise NoArticle(where, "has no words of its own in the feed", "Give the article's own page")
        page = self._page(entry.page, where, None)
        facts = {name: getattr(entry, name) for name in _FROM_THE_FEED}
        return self._report(replace(page, url=entry.link, **facts), where)

    def of_link(self, entry: Entry, link: str, where: str) -> Report:
        """The report of the page at the entry's link; what that page does not tell of itself, the feed tells."""
        from inquit.ingest.fetch import fetch  # noqa: PLC0415  # httpx is slow to import, and files do without

        got = fetch(link, limits=self.limits, allow_local=self.allow_local)
        with told(link):
            data = read_whole(unpacked(BufferedReader(BytesIO(got.body))), self.limits.input_bytes, where)
        text = decode(data, where=where, declared=got.charset)
        if got.suffix not in PAGE_SUFFIXES and not _PAGE_START.match(text[:_HEAD]):
            raise NoArticle(where, "leads to something that is no web page", "Give its address by itself")
        page = self._page(text, where, got.url)
        facts = {name: getattr(page, name) or getattr(entry, name) for name in _FROM_THE_FEED}
        return self._report(replace(page, **facts), where)

    def overridden(self, report: Report) -> Report:
        """`report`, which came in parts, with what the user says of it."""
        given = self.overrides
        changed: dict[str, Any] = {name: value for name in ("outlet", "published") if (value := getattr(given, name))}
        if given.title:
            headline = report.headline
            body = report.text[headline.end + 2 :] if headline else report.text
            changed |= {"title": given.title, "text": f"{given.title}\n\n{body}"}
        return replace(report, **changed)

    def _page(self, source: str, where: str, url: str | None) -> Page:
        from inquit.ingest.page_process import read_page  # noqa: PLC0415  # only pages need a second process

        if len(source.encode("utf-8", "surrogatepass")) > self.limits.page_bytes:
            raise too_large(where, self.limits.page_bytes, "INQUIT_PAGE_BYTES")
        page = read_page(source, where=where, url=url, limits=self.limits)
        if page is None or len(page.body) < LEAST_ARTICLE:
            raise NoArticle(where, "holds no article", "Give the article's own page, or its text")
        return page

    def _report(self, page: Page, where: str) -> Report:
        return Report.of(
            page.body,
            title=self.overrides.title or page.title,
            outlet=self.overrides.outlet or page.outlet,
            published=self.overrides.published or page.published,
            url=canonical(page.url) if page.url else None,
            byline=page.byline,
            language=page.language,
            where=where,
        )
