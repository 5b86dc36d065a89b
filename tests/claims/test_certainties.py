"""How certain a statement is put: what the network says of it, weighed with what the rules say."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.claims.certainties import CERTAINTIES, SIDES, CertaintyReader, features, side_of
from inquit.claims.meaning import WIDTH, Meaning
from inquit.claims.passage import NONE, Passage
from inquit.core.comparison import Mention, mention_id
from inquit.core.spans import Span

TO_SIDES = np.eye(SIDES)[[side_of(one) for one in CERTAINTIES]]
BY_NETWORK = np.vstack([TO_SIDES / TO_SIDES.sum(0), np.zeros((6, SIDES))])
BY_RULES = np.vstack([np.zeros((5, SIDES)), TO_SIDES, np.zeros((1, SIDES))])


def mention(at, certainty="certain"):
    spans = (Span(10 * at, 10 * at + 5),)
    return Mention(id=mention_id("r1", spans), report="r1", spans=spans, text="words", certainty=certainty)


def meaning(passage):
    return Meaning(("words",), np.zeros((1, WIDTH), np.float32), np.ones(1, np.float32), passage)


def passage(certainty):
    """A passage whose one piece is the certainty that the network below finds in it."""
    return Passage(np.array([CERTAINTIES.index(certainty)]), np.array([True]))


def network(passages):
    return np.array([10 * np.eye(5)[p.pieces[0]] for p in passages])


def read(weights, *told):
    mentions = [mention(k, by_rules) for k, (by_rules, _) in enumerate(told)]
    meanings = [found and meaning(found) for _, found in told]
    return [m.certainty for m in CertaintyReader(network, weights)(mentions, meanings)]


@given(st.sampled_from(CERTAINTIES), st.sampled_from(CERTAINTIES))
def test_the_side_is_what_weighs_and_the_hedge_what_the_rules_say(rules, found):
    assert [side_of(one) for one in CERTAINTIES] == [0, 0, 0, 1, 2]
    told = read(BY_NETWORK, (rules, passage(found)))[0]
    assert side_of(told) == side_of(found)
    if side_of(rules) == side_of(found):
        assert told == rules
    elif side_of(found) == 0:
        assert told == found
    assert side_of(read(BY_RULES, (rules, passage(found)))[0]) == side_of(rules)


def test_both_together_decide_by_their_weights():
    told = ("denied", passage("certain"))
    assert read(BY_NETWORK + 2 * BY_RULES, told) == ["certain"]
    assert read(BY_NETWORK + 5 * BY_RULES, told) == ["denied"]


def test_a_statement_that_cannot_be_read_keeps_what_the_rules_say():
    assert read(BY_NETWORK, ("possible", None), ("denied", NONE), ("certain", passage("unknown"))) == [
        "possible",
        "denied",
        "unknown",
    ]
    assert read(BY_NETWORK) == []


def test_where_the_rules_do_not_know_the_language_nothing_is_said():
    assert read(BY_NETWORK, (None, passage("denied")), ("certain", passage("denied"))) == [None, "denied"]


def test_the_features_are_logarithms_of_probabilities_and_a_mark_for_the_rule():
    found = features(np.array([3.0, 1.0, 0.0, -1.0, 0.0]), "denied")
    assert np.exp(found[:5]).sum() == pytest.approx(1)
    assert found[5:].tolist() == [0, 0, 0, 1, 0, 1]
    assert features(np.zeros(5), None)[5:].tolist() == [0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("text", "rules", "expected"),
    [
        ("It was a gauge error, nothing else.", "certain", "certain"),
        ("It was not only late, it might leak.", "possible", "possible"),
        ("It was no gauge error.", "certain", "denied"),
        ("Not only late, it was no gauge error.", "certain", "denied"),
        ("The clerk found no mistake.", "certain", "denied"),
        ("It was nothing else.", "denied", "denied"),
    ],
)
def test_what_a_negation_only_underlines_is_left_to_the_rules(text, rules, expected):
    one = replace(mention(0, rules), text=text)
    reader = CertaintyReader(network, BY_NETWORK)
    (found,) = reader([one], [meaning(passage("denied"))], "en")
    assert found.certainty == expected
    (unknown,) = reader([one], [meaning(passage("denied"))], "xx")
    assert unknown.certainty == "denied"
