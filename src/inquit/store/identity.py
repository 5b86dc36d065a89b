"""Which report a report is: its canonical address, its content, and who published it."""

from __future__ import annotations

import hashlib
from urllib.parse import SplitResult, urlsplit

from inquit.core.records import Report
from inquit.ingest.canonical import canonical


def address(url: str | None) -> str | None:
    """The canonical address without its scheme, None for what is no page's address.

    The front page of a site is no report's address: reports that give it are told apart by their content.
    """
    parts = _parts(url)
    if parts is None or (parts.path in {"", "/"} and not parts.query):
        return None
    return parts.netloc + parts.path + (f"?{parts.query}" if parts.query else "")


def content(report: Report) -> bytes:
    """Sixteen bytes that stand for the text (SHA-256, cut)."""
    return hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).digest()[:16]


def publisher(report: Report) -> str | None:
    """The outlet, or else the host, in one spelling; None where neither is known."""
    if report.outlet:
        return " ".join(report.outlet.split()).casefold()
    parts = _parts(report.url)
    return parts.netloc.removeprefix("www.") if parts else None


def _parts(url: str | None) -> SplitResult | None:
    try:
        parts = urlsplit(canonical(url or ""))
    except ValueError:  # a bracket left open
        return None
    return parts if parts.scheme in {"http", "https"} and parts.netloc else None
