"""The words of a stretch of text as the certainty rules read them, and phrases that are looked up among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from inquit.core.spans import Span

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’‑-][^\W\d_]+)*|[^\w\s]")
_QUOTES = frozenset("\"“”„‟«»＂'‘’‚‹›`")
_PLAIN = str.maketrans("’‑", "'-")

V = TypeVar("V")


class Word(NamedTuple):
    """A run of letters, a number, or one other visible character.

    `form` is folded to lower case, apostrophes straight; that of every number is "#".
    """

    form: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def words(text: str, span: Span) -> list[Word]:
    """The words of `text[span]` in order, quotation marks left out; offsets are those of `text`."""
    return [
        Word("#" if m.group()[0].isdecimal() else m.group().translate(_PLAIN).casefold(), m.start(), m.end())
        for m in _WORD.finditer(text, span.start, span.end)
        if m.group() not in _QUOTES
    ]


class Phrases(Generic[V]):
    """Phrases of one or more words with a value each; the longest that stands at a place is the one meant."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        found: dict[str, dict[tuple[str, ...], V]] = {}
        for phrase, value in entries:
            forms = tuple(w.form for w in words(phrase, Span(0, len(phrase))))
            found.setdefault(forms[0], {}).setdefault(forms, value)
        self._by_first = {first: sorted(rest.items(), key=lambda item: -len(item[0])) for first, rest in found.items()}

    def at(self, forms: Sequence[str], index: int) -> tuple[int, V] | None:
        """How many words the longest phrase at `index` has, and its value."""
        for phrase, value in self._by_first.get(forms[index], ()):
            if len(phrase) == 1 or tuple(forms[index : index + len(phrase)]) == phrase:
                return len(phrase), value
        return None
