"""Whom a pronoun can mean, and what is looked at to tell."""

import numpy as np
import pytest

from inquit.core.records import Report
from inquit.core.spans import Span
from inquit.sources.cast import Cast
from inquit.sources.lexicon import lexicon
from inquit.sources.memory import Memory
from inquit.sources.phrases import Phrase
from inquit.sources.pronouns import Features, antecedents, candidates, chances, features, scored
from inquit.sources.proper_names import ProperName

WORDS = lexicon("en")


def met(text, *names, title=None):
    """The memory of a text whose names were met; sentences end with a full stop."""
    report = Report.of(text, title=title)
    text = report.text
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in names]
    ends = [0, *(k + 2 for k, sign in enumerate(text[:-1]) if sign == ".")]
    memory = Memory(
        report,
        WORDS,
        sentences=[Span(a, b) for a, b in zip(ends, [*ends[1:], len(text)], strict=True)],
        names=[ProperName(s, "PERSON", ()) for s in spans],
    )
    cast = Cast(memory)
    for span in spans:
        cast.meet(Phrase(span=span, name=span), speaks=False)
    return memory


def asked(memory, word, says):
    start = memory.text.index(f"{word} {says}")
    return Span(start, start + len(word)), WORDS.pronouns[word.lower()]


def test_a_name_later_in_the_sentence_can_be_meant_and_one_in_the_next_cannot():
    memory = met("In her report, Mara Veldkamp warned of it. Anna Roe agreed.", "Mara Veldkamp", "Anna Roe")
    found = candidates(memory, *asked(memory, "her", "report"))
    assert [c.holder.label for c in found] == ["Mara Veldkamp"]


def test_features_are_told_of_each_candidate():
    memory = met("Mara Veldkamp wrote to Anna Roe. She warned her boss.", "Mara Veldkamp", "Anna Roe")
    at, pronoun = asked(memory, "She", "warned")
    told = features(memory, candidates(memory, at, pronoun), at, pronoun, [0.5, -0.5])
    first, second = (Features(*row) for row in told.tolist())
    assert (first.fit, second.fit) == (0.5, -0.5)
    assert (first.begins_sentence, first.before_verb, first.subject_before, first.after_preposition) == (1, 1, 1, 0)
    assert (second.begins_sentence, second.before_verb, second.subject_before, second.after_preposition) == (0, 0, 0, 1)
    assert (first.between, second.between) == (0.5, 0)
    assert (first.subject, first.possessive) == (1, 0)


def test_whom_the_headline_names_is_told_from_who_comes_below_only():
    memory = met("Veldkamp wrote to Roe. She warned her.", "Veldkamp", "Roe", title="Veldkamp goes")
    at, pronoun = asked(memory, "She", "warned")
    found = candidates(memory, at, pronoun)
    told = {
        c.holder.label: Features(*row)
        for c, row in zip(found, features(memory, found, at, pronoun, [0, 0]), strict=True)
    }
    assert {name: f.in_headline for name, f in told.items()} == {"Veldkamp": 1, "Roe": 0}


@pytest.mark.parametrize(("says", "possessive"), [("boss", True), ("in", False)])
def test_her_may_own_or_not(says, possessive):
    memory = met(f"Mara Veldkamp saw her {says} Oslo.", "Mara Veldkamp")
    at, pronoun = asked(memory, "her", says)
    assert features(memory, candidates(memory, at, pronoun), at, pronoun, [0.0])[0][-1] == possessive


def test_what_the_head_finds_more_alike_scores_more():
    numbers = np.zeros((2, len(Features._fields)), np.float32)
    numbers[:, 0] = -3, 3
    low, high = scored(numbers)
    assert low < high


def test_the_subject_is_preferred_and_chances_leave_room_for_nobody():
    memory = met("Mara Veldkamp wrote to Anna Roe. She said it was late.", "Mara Veldkamp", "Anna Roe")
    ranked = antecedents(memory, *asked(memory, "She", "said"))
    assert ranked[0][1].label == "Mara Veldkamp"
    assert 0 < sum(chances([score for score, _ in ranked])) < 1
