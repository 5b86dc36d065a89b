"""The web pages in a web archive (WARC 1.0 and 1.1, ISO 28500), read with fastwarc, one record at a time."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any, cast

from fastwarc.stream_io import (  # pyright: ignore[reportMissingModuleSource]  # compiled
    BrotliReader,
    ChunkedReader,
    GzipReader,
    ZstdReader,
)
from fastwarc.warc import (  # pyright: ignore[reportMissingModuleSource]  # compiled
    ArchiveIterator,
    WarcRecord,
    WarcRecordType,
)

from inquit.core.errors import InputError, NoArticle, NotText
from inquit.core.settings import Limits
from inquit.ingest.streams import Stream, too_large

_OK = 200
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_CHUNK = re.compile(rb"[0-9A-Fa-f]+[ \t]*(;[^\n]*)?\r?\n")
_HEADER = 1_000_000  # bytes that the headers of one record may have, and again those of its answer
_DAMAGE = (OSError, EOFError, zlib.error)  # gzip.BadGzipFile is an OSError


@dataclass(frozen=True, kw_only=True, slots=True)
class Capture:
    """A page as it was answered, unpacked. `where` names the record: the archive, its number and its address."""

    where: str
    url: str | None
    body: bytes
    charset: str | None


def captures(stream: Stream, *, where: str, limits: Limits) -> Iterator[Capture | InputError]:
    """Each response of the archive that is HTML with status 200, or what keeps that one from being read.

    An archive that is cut or damaged gives every page before that, and a NotText as the last. `stream` is the archive
    unpacked; it is never held whole, and one record is held at a time.
    """
    source = _Source(stream)
    complete, pages, damaged = 0, 0, False
    try:
        for record in ArchiveIterator(
            cast("Any", source), parse_http=False, stream_detect=False, max_header_len=_HEADER
        ):
            whole = (record.headers.get("Content-Length") or "").isdigit()  # else it is cut within its header
            if whole and _is_page(record):
                pages += 1
                item, whole = _capture(record, f"{where}:{complete + 1}", limits)
                if whole:
                    yield item
            else:
                whole = whole and _rest_is_there(record)
            if not whole:
                damaged = True
                break
            complete += 1
    except OSError:  # from fastwarc: there is no record where one should begin
        damaged = True
    if damaged or source.damaged:
        reason = f"is cut off or damaged after record {complete}, so that nothing behind it was read"
        yield NotText(where, reason, "Get the archive again")
    elif not pages:
        yield NoArticle(where, "holds no web page that was answered with status 200", "Give an archive of pages")


class _Source:
    """What fastwarc reads from: any stream, pipes too. Where gzip is damaged it ends, after the last good byte."""

    def __init__(self, stream: Stream) -> None:
        self.damaged = False
        self._stream, self._position = stream, 0

    def read(self, size: int = -1) -> bytes:
        try:
            piece = self._stream.read1(size)
        except (gzip.BadGzipFile, EOFError, zlib.error):
            self.damaged = True
            return b""
        self._position += len(piece)
        return piece

    def tell(self) -> int:
        return self._position


def _is_page(record: WarcRecord) -> bool:
    if record.record_type != WarcRecordType.response or not record.is_http:
        return False
    record.parse_http(max_header_len=_HEADER)  # pyright: ignore[reportUnknownMemberType]  # its result has no type
    return record.http_headers.status_code == _OK and record.http_content_type in _PAGES


def _rest_is_there(record: WarcRecord) -> bool:
    length = record.content_length
    return record.consume(length) == length


def _capture(record: WarcRecord, at: str, limits: Limits) -> tuple[Capture | InputError, bool]:
    """The page or what is wrong with it, and whether the record is there to its end."""
    # GNU Wget writes the address in angle brackets.
    url = " ".join((record.headers.get("WARC-Target-URI") or "").strip("<>").split())[:2000] or None
    name = f"{at} ({(url or record.headers.get('WARC-Record-ID') or 'no address')[:200]})"
    length = record.content_length
    if length > limits.page_bytes:
        return too_large(name, limits.page_bytes, "INQUIT_PAGE_BYTES"), _rest_is_there(record)
    body = record.reader.read()
    if len(body) < length:
        return NotText(name, "is cut off"), False
    if record.headers.get("WARC-Truncated"):
        return NotText(name, "was not received to its end when it was archived", "Get the page again"), True
    body = _unpacked(body, record, limits.page_bytes)
    if len(body) > limits.page_bytes:
        return too_large(name, limits.page_bytes, "INQUIT_PAGE_BYTES"), True
    return Capture(where=name, url=url, body=body, charset=record.http_charset), True


def _unpacked(body: bytes, record: WarcRecord, limit: int) -> bytes:
    """`body` without the encodings that its headers state, up to a byte above `limit`.

    Some archives keep these headers and store the body decoded: what is not packed as stated is left as it is.
    """
    transfer = (record.http_headers.get("Transfer-Encoding") or "").lower()
    if "chunked" in transfer and _CHUNK.match(body):
        body = _read(ChunkedReader, body, limit)
    unpack = _UNPACKING.get((record.http_headers.get("Content-Encoding") or "").strip().lower())
    return _read(unpack, body, limit) if unpack else body


_UNPACKING: dict[str, Callable[[Any], Any]] = {
    "gzip": lambda body: gzip.GzipFile(fileobj=body),
    "x-gzip": lambda body: gzip.GzipFile(fileobj=body),
    "deflate": partial(GzipReader, zlib=True),
    "br": BrotliReader,
    "zstd": ZstdReader,
}


def _read(unpack: Callable[[Any], Any], body: bytes, limit: int) -> bytes:
    try:
        return unpack(BytesIO(body)).read(limit + 1)
    except _DAMAGE:
        return body
