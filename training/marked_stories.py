"""Invented stories as marked text: a compact form of a family, in which one sees what is marked.

family: d01-coalition-levy
topic: a coalition quarrels about a levy
claim c1: The levy will be doubled.
=== Outlet | kind | 2025-03-04T08:30:00+00:00 | Byline or -
Title, with {c1|words that state claim c1}

Text; {c1-|a denial}, {c1?|put as possible}, {c1~|as probable}, {c1*|as unknown}; one stretch {c1,c2|of two claims};
marks {c1|may hold {c2|others}}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from inquit.core.records import Report
from inquit.core.spans import Span

Json = dict[str, Any]

_CERTAINTY = {"": "certain", "~": "probable", "?": "possible", "-": "denied", "*": "unknown"}
_MARK = re.compile(r"\{((?:c\d+[-?~*]?,?)+)\||([{}])")
_ONE = re.compile(r"(c\d+)([-?~*]?)")


class Mark(NamedTuple):
    """A stretch of a plain text, the claim that it states, and how certain it puts it."""

    start: int
    end: int
    claim: str
    certainty: str


def story(text: str) -> Json:
    """A family in the layout of `benchmarks/families`, as far as training needs it.

    Raises:
        ValueError: A mark is not closed, or was not opened, or names a claim that is not there.
    """
    head, *parts = re.split(r"(?m)^=== ", text.strip() + "\n")
    name, topic = (re.findall(rf"(?m)^{key}: (.+)$", head) for key in ("family", "topic"))
    claims: dict[str, Json] = {
        key: {"id": key, "text": words, "mentions": []} for key, words in re.findall(r"(?m)^claim (c\d+): (.+)$", head)
    }
    articles: list[Json] = []
    for number, part in enumerate(parts, 1):
        heading, _, rest = part.partition("\n")
        outlet, kind, published, byline = (field.strip() for field in heading.split("|"))
        title, _, body = rest.strip().partition("\n")
        address = f"https://{re.sub('[^a-z0-9]+', '', outlet.lower()) or 'outlet'}.example/{name[0]}/{number}"
        article = {"id": f"a{number}", "outlet": outlet, "kind": kind, "url": address, "published": published}
        article["byline"] = None if byline == "-" else byline
        for field, marked in (("title", title), ("text", body.strip())):
            article[field], marks = plain(marked)
            for mark in marks:
                if mark.claim not in claims:
                    raise ValueError(f"a{number}: there is no claim {mark.claim}")
                words = article[field][mark.start : mark.end].strip()
                mention = {"article": article["id"], "span": words, "chain": [], "certainty": mark.certainty}
                claims[mark.claim]["mentions"].append(mention | ({"in": "title"} if field == "title" else {}))
        articles.append(article)
    return {"family": name[0], "topic": topic[0], "articles": articles, "claims": list(claims.values())}


def marked_spans(text: str, reports: Sequence[Report]) -> Iterator[tuple[Report, Span]]:
    """Every marked stretch of a family's reports, in the order in which the marks are opened; one of two claims comes once."""
    parts = re.split(r"(?m)^=== ", text.strip() + "\n")[1:]
    for report, part in zip(reports, parts, strict=True):
        title, _, body = part.partition("\n")[2].strip().partition("\n")
        start = report.headline.end if report.headline else 0
        for field, begin in ((title, 0), (body.strip(), start)):
            words, marks = plain(field)
            at = report.text.index(words, begin)
            stretches = sorted({(mark.start, -mark.end) for mark in marks})  # a mark holds those that are opened in it
            yield from ((report, Span(at + start, at - end)) for start, end in stretches)


def plain(marked: str) -> tuple[str, list[Mark]]:
    """A text without its marks, and the marks, innermost first; raises ValueError where they do not pair."""
    out: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[str, int]] = []
    at = length = 0
    for found in _MARK.finditer(marked):
        out.append(marked[at : found.start()])
        length += len(out[-1])
        at = found.end()
        if found[1]:
            opened.append((found[1], length))
        elif found[2] == "}" and opened:
            marks += _closed(*opened.pop(), length)
        else:
            raise ValueError(f"{found[2]} without its other half near {marked[max(0, at - 30) : at + 10]!r}")
    if opened:
        raise ValueError(f"{{{opened[-1][0]}| is not closed")
    return "".join([*out, marked[at:]]), marks


def _closed(names: str, start: int, end: int) -> Iterator[Mark]:
    for name, certainty in _ONE.findall(names):
        yield Mark(start, end, name, _CERTAINTY[certainty])
