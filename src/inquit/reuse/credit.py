"""Where a report says that its text comes from another newsroom: byline, dateline, and the line at its end."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from inquit.core.paragraphs import paragraphs
from inquit.core.records import Report
from inquit.core.spans import Span
from inquit.reuse.words import AT_HAND
from inquit.sources.outlets import outlet_named

Place = Literal["byline", "dateline", "credit line", "text"]

# "PARIS, Sept 18 (AFP) -": an agency in brackets before a dash, near the start of a paragraph.
_DATELINE = re.compile(r"[^\n()]{0,80}\(([^()\n]{2,40})\)\s*[-–—―]")
_DATELINED = 3  # paragraphs from the top: a title and a summary may stand above the dateline
_LAST = 4  # paragraphs at the end in which a credit line is looked for
_LONGEST_LINE = 400  # a longer paragraph is no credit line
_PART = re.compile(r"\s*[,;/|&·•()]\s*")
_WORD = re.compile(r"\w+")
_LONGEST_BYLINE = 500


class Credit(NamedTuple):
    """An outlet or agency that a report credits. `span` is where, None for the byline, which is not in the text."""

    outlet: str
    place: Place
    span: Span | None


@lru_cache(maxsize=AT_HAND)
def newsrooms(report: Report) -> tuple[Credit, ...]:
    """The agencies that a report's dateline, byline or credit line names, each once.

    Only those of the directory of outlets can be told from people; `credited` looks for one given outlet.
    """
    found: dict[str, Credit] = {}
    for place, words, start in _lines(report):
        for name, span in _agencies(words):
            at = None if start is None else Span(start + span.start, start + span.end)
            found.setdefault(name, Credit(name, place, at))
    return tuple(found.values())


def credited(report: Report, outlet: str | None) -> Credit | None:
    """How `report` credits `outlet`, by any name of it: in its lines first, else anywhere in its text."""
    pattern = _pattern(outlet) if outlet else None
    if pattern is None or outlet is None:
        return None
    for place, words, start in _lines(report):
        if match := pattern.search(words):
            return Credit(outlet, place, None if start is None else Span(start + match.start(), start + match.end()))
    match = pattern.search(report.text)
    return Credit(outlet, "text", Span(*match.span())) if match else None


@lru_cache(maxsize=AT_HAND)
def _lines(report: Report) -> tuple[tuple[Place, str, int | None], ...]:
    """The places where credits stand, with their words and where these begin in the text."""
    spans = paragraphs(report.text)
    lines: list[tuple[Place, str, int | None]] = []
    if report.byline:
        lines.append(("byline", report.byline[:_LONGEST_BYLINE], None))
    datelines = (_DATELINE.match(report.text, s.start, min(s.end, s.start + 200)) for s in spans[:_DATELINED])
    lines.extend(("dateline", match.group(1), match.start(1)) for match in datelines if match)
    for span in spans[-_LAST:]:
        words = span.of(report.text)
        if len(words) <= _LONGEST_LINE and _credit_words(report.language or "en").search(words):
            lines.append(("credit line", words, span.start))
    return tuple(lines)


def _agencies(words: str) -> list[tuple[str, Span]]:
    """The agencies of the directory that are named in a line, the longest names first."""
    found: list[tuple[str, Span]] = []
    tokens = list(_WORD.finditer(words))
    for size in (4, 3, 2, 1):
        for k in range(len(tokens) - size + 1):
            span = Span(tokens[k].start(), tokens[k + size - 1].end())
            # Short names are words, too ("Beta", "AA"): one that is not in capitals is taken for a word.
            written = span.of(words)
            if size == 1 and not (written.isupper() or (written.istitle() and len(written) >= 5)):
                continue
            entry = outlet_named(written)
            if entry and entry.agency and not any(span.overlaps(other) for _, other in found):
                found.append((entry.names[0], span))
    return sorted(found, key=lambda f: f[1])


@cache
def _credit_words(language: str) -> re.Pattern[str]:
    file = files("inquit").joinpath("data", language, "reuse", "credits.tsv")
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    wanted = [line for line in lines if line and not line.startswith("#")]
    return re.compile("|".join(f"(?:{line})" for line in wanted) or r"(?!)", re.IGNORECASE)


@cache
def _pattern(outlet: str) -> re.Pattern[str] | None:
    """The outlet's names as a pattern: as given, those of the directory, and its initials if it has three or more."""
    plain = _PART.split(outlet)[0].strip()
    entry = outlet_named(plain)
    names = {plain, *(entry.names if entry else ())}
    initials = "".join(word[0] for word in plain.split() if word[0].isupper())
    if len(initials) >= 3:
        names.add(initials)
    # A short first word is an article or the like ("The", "De"), which the taker may leave out.
    names |= {rest for name in names if len(name.partition(" ")[0]) <= 3 and len(rest := name.partition(" ")[2]) > 4}
    wanted = sorted((re.escape(name) for name in names if len(name) > 1), key=lambda n: (-len(n), n))
    return re.compile(rf"(?<!\w)(?:{'|'.join(wanted)})(?!\w)") if wanted else None
