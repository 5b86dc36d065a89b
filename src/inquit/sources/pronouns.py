"""Whom a pronoun means: holders that agree with it, ranked by where and how they were mentioned, and by the encoder.

A small network (`pronouns.npz`, made by `training/pronouns.py`) scores each candidate from a few visible features, the
log-odds of the tagger's head and how well it fits the pronoun, against "nobody known" (mention ranking: Denis & Baldridge 2008). That a source who has just
spoken is meant first, and a name inside a quotation last, is set by hand: the corpora it learnt from have little of either.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log1p
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inquit.core.spans import Span
from inquit.sources.fit import fits, weights
from inquit.sources.holders import Holder
from inquit.sources.lexicon import Pronoun
from inquit.sources.memory import Memory

_FARTHEST = 8  # sentences back
_WORD = 12  # characters in which the word before a name, or after it, is looked for
_SPOKE_LATELY, _SPOKE_BEFORE, _IN_A_QUOTE, _ONE_FOR_MANY = 0.75, 0.25, -0.5, -0.5
_OTHER = {"m": "f", "f": "m"}

Floats = npt.NDArray[np.float32]


class Features(NamedTuple):
    """What speaks for a holder as the antecedent; each is about -1 to 1, but for the first two, which are log-odds."""

    likeness: float
    fit: float
    sentences_back: float
    same_sentence: float
    follows: float
    distance: float
    between: float
    begins_sentence: float
    after_preposition: float
    owns: float
    before_verb: float
    subject_here: float
    subject_before: float
    subject_first: float
    in_headline: float
    often: float
    comes_again: float
    soon_again: float
    same_gender: float
    given_name: float
    subject: float
    possessive: float


class Candidate(NamedTuple):
    """A holder that a pronoun can mean, and its nearest mention: the last one before, or one later in the sentence."""

    holder: Holder
    name: Span


def antecedents(memory: Memory, at: Span, pronoun: Pronoun, *, speaks: bool = True) -> list[tuple[float, Holder]]:
    """The holders that a pronoun at `at` can mean, best first, with the log-odds of each against nobody known."""
    found = candidates(memory, at, pronoun)
    if not found:
        return []
    fitting = fits(memory, at, [candidate.holder for candidate in found])
    scores = scored(features(memory, found, at, pronoun, fitting)).tolist()
    told = [
        (score + _by_hand(memory, candidate, at, pronoun, speaks=speaks), candidate.holder)
        for score, candidate in zip(scores, found, strict=True)
    ]
    return sorted(told, key=lambda x: -x[0])


def candidates(memory: Memory, at: Span, pronoun: Pronoun) -> list[Candidate]:
    """The holders that agree with a pronoun and were mentioned lately, or are known to be named later in its sentence."""
    here = memory.sentence_at(at.start)
    found: list[Candidate] = []
    for holder in memory.recent.values():
        if holder.is_own_outlet or not agrees(holder, pronoun):
            continue
        last = next((m for m in reversed(holder.mentions) if m.start < at.start), None)
        name = last or next((m for m in holder.mentions if m.start > at.start), None)
        if name is not None and 0 <= here - memory.sentence_at(name.start) <= _FARTHEST:
            found.append(Candidate(holder, name))
    return found


def chances(scores: Sequence[float]) -> list[float]:
    """What is probable of each of the holders that were scored; with "nobody of them" that makes 1."""
    most = max(scores, default=0.0)
    powers = [exp(score - most) for score in scores]
    total = sum(powers) + exp(-most)
    return [power / total for power in powers]


def scored(numbers: Floats) -> Floats:
    """The log-odds of each candidate's features against nobody known."""
    w = weights()
    hidden = np.maximum(numbers @ w["hidden"] + w["bias"], 0)
    return numbers @ w["linear"] + hidden @ w["out"] - w["none"]


class _Asked(NamedTuple):
    """A pronoun at its place, whether it owns the word after it, and where the names of all its candidates start."""

    at: Span
    pronoun: Pronoun
    possessive: bool
    names: list[int]


def features(
    memory: Memory, found: Sequence[Candidate], at: Span, pronoun: Pronoun, fitting: Sequence[float]
) -> Floats:
    """The features of each candidate, [candidates, features]; `fitting` is how well each fits the pronoun."""
    asked = _Asked(at, pronoun, _possessive(memory, at), [name.start for _, name in found])
    told = zip(found, fitting, strict=True)
    return np.array([_features(memory, candidate, asked, fit) for candidate, fit in told], np.float32)


def _features(memory: Memory, candidate: Candidate, asked: _Asked, fit: float) -> Features:
    at, pronoun, possessive, names = asked
    holder, name = candidate
    here, there = memory.sentence_at(at.start), memory.sentence_at(name.start)
    follows = name.start > at.start
    low, high = sorted((name.start, at.start))
    later = None if follows else next((m for m in holder.mentions if m.start > at.start), None)
    before, after = memory.text[max(0, name.start - _WORD) : name.start], memory.text[name.end : name.end + _WORD]
    has = memory.lexicon.has
    preposition = has((before.split() or [""])[-1].lower(), "preposition")
    owns = after[:2] in {"'s", "’s"}
    next_word = (after.split() or [""])[0]
    verb = (
        next_word.isalpha() and next_word.islower() and not (has(next_word, "preposition") or has(next_word, "joiner"))
    )
    begins = name.start - (len(before) - len(before.rstrip())) - 1
    subjects = memory.subjects
    return Features(
        likeness=memory.likeness(at, holder),
        fit=fit,
        sentences_back=min(here - there, 6) / 3,
        same_sentence=here == there,
        follows=follows,
        distance=log1p(high - low) / 6,
        between=min(sum(low < other < high for other in names), 4) / 2,
        begins_sentence=begins < 0 or memory.sentence_at(begins) < there,
        after_preposition=preposition,
        owns=owns,
        before_verb=verb and not (preposition or owns),
        subject_here=subjects.get(here) is holder,
        subject_before=subjects.get(here - 1) is holder,
        subject_first=subjects.get(1) is holder,
        in_headline=any(m.end <= len(memory.report.title or "") for m in holder.mentions[:1]),
        often=min(len(holder.mentions), 6) / 6,
        comes_again=later is not None,
        soon_again=later is not None and memory.sentence_at(later.start) == here,
        same_gender=holder.gender == pronoun.gender,
        given_name=_given_name(memory, holder, pronoun),
        subject=pronoun.subject,
        possessive=possessive,
    )


def _given_name(memory: Memory, holder: Holder, pronoun: Pronoun) -> float:
    """1 or -1 if who is known by one word only has a given name of the pronoun's gender, or of the other."""
    if holder.gender != "-":
        return 0.0
    known = {memory.lexicon.given_names.get(key[0]) for key in holder.keys if len(key) == 1}
    return float(pronoun.gender in known) - float(_OTHER.get(pronoun.gender) in known)


def _possessive(memory: Memory, at: Span) -> bool:
    """Whether a pronoun owns the word after it: "her boat", not "saw her again"."""
    after = memory.text[at.end : at.end + _WORD].split()
    if not after or not memory.lexicon.has(at.of(memory.text).lower(), "possessive"):
        return False
    return after[0][0].isalnum() and not memory.lexicon.has(after[0].lower(), "preposition")


def _by_hand(memory: Memory, candidate: Candidate, at: Span, pronoun: Pronoun, *, speaks: bool) -> float:
    holder, name = candidate
    score = 0.0
    if holder.spoke_at and speaks:
        spoke = memory.sentence_at(next((s for s in reversed(holder.spoke_at) if s < at.start), 0))
        since = memory.sentence_at(at.start) - spoke
        score += _SPOKE_LATELY if since <= 2 else _SPOKE_BEFORE if since <= 4 else 0.0
    if memory.in_quote(name.start) and not memory.in_quote(at.start):
        score += _IN_A_QUOTE
    if pronoun.plural and not holder.plural and holder.sort != "group":
        score += _ONE_FOR_MANY
    return score


def agrees(holder: Holder, pronoun: Pronoun) -> bool:
    """Whether number, gender and sort allow a pronoun to mean a holder."""
    if pronoun.plural:
        if holder.plural or holder.sort == "group":
            return True
        return holder.sort in {"body", "outlet", None} and bool(holder.spoke_at)
    if holder.plural or holder.sort in {"rumour", "group"}:
        return False
    if pronoun.gender == "n":
        return holder.sort in {"body", "outlet", "document", None}
    return holder.sort in {"person", None} and holder.gender in {"-", pronoun.gender}
