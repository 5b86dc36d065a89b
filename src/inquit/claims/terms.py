"""What a report is about, as telling words in a stretch of time: reports that share enough of them are worth comparing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import log

from inquit.core.moments import moment
from inquit.core.records import Report
from inquit.tagger.words import GAPS, QUOTES, SHAPES, WordReader, Words

MOST_TERMS = 120  # of a report, from its top
COMMON = 200  # reports of one stretch of time; a term that more of them have tells nothing
_STRETCH = timedelta(days=28)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FREQUENT = 6000  # the first pieces of the encoder's vocabulary, which stand in order of frequency
_LEAST_SHARE = 0.06
_SURE_SHARE = 0.10  # of what a report tells; one that shares as much tells of the same story
_LEAST_SHARED = 3
_PERHAPS = 4  # reports that share less are compared, at most: of a day's news, many share some words
_NEXT_TO_NOTHING = 0.05


def terms(report: Report, reader: WordReader) -> tuple[str, ...]:
    """The telling words of a report, lower case, in order, none twice: names, numbers and words that are not frequent."""
    words = reader.read(report.text)
    found: dict[str, None] = {}
    for k in range(len(words)):
        if len(found) == MOST_TERMS:
            break
        form = report.text[words.starts[k] : words.ends[k]]
        if _tells(words, k, form):
            found[form.lower()] = None
    return tuple(found)


def _tells(words: Words, k: int, form: str) -> bool:
    shape = SHAPES[words.looks[k] // (len(GAPS) * len(QUOTES))]
    if shape in {"mark", "letter"} or (shape == "digits" and len(form) < 2):
        return False
    rare = len(words.pieces[k]) > 1 or words.pieces[k][0] >= _FREQUENT
    named = shape in {"title", "capitals", "mixed"} and k > 0 and words.looks[k - 1] // (len(GAPS) * len(QUOTES)) == 1
    return shape == "digits" or named or (rare and len(form) > 3)


def stretches(published: str | None) -> tuple[int, int, int]:
    """The stretches of four weeks before, at and after a date, by number; reports with no date have one of their own."""
    when = moment(published)
    here = -10 if when is None else (when - _EPOCH) // _STRETCH
    return here - 1, here, here + 1


def keys(found: Sequence[str], stretch: int) -> tuple[int, ...]:
    """A fingerprint for each term in one stretch of time, 64 bits with a sign; the order is that of `found`."""
    return tuple(_hash(f"{stretch}\x1f{term}") for term in found)


def _hash(key: str) -> int:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8, person=b"inquit-term").digest()
    return int.from_bytes(digest, "big", signed=True)


def related(asked: Sequence[Sequence[int]], carriers: Mapping[int, Sequence[str]], *, at_most: int) -> dict[str, float]:
    """The reports that share enough telling words with one, the most alike first, `at_most` of them.

    `asked` has a tuple of keys for each term (one a stretch of time), `carriers` the ids of the reports that have a key.
    A term tells the more, the fewer reports have it; one that COMMON or more have tells nothing. Each report comes with
    how sure it is that it tells of the same story, 0 to 1.
    """
    met = _Met.of(asked, carriers)
    best = [r for r, s in met.scores.items() if s >= _LEAST_SHARE * met.whole and met.shared[r] >= _LEAST_SHARED]
    found = {r: met.scores[r] / (_SURE_SHARE * met.whole) for r in sorted(best, key=lambda r: (-met.scores[r], r))}
    surely = [r for r, share in found.items() if share >= 1.0]
    return dict.fromkeys(surely[:at_most], 1.0) | {
        r: found[r] ** 2 for r in list(found)[len(surely) : at_most][:_PERHAPS]
    }


def shares(asked: Sequence[Sequence[int]], carriers: Mapping[int, Sequence[str]]) -> dict[str, float]:
    """How much of what one report and any others have in common each other one has, 0 to 1: see `related`.

    Words that no other report has do not count. Those that have next to nothing of it are left out.
    """
    met = _Met.of(asked, carriers)
    return {r: score / met.held for r, score in met.scores.items() if score >= _NEXT_TO_NOTHING * met.held > 0}


@dataclass(slots=True)
class _Met:
    """What the terms are worth that each other report shares, and how many these are; all terms, and all that any shares."""

    scores: dict[str, float] = field(default_factory=dict[str, float])
    shared: dict[str, int] = field(default_factory=dict[str, int])
    whole: float = 0.0
    held: float = 0.0

    @classmethod
    def of(cls, asked: Sequence[Sequence[int]], carriers: Mapping[int, Sequence[str]]) -> _Met:
        met = cls()
        for one in asked:
            holders = {report for key in one for report in carriers.get(key, ())}
            if len(holders) + 1 >= COMMON:
                continue
            worth = log(COMMON / (len(holders) + 1))
            met.whole += worth
            met.held += worth if holders else 0.0
            for report in holders:
                met.scores[report] = met.scores.get(report, 0.0) + worth
                met.shared[report] = met.shared.get(report, 0) + 1
        return met
