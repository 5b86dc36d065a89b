"""Everything Inquit can be given, as reports: a file, a page, lines of JSON, a feed, an archive, a folder, an address."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any, cast

from inquit.core.errors import InputError, MissingInput, NoArticle, NotText, TooLarge
from inquit.core.records import Report
from inquit.core.settings import DEFAULT_LIMITS, Limits
from inquit.ingest.articles import LEAST_ARTICLE, NO_OVERRIDES, PAGE_SUFFIXES, Articles, Overrides, report_of_text
from inquit.ingest.decoding import decode
from inquit.ingest.feed import Entry
from inquit.ingest.jsonl import reports_in_lines
from inquit.ingest.streams import Stream, opened, read_whole, told, unpacked
from inquit.ingest.xml_root import FEED_ROOTS, LIST_ROOT, root

__all__ = ["LEAST_ARTICLE", "NO_OVERRIDES", "Overrides", "report_of_text", "reports"]

LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
FEED_SUFFIXES = frozenset({".rss", ".atom", ".rdf", ".xml"})
ARCHIVE_SUFFIXES = frozenset({".warc"})
FOLDER_SUFFIXES = PAGE_SUFFIXES | LINES_SUFFIXES | TEXT_SUFFIXES | FEED_SUFFIXES | ARCHIVE_SUFFIXES
"""What is read of a folder; .gz may follow."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_ARCHIVE_START = re.compile(rb"WARC/\d")
_LINE_START = re.compile(rb'(\xef\xbb\xbf)?\s*\{[ \t]*"')
_HEAD = 4096


def reports(
    where: str | Path,
    *,
    overrides: Overrides = NO_OVERRIDES,
    limits: Limits = DEFAULT_LIMITS,
    allow_local: bool = False,
    fetch_links: bool | None = None,
    skip: Callable[[str], bool] | None = None,
) -> Iterator[Report | InputError]:
    """The reports that `where` holds, in order, and among them a problem for each that cannot be read.

    `where` is a text file, an HTML page, a .jsonl of reports (docs/format.md), an RSS or Atom feed, an OPML list of
    feeds, a web archive (WARC), each also gzipped, a folder of these, an http or https address, or "-" for standard
    input. What a file is, its bytes say before its name does. `allow_local` lets an address lead to this machine or
    its network (docs/inputs.md).

    `fetch_links` says whether what an input names is fetched: the article of each entry of a feed, the feeds of a
    list. None means the articles of feeds that are fetched themselves, and the feeds of a list that is not in a folder.

    `skip` is asked of each article of a feed that would be fetched, by its address, whether it is wanted no more.

    Holds no more than one report, beside the file or answer that it comes in; of lines and of an archive, one line or
    record. Nothing is raised for a bad input: an InputError is yielded in its place.
    """
    articles = Articles(overrides=overrides, limits=limits, allow_local=allow_local)
    source = _Source(articles, limits, fetch_links, skip)
    try:
        yield from source.reports(where)
    except InputError as problem:
        yield problem


