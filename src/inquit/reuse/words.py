"""The words of a text as numbers that are the same wherever the words are, so that texts can be compared as arrays.

Case, accents, marks and white space make no difference. Nothing here knows a language: which words tell one text from
another is judged by their looks (figures, capitals, length).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from inquit.core.paragraphs import paragraphs
from inquit.core.quotations import quotations
from inquit.core.spans import Span

Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]

AT_HAND = 256
"""Texts whose words are remembered: a report is set beside dozens of others, and the next one beside many of these."""

WEIGHTY = 2.0
"""The weight from which on a word tells one text from another: figures, names, long words."""

# Letters of scripts that write without spaces are words of their own. An apostrophe parts words, so that its style
# makes no difference; a figure keeps its points.
_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER, _MARK = rf"[^\W\d_{_ALONE}]", "[\u0300-\u036f]"
_WORD = re.compile(rf"[{_ALONE}]|\d+(?:[.,]\d+)*|{_LETTER}+(?:{_MARK}+{_LETTER}*)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_SENTENCE_END = re.compile(r"[.!?…؟।]['\"’”»)\]]*(?=\s)|[。！？]")
_LONGEST_UNIT = 40  # words; a longer "sentence" is cut, so that no text makes one that takes forever
_STEM = 6  # letters; truncation of this order serves European languages (McNamee and Mayfield 2004)
_LARGEST = (1 << 63) - 1


class _Word(NamedTuple):
    form: int
    stem: int
    weight: float


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Words:
    """The words of a text in order; each array but `units` has one entry a word. They are not to be written to.

    `forms` are hashes of the words, `stems` of their first letters (figures keep all of theirs), so that most
    inflections of a word share one. `weights` say how much a word tells, 0 to 4.5. Unit k is a sentence, or a part of
    a long one: the words from `units[k]` up to `units[k + 1]`.
    """

    starts: Numbers
    ends: Numbers
    forms: Numbers
    stems: Numbers
    weights: Weights
    units: Numbers

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, end: int) -> Span:
        """From the start of word `first` to the end of the word before `end`."""
        return Span(int(self.starts[first]), int(self.ends[end - 1]))

    @property
    def unit_of(self) -> Numbers:
        """The unit that each word is in."""
        return np.repeat(np.arange(len(self.units) - 1), np.diff(self.units))


def hashed(text: str) -> int:
    """A number from 0 to 2^63 - 1 that depends on `text` alone (BLAKE2b, cut to 63 bits)."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") & _LARGEST


@lru_cache(maxsize=AT_HAND)
def words(text: str) -> Words:
    """The words of `text`; takes time in proportion to it, or none where it was asked for a short while ago."""
    spans = [match.span() for match in _WORD.finditer(text)]
    at = np.array([start for start, _ in spans], dtype=np.int64)
    found = [_word(text[start:end]) for start, end in spans]
    forms, stems, weights = zip(*found, strict=True) if found else ((), (), ())
    return Words(
        starts=at,
        ends=np.array([end for _, end in spans], dtype=np.int64),
        forms=np.array(forms, dtype=np.int64),
        stems=np.array(stems, dtype=np.int64),
        weights=np.array(weights, dtype=np.float64),
        units=_units(text, at),
    )


@lru_cache(maxsize=AT_HAND)
def quoted(text: str) -> NDArray[np.bool_]:
    """Which words of `text` stand in quotation marks, one entry a word. It is not to be written to."""
    found = words(text)
    spans = quotations(text, paragraphs(text))[0]
    change = np.zeros(len(found) + 1, dtype=np.int64)
    np.add.at(change, np.searchsorted(found.starts, [q.start for q in spans]), 1)
    np.add.at(change, np.searchsorted(found.starts, [q.end for q in spans]), -1)
    return np.cumsum(change)[:-1] > 0


@lru_cache(maxsize=100_000)
def _word(raw: str) -> _Word:
    if raw[0].isdigit():
        figure = "".join(str(unicodedata.decimal(c, c)) for c in raw)
        figure = re.sub("[.,]", "", figure) if _GROUPED.fullmatch(figure) else figure
        whole = hashed(figure)
        return _Word(whole, whole, 2.0 if len(figure) == 1 else 3.5 if len(figure) <= 3 else 4.5)
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", raw).casefold())
    letters = "".join(c for c in folded if not unicodedata.combining(c)) or folded
    return _Word(hashed(letters), hashed(letters[:_STEM]), _weight(raw, len(letters)))


def _weight(raw: str, letters: int) -> float:
    """What a word tells, by its looks: short words are the common ones in any language that parts words by spaces."""
    if raw[0].isupper():
        return 3.0 if letters > 3 else 1.5
    return (0.0, 0.0, 0.0, 0.0, 0.5, 1.0, 1.5, 2.0, 2.0)[letters] if letters < 9 else 2.5


def _units(text: str, starts: Numbers) -> Numbers:
    offsets = [p.start for p in paragraphs(text)]
    offsets.extend(m.end() for m in _SENTENCE_END.finditer(text))
    edges = np.unique(np.concatenate([[0, len(starts)], np.searchsorted(starts, offsets)])).astype(np.int64)
    lengths = np.diff(edges)
    if not len(lengths) or lengths.max() <= _LONGEST_UNIT:
        return edges
    parts = -(-lengths // _LONGEST_UNIT)
    within = np.arange(int(parts.sum())) - np.repeat(np.cumsum(parts) - parts, parts)
    return np.append(np.repeat(edges[:-1], parts) + within * _LONGEST_UNIT, edges[-1])
