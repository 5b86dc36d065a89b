"""The quantities in a stretch of text as records that can be compared between reports.

Dates, clock times, ordinals, years and numbers that are part of a name ("Tank V-14") are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, cast

from inquit.certainty.lexicon import lexicon, rows
from inquit.certainty.words import Phrases, Word
from inquit.core.spans import Span

Approximator = Literal["near", "above", "below", "low", "high", "several"]

_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]")
_YEARS = range(1800, 2101)
_CLOSE = 0.1  # two numbers of which one is only about right may differ by this share and still be the same
_LONGEST = 4  # words of an approximator
_DIGITS = 30  # of one number; what is longer is an identifier


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """A number with what it counts. `low` and `high` are the same for an exact number, None where there is no bound.

    `unit` is canonical ("m", "%", "$"), with `low` and `high` in it; `noun` is the word counted where there is no unit
    ("villages"). `approximator` says what the words beside the number make of it: near ("about"), above ("more
    than"), below ("under"), low ("at least"), high ("up to"), several ("dozens").
    """

    low: float | None
    high: float | None
    unit: str | None = None
    noun: str | None = None
    approximator: Approximator | None = None
    span: Span

    def meets(self, other: Quantity) -> bool:
        """Whether both can be true of the same thing: same unit, and ranges that touch, loosely where either is near."""
        if self.unit != other.unit:
            return False
        loose = _CLOSE if "near" in {self.approximator, other.approximator} else 0.0
        return _below(self.low, other.high, loose) and _below(other.low, self.high, loose)


def _below(low: float | None, high: float | None, loose: float) -> bool:
    return low is None or high is None or low <= high + loose * max(abs(low), abs(high))


class _Value(NamedTuple):
    """A value read from the tokens up to `end`; `scale` is the last multiplier in it."""

    value: float
    end: int
    scale: float = 1.0
    several: bool = False
    spelled: bool = False


def numbers(text: str, span: Span, language: str | None = None) -> tuple[Quantity, ...]:
    """The quantities in `text[span]` in order; none in a language that has no number words. Takes linear time."""
    known = _words_of(language)
    if known is None:
        return ()
    tokens = [Word(m.group().casefold(), m.start(), m.end()) for m in _TOKEN.finditer(text, span.start, span.end)]
    reader = _Reader(text, tokens, known)
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        quantity, i = reader.at(i)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Numerals:
    """A language's number words: what each kind of phrase means, by kind."""

    phrases: dict[str, Phrases[str]]
    decimal: str

    def of(self, kind: str, forms: Sequence[str], index: int) -> tuple[int, str] | None:
        return self.phrases[kind].at(forms, index) if index < len(forms) else None


@cache
def _words_of(language: str | None) -> _Numerals | None:
    if lexicon(language) is None:
        return None
    entries: dict[str, list[tuple[str, str]]] = {}
    for kind, value, forms in rows(language or "en", "numbers"):
        entries.setdefault(kind, []).extend((form, value) for form in forms.split(", "))
    decimal = entries.pop("decimal")[0][0]
    return _Numerals({kind: Phrases(pairs) for kind, pairs in entries.items()}, decimal)


class _Reader:
    def __init__(self, text: str, tokens: list[Word], known: _Numerals) -> None:
        self.text, self.tokens, self.known = text, tokens, known
        self.forms = [t.form for t in tokens]

    def at(self, i: int) -> tuple[Quantity | None, int]:
        """The quantity that begins at token `i`, if one does, and the token to go on from."""
        money = self.known.of("currency", self.forms, i)
        start = i + money[0] if money else i
        first = self.value(start, money=money is not None)
        if first is None:
            return None, i + 1
        unit, factor, end = self.unit(first.end, money)
        last = self.range_end(end, between=self.is_between(i), money=money is not None)
        low = high = first.value
        if last is not None:
            second_unit, second_factor, end = self.unit(last.end, money)
            share = last.scale if first.scale == 1 and first.value * last.scale <= last.value else 1.0
            if unit is None:
                unit, factor = second_unit, second_factor
            low, high = first.value * share, last.value
            if low > high:
                last, low, high = None, first.value, first.value
                unit, factor, end = self.unit(first.end, money)
        if last is None and self.is_no_quantity(start, first, unit):
            return None, max(first.end, i + 1)
        how, before, after = self.approximator(i, end)
        noun = self.noun(after if how else end) if unit is None else None
        quantity = Quantity(
            low=None if how in {"below", "high"} else low * factor * (2 if first.several else 1),
            high=None if how in {"above", "low"} or first.several else high * factor,
            unit=unit,
            noun=noun,
            approximator="several" if first.several and how is None else how,
            span=Span(self.tokens[before].start, self.tokens[after - 1].end),
        )
        return quantity, after

    def value(self, i: int, *, money: bool) -> _Value | None:
        """The number written at token `i`, in digits, words or both."""
        read = self.plain(i)
        if read is None:
            return None
        value, end, scale, several, spelled = read
        while (more := self.known.of("multiplier", self.forms, end)) is not None:
            if self.known.of("unit", self.forms, end) is not None and not money:
                break  # "40m" is a length, unless it is money
            value, end, scale = value * float(more[1]), end + more[0], scale * float(more[1])
        return _Value(value, end, scale, several, spelled)

    def plain(self, i: int) -> _Value | None:
        """A number without its multipliers."""
        if i >= len(self.forms):
            return None
        if self.forms[i][0].isdecimal():
            value = _digits(self.forms[i], self.known.decimal)
            return None if value is None else _Value(value, i + 1)
        several = self.known.of("plural", self.forms, i)
        if several is not None:
            value, end = float(several[1]), i + several[0]
            while end + 1 < len(self.forms) and self.known.of("of", self.forms, end) is not None:
                more = self.known.of("plural", self.forms, end + 1)
                if more is None:
                    break
                value, end = value * float(more[1]), end + 1 + more[0]
            return _Value(value, end, scale=value, several=True, spelled=True)
        return self.fraction(i) or self.spelled(i)

    def fraction(self, i: int) -> _Value | None:
        """A share, as "two-thirds", "a quarter of", "half the"."""
        top = self.known.of("number", self.forms, i) or self.known.of("article", self.forms, i)
        j = i + (top[0] if top else 0)
        if top and j < len(self.forms) and self.forms[j] == "-":
            j += 1
        part = self.known.of("fraction", self.forms, j)
        if part is None:
            return None
        end = j + part[0]
        times = float(top[1]) if top else 1.0
        if times < 2 and self.known.of("of", self.forms, end) is None:
            return None
        article = self.known.of("article", self.forms, end)
        if article and self.known.of("multiplier", self.forms, end + article[0]):  # "half a million"
            end += article[0]
        return _Value(times * float(part[1]), end, spelled=True)

    def spelled(self, i: int) -> _Value | None:
        """A number in words: "twenty-five", "a hundred and six thousand"."""
        article = self.known.of("article", self.forms, i)
        if article is not None and self.known.of("multiplier", self.forms, i + article[0]) is None:
            return None
        total, current, end, scale = 0.0, 1.0 if article else 0.0, i + (article[0] if article else 0), 1.0
        while end < len(self.forms):
            joined = end
            if end > i and (self.forms[end] == "-" or self.known.of("and", self.forms, end)) and current >= 1:
                joined = end + 1
            digit = self.known.of("number", self.forms, joined)
            if digit is not None and not (current and float(digit[1]) >= _room(current)):
                current, end = current + float(digit[1]), joined + digit[0]
                continue
            more = self.known.of("multiplier", self.forms, end)
            if more is None or (not current and not article) or self.forms[end] == "m":
                break
            scale = float(more[1])
            if scale >= 1000:
                total, current = total + max(current, 1.0) * scale, 0.0
            else:
                current *= scale
            end += more[0]
        if end == i:
            return None
        return _Value(total + current, end, scale, spelled=True)

    def unit(self, i: int, money: tuple[int, str] | None) -> tuple[str | None, float, int]:
        """The unit at token `i` (or the currency before the number), its factor, and the token behind it."""
        if money is not None:
            return money[1], 1.0, i
        at = i + 1 if i + 1 < len(self.forms) and self.forms[i] == "-" else i
        named = self.known.of("currency", self.forms, at)
        if named is not None:
            return named[1], 1.0, at + named[0]
        measured = self.known.of("unit", self.forms, at)
        if measured is None:
            return None, 1.0, i
        name, _, factor = measured[1].partition(" ")
        return name, float(factor), at + measured[0]

    def range_end(self, i: int, *, between: bool, money: bool) -> _Value | None:
        """The second number of a range whose first ends before token `i`."""
        joint = self.known.of("range", self.forms, i) or (self.known.of("and", self.forms, i) if between else None)
        if joint is None:
            return None
        again = self.known.of("currency", self.forms, i + joint[0])
        return self.value(i + joint[0] + (again[0] if again else 0), money=money)

    def is_between(self, i: int) -> bool:
        return i > 0 and self.known.of("between", self.forms, i - 1) is not None

    def is_no_quantity(self, i: int, read: _Value, unit: str | None) -> bool:
        """Whether the number at token `i` dates, orders or names something instead of counting it."""
        token, after = self.tokens[i], read.end
        before = self.text[token.start - 1] if token.start else " "
        if before.isalnum() or (before in "-/.:" and token.start > 1 and self.text[token.start - 2].isalnum()):
            return True
        if any(self.known.of("date", self.forms, k) for k in (i - 1, after) if k >= 0):
            return True
        if self.known.of("clock", self.forms, after) or self.known.of("ordinal", self.forms, after):
            return True
        if after + 1 < len(self.forms) and self.forms[after] in ":/" and self.forms[after + 1][0].isdecimal():
            return True
        if unit is not None or read.scale > 1:
            return False
        return (read.spelled and read.value == 1) or (self.forms[i].isdecimal() and int(self.forms[i]) in _YEARS)

    def approximator(self, i: int, end: int) -> tuple[Approximator | None, int, int]:
        """What the words right before token `i` or from token `end` make of the number, and where it then stands."""
        for k in range(max(0, i - _LONGEST), i):
            found = self.known.of("approximator", self.forms, k)
            if found is not None and k + found[0] == i:
                return cast("Approximator", found[1]), k, end
        found = self.known.of("approximator", self.forms, end)
        if found is not None and found[0] > 1:
            behind = self.value(end + found[0], money=False)
            if behind is None:
                return cast("Approximator", found[1]), i, end + found[0]
        return None, i, end

    def noun(self, i: int) -> str | None:
        """The word counted, if one follows."""
        if i >= len(self.forms) or not self.forms[i][0].isalpha() or self.known.of("stop", self.forms, i):
            return None
        return self.forms[i]


def _digits(form: str, decimal: str) -> float | None:
    """The value of a number in digits, whose thousands may be set off; None if it is too long to be a number."""
    if len(form) > _DIGITS:
        return None
    whole, point, rest = form.rpartition(decimal)
    if not point or decimal in whole:
        whole, rest = form.replace(decimal, ""), ""
    return float(
        "".join(c for c in whole if c.isdecimal()) + ("." + "".join(c for c in rest if c.isdecimal()) if rest else "")
    )


def _room(current: float) -> float:
    """Below what a further number word adds to `current` ("twenty" takes up to nine, "one hundred" up to 99)."""
    if current % 1000 == 0:
        return 1000
    if current % 100 == 0:
        return 100
    return 10 if current % 10 == 0 else 0
