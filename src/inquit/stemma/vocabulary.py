"""The words of a language that tell who may be whom, read from plain files.

Each language has a folder `data/LANGUAGE/stemma`; the first line of each file says what it holds. A language without a
folder is read with the words of English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from inquit.sources.lexicon import DEFAULT, Lexicon, lexicon

ANYBODY = "any"  # the circle of nouns that fit whoever it may be
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Vocabulary:
    """The words of one language; the files say what each holds. `sources` are the words that tell sources apart."""

    circles: Mapping[str, frozenset[str]]
    """The circles of a noun."""
    regions: frozenset[str]
    press: frozenset[str]
    speakers: Mapping[str, str]
    """ "last" for a noun that means the body last spoken of where it names none."""
    sources: Lexicon

    def circles_of(self, noun: str) -> frozenset[str]:
        """The circles of a noun in the singular or plural; a noun that is in no list is in a circle by itself."""
        known = self.circles.get(noun) or self.circles.get(self.sources.singular(noun) or noun)
        return known or frozenset({noun})


@cache
def vocabulary(language: str | None) -> Vocabulary:
    """The words of `language` (ISO 639-1), or those of English where there are none."""
    known = language and _LANGUAGE.fullmatch(language) and (files("inquit.data") / language / "stemma").is_dir()
    return _load(language if language and known else DEFAULT)


@cache
def _load(language: str) -> Vocabulary:
    folder = files("inquit.data") / language / "stemma"

    def lines(name: str) -> list[str]:
        return (folder / name).read_text(encoding="utf-8").splitlines()[1:]

    circles: dict[str, set[str]] = {}
    for line in lines("circles.tsv"):
        circle, nouns = line.split("\t")
        for noun in nouns.split(", "):
            circles.setdefault(noun, set()).add(circle)
    return Vocabulary(
        circles={noun: frozenset(found) for noun, found in circles.items()},
        regions=frozenset(lines("regions.txt")),
        press=frozenset(lines("press.txt")),
        speakers=dict(line.split("\t") for line in lines("speakers.tsv")),
        sources=lexicon(language),
    )
