"""A text as the words and figures that expressions of time are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from inquit.time.lexicon import Lexicon

_SCAN = (
    r"[0-9]+(?:[.,:/–-][0-9]+)*(?:(?:SUFFIX)\b)?",  # 21:47, 7,000, 2014-15, and in English 3rd and 1990s
    r"['’](?:CLITIC)\b",
    r"[^\W\d_](?:\.[^\W\d_])+",  # a.m
    r"[^\W\d_][0-9]\b",  # Q3
    r"[^\W\d_]+",
    r"[^\w\s]|\n\s*\n",
)
_LONGEST_FIGURE = 12  # a date with its marks has ten; anything longer is no time, and int() may refuse it
_FIGURES = tuple(
    (re.compile(pattern), kind)
    for kind, pattern in (
        ("NUMDATE", r"\d{4}-\d\d-\d\d|\d{4}/\d\d?/\d\d?|\d\d?([./-])\d\d?\1(\d{4}|\d\d)"),
        ("YEAR", r"1\d\d\d|20\d\d"),
        ("YEARS", r"(1\d\d\d|20\d\d)[–/-](1\d\d\d|20\d\d|\d\d)"),
        ("CLOCK", r"([01]?\d|2[0-4]):[0-5]\d(:[0-5]\d)?"),
        ("NTH", r"\d\d?[^\W\d]{2,}"),
        ("DECADE", r"((1\d|20)\d|[1-9])0[^\W\d]+"),
        ("NUMS", r"\d\d?[–-]\d\d?"),
        ("DECIMAL", r"\d+\.\d+"),
        ("NUM", r"\d+|\d{1,3}(,\d{3})+"),
    )
)
_MARKS = {",": "COMMA", "-": "HYPHEN", "–": "HYPHEN"} | dict.fromkeys(".!?;", "STOP")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens in order: each one's words in lower case, where it stands, its value in an expression of time
    ("" for a word that belongs in none), and the codes of their classes (see `Lexicon.codes`) as one string.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    values: list[str]
    codes: str


def tokens(text: str, lexicon: Lexicon) -> Tokens:
    """The tokens of a text; an abbreviation and its full stop are one."""
    lower = text.lower()
    if len(lower) != len(text):  # İ has a lower case of two code points
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[str] = []
    codes: list[str] = []
    known, code_of, unknown = lexicon.words, lexicon.codes, lexicon.codes["ANY"]
    dot = -1
    for match in _scanner(lexicon).finditer(lower):
        word, start = match.group(), match.start()
        if start == dot:
            continue
        meaning = known.get(word)
        end, value, code = start + len(word), "", unknown
        if meaning is not None:
            if word not in lexicon.capital or text[start].isupper():
                value, code = meaning.value, code_of[meaning.kind]
                if word in lexicon.dotted and lower.startswith(".", end):
                    dot, end = end, end + 1
        elif word[0].isdecimal():
            value, code = word, code_of[_figure(word)]
        elif word in _MARKS:
            code = code_of[_MARKS[word]]
        elif word[0] == "\n":
            code = code_of["STOP"]
        words.append(word)
        starts.append(start)
        ends.append(end)
        values.append(value)
        codes.append(code)
    return Tokens(words, starts, ends, values, "".join(codes))


@cache
def _scanner(lexicon: Lexicon) -> re.Pattern[str]:
    scan = "|".join((*(rf"{re.escape(phrase)}\b" for phrase in lexicon.phrases), *_SCAN))
    return re.compile(scan.replace("SUFFIX", "|".join(lexicon.suffixes)).replace("CLITIC", "|".join(lexicon.clitics)))


@lru_cache(maxsize=4096)
def _figure(word: str) -> str:
    if len(word) > _LONGEST_FIGURE:
        return "ANY"
    return next((kind for pattern, kind in _FIGURES if pattern.fullmatch(word)), "ANY")
