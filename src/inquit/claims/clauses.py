"""Cuts what a sentence states where one clause is joined to another: "the bridge is shut, and the mayor has resigned"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inquit.certainty.lexicon import Lexicon
from inquit.certainty.words import Word, words
from inquit.core.spans import Span, Spans, trim

LEAST = 5  # words that stand on either side of a joint
_COLONS = frozenset(";:")
_DASHES = frozenset("–—")
_JOINING = frozenset({"addition", "coordinate"})
_MARGINS = ",;:–—"


def clauses(text: str, spans: Spans, known: Lexicon) -> Iterator[Spans]:
    """The spans of one statement, clause by clause, without the marks and words that join them.

    Clauses are joined by a semicolon, a colon or a dash, by a comma and a word such as "but", or by "and that". Where
    fewer than LEAST words would stand alone there is no joint.
    """
    rest = sum(_count(words(text, span)) for span in spans)
    done = 0
    open_: list[Span] = []
    for span in spans:
        start = span.start
        read = words(text, span)
        for k, word in enumerate(read):
            behind = _joint(text, read, k, known)
            if behind and done >= LEAST and rest >= LEAST:
                open_.append(Span(start, word.start))
                yield from _trimmed(text, open_)
                open_, done, start = [], 0, read[behind].start if behind < len(read) else span.end
            counts = word.form[0].isalnum() or word.form == "#"
            done += counts
            rest -= counts
        open_.append(Span(start, span.end))
    yield from _trimmed(text, open_)


def _joint(text: str, read: Sequence[Word], k: int, known: Lexicon) -> int:
    """The index behind the marks and words of a joint that begins at `k`, 0 if none does."""
    form = read[k].form
    if form in _COLONS or form in _DASHES:
        spaced = text[read[k].end : read[k].end + 1].isspace()
        return k + 1 if spaced and (form in _COLONS or text[read[k].start - 1].isspace()) else 0
    comma = form == ","
    at = k + comma
    forms = [w.form for w in read[at : at + 4]]
    found = known.openers.at(forms, 0) if forms else None
    if found is None or found[1] not in _JOINING:
        return 0
    behind = at + found[0]
    complement = behind < len(read) and read[behind].form in known.complement
    return behind + complement if comma or complement else 0


def _count(read: Sequence[Word]) -> int:
    return sum(w.form[0].isalnum() or w.form == "#" for w in read)


def _trimmed(text: str, spans: Sequence[Span]) -> Iterator[Spans]:
    last = spans[-1]
    kept = len(last.of(text).rstrip().rstrip(_MARGINS))
    pieces = (trim(text, span) for span in (*spans[:-1], Span(last.start, last.start + kept)))
    found = tuple(piece for piece in pieces if piece.length)
    if found:
        yield found
