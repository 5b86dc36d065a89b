"""Where a text says that a statement was passed on, and to or by whom.

"seen by the Courier"     by: the Courier had it from what stands before
"told the Courier"        to: the Courier was told
"citing two officials"    from: two officials are whom the one before has it from
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from inquit.core.spans import Span, Spans, trim
from inquit.sources.lexicon import Lexicon
from inquit.sources.phrases import tokens_of
from inquit.sources.proper_names import ProperName

_POINT = re.compile(r"[,;:.!?()“”\"\n]|\s[–—-]\s")
_FARTHEST_NAME = 6  # words before the name in "told the respected daily Courier"
_LONGEST = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Words that pass a statement on (`direction` as in relays.tsv), and the outlet or source that they name.

    `inside` says whether it stands in a content, and so concerns what is told there.
    """

    direction: str
    words: Span
    whom: Span
    sentence: int
    inside: bool


def passages(
    text: str, sentences: Spans, contents: Sequence[Span], names: Sequence[ProperName], lexicon: Lexicon
) -> tuple[Passage, ...]:
    """Every relay of a text in reading order; `contents` says which of them stand inside one."""
    starts = [s.start for s in sentences]
    name_starts = [n.span.start for n in names]
    held = sorted(contents)
    found: list[Passage] = []
    for direction, pattern in lexicon.relays:
        for m in pattern.finditer(text):
            k = bisect_right(starts, m.start()) - 1
            if k < 0 or m.end() >= sentences[k].end:
                continue
            whom = _whom(text, Span(m.end(), sentences[k].end), names, name_starts, direction, lexicon)
            if whom is not None:
                words = Span(*m.span())
                inside = _within(words, held)
                found.append(Passage(direction=direction, words=words, whom=whom, sentence=k, inside=inside))
    return tuple(sorted(found, key=lambda p: p.words))


def _within(words: Span, held: Sequence[Span]) -> bool:
    k = bisect_right(held, words) - 1
    return any(h.holds(words) for h in held[max(0, k - 3) : k + 2])


def _whom(  # noqa: PLR0917  # one call, and all of it is needed
    text: str, rest: Span, names: Sequence[ProperName], name_starts: list[int], direction: str, lexicon: Lexicon
) -> Span | None:
    """The noun phrase that `rest` begins with: up to the name in it, or to the first point or verb."""
    point = _POINT.search(text, rest.start + 1, rest.end)
    span = trim(text, Span(rest.start, point.start() if point else rest.end))
    if point and text[point.start()] in '“"':
        k = bisect_right(name_starts, point.start())
        if k < len(names) and names[k].span.start == point.end():
            return Span(span.start, names[k].span.end)  # the daily "Courier"
    words = tokens_of(text, span)
    near = lexicon.closeness.search(text, span.start, span.end)  # "a person close to the talks" goes on at "to"
    within = Span(*near.span()) if near else Span(span.start, span.start)
    stop = next(
        (k for k, w in enumerate(words) if k and _ends_it(w.low, lexicon) and not within.holds(Span(w.start, w.end))),
        len(words),
    )
    words = words[: min(stop, _LONGEST)]
    if not words:
        return None
    span = Span(span.start, words[-1].end)
    k = bisect_right(name_starts, span.start - 1)
    while k < len(names) and names[k].span.end < span.end and lexicon.is_demonym(names[k].span.of(text)):
        k += 1  # "the German tabloid" does not end at "German"
    if k < len(names) and names[k].span.start < span.end and direction != "from":
        name = names[k].span
        if sum(w.start < name.start for w in words) < _FARTHEST_NAME:
            return Span(span.start, name.end)
    return span


def _ends_it(low: str, lexicon: Lexicon) -> bool:
    return low in lexicon.cues or any(
        lexicon.has(low, c) for c in ("relative", "when", "infinitive", "negates", "finite")
    )
