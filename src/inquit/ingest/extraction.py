"""A web page to its article, by trafilatura.

Slow to import, and at the mercy of the page: a few hundred kilobytes can be written such that its regular expressions
run for hours. `page_process` runs it where it can be stopped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree  # pyright: ignore  # noqa: PGH003  # lxml ships no types: three rules say so
from trafilatura import bare_extraction, load_html
from trafilatura.utils import HTML_PARSER

from inquit.ingest.canonical import stated_address
from inquit.ingest.decoding import visible
from inquit.ingest.page import Page
from inquit.ingest.schema_org import Stated, iso_date, stated

_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "div", "list", "lb", "code", "table", "body"})
_DIVIDER = re.compile(r"\s+[|–—·•*»-]\s+")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]|$)")
_WORD = re.compile(r"\w+")
_walk: Any = etree.iterwalk  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # as above
_parser: Any = HTML_PARSER
_OPENING = 3  # paragraphs in which the headline may stand again
_ALIKE = 0.6  # share of a heading's words that stand in the title too, for it to be the same headline


class Unreadable(Exception):
    """The page goes beyond what the parser takes, so that part of it would be lost without a word."""


def extract(source: str, *, url: str | None = None) -> Page | None:
    """The article of the page `source`, or None if there is none.

    Comments are left out; headings, list items, quotations and rows of tables are paragraphs of their own. White space
    is what a browser shows: each run of it is one space. `url` is where the page came from, if that is known; the page
    may state another address of the same site for itself.

    Raises:
        Unreadable: the page is nested deeper than 256 tags, or has a single piece of more than 10 million characters.
    """
    tree: Any = load_html(source)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in _parser.error_log):
        raise Unreadable("its tags are nested too deep, or one of its pieces is too long")
    if tree is None:
        return None
    found: Any = bare_extraction(tree, url=url, with_metadata=True, include_comments=False)
    if found is None or found.body is None:
        return None
    facts = stated(tree.xpath('//script[contains(@type, "ld+json")]/text()'))
    where = stated_address(_canonical_link(tree), url) if url else _web(found.url)
    outlet = _outlet(_meta(tree, "property", "og:site_name"), facts.publisher, found.sitename, where)
    names = {_folded(outlet), _folded(found.sitename), _folded(_host(where))} - {""}
    title = _title(found.title, [_line("".join(heading.itertext())) for heading in tree.iterfind(".//h1")], names)
    return Page(
        body="\n\n".join(_without_headline(_paragraphs(found.body), {_folded(title), _folded(found.title)})),
        title=_within(500, title),
        outlet=_within(200, outlet),
        published=_published(facts, tree, found.date),
        url=_within(2000, where),
        byline=_within(500, "; ".join(facts.authors) or _line(found.author or "")),
        language=_language(tree),
    )


def _within(most: int, value: str | None) -> str | None:
    """`value`, or None where it is empty or too long to be what it should be."""
    return value if value and len(value) <= most else None


def _line(text: str) -> str:
    return " ".join(visible(html.unescape(text)).split())


def _folded(text: str | None) -> str:
    """The letters and digits of `text` alone, such that what reads the same is the same."""
    return "".join(_WORD.findall((text or "").casefold()))


def _paragraphs(body: Any) -> Iterator[str]:
    words: list[str] = []
    for event, element in _walk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            if paragraph := _line("".join(words)):
                yield paragraph
            words = []
        elif element.tag == "cell":
            words.append(" ")
        words.append((element.text if event == "start" else element.tail) or "")
    if paragraph := _line("".join(words)):
        yield paragraph


def _without_headline(paragraphs: Iterator[str], headlines: set[str]) -> Iterator[str]:
    for i, paragraph in enumerate(paragraphs):
        if i >= _OPENING or _folded(paragraph) not in headlines:
            yield paragraph


def _title(claimed: str | None, headings: list[str], names: set[str]) -> str | None:
    """The headline as the page shows it where that is nearly what the page calls itself; else that, less its `names`."""
    title = _line(claimed or "")
    told = set(_WORD.findall(title.casefold()))
    for heading in headings:
        words = _WORD.findall(heading.casefold())
        if len(words) >= 3 and sum(word in told for word in words) >= _ALIKE * len(words):
            return heading
    for divider in reversed([*_DIVIDER.finditer(title)]):
        last = _folded(title[divider.end() :])
        if not any(last.startswith(name) and len(last) <= len(name) + 10 for name in names):
            break
        title = title[: divider.start()]
    return title or None


def _outlet(site: str | None, publisher: str | None, found: str | None, url: str | None) -> str | None:
    """The site's name for itself, in the publisher's spelling where it is the same name ("financialpost")."""
    if site and _folded(site) == _folded(publisher):
        site = publisher
    name = _DIVIDER.split(_line(site or publisher or found or ""))[0] or _host(url)
    return name if "." in name else name[:1].upper() + name[1:] or None


def _published(facts: Stated, tree: Any, found: str | None) -> str | None:
    return facts.published or iso_date(_meta(tree, "property", "article:published_time")) or found


def _meta(tree: Any, attribute: str, name: str) -> str | None:
    element = tree.find(f'.//meta[@{attribute}="{name}"]')
    return None if element is None else _line(element.get("content") or "") or None


def _canonical_link(tree: Any) -> str | None:
    element = tree.find('.//link[@rel="canonical"]')
    return None if element is None else element.get("href")


def _language(tree: Any) -> str | None:
    """What the page says of itself; many in small languages say "en"."""
    stated_as = tree.get("lang") or tree.get("xml:lang") or _meta(tree, "property", "og:locale") or ""
    label = _LANGUAGE.match(stated_as.strip())
    return label[1].lower() if label else None


def _web(url: str | None) -> str | None:
    """The address, if it is one that may be shown as a link."""
    return url if url and url.startswith(("https://", "http://")) else None


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
