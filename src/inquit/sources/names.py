"""Whether two spellings can be one name: transliterations, initials, short forms, surnames, acronyms."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from inquit.sources.lexicon import Lexicon

_WORD = re.compile(r"[a-z0-9]+")
_POSSESSIVE = re.compile(r"['’](?:s\b|(?=\s|$))", re.IGNORECASE)
# What different romanisations write for one sound. The order matters: long before short.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|sch", "sh"),
        (r"tch|tsch|cz", "ch"),
        (r"kh|gh", "h"),
        (r"dh", "d"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"w", "v"),
        (r"oe", "o"),
        (r"ae|aa", "a"),
        (r"ou|oo", "u"),
        (r"ee|[iy]+", "i"),
        (r"ie", "e"),
        (r"(.)\1", r"\1"),
    )
)


def without_possessive(name: str) -> str:
    """The name without a possessive ending; an apostrophe within it stays."""
    return _POSSESSIVE.sub("", name)


@lru_cache(maxsize=4096)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name in lower-case ASCII, possessive endings and points left out."""
    plain = without_possessive(name)
    plain = plain if plain.isascii() else anyascii(plain)
    return tuple(_WORD.findall(plain.lower().replace(".", "")))


@lru_cache(maxsize=4096)
def sound(token: str) -> str:
    """One spelling for the romanisations of a word: Zelensky, Zelenskyy and Zelenskiy are the same."""
    if len(token) < 4:
        return token
    for pattern, instead in _SOUNDS:
        token = pattern.sub(instead, token)
    return token


def same_word(a: str, b: str, lexicon: Lexicon) -> bool:
    """Whether two words of names are one word in other spellings."""
    if a == b:
        return True
    known = lexicon.spellings
    return sound(a) == sound(b) or (a in known and known[a] == known.get(b))


def same_given_name(a: str, b: str, lexicon: Lexicon) -> bool:
    """Whether two given names can be one person's: equal, an initial, or a short form."""
    if same_word(a, b, lexicon):
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    short = lexicon.nicknames
    return b in short.get(a, ()) or a in short.get(b, ())


@lru_cache(maxsize=16384)  # each name of a report meets the same few others again and again
def same_person(a: tuple[str, ...], b: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether two names (as `tokens`) can be one person's: by the full name, the surname or one given name."""
    if len(a) < len(b):
        a, b = b, a
    if not b:
        return False
    if len(b) == 1:
        return any(same_word(x, b[0], lexicon) for x in a) or same_given_name(a[0], b[0], lexicon)
    if same_word(a[-1], b[-1], lexicon):
        return same_given_name(a[0], b[0], lexicon) or all(any(same_word(x, y, lexicon) for x in a) for y in b)
    return False


@lru_cache(maxsize=16384)
def same_body(a: tuple[str, ...], b: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether two names (as `tokens`) can be one organisation's: its words, some of its words, or its initials."""
    if len(a) < len(b):
        a, b = b, a
    if not b or a == b:
        return a == b and bool(a)
    if len(b) == 1 and is_acronym(b[0], a):
        return True
    if len(b) == 1 and (b[0] in lexicon.words or b[0] in lexicon.demonyms):
        return False
    rest = iter(a)
    return all(any(same_word(x, y, lexicon) for x in rest) for y in b)


def is_acronym(short: str, words: tuple[str, ...]) -> bool:
    """Whether `short` is the initials of `words`, small words left out or not."""
    if len(short) < 2 or len(words) < 2:
        return False
    return short in ("".join(w[0] for w in words), "".join(w[0] for w in words if len(w) > 3 or w not in _SMALL))


_SMALL = frozenset(["of", "for", "and", "the", "in", "on", "at", "de", "la", "du", "des", "der", "und"])
