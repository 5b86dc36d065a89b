"""Statements that may be counterparts are read together; what that changes, and what it leaves alone."""

from dataclasses import replace

import numpy as np
import pytest

from inquit.claims.closer import OTHERS, WORTH, Closer, counterparts
from inquit.claims.comparison import statement
from inquit.claims.meaning import WIDTH, Meaning
from inquit.claims.passage import NONE, Passage
from inquit.core.comparison import Likeness, Mention, mention_id
from inquit.core.records import Evidence
from inquit.core.spans import Span

WORDS = (Evidence(what="words that meet: dam", by="meaning", score=0.5),)


def stated(report, at, *, passage=None):
    """A statement whose passage holds nothing but its place."""
    spans = (Span(10 * at, 10 * at + 5),)
    mention = Mention(id=mention_id(report, spans), report=report, spans=spans, text="words")
    passage = Passage(np.array([at]), np.array([True])) if passage is None else passage
    vectors = np.zeros((1, WIDTH), np.float32)
    return statement(mention, Meaning(("words",), vectors, np.ones(1, np.float32), passage))


def like(a, b, same):
    first, second = sorted((a.mention.id, b.mention.id))
    return Likeness(first=first, second=second, same=same, reasons=WORDS)


class Reader:
    """A cross-encoder that was told its answers, and remembers what it was asked."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def __call__(self, pairs):
        self.asked += [tuple(sorted(int(p.pieces[0]) for p in pair)) for pair in pairs]
        return np.full(len(pairs), self.answer)


def looked(found, statements, answer=0.0, **weights):
    reader = Reader(answer)
    weights = {"words": 1.0, "together": 1.0, "bias": 0.0} | weights
    out = list(Closer(reader, **weights)(found, {s.mention.id: s for s in statements}))
    return out, reader.asked


def test_the_likest_of_a_report_to_a_statement_is_read_with_it_and_the_rest_is_believed_less():
    one, near, far = stated("r1", 1), stated("r2", 2), stated("r2", 3)
    # `far` is like nothing else in r1 either, so that it takes a third statement there to be nobody's likest.
    other = stated("r1", 4)
    found = [like(one, near, 0.5), like(one, far, 0.3), like(other, far, 0.4)]
    (first, second, third), asked = looked(found, (one, near, far, other), answer=2.0)
    assert asked == [(1, 2), (3, 4)]
    assert first.same == pytest.approx(1 / (1 + np.exp(-2.0)))
    assert second.same == pytest.approx(0.3 * OTHERS)
    assert third.same > 0.4


def test_what_it_rests_on_can_be_told():
    one, two = stated("r1", 1), stated("r2", 2)
    (sure,), _ = looked([like(one, two, 0.5)], (one, two), answer=1.0)
    assert [r.by for r in sure.reasons] == ["meaning", "cross-encoder"]
    assert sure.reasons[1].score == pytest.approx(0.731)
    assert sure.reasons[1].what.endswith("they state the same")
    (unlikely,), _ = looked([like(one, two, 0.5)], (one, two), answer=-9.0)
    assert unlikely.same < 0.1
    assert unlikely.reasons[1].what.endswith("they may not state the same")


def test_the_answer_does_not_depend_on_which_report_came_later():
    one, two = stated("r1", 1), stated("r2", 2)
    found = [like(one, two, 0.5)]
    forth, _ = looked(found, (one, two), answer=0.7)
    back, _ = looked(found, (two, one), answer=0.7)
    assert forth == back


@pytest.mark.parametrize("same", [WORTH / 2, WORTH])
def test_what_is_hardly_alike_is_not_worth_a_second_reading(same):
    one, two = stated("r1", 1), stated("r2", 2)
    (found,), asked = looked([like(one, two, same)], (one, two))
    assert bool(asked) == (same >= WORTH)
    assert (found.same == same * OTHERS) == (not asked)


def test_statements_of_one_report_are_not_read_together():
    one, two = stated("r1", 1), stated("r1", 2)
    _, asked = looked([like(one, two, 0.9)], (one, two))
    assert asked == []


def test_a_report_that_is_like_very_many_costs_no_more():
    one = stated("r0", 0)
    others = [stated(f"r{k}", k) for k in range(1, 9)]
    found = [like(one, s, 0.1 + k / 100) for k, s in enumerate(others)]
    again = counterparts(found, {s.mention.id: s for s in (one, *others)}, most=3)
    assert again == [5, 6, 7]


def test_what_an_older_release_read_is_not_read_together_and_believed_less():
    one, old = stated("r1", 1), stated("r2", 2, passage=NONE)
    (found,), asked = looked([like(one, old, 0.5)], (one, old))
    assert asked == []
    assert found.same == 0.5 * OTHERS


def test_a_denial_that_is_not_read_together_is_believed_as_its_words_are():
    one, two = stated("r1", 1), stated("r1", 2)
    (found,), _ = looked([replace(like(one, two, 0.5), contrary=True)], (one, two))
    assert found.same == 0.5


def test_nothing_is_changed_but_how_probable_it_is_and_why():
    one, two = stated("r1", 1), stated("r2", 2)
    found = replace(like(one, two, 0.5), rival=True, contrary=True)
    (after,), _ = looked([found], (one, two), answer=1.0)
    assert replace(after, same=0.5) == found
