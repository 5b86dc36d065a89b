"""One address for what many addresses lead to: so that a report met twice is one report."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from importlib.resources import files
from urllib.parse import SplitResult, quote, urljoin, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_RESERVED = "%:/?#[]@!$&'()*+,;="
_BROWSERS_DROP = re.compile(r"[\t\n\r]")


def canonical(url: str) -> str:
    """`url` as it is compared and kept: what differs between two of the result leads to different pages.

    By RFC 3986, 6.2.2 and 6.2.3: scheme and host in lower case, the host in its ASCII form, no default port, no
    needless percent-encoding (and a needed one where it lacks). Beyond it: no fragment, no slash at the end of a path other than "/", and none of the
    parameters in data/tracking_parameters.txt; the others keep their order. http and https, www., a mobile or an AMP
    address stay what they are, since nothing in an address tells that both lead to one page (see `stated_address`).

    What is no http or https address is given back without white space at its ends.
    """
    stripped = _BROWSERS_DROP.sub("", url.strip())
    try:
        parts = urlsplit(stripped)
        authority = _authority(parts)
    except ValueError:
        return stripped
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return stripped
    path = _plain(parts.path).rstrip("/") or "/"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _tracks(pair))
    return f"{parts.scheme}://{authority}{path}" + (f"?{_plain(query)}" if query else "")


def stated_address(link: str | None, url: str) -> str:
    """The address that the page at `url` states for itself in `<link rel=canonical>`, or `url` where that is not believed.

    Believed is an address of the same registrable host (of its public suffix and one label more) that is not the
    site's front page: many sites state that one on every page.
    """
    try:
        stated = urljoin(url, (link or "").strip())
        there, here = urlsplit(stated), urlsplit(url)
    except ValueError:
        return url
    if not link or there.scheme not in _DEFAULT_PORTS or not _same_site(there, here):
        return url
    front = there.path in {"", "/"} and not there.query
    return url if front and here.path not in {"", "/"} else stated


def _authority(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    with suppress(UnicodeError):  # no name that can be looked up: it stays as it was given
        host = host.encode("idna").decode("ascii").lower()
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in {None, _DEFAULT_PORTS.get(parts.scheme)} else f":{parts.port}"
    user = parts.netloc.rpartition("@")[0]
    return f"{user}@{host}{port}" if user else host + port


def _plain(text: str) -> str:
    """`text` in which just what needs it is percent-encoded, in capitals."""

    def decoded(percent: re.Match[str]) -> str:
        if percent[1] is None:
            return "%25"
        character = chr(int(percent[1], 16))
        return character if character in _UNRESERVED else percent[0].upper()

    return _PERCENT.sub(decoded, quote(text, safe=_RESERVED, errors="replace"))


def _tracks(pair: str) -> bool:
    return bool(_tracking().fullmatch(_plain(pair.partition("=")[0])))


@cache
def _tracking() -> re.Pattern[str]:
    lines = (files("inquit.data") / "tracking_parameters.txt").read_text(encoding="utf-8").splitlines()
    names = (re.escape(line).replace(r"\*", ".*") for line in lines if line and not line.startswith("#"))
    return re.compile("|".join(names), re.IGNORECASE)


def _same_site(one: SplitResult, other: SplitResult) -> bool:
    from courlan import extract_domain  # noqa: PLC0415  # brings the list of public suffixes, which only pages need

    if one.hostname == other.hostname:
        return True
    site = extract_domain(one.geturl())
    return site is not None and site == extract_domain(other.geturl())