@dataclass(frozen=True, slots=True)
class _Source:
    articles: Articles
    limits: Limits
    fetch_links: bool | None
    skip: Callable[[str], bool] | None = None
    lists: bool = True
    """Whether a list of feeds is followed: not one that another list names."""

    def reports(self, where: str | Path) -> Iterator[Report | InputError]:
        name = str(where)
        if name == "-":
            with told("-"):
                yield from self.of_stream(cast("BufferedReader", sys.stdin.buffer), where="-")
        elif isinstance(where, str) and _ADDRESS.match(where):
            yield from self.of_address(where)
        elif os.path.isdir(name):  # noqa: PTH112  # Path.is_dir raises on a name that no file can have
            # A folder may hold what its owner never looked at: nothing in it is followed unless that was asked for.
            yield from replace(self, fetch_links=bool(self.fetch_links)).of_folder(Path(where))
        else:
            yield from self.of_file(Path(where))

    def of_folder(self, folder: Path) -> Iterator[Report | InputError]:
        problems: list[InputError] = []
        found = False
        for path in _files(folder, problems):
            found = True
            try:
                yield from self.of_file(path)
            except InputError as problem:
                yield problem
        yield from problems
        if not found and not problems:
            endings = " ".join(sorted(FOLDER_SUFFIXES))
            raise MissingInput(
                str(folder), "holds no file to read", f"Files that end in {endings} are read, also with .gz"
            )

    def of_file(self, path: Path) -> Iterator[Report | InputError]:
        with opened(path) as file, told(str(path)):
            yield from self.of_stream(file, where=str(path), suffix=_suffix(path))

    def of_address(self, url: str) -> Iterator[Report | InputError]:
        from inquit.ingest.fetch import fetch  # noqa: PLC0415  # httpx is slow to import, and files do without

        got = fetch(url, limits=self.limits, allow_local=self.articles.allow_local)
        body = BufferedReader(BytesIO(got.body))
        with told(url):
            yield from self.of_stream(body, where=url, suffix=got.suffix, url=got.url, charset=got.charset)

    def of_stream(
        self,
        packed: BufferedReader[Any],
        *,
        where: str,
        suffix: str = "",
        url: str | None = None,
        charset: str | None = None,
    ) -> Iterator[Report | InputError]:
        stream = unpacked(packed)
        head = stream.peek(_HEAD)
        if suffix in ARCHIVE_SUFFIXES or _ARCHIVE_START.match(head):
            yield from self.of_archive(stream, where)
        elif suffix in LINES_SUFFIXES or (suffix != ".json" and _LINE_START.match(head)):
            for found in reports_in_lines(stream, where=where, limits=self.limits):
                yield self.articles.overridden(found) if isinstance(found, Report) else found
        else:
            text = decode(read_whole(stream, self.limits.input_bytes, where), where=where, declared=charset)
            yield from self.of_whole(text, where, suffix, url)

    def of_archive(self, stream: Stream, where: str) -> Iterator[Report | InputError]:
        from inquit.ingest.archives import captures  # noqa: PLC0415  # few inputs are archives

        for found in captures(stream, where=where, limits=self.limits):
            try:
                if isinstance(found, InputError):
                    raise found
                page = decode(found.body, where=found.where, declared=found.charset)
                yield self.articles.of_page(page, found.where, found.url)
            except InputError as problem:
                yield problem

    def of_whole(self, text: str, where: str, suffix: str, url: str | None) -> Iterator[Report | InputError]:
        if not text.strip():
            raise NoArticle(where, "is empty", "Give a file with text in it")
        outermost = root(text)
        if outermost and outermost.name in FEED_ROOTS:
            yield from self.of_feed(text, where, url)
        elif outermost and outermost.name == LIST_ROOT:
            yield from self.of_list(text, where)
        else:
            yield self.articles.of_text(text, where, suffix, url)

    def of_feed(self, source: str, where: str, url: str | None) -> Iterator[Report | InputError]:
        from inquit.ingest.feed_process import read_feed  # noqa: PLC0415  # only feeds need one

        follow = url is not None if self.fetch_links is None else self.fetch_links
        linked = 0
        for number, entry in enumerate(read_feed(source, where=where, url=url, limits=self.limits), 1):
            if isinstance(entry, InputError):
                yield entry
                continue
            if follow and entry.link and self.skip and self.skip(entry.link):
                continue
            linked += bool(entry.link)
            fetch = follow and linked <= self.limits.links
            yield from self.of_entry(entry, f"{where}:{number}", fetch=fetch)
        if follow and linked > self.limits.links:
            reason = f"leads to {linked} articles; after the first {self.limits.links}, the feed's own words were taken"
            yield TooLarge(where, reason, "Set INQUIT_LINKS higher")

    def of_entry(self, entry: Entry, where: str, *, fetch: bool) -> Iterator[Report | InputError]:
        """The article that the entry leads to, or else its own words; and what kept each from being read."""
        at = f"{where} ({entry.link[:200]})" if entry.link else where
        try:
            if not (fetch and entry.link):
                yield self.articles.of_entry(entry, at)
                return
            yield self.articles.of_link(entry, entry.link, at)
        except InputError as problem:
            yield problem
            if fetch and entry.link and entry.page:
                yield from self.of_entry(entry, where, fetch=False)

    def of_list(self, source: str, where: str) -> Iterator[Report | InputError]:
        from inquit.ingest.opml import feeds_in_list  # noqa: PLC0415  # brings lxml, which few inputs need here

        if not self.lists:
            raise NoArticle(where, "is a list of feeds, named by another such list", "Give it by itself")
        if self.fetch_links is False:
            raise NoArticle(where, "is a list of feeds, and none may be fetched here", "Give it by itself")
        feeds, wrong = feeds_in_list(source)
        here = replace(self, lists=False)
        for feed in feeds[: self.limits.links]:
            try:
                yield from here.of_address(feed)
            except InputError as problem:
                yield problem
        if len(feeds) > self.limits.links:
            reason = f"names {len(feeds)} feeds, of which the first {self.limits.links} were read"
            yield TooLarge(where, reason, "Split it, or set INQUIT_LINKS higher")
        if wrong:
            yield NotText(where, f"is damaged ({wrong}), so that feeds may be missing", "Get the list again")
        elif not feeds:
            yield NoArticle(where, "is a list that names no feeds", "Give one that has their addresses (xmlUrl)")


def _files(folder: Path, problems: list[InputError]) -> Iterator[Path]:
    """The files under `folder` that have an ending Inquit reads, in the order of their names; hidden ones left out."""

    def unreadable(error: OSError) -> None:
        problems.append(MissingInput(str(error.filename), "may not be opened", "Check its permissions"))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and _suffix(path) in FOLDER_SUFFIXES:
                yield path


def _suffix(path: Path) -> str:
    """The ending that says what the file is: ".html" of "a.HTML.gz"."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix
