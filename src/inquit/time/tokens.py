"""A text as the words and figures that expressions of time are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from inquit.core.spans import Span
from inquit.time.lexicon import Lexicon

_SCAN = (
    r"[1-9]0['’](?:SUFFIX)\b",  # 70's
    r"[0-9]+(?:[.,:/–-][0-9]+)*(?:(?:SUFFIX)\b)?",  # 21:47, 7,000, 2014-15, and in English 3rd and 1990s
    r"['’](?:CLITIC)\b|['’][0-9]{2}\b",
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
        ("DECADE", r"[1-9]0['’][^\W\d]+|((1\d|20)\d|[1-9])0[^\W\d]+"),
        ("NUMS", r"\d\d?[–-]\d\d?"),
        ("DECIMAL", r"\d+\.\d+"),
        ("NUM", r"\d+|\d{1,3}(,\d{3})+"),
    )
)
_MARKS = {",": "COMMA", "-": "HYPHEN", "–": "HYPHEN"} | dict.fromkeys(".!?;:", "STOP")


_REMEMBERED = 50_000  # words whose class is kept at hand


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens in order: each one as written, where it starts, and the codes of their classes as one string.

    The codes are those of `Lexicon.codes`. An abbreviation and its full stop are one token, written without it.
    """

    text: str
    lexicon: Lexicon
    words: list[str]
    starts: list[int]
    codes: str

    def value(self, index: int) -> str:
        """What a token means in an expression of time: the value that the lexicon gives it, or its figures."""
        meaning = self.lexicon.words.get(self.words[index].lower())
        return meaning.value if meaning else self.words[index]

    def span(self, start: int, end: int) -> Span:
        """Where the tokens from `start` to before `end` stand in the text."""
        last = self.starts[end - 1] + len(self.words[end - 1])
        dotted = self.words[end - 1].lower() in self.lexicon.dotted and self.text.startswith(".", last)
        return Span(self.starts[start], last + dotted)


def tokens(text: str, lexicon: Lexicon) -> Tokens:
    """The tokens of a text; takes time in proportion to it."""
    matches = list(_scanner(lexicon).finditer(text))
    words = [match[0] for match in matches]
    starts = [match.start() for match in matches]
    codes = "".join(map(_codes(lexicon).__getitem__, words))
    stop = lexicon.codes["STOP"]
    dots = {
        at.start()
        for at in re.finditer(stop, codes)
        if words[at.start()] == "."
        and words[at.start() - 1].lower() in lexicon.dotted
        and starts[at.start() - 1] + len(words[at.start() - 1]) == starts[at.start()]
    }
    if dots:
        kept = [i for i in range(len(words)) if i not in dots]
        words, starts = [words[i] for i in kept], [starts[i] for i in kept]
        codes = "".join(codes[i] for i in kept)
    return Tokens(text, lexicon, words, starts, codes)


@cache
def _scanner(lexicon: Lexicon) -> re.Pattern[str]:
    phrases = [
        " ".join(f"[{w[0]}{w[0].upper()}]{re.escape(w[1:])}" for w in phrase.split(" ")) + r"\b"
        for phrase in lexicon.phrases
    ]
    heads = "".join(sorted({head for phrase in lexicon.phrases for head in (phrase[0], phrase[0].upper())}))
    scan = "|".join(([f"(?=[{heads}])(?:{'|'.join(phrases)})"] if phrases else []) + list(_SCAN))
    return re.compile(scan.replace("SUFFIX", "|".join(lexicon.suffixes)).replace("CLITIC", "|".join(lexicon.clitics)))


class _Codes(dict[str, str]):
    """The code of each word that was asked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, word: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        self[word] = code = self.lexicon.codes[_kind(word, self.lexicon)]
        return code


@cache
def _codes(lexicon: Lexicon) -> _Codes:
    return _Codes(lexicon)


def _kind(word: str, lexicon: Lexicon) -> str:
    lower = word.lower()
    meaning = lexicon.words.get(lower)
    if meaning is not None:
        wrong = lexicon.small if word[0].isupper() else lexicon.capital
        return "ANY" if lower in wrong else meaning.kind
    if word[0].isspace():
        return "STOP"
    if word[0] in "'’" and word[1:].isdecimal():
        return "SHORTYEAR"
    if not word[0].isdecimal():
        return _MARKS.get(word) or ("ANY" if word[-1].isalnum() else "MARK")
    if len(word) > _LONGEST_FIGURE:
        return "ANY"
    return next((kind for pattern, kind in _FIGURES if pattern.fullmatch(word)), "ANY")
