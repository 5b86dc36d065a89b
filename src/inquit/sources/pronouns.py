"""Whom a pronoun means: holders that agree with it, ranked by how near and how prominent they are.

The score is linear in a few visible features of each candidate. The weights are set by hand, after a logistic fit to
the development split of GAP (Webster et al. 2018). That a source who has just spoken is meant first, and a name inside
a quotation last, GAP cannot tell: it has neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from inquit.core.spans import Span
from inquit.sources.holders import Holder
from inquit.sources.lexicon import Pronoun
from inquit.sources.memory import Memory

_FARTHEST = 8  # sentences back
_WORD = 12  # characters in which the word before a name is looked for
# What the rules and the head's log-odds weigh: chosen on documents of GUM's dev split that are not news, and on cases of
# GAP's development split that the training was not shown.
_RULES, _LIKENESS = 0.25, 1.5
_SPOKE_LATELY, _SPOKE_BEFORE, _IN_A_QUOTE = 3.0, 1.0, -2.0


class Features(NamedTuple):
    """What speaks for a holder as the antecedent; each is 0 to about 1, but for the sentences back."""

    same_sentence: float
    sentences_back: float
    subject_before: float
    no_object: float
    possessive: float
    same_gender: float
    often: float


WEIGHTS = Features(
    same_sentence=1.3,
    sentences_back=-0.5,
    subject_before=0.6,
    no_object=0.7,
    possessive=0.5,
    same_gender=0.2,
    often=1.6,
)


def antecedents(memory: Memory, at: Span, pronoun: Pronoun, *, speaks: bool = True) -> list[tuple[float, Holder]]:
    """The holders that a pronoun at `at` can mean, best first, with the log-odds of each against nobody known."""
    here = memory.sentence_at(at.start)
    quoted = memory.in_quote(at.start)
    found: list[tuple[float, Holder]] = []
    for holder in memory.recent.values():
        last = next((m for m in reversed(holder.mentions) if m.start < at.start), None)
        if last is None or holder.is_own_outlet or not agrees(holder, pronoun):
            continue
        if here - memory.sentence_at(last.start) > _FARTHEST:
            continue
        score = sum(w * f for w, f in zip(WEIGHTS, features(memory, holder, last, at, pronoun), strict=True))
        if holder.spoke_at and speaks:
            since = here - memory.sentence_at(next((s for s in reversed(holder.spoke_at) if s < at.start), 0))
            score += _SPOKE_LATELY if since <= 2 else _SPOKE_BEFORE if since <= 4 else 0.0
        if memory.in_quote(last.start) and not quoted:
            score += _IN_A_QUOTE
        if pronoun.plural and not holder.plural and holder.sort != "group":
            score -= 2.0
        found.append((_RULES * score + _LIKENESS * memory.likeness(at, holder), holder))
    return sorted(found, key=lambda x: -x[0])


def chances(scores: Sequence[float]) -> list[float]:
    """What is probable of each of the holders that were scored; with "nobody of them" that makes 1."""
    most = max(scores, default=0.0)
    powers = [exp(score - most) for score in scores]
    total = sum(powers) + exp(-most)
    return [power / total for power in powers]


def features(memory: Memory, holder: Holder, last: Span, at: Span, pronoun: Pronoun) -> Features:
    """What speaks for `holder`, last mentioned at `last`, as what a pronoun at `at` means."""
    here = memory.sentence_at(at.start)
    back = here - memory.sentence_at(last.start)
    subjects = memory.subjects
    return Features(
        same_sentence=float(back == 0),
        sentences_back=float(min(back, 6)),
        subject_before=float(subjects.get(here - 1) is holder or subjects.get(here - 2) is holder),
        no_object=float(not _depends(memory, last)),
        possessive=float(back == 0 and not pronoun.subject),
        same_gender=float(holder.gender == pronoun.gender),
        often=min(len(holder.mentions), 6) / 6,
    )


def _depends(memory: Memory, name: Span) -> bool:
    """Whether a name hangs on another noun: behind a preposition, or in the possessive."""
    before = memory.text[max(0, name.start - _WORD) : name.start].split()
    after = memory.text[name.end : name.end + 2]
    return after in {"'s", "’s"} or bool(before and memory.lexicon.has(before[-1].lower(), "preposition"))


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
