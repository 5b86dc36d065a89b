"""The words of a language that tell sources apart, read from plain files.

Each language has a folder `data/LANGUAGE/sources`; the first line of each file says what it holds. A language without
a folder is read with the words of English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

DEFAULT = "en"
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class Pronoun(NamedTuple):
    """`person` is 1, 2, 3 or r (relative); `gender` m, f, n or - for any; `subject` tells he from him."""

    person: str
    gender: str
    plural: bool
    subject: bool


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Lexicon:
    """The words of one language, loaded once; the files say what each holds."""

    nouns: Mapping[str, str]
    name_words: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, Pronoun]
    titles: Mapping[str, str]
    given_names: Mapping[str, str]
    nicknames: Mapping[str, frozenset[str]]
    spellings: Mapping[str, str]
    metonyms: Mapping[str, str]
    demonyms: Mapping[str, str]
    demonym_endings: tuple[str, ...]
    cues: Mapping[str, str]
    relays: tuple[tuple[str, re.Pattern[str]], ...]
    aliases: re.Pattern[str]
    own_pages: tuple[tuple[re.Pattern[str], str], ...]
    press_names: frozenset[str]
    closeness: re.Pattern[str]
    reason: re.Pattern[str]
    refusals: re.Pattern[str]
    hearsay: re.Pattern[str]
    nobody: re.Pattern[str]
    attributing: frozenset[str]
    """The words with which a construction that attributes can begin, refusals apart."""

    def has(self, word: str, group: str) -> bool:
        """Whether the lower-case `word` is in a class of words.tsv."""
        return group in self.words.get(word, ())

    def is_demonym(self, word: str) -> bool:
        """Whether a word is the adjective of a country: "German"."""
        return word[:1].isupper() and (word.lower() in self.demonyms or word.lower().endswith(self.demonym_endings))

    def is_nobody(self, words: str) -> bool:
        """Whether the words for a source say that there is none: "nobody", "few officials"."""
        return self.nobody.match(words) is not None

    def singular(self, noun: str) -> str | None:
        """The noun as nouns.tsv has it, None if it is not there: "ministries" is "ministry"."""
        if noun in self.nouns:
            return noun
        for ending, instead in (("ies", "y"), ("men", "man"), ("es", ""), ("s", "")):
            if noun.endswith(ending) and (short := noun.removesuffix(ending) + instead) in self.nouns:
                return short
        last = noun.rpartition("-")[2]
        return self.singular(last) if last != noun else None


def lexicon(language: str | None) -> Lexicon:
    """The words of `language` (ISO 639-1), or those of English where there are none."""
    found = language if language and _LANGUAGE.fullmatch(language) and _folder(language).is_dir() else DEFAULT
    return _load(found)


def _folder(language: str) -> Traversable:
    return files("inquit.data") / language / "sources"


@cache
def _load(language: str) -> Lexicon:
    folder = _folder(language)

    def lines(name: str) -> list[str]:
        return (folder / name).read_text(encoding="utf-8").splitlines()[1:]

    def table(name: str) -> dict[str, str]:
        return dict(line.split("\t", 1) for line in lines(name))

    def any_of(patterns: list[str], begin: str = r"\b") -> re.Pattern[str]:
        return re.compile(rf"{begin}(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)

    def any_words(patterns: list[str]) -> re.Pattern[str]:
        return any_of(patterns, begin=r"\b(?=\w)")  # which spares trying them all where a word ends

    directions: dict[str, list[str]] = {}
    for line in lines("relays.tsv"):
        pattern, direction = line.split("\t")
        directions.setdefault(direction, []).append(pattern)
    nouns, cues = table("nouns.tsv"), table("cues.tsv")
    words = {word: frozenset(groups.split()) for word, groups in table("words.tsv").items()}
    rumours = {noun for noun, kind in nouns.items() if kind == "rumour"}
    prepositions = {word for word, groups in words.items() if groups & {"paper-preposition", "names-source"}}
    return Lexicon(
        nouns=nouns,
        name_words=table("name_words.tsv"),
        words=words,
        pronouns={
            word: Pronoun(person, gender, number == "p", subject == "yes")
            for word, person, gender, number, subject in (line.split("\t") for line in lines("pronouns.tsv"))
        },
        titles=table("titles.tsv"),
        given_names=table("given_names.tsv"),
        nicknames={name: frozenset(short.split()) for name, short in table("nicknames.tsv").items()},
        spellings={
            other.casefold(): names[0].casefold() for names in map(str.split, lines("spellings.txt")) for other in names
        },
        metonyms=table("metonyms.tsv"),
        demonyms=table("demonyms.tsv"),
        demonym_endings=tuple(lines("demonym_endings.txt")),
        cues=cues,
        relays=tuple((direction, any_words(patterns)) for direction, patterns in directions.items()),
        aliases=re.compile("|".join(lines("aliases.txt"))),
        own_pages=tuple(
            (re.compile(rf"(?<=\W){pattern}\W{{0,2}}$", re.IGNORECASE), who)
            for pattern, who in table("own_pages.tsv").items()
        ),
        press_names=frozenset(lines("press_names.txt")),
        closeness=any_words(lines("closeness.txt")),
        reason=any_of(lines("reasons.txt")),
        refusals=any_words(lines("refusals.txt")),
        hearsay=any_of(lines("hearsay.txt")),
        nobody=re.compile("|".join(lines("nobody.txt"))),
        attributing=frozenset(rumours | prepositions | cues.keys()),
    )
