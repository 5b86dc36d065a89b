"""One address from the web to bytes: within its limits, from public addresses only, every redirect checked again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from time import monotonic

import httpcore
import httpx

from inquit.core.errors import FetchFailed, MissingInput, TooLarge
from inquit.core.settings import DEFAULT_LIMITS, Limits
from inquit.ingest.transport import AddressRefused, CheckedTransport

SUFFIX_OF = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/x-opml": ".opml",
}
"""The media types that are fetched, and the file ending that means the same."""

_OK = 200
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": f"Inquit/{version('inquit')} (reads articles on a person's request)",
    "Accept": ", ".join(SUFFIX_OF),
    "Accept-Encoding": "gzip",  # nothing else can be unpacked within a limit here
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """`body` as it was sent, gzipped or not; `url` where it came from in the end."""

    url: str
    body: bytes
    suffix: str
    charset: str | None


def fetch(
    url: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    allow_local: bool = False,
    transport: Callable[..., httpx.BaseTransport] = CheckedTransport,
) -> Fetched:
    """What `url` answers with.

    No cookies, no credentials, no proxies of the environment. `allow_local` takes addresses of this machine and of
    private networks too. `transport` is made once for each redirect, with the keywords of `CheckedTransport`.

    Raises:
        FetchFailed: it is no http or https address, leads to one that is not public, or answers with an error or with
            something other than a page, text, .jsonl, feed or list of feeds.
        MissingInput: its host is not found or does not answer, or the page is not there.
        TooLarge: it sends more, or takes longer, than `limits` say.
    """
    deadline = monotonic() + limits.fetch_seconds
    here = _checked(url, url)
    for _ in range(limits.redirects + 1):
        # A client for each step: nothing one host says (a cookie) reaches the next.
        with httpx.Client(
            transport=transport(deadline=deadline, allow_local=allow_local),
            trust_env=False,
            headers=_HEADERS,
            follow_redirects=False,
        ) as client:
            got = _step(client, here, url, limits)
        if isinstance(got, Fetched):
            return got
        here = got
    raise FetchFailed(url, f"redirects more than {limits.redirects} times", "Give the article's final address")


def _step(client: httpx.Client, here: httpx.URL, url: str, limits: Limits) -> Fetched | httpx.URL:
    """The answer of one address, or the address it points to."""
    try:
        with client.stream("GET", here) as answer:
            if answer.status_code in _REDIRECTS and "location" in answer.headers:
                return _checked(answer.headers["location"], url, base=here)
            return Fetched(
                url=str(here),
                suffix=_suffix(answer, url),
                charset=answer.charset_encoding,
                body=_body(answer, url, limits),
            )
    except AddressRefused as error:
        led = "" if str(here) == url else f"leads to {str(here)[:200]}, which "
        raise FetchFailed(
            url,
            f"{led}is on this machine or a private network",
            "Allow it with --allow-local if you trust it",
        ) from error
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise TooLarge(
            url, f"took more than {limits.fetch_seconds:g} seconds", "Try later, or set INQUIT_FETCH_SECONDS"
        ) from error
    except (httpcore.ConnectError, httpx.ConnectError) as error:
        raise MissingInput(
            url, f"cannot be reached ({_short(error)})", "Check the address and the connection"
        ) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError) as error:
        raise FetchFailed(
            url, f"broke off ({_short(error)})", "Try again, or save the page and give the file"
        ) from error


def _short(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:120].rstrip(".")


def _checked(address: str, url: str, base: httpx.URL | None = None) -> httpx.URL:
    """`address` (relative to `base`) if it is one that may be asked at all; `url` is what the user gave."""
    remedy = "Give an http or https address, or save the page and give the file"
    try:
        parsed = base.join(address) if base else httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchFailed(url, f"is no valid address ({_short(error)})", remedy) from error
    said = "" if base is None else "redirects to an address that "
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise FetchFailed(url, f"{said}is not of http or https", remedy)
    if not 0 < (parsed.port or 80) < 65536:
        raise FetchFailed(url, f"{said}has no valid port", remedy)
    if parsed.userinfo:
        raise FetchFailed(url, f"{said}holds a user name or password", "Give the address without it")
    return parsed.copy_with(fragment=None)


def _suffix(answer: httpx.Response, url: str) -> str:
    if answer.status_code in {404, 410}:
        raise MissingInput(url, f"is not there (status {answer.status_code})", "Check the address")
    if answer.status_code != _OK:
        raise FetchFailed(url, f"was refused (status {answer.status_code})", "Save the page and give the file")
    if answer.headers.get("content-encoding", "identity").lower() not in {"", "identity", "gzip", "x-gzip"}:
        raise FetchFailed(url, "is packed in a way that was not asked for", "Save the page and give the file")
    media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media and media not in SUFFIX_OF:
        raise FetchFailed(
            url, f"is neither a page nor text nor a feed but {media[:80]!r}", "Give the address of the article's page"
        )
    return SUFFIX_OF.get(media, "")


def _body(answer: httpx.Response, url: str, limits: Limits) -> bytes:
    body = bytearray()
    for piece in answer.iter_raw():
        body += piece
        if len(body) > limits.fetch_bytes:
            raise TooLarge(
                url, f"sends more than the limit of {limits.fetch_bytes:,} bytes", "Set INQUIT_FETCH_BYTES higher"
            )
    return bytes(body)
