"""Some of a text's tokens in a row, as the readings of points and wholes look at them."""

from __future__ import annotations

from typing import NamedTuple

from inquit.time.lexicon import Lexicon
from inquit.time.numerals import number
from inquit.time.tokens import Tokens


class Length(NamedTuple):
    """How many of a unit, 0 where there is no telling ("many").

    `vague` where the number is ("a few"), `about` where the text says that it is not exact ("nearly two").
    """

    many: float
    unit: str
    vague: bool = False
    about: bool = False


class Phrase(NamedTuple):
    """The tokens from `start` to before `end`."""

    tokens: Tokens
    start: int
    end: int

    @property
    def lexicon(self) -> Lexicon:
        return self.tokens.lexicon

    def between(self, start: int, end: int) -> Phrase:
        return Phrase(self.tokens, start, end)

    def where(self, *kinds: str) -> int | None:
        """The index of the first token of one of these classes."""
        codes = [self.lexicon.codes[kind] for kind in kinds]
        return next((i for i in range(self.start, self.end) if self.tokens.codes[i] in codes), None)

    def value(self, *kinds: str) -> str | None:
        """The value of the first token of one of these classes."""
        at = self.where(*kinds)
        return None if at is None else self.tokens.value(at)

    def shift(self, *kinds: str) -> int:
        """-1, 0 or 1 for the first word of these classes, such as last, this and next; 0 if there is none."""
        value = self.value(*kinds) or "0"
        return {"past": -1, "coming": 1}.get(value) or int(value)

    def number(self) -> int | None:
        """The first number: in figures or words, cardinal or ordinal; but no year."""
        code, value = self.lexicon.codes, self.tokens.value
        spelled: list[tuple[int, bool]] = []
        for i in range(self.start, self.end):
            kind = self.tokens.codes[i]
            if kind in (code["NUMWORD"], code["NUMSCALE"]):
                spelled.append((int(value(i)), kind == code["NUMSCALE"]))
            elif kind in (code["ORD"], code["SECOND"]):
                return number([*spelled, (int(value(i)), False)])
            elif not spelled and kind in (code["NUM"], code["NTH"]):
                return int("".join(c for c in value(i) if c.isdecimal()))
            elif spelled and kind != code["HYPHEN"]:
                break
        return number(spelled) if spelled else None

    def lengths(self) -> tuple[Length, ...]:
        """The lengths that stand here one after the other: "two years and six months"."""
        code, found = self.lexicon.codes, list[Length]()
        units = {code[kind] for kind in ("UNIT", "UNITS", "YEARUNIT", "SECOND", "WEEKEND")}
        start = self.start
        for i in range(self.start, self.end):
            if self.tokens.codes[i] in units and (found or i > self.start):
                unit = "PT1S" if self.tokens.codes[i] == code["SECOND"] else self.tokens.value(i)
                found.append(self.between(start, i).length_of(unit))
                start = i + 1
        if found and self.between(start, self.end).where("HALF") is not None:  # an hour and a half
            found[-1] = found[-1]._replace(many=found[-1].many + 0.5)
        return tuple(found)

    def length_of(self, unit: str) -> Length:
        """How many of `unit` the words before it say: "about two and a half"."""
        vague = self.value("VAGUE")
        half = 0.5 if self.where("HALF") is not None else 0
        decimal, whole = self.value("DECIMAL"), self.number()
        if decimal is not None:
            count = float(decimal)
        elif whole is not None:
            count = whole + half
        elif vague is not None and vague.isdecimal():
            count = int(vague) + half
        elif self.where("QUARTER") is not None:
            count = 0.25
        else:
            count = 0 if vague else half or 1
        hedged = self.where("HEDGE", "OVER") is not None
        return Length(count, unit, vague is not None and vague != "2", hedged)
