"""Where a text quotes: which quotation marks open, which close, and which belong to nothing.

Paragraph by paragraph, so that a mark without a partner costs nothing beyond itself. A quotation that goes on in the
next paragraph is open at the end of this one and opened again at the start of the next, as printers do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from inquit.core.spans import Span

# The straight double mark, two single ones in its place, and TeX's; curly and angle marks of several languages.
_MARK = re.compile(r"''|``|[\"“”„‟«»＂]|['‘’‚‹›]")
_DOUBLE_OPEN, _DOUBLE_CLOSE = {"“", "„", "‟", "«", "``"}, {"”", "»"}
# German and Danish close with what others open with.
_CLOSED_BY = {"„": "“”", "»": "«"}
_POINTS = set(',.?!;:…—–-”"')
_REACH = 64  # marks that are looked through for the partner of a single one
_BEFORE_OPEN = set("([{—–-―/:…<>|•·*\u200b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotation:
    """A quotation with its marks: the opening one is `text[start:start + opening]`, and so for the closing one.

    `closing` is 0 when the quotation goes on in the next paragraph. `depth` is 1 inside another quotation.
    """

    start: int
    end: int
    opening: int
    closing: int
    depth: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def inner(self) -> Span:
        return Span(self.start + self.opening, self.end - self.closing)


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    text: str
    side: Literal["open", "close", "either"]
    after_point: bool


def quotations(text: str, within: Sequence[Span]) -> tuple[tuple[Quotation, ...], tuple[Span, ...]]:
    """The quotations in the paragraphs `within` of `text`, in reading order, and the marks that have no partner.

    Takes time in proportion to the text.
    """
    found: list[Quotation] = []
    stray: list[Span] = []
    lines = [_marks(text, span) for span in within]
    for i, (span, marks) in enumerate(zip(within, lines, strict=True)):
        follower = lines[i + 1] if i + 1 < len(lines) else []
        opens = follower[0] if follower and follower[0].start == within[i + 1].start else None
        again = opens.text if opens is not None and opens.side != "close" else None
        doubles = [m for m in marks if not _is_single(m)]
        outer = _pair(doubles, span, again=again, stray=stray)
        found.extend(outer)
        singles = [m for m in marks if _is_single(m)]
        if singles:
            found.extend(_pair_singles(singles, span, outer, again=again))
    found.sort(key=lambda q: (q.start, -q.end))
    return tuple(found), tuple(sorted(stray))


def _is_single(mark: _Mark) -> bool:
    return mark.text in "'‘’‚‹›"


def _marks(text: str, paragraph: Span) -> list[_Mark]:
    marks: list[_Mark] = []
    for m in _MARK.finditer(text, paragraph.start, paragraph.end):
        before = text[m.start() - 1] if m.start() > paragraph.start else " "
        after = text[m.end()] if m.end() < paragraph.end else " "
        can_open = not (after.isspace() or after in ",.;:!?)") and (
            before.isspace() or before in _BEFORE_OPEN or before in "\"“‘'«"
        )
        can_close = not before.isspace()
        mark = m.group()
        if mark in "'‘’‚‹›":
            if before.isalnum() and after.isalnum():
                continue  # an apostrophe
            can_close = can_close and not after.isalnum()
            if mark in "‘‚‹":
                can_close = False
            elif mark == "’" and before.isspace():
                continue  # ’tis, ’90s
            if not (can_open or can_close):
                continue
            side = "either" if can_open and can_close else "open" if can_open else "close"
        elif mark in _DOUBLE_OPEN:
            side = "open"
        elif mark in _DOUBLE_CLOSE and not (can_open and before.isspace()):
            side = "close"
        else:
            side = "either" if can_open == can_close else "open" if can_open else "close"
        marks.append(_Mark(m.start(), m.end(), mark, side, before in _POINTS))
    return marks


def _pair(marks: list[_Mark], paragraph: Span, *, again: str | None, stray: list[Span]) -> list[Quotation]:
    found: list[Quotation] = []
    opened: _Mark | None = None
    for mark in marks:
        if opened is None:
            if mark.side == "close":
                stray.append(Span(mark.start, mark.end))
            else:
                opened = mark
        elif mark.side == "open" and mark.text not in _CLOSED_BY.get(opened.text, ""):
            stray.append(Span(opened.start, opened.end))
            opened = mark
        else:
            found.append(_quotation(opened, mark))
            opened = None
    if opened is not None:
        if opened.text == again:
            found.append(Quotation(start=opened.start, end=paragraph.end, opening=opened.end - opened.start, closing=0))
        else:
            stray.append(Span(opened.start, opened.end))
    return found


def _pair_singles(marks: list[_Mark], paragraph: Span, outer: list[Quotation], *, again: str | None) -> list[Quotation]:
    """Pairs of single marks. One that pairs with nothing is taken for an apostrophe, not for a stray mark.

    A closing mark is also how a plural possessive ends ("the ministers' aide"), so that among the marks that could
    close a quotation the first one behind a comma, full stop or the like is preferred to the first one.
    """
    found: list[Quotation] = []
    starts = [q.start for q in outer]
    i = 0
    while i < len(marks):
        opened = marks[i]
        i += 1
        if opened.side == "close":
            continue
        holder = _holder(outer, starts, opened)
        rest = marks[i : i + _REACH]
        stop = next(
            (k for k, m in enumerate(rest) if m.side == "open" and _holder(outer, starts, m) is holder), len(rest)
        )
        closers = [k for k in range(stop) if rest[k].side != "open" and _holder(outer, starts, rest[k]) is holder]
        best = next((k for k in closers if rest[k].after_point), closers[0] if closers else None)
        if best is not None:
            found.append(_quotation(opened, rest[best], depth=int(holder is not None)))
            i += best + 1
        elif opened.text == again and holder is None and i == len(marks):
            found.append(Quotation(start=opened.start, end=paragraph.end, opening=opened.end - opened.start, closing=0))
    return found


def _holder(outer: list[Quotation], starts: list[int], mark: _Mark) -> Quotation | None:
    """The quotation in double marks that `mark` stands in; `outer` is in order and `starts` says where each begins."""
    k = bisect_left(starts, mark.start) - 1
    return outer[k] if k >= 0 and mark.start < outer[k].end else None


def _quotation(opened: _Mark, closed: _Mark, depth: int = 0) -> Quotation:
    return Quotation(
        start=opened.start,
        end=closed.end,
        opening=opened.end - opened.start,
        closing=closed.end - closed.start,
        depth=depth,
    )
