"""Everything Inquit can be given, as reports: a file, a page, lines of JSON, a folder, an address, standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any, cast

from inquit.core.errors import BadRecord, InputError, MissingInput, NoArticle, SettingError
from inquit.core.records import Report
from inquit.core.settings import DEFAULT_LIMITS, Limits
from inquit.ingest.decoding import decode, visible
from inquit.ingest.jsonl import reports_in_lines
from inquit.ingest.schema_org import iso_date
from inquit.ingest.streams import Stream, opened, read_whole, told, too_large, unpacked

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
LEAST_ARTICLE = 80
"""Characters that the body of a web page has at least: less is a notice or an empty frame, and no article."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_YEAR_OR_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_PAGE_START = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(!doctype\s+html|html|head|body|title|meta|article|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(r"\s*<(\?xml|rss|feed)\b", re.IGNORECASE)
_LINE_START = re.compile(rb'(\xef\xbb\xbf)?\s*\{[ \t]*"')
_JSON_START = re.compile(r'\s*[\[{]\s*[{"]')
_HEAD = 4096


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


def reports(
    where: str | Path,
    *,
    overrides: Overrides = NO_OVERRIDES,
    limits: Limits = DEFAULT_LIMITS,
    allow_local: bool = False,
) -> Iterator[Report | InputError]:
    """The reports that `where` holds, in order, and among them a problem for each that cannot be read.

    `where` is a text file, an HTML page, a .jsonl of reports (docs/format.md), each also gzipped, a folder of these, an
    http or https address, or "-" for standard input. What a file is, its bytes say before its name does.
    `allow_local` lets an address lead to this machine or its network (docs/inputs.md).

    Holds no more than one report. Nothing is raised for a bad input: an InputError is yielded in its place.
    """
    source = _Source(overrides, limits, allow_local)
    try:
        yield from source.reports(where)
    except InputError as problem:
        yield problem


def report_of_text(text: str, *, overrides: Overrides = NO_OVERRIDES, where: str | None = None) -> Report:
    """A report whose text is exactly `text`, below `overrides.title` if that is given.

    Raises:
        NoArticle: there is nothing but white space.
    """
    if not text.strip():
        raise NoArticle(where or "The text", "is empty", "Give one with words in it")
    return Report.of(text, title=overrides.title, outlet=overrides.outlet, published=overrides.published, where=where)


@dataclass(frozen=True, slots=True)
class _Source:
    overrides: Overrides
    limits: Limits
    allow_local: bool

    def reports(self, where: str | Path) -> Iterator[Report | InputError]:
        name = str(where)
        if name == "-":
            with told("-"):
                yield from self._of_stream(cast("BufferedReader", sys.stdin.buffer), where="-")
        elif isinstance(where, str) and _ADDRESS.match(where):
            yield from self._of_address(where)
        elif os.path.isdir(name):  # noqa: PTH112  # Path.is_dir raises on a name that no file can have
            yield from self._of_folder(Path(where))
        else:
            yield from self._of_file(Path(where))

    def _of_folder(self, folder: Path) -> Iterator[Report | InputError]:
        problems: list[InputError] = []
        found = False
        for path in _files(folder, problems):
            found = True
            try:
                yield from self._of_file(path)
            except InputError as problem:
                yield problem
        yield from problems
        if not found and not problems:
            endings = " ".join(sorted(PAGE_SUFFIXES | LINES_SUFFIXES | TEXT_SUFFIXES))
            raise MissingInput(
                str(folder), "holds no file to read", f"Files that end in {endings} are read, also with .gz"
            )

    def _of_file(self, path: Path) -> Iterator[Report | InputError]:
        with opened(path) as file, told(str(path)):
            yield from self._of_stream(file, where=str(path), suffix=_suffix(path))

    def _of_address(self, url: str) -> Iterator[Report | InputError]:
        from inquit.ingest.fetch import fetch  # noqa: PLC0415  # httpx is slow to import, and files do without

        got = fetch(url, limits=self.limits, allow_local=self.allow_local)
        body = BufferedReader(BytesIO(got.body))
        with told(url):
            yield from self._of_stream(body, where=url, suffix=got.suffix, url=got.url, charset=got.charset)

    def _of_stream(
        self,
        packed: BufferedReader[Any],
        *,
        where: str,
        suffix: str = "",
        url: str | None = None,
        charset: str | None = None,
    ) -> Iterator[Report | InputError]:
        stream = unpacked(packed)
        if suffix in LINES_SUFFIXES or (suffix != ".json" and _LINE_START.match(stream.peek(_HEAD))):
            for found in reports_in_lines(stream, where=where, limits=self.limits):
                yield self._overridden(found) if isinstance(found, Report) else found
            return
        yield self._of_whole(stream, where, suffix, url, charset)

    def _of_whole(self, stream: Stream, where: str, suffix: str, url: str | None, charset: str | None) -> Report:
        data = read_whole(stream, self.limits.input_bytes, where)
        text = decode(data, where=where, declared=charset)
        if not text.strip():
            raise NoArticle(where, "is empty", "Give a file with text in it")
        head = text[:_HEAD]
        if suffix in PAGE_SUFFIXES or _PAGE_START.match(head):
            if len(data) > self.limits.page_bytes:
                raise too_large(where, self.limits.page_bytes, "INQUIT_PAGE_BYTES")
            return self._of_page(text, where, url)
        if _XML_START.match(head):
            raise NoArticle(where, "is XML, but not a web page", "Give the article's own page, or its text")
        if suffix == ".json" or _JSON_START.match(head):
            raise BadRecord(where, "is JSON, but not one report a line", "See docs/format.md for what a line holds")
        report = report_of_text(visible(text), overrides=self.overrides, where=where)
        return replace(report, url=url) if url else report

    def _of_page(self, source: str, where: str, url: str | None) -> Report:
        from inquit.ingest.page_process import read_page  # noqa: PLC0415  # only pages need a second process

        page = read_page(source, where=where, url=url, limits=self.limits)
        if page is None or len(page.body) < LEAST_ARTICLE:
            raise NoArticle(where, "holds no article", "Give the article's own page, or its text")
        return Report.of(
            page.body,
            title=self.overrides.title or page.title,
            outlet=self.overrides.outlet or page.outlet,
            published=self.overrides.published or page.published,
            url=page.url,
            byline=page.byline,
            language=page.language,
            where=where,
        )

    def _overridden(self, report: Report) -> Report:
        given = self.overrides
        if given == NO_OVERRIDES:
            return report
        changed: dict[str, Any] = {
            name: getattr(given, name) for name in ("outlet", "published") if getattr(given, name)
        }
        if given.title:
            headline = report.headline
            body = report.text[headline.end + 2 :] if headline else report.text
            changed |= {"title": given.title, "text": f"{given.title}\n\n{body}"}
        return replace(report, **changed)


def _files(folder: Path, problems: list[InputError]) -> Iterator[Path]:
    """The files under `folder` that have an ending Inquit reads, in the order of their names; hidden ones left out."""

    def unreadable(error: OSError) -> None:
        problems.append(MissingInput(str(error.filename), "may not be opened", "Check its permissions"))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and _suffix(path) in PAGE_SUFFIXES | LINES_SUFFIXES | TEXT_SUFFIXES:
                yield path


def _suffix(path: Path) -> str:
    """The ending that says what the file is: ".html" of "a.HTML.gz"."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix
