"""Through whom a statement came: relays around an attribution, and the sentence after it.

"government sources cited by the Courier"     the Courier, government sources
"Roe told the Courier"                        the Courier, Roe
"The Courier, citing two officials, said"     the Courier, two officials
"The Courier first had it. It cited Roe."     the Courier, Roe
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from inquit.core.records import Attribution
from inquit.core.spans import Span, Spans, trim
from inquit.sources.lexicon import Lexicon
from inquit.sources.phrases import tokens_of
from inquit.sources.proper_names import ProperName

_STOP = re.compile(
    r"[,;:.!?()“”\"\n]|\s[–—-]\s|\b(?:that|which|who|said|says|saying|reported|reports|about|after|before|during|when|while|as|last|this|yesterday|today|on (?=[A-Z]))\b"
)
_FARTHEST_NAME = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Words that pass a statement on, outside every content; `whom` is the outlet or source they name."""

    direction: str
    words: Span
    whom: Span
    sentence: int
    inside: bool
    """Whether it stands in a content, and so is somebody else's business than the attribution's around it."""


def passages(
    text: str, sentences: Spans, contents: Sequence[Span], names: Sequence[ProperName], lexicon: Lexicon
) -> tuple[Passage, ...]:
    """Every relay of a text in reading order; `contents` says which of them stand inside one."""
    starts = [s.start for s in sentences]
    name_starts = [n.span.start for n in names]
    found: list[Passage] = []
    held = sorted(contents)
    for direction, pattern in lexicon.relays:
        for m in pattern.finditer(text):
            k = bisect_right(starts, m.start()) - 1
            if k < 0:
                continue
            whom = _whom(text, Span(m.end(), sentences[k].end), names, name_starts, direction)
            if whom is not None:
                words = Span(*m.span())
                inside = _within(words, held)
                found.append(Passage(direction=direction, words=words, whom=whom, sentence=k, inside=inside))
    return tuple(sorted(found, key=lambda p: p.words))


def _within(words: Span, held: Sequence[Span]) -> bool:
    k = bisect_right(held, words) - 1
    return any(h.holds(words) for h in held[max(0, k - 3) : k + 2])


def _whom(text: str, rest: Span, names: Sequence[ProperName], name_starts: list[int], direction: str) -> Span | None:
    """The noun phrase that `rest` begins with: up to the name in it, or to the first stop."""
    if rest.end <= rest.start:
        return None
    stop = _STOP.search(text, rest.start + 1, rest.end)
    span = trim(text, Span(rest.start, stop.start() if stop else rest.end))
    if stop and text[stop.start()] in '“"' and (k := bisect_right(name_starts, stop.start())) < len(names):
        if names[k].span.start == stop.end():
            return Span(span.start, names[k].span.end)
    k = bisect_right(name_starts, span.start - 1)
    if k < len(names) and names[k].span.start < span.end:
        name = names[k].span
        if len(tokens_of(text, Span(span.start, name.start))) < _FARTHEST_NAME and direction != "from":
            return Span(span.start, name.end)
    words = tokens_of(text, span)
    return Span(span.start, words[min(len(words), 12) - 1].end) if words else None


def parents(attributions: Sequence[Attribution]) -> dict[str, str]:
    """For each attribution that stands in the content of another, the id of the smallest such."""
    outers = sorted(((c, a.id) for a in attributions for c in a.content), key=lambda x: (x[0].start, -x[0].end))
    found: dict[str, str] = {}
    for a in attributions:
        anchor = min((*a.cue, *a.source), default=None)
        if anchor is None:
            continue
        holding = [
            (c.length, i)
            for c, i in outers[: bisect_right(outers, anchor.start, key=lambda x: x[0].start)][-40:]
            if c.holds(anchor) and i != a.id
        ]
        if holding:
            found[a.id] = min(holding)[1]
    return _without_circles(found)


def _without_circles(found: dict[str, str]) -> dict[str, str]:
    for start in list(found):
        seen, at = {start}, found.get(start)
        while at is not None:
            if at in seen:
                del found[start]
                break
            seen.add(at)
            at = found.get(at)
    return found
