"""A language's words and patterns for time, from the plain files under `data/<language>/time/`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

OUTSIDE = ("ANY", "MARK", "STOP", "COMMA", "HYPHEN", "NUM", "NUMS", "DECIMAL")
NUMERIC = ("NTH", "YEAR", "SHORTYEAR", "YEARS", "DECADE", "NUMDATE", "CLOCK")
"""Classes that come from marks and figures, and so from no list of words."""

_ENDINGS = ("CLITIC", "SUFFIX")
_FIRST_CODE = 0x3400  # from here on are letters that mean nothing in a regular expression
_NAME = re.compile(r"\$?[A-Za-z]+")


class Meaning(NamedTuple):
    """What a word is in an expression of time: its class ("MONTH") and its value there ("3")."""

    kind: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Lexicon:
    """A language's words for time, all in lower case, and the patterns they make.

    The words in `capital` count only where the text has a capital, those in `small` where it has none; those in `dotted` may carry a full stop; `phrases`
    are those of more than one word, longest first, `clitics` what follows an apostrophe, `suffixes` what follows a
    figure ("3rd"). `codes` gives each class the character that stands for it in
    `points` and `wholes`: the patterns of what names a time, and of what is made of such names. The name of the group
    that matched, less its number, is the reading. An expression holds at least one of `triggers`.
    """

    words: Mapping[str, Meaning]
    capital: frozenset[str]
    small: frozenset[str]
    dotted: frozenset[str]
    phrases: tuple[str, ...]
    clitics: tuple[str, ...]
    suffixes: tuple[str, ...]
    codes: Mapping[str, str]
    points: re.Pattern[str]
    wholes: re.Pattern[str]
    triggers: frozenset[str]


def table(language: str, name: str) -> tuple[Sequence[str], ...]:
    """The rows of `data/<language>/time/<name>.tsv` without its comments; none where Inquit has no such language."""
    folder = files("inquit") / "data" / language / "time"
    if not (language.isalpha() and folder.is_dir()):
        return ()
    lines = folder.joinpath(f"{name}.tsv").read_text("utf-8").splitlines()
    return tuple(line.split("\t") for line in lines if line and not line.startswith("#"))


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language (ISO 639-1), or None where Inquit has none for it."""
    rows = table(language, "words")
    if not rows:
        return None
    words: dict[str, Meaning] = {}
    capital: set[str] = set()
    small: set[str] = set()
    dotted: set[str] = set()
    for kind, value, spelled in rows:
        if kind in _ENDINGS:
            continue
        for written in spelled.replace("_", "\xa0").split(" "):
            word = written.replace("\xa0", " ").strip("^.").lower()
            if word in words:
                raise ValueError(f"{word!r} stands twice among the {language} words for time")
            words[word] = Meaning(kind, value)
            if written[0].isupper():
                capital.add(word)
            if written[0] == "^":
                small.add(word)
            if written.endswith("."):
                dotted.add(word)
    endings = {kind: tuple(spelled.split()) for kind, _, spelled in rows if kind in _ENDINGS}
    classes = sorted({m.kind for m in words.values()} | {*OUTSIDE, *NUMERIC})
    codes = {name: chr(_FIRST_CODE + i) for i, name in enumerate(classes)}
    points, wholes, triggers = _patterns(table(language, "patterns"), codes)
    return Lexicon(
        words=words,
        capital=frozenset(capital),
        small=frozenset(small),
        dotted=frozenset(dotted),
        phrases=tuple(sorted((w for w in words if " " in w), key=len, reverse=True)),
        clitics=endings["CLITIC"],
        suffixes=endings["SUFFIX"],
        codes=codes,
        points=points,
        wholes=wholes,
        triggers=triggers,
    )


def _patterns(
    rows: Sequence[Sequence[str]], codes: Mapping[str, str]
) -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    macros: dict[str, str] = {}
    levels: dict[str, list[tuple[str, str]]] = {"point": [], "whole": []}
    triggers: set[str] = set()

    def expand(match: re.Match[str]) -> str:
        name = match.group()
        return f"(?:{macros[name[1:]]})" if name.startswith("$") else codes[name]

    for level, name, pattern in rows:
        written = _NAME.sub(expand, pattern).replace(" ", "")
        # Only the readings are named: a group inside a pattern must not hide which one matched.
        written = re.sub(r"\((?!\?)", "(?:", written)
        if level == "trigger":
            triggers.update(written)
        elif level == "macro":
            macros[name] = written
        else:
            levels[level].append((name, written))
            if level == "point":
                macros["point"] = "|".join(p for _, p in levels["point"])
    return _alternatives(levels["point"]), _alternatives(levels["whole"]), frozenset(triggers)


def _alternatives(patterns: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}{i}>{pattern})" for i, (name, pattern) in enumerate(patterns)))
