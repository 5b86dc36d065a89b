"""Passages of news in which it is certain whom a pronoun means, rewritten so that it has to be read to be told.

Where a man and women are named, "he" is the man. Then everybody is given another name, all of one gender, and the
pronouns are turned to that gender: what is asked stays a real pronoun at its place, gender no longer answers it, and
whom it means is known without anybody having marked it. AllSides' reports and PolNeAR's training split are read so.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from inquit.core.spans import Span
from inquit.sources.lexicon import Lexicon, lexicon

LENGTHS = (50, 70, 90, 120)  # words that passages are to have; GAP's have about eighty
SHORTEST, LONGEST = 30, 160
_FULL_NAME = re.compile(
    r"\b(?P<first>[A-Z][a-z]+(?:-[A-Z][a-z]+)?) (?:[A-Z]\. |[A-Z][a-z]+ )?"
    r"(?P<last>(?:O['’]|Mc|Mac|De|Van )?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)\b"
)
_HONORIFIC = re.compile(r"\b(?P<title>Mr|Ms|Mrs|Miss)\.? (?P<last>[A-Z][\w'’-]+?)(?=\b)")
_NO_SURNAME = frozenset(
    re.findall(
        r"\w+",
        "House Street Republican Democrat Party University Post Times News City County State States Hall Beach Court Act "
        "America American Day Committee Senate Congress President Foundation Institute Center School College Hospital "
        "Park Island Tower Journal Group Law Administration Campaign Department Carolina Dakota Texas Iowa Florida Kong "
        "Jersey York Mexico Valley Springs Hill Airport Monday Tuesday Wednesday Thursday Friday Saturday Sunday January "
        "February March April May June July August September October November December",
    )
)
# Nouns of one gender: whoever is called so may be meant too, and would tell what the names no longer do.
_GENDERED = re.compile(
    r"\b(?:wife|husband|mother|father|son|daughter|woman|man|girl|boy|sister|brother|women|men|actress|king|queen|lady|"
    r"mom|dad|uncle|aunt|widow|girlfriend|boyfriend|congresswoman|congressman|chairman|chairwoman|spokesman|"
    r"spokeswoman|gentleman|nephew|niece|grandmother|grandfather|sir|guy|businessman)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_TITLE = re.compile(r"\b(?:Mr|Ms|Mrs)(?=\.? )")
_QUOTED = re.compile(r'[“"][^”"\n]*[”"]')
_NEXT = re.compile(r"\s*([\w-]+|\S)")
_TO_FEMALE = {"he": "she", "him": "her", "his": "her", "himself": "herself"}
_TO_MALE = {"she": "he", "hers": "his", "herself": "himself"}
_AFTER_OBJECT = frozenset(
    re.findall(
        r"\w+",
        "a an the he she not out up down off back in on at to for with from as and but by after before during because over "
        "when while of about that into through since until if against last this again",
    )
)  # "told her that", where "her" owns nothing


class Person(NamedTuple):
    """A gender, "-" where the report tells of none or both, and the given names that stand before a surname."""

    gender: str
    given: frozenset[str]


class Naming(NamedTuple):
    """A name in a passage; `given` where it is written in full."""

    span: Span
    surname: str
    given: str | None


class Passage(NamedTuple):
    """A text, and its pronouns with the surname of whom each means."""

    text: str
    asked: list[tuple[Span, str]]


def passages(data: Path, seed: int = 5) -> list[Passage]:
    """The rewritten passages of the reports under `data`."""
    rng, words = random.Random(seed), lexicon("en")
    texts = [text for name in ("news/allsides", "polnear/train") for text in _texts(data / f"{name}.jsonl.gz")]
    rng.shuffle(texts)
    people = [persons(text, words) for text in texts]
    surnames = Counter(surname for told in people for surname in told)
    given = Counter(name for told in people for person in told.values() for name in person.given)
    names = {
        "last": [n for n, count in surnames.items() if 3 <= count <= 60],  # the most frequent are known to all
        **{g: sorted(n for n, c in given.items() if c >= 3 and words.given_names.get(n.lower()) == g) for g in "mf"},
    }
    seen: set[str] = set()
    found: list[Passage] = []
    for text, told in zip(texts, people, strict=True):
        for part in _cut(text, rng):
            begins = part[:60]  # the same agency report is in many papers
            if begins not in seen and (made := rewritten(part, told, names, rng)):
                found.append(made)
            seen.add(begins)
    return found


def _texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def _cut(text: str, rng: random.Random) -> Iterator[str]:
    """Some paragraphs in a row at a time, as paragraphs or as one."""
    parts = [p.strip() for p in text.split("\n") if len(p.split()) > 6]
    k = 0
    while k < len(parts):
        size, wanted, last = len(parts[k].split()), rng.choice(LENGTHS), k + 1
        while last < len(parts) and size < wanted and size + len(parts[last].split()) < LONGEST:
            size += len(parts[last].split())
            last += 1
        if SHORTEST <= size <= LONGEST:
            yield rng.choice(("\n\n", " ", " ")).join(parts[k:last])
        k = last


def persons(text: str, words: Lexicon) -> dict[str, Person]:
    """Who is named in a text, by surname: gender by given names and honorifics."""
    genders: dict[str, set[str]] = defaultdict(set)
    given: dict[str, set[str]] = defaultdict(set)
    for found in _FULL_NAME.finditer(text):
        first, last = found["first"], found["last"]
        gender = words.given_names.get(first.lower())
        if gender and last not in _NO_SURNAME and last.lower() not in words.name_words:
            genders[last].add(gender)
            given[last].add(first)
    for found in _HONORIFIC.finditer(text):
        genders[found["last"]].add("m" if found["title"] == "Mr" else "f")
    return {
        last: Person(min(told) if len(told := seen - {"-"}) == 1 else "-", frozenset(given[last]))
        for last, seen in genders.items()
    }


def rewritten(
    text: str, people: Mapping[str, Person], names: Mapping[str, Sequence[str]], rng: random.Random
) -> Passage | None:
    """A passage with everybody of one gender; None where it is not certain of any pronoun whom it means."""
    namings = _namings(text, people)
    here = sorted({n.surname for n in namings})
    by_gender = {g: [s for s in here if people[s].gender == g] for g in "mf"}
    if not (by_gender["m"] and by_gender["f"]) or sum(map(len, by_gender.values())) < len(here):
        return None
    pronouns = list(_PRONOUN.finditer(text))
    sure = dict(_sure(text, pronouns, namings, by_gender))
    if not sure or _GENDERED.search(text):
        return None
    gender = rng.choice("mf")
    firsts, lasts = rng.sample(names[gender], len(here)), rng.sample(names["last"], len(here))
    instead = dict(zip(here, zip(firsts, lasts, strict=True), strict=True))
    edits = [(n.span, " ".join(instead[n.surname][0 if n.given else 1 :])) for n in namings]
    edits += [(Span(*m.span()), "Mr" if gender == "m" else "Ms") for m in _TITLE.finditer(text)]
    edits += [(Span(*m.span()), _turned(text, m, gender)) for m in pronouns]
    edits.sort()
    if any(after.start < before.end for (before, _), (after, _) in pairwise(edits)):
        return None
    made, moved = _edited(text, edits)
    # A given name that stands alone would go on to tell who is who.
    betrayed = any(re.search(rf"\b{re.escape(g)}\b", made) for s in here for g in people[s].given - set(firsts))
    return None if betrayed else Passage(made, [(moved[at], instead[surname][1]) for at, surname in sure.items()])


def _namings(text: str, people: Mapping[str, Person]) -> list[Naming]:
    found: list[Naming] = []
    for surname, person in people.items():
        given = "|".join(map(re.escape, sorted(person.given))) or r"(?!)"
        pattern = rf"(?:\b(?P<given>{given}) (?:[A-Z]\. |[A-Z][a-z]+ )?)?\b{re.escape(surname)}\b"
        found += (Naming(Span(*m.span()), surname, m["given"]) for m in re.finditer(pattern, text))
    found.sort()
    return [n for k, n in enumerate(found) if not k or found[k - 1].span.end <= n.span.start]


def _sure(
    text: str, pronouns: Sequence[re.Match[str]], namings: Sequence[Naming], by_gender: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Span, str]]:
    """The pronouns outside of quotations that only one person's gender allows, who was named before."""
    quoted = [Span(*m.span()) for m in _QUOTED.finditer(text)]
    for m in pronouns:
        at = Span(*m.span())
        low = m.group().lower()
        meant = by_gender["m" if low in _TO_FEMALE else "f"]
        if len(meant) != 1 or low.endswith("self") or any(q.overlaps(at) for q in quoted):
            continue
        if any(n.surname == meant[0] and n.span.start < at.start for n in namings):
            yield at, meant[0]


def _turned(text: str, m: re.Match[str], gender: str) -> str:
    """A pronoun in the given gender; "her" is "his" before what it can own."""
    low = m.group().lower()
    if low in _TO_FEMALE:
        new = _TO_FEMALE[low] if gender == "f" else low
    elif gender == "f":
        new = low
    else:
        after = _NEXT.match(text, m.end())
        follows = after.group(1).lower() if after else "."
        owns = follows[0].isalnum() and follows not in _AFTER_OBJECT
        new = _TO_MALE.get(low) or ("his" if owns else "him")
    return new.capitalize() if m.group()[0].isupper() else new


def _edited(text: str, edits: Sequence[tuple[Span, str]]) -> tuple[str, dict[Span, Span]]:
    """The text with other words at some spans, in order, and where each of them is then."""
    made, last, moved = "", 0, dict[Span, Span]()
    for span, new in edits:
        made += text[last : span.start]
        moved[span] = Span(len(made), len(made) + len(new))
        made += new
        last = span.end
    return made + text[last:], moved
