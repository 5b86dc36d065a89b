"""What the words for an unnamed source say of it, and whether two such descriptions can mean the same people.

    "two Lorish officials familiar with the talks"      number 2, of Lorish, in the circle of government
    "a person briefed on the matter"                     one, anybody
    "a player" and "a club official"                     cannot be one

Descriptions exclude each other only by what both say; where one is silent, they may mean the same people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from inquit.certainty.numbers import numbers
from inquit.core.records import Kind, Link
from inquit.core.spans import Span
from inquit.sources.names import same_body, sound, tokens
from inquit.sources.phrases import TOKEN
from inquit.stemma.vocabulary import ANYBODY, Vocabulary, vocabulary

_STEM = 4  # letters that a country and its adjective, or two forms of the adjective, have in common at least
_LONGEST = 300  # code points of a description that are looked at

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """The telling words of a description."""

    kind: Kind
    head: str | None
    """The noun that says what they are, in the singular."""
    circles: frozenset[str]
    count: float | None
    """How many they are as a number says it, 1 for one person, None for "officials"."""
    nations: frozenset[str]
    bodies: tuple[Words, ...]
    """The proper names of bodies in it."""
    words: frozenset[str]
    """All telling words in the singular, as `names.sound` writes them."""

    @property
    def is_anybody(self) -> bool:
        """Whether it fits any person."""
        return ANYBODY in self.circles

    @property
    def is_rumour(self) -> bool:
        return self.kind == "rumour"


def is_nameless(link: Link) -> bool:
    """Whether a source is described and not named: nobody could tell it from others by its name alone.

    The handle of an account is a name. A document is named if a proper name or a number stands in what it is called.
    """
    if link.kind == "rumour":
        return True
    if link.kind == "document":
        return not any(w[:1].isupper() or w[:1].isdigit() for w in link.name.split()[1:])
    return link.standing == "unnamed" and not is_handle(link.name)


def is_common(name: str) -> bool:
    """Whether a name is written as common nouns are, "the company", in a script that tells them from proper ones."""
    words = name.split()
    return name.lower() != name.upper() and all(w.islower() for w in words[1:] or words)


def is_handle(name: str) -> bool:
    """Whether a name is that of an account: "@seaview", "harbour_77"."""
    return " " not in name and (name.startswith("@") or any(c.isdigit() or c == "_" for c in name))


@lru_cache(maxsize=4096)
def describe(name: str, kind: Kind, language: str | None = None) -> Description:
    """What the words of a description say."""
    known = vocabulary(language)
    name = name[:_LONGEST]
    written = [m.group() for m in TOKEN.finditer(name)]
    head, plural = _head([w.lower() for w in written], known)
    telling = (w for w in tokens(name) if w not in known.sources.words and w not in known.sources.pronouns)
    return Description(
        kind=kind,
        head=head,
        circles=known.circles_of(head) if head else frozenset({ANYBODY}),
        count=_count(name, language) or (None if plural else 1),
        nations=frozenset(w.lower() for w in written if _is_nation(w, known)),
        bodies=tuple(tokens(" ".join(run)) for run in _proper(written, known) if _is_body(run, known)),
        words=frozenset(sound(known.sources.singular(w) or w) for w in telling),
    )


def clash(a: Description, b: Description, language: str | None = None) -> str | None:
    """Why two descriptions cannot mean the same people or thing, None if they can.

    One person may be among several, so that a number only excludes another number above one. A rumour may come from
    anybody.
    """
    if a.is_rumour or b.is_rumour:
        return None
    if (a.kind == "document") != (b.kind == "document"):
        return "one is a document, the other is not"
    if a.kind == "document":
        apart = a.head and b.head and sound(a.head) not in b.words and sound(b.head) not in a.words
        return "they are documents of different kinds" if apart else None
    if a.count and b.count and min(a.count, b.count) > 1 and a.count != b.count:
        return f"one is {a.count:g} people, the other {b.count:g}"
    return _clash_of_place(a, b, language)


def _clash_of_place(a: Description, b: Description, language: str | None) -> str | None:
    if a.nations and b.nations and not any(_same_nation(x, y) for x in a.nations for y in b.nations):
        return "they are of different countries"
    if a.bodies and b.bodies and not _same_bodies(a.bodies, b.bodies, language):
        return "they are of different bodies"
    if not (a.is_anybody or b.is_anybody or a.circles & b.circles):
        return "their descriptions exclude each other"
    return None


def noun_of(name: str, known: Vocabulary) -> str | None:
    """The noun that says what a source is, in the singular: "report" of "the report of the police"; else its last word, or
    the last before a preposition.
    """
    low = [m.group().lower() for m in TOKEN.finditer(name[:_LONGEST])]
    before = tokens(" ".join(low[: _end_of_noun(low, known)]))
    return _head(low, known)[0] or (before[-1] if before else None)


def _end_of_noun(low: Sequence[str], known: Vocabulary) -> int:
    """How many words stand before what only adds to the noun: "of the police", "who saw it"."""
    sources = known.sources
    ends = (k for k, w in enumerate(low) if k and (sources.has(w, "preposition") or sources.has(w, "relative")))
    return next(ends, len(low))


def _head(low: Sequence[str], known: Vocabulary) -> tuple[str | None, bool]:
    """The noun that says what they are, in the singular, and whether it stood in the plural."""
    sources = known.sources
    for word in reversed(low[: _end_of_noun(low, known)]):
        noun = sources.singular(word) or (word if word in known.circles else None)
        if noun is not None:
            return noun, noun != word.rpartition("-")[2] or sources.nouns.get(noun) == "group"
    return None, True


def _count(name: str, language: str | None) -> float | None:
    found = numbers(name, Span(0, len(name)), language)
    exact = (q.low for q in found if q.unit is None and q.noun and q.low == q.high and q.approximator is None)
    return next(exact, None)


def _proper(written: Sequence[str], known: Vocabulary) -> list[list[str]]:
    """The runs of capitalised words; a noun that is capitalised only because it comes first is left out."""
    runs: list[list[str]] = [[]]
    for k, word in enumerate(written):
        low = word.lower()
        small = low in known.sources.words or low in known.regions or _is_nation(word, known)
        opens = k == 0 and known.sources.singular(low) is not None
        if word[:1].isupper() and not small and not opens:
            runs[-1].append(word)
        elif not (runs[-1] and known.sources.has(low, "joiner")):
            runs.append([])
    return [run for run in runs if run]


def _is_body(run: Sequence[str], known: Vocabulary) -> bool:
    return any(w.lower() in known.sources.name_words or (len(w) > 1 and w.isupper()) for w in run)


def _is_nation(word: str, known: Vocabulary) -> bool:
    low = word.lower()
    if low in known.regions or not word[:1].isupper():
        return False
    return low in known.sources.demonyms or (len(low) > _STEM and low.endswith(known.sources.demonym_endings))


def _same_nation(a: str, b: str) -> bool:
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    return a == b or stem >= max(_STEM, min(len(a), len(b)) - 3)


def _same_bodies(a: Sequence[Words], b: Sequence[Words], language: str | None) -> bool:
    return any(same_body(x, y, vocabulary(language).sources) for x in a for y in b)
