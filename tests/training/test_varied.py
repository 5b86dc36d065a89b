"""Passages with other names and hidden pieces keep what they state, and where."""

import numpy as np
import pytest

from inquit.claims.passage import Passage
from training.varied import HIDDEN, LONGEST, Names, hidden

LETTERS = frozenset(range(100, 200))
CONTINUED = frozenset({150, 151})


def passage(*pieces, inside=()):
    return Passage(np.array(pieces), np.array([k in inside for k in range(len(pieces))]))


FIRST = [passage(110, 150, 120, 121, inside=(0, 1)), passage(110, 150, 122), passage(110, 150), passage(110, 150, 120)]
SECOND = [passage(130, 120, 121, 122)] * 4
THIRD = [passage(131, 151, 120, 121, 122)] * 4


def names():
    return Names([FIRST, SECOND, THIRD], CONTINUED, LETTERS)


def test_a_familys_own_words_are_those_of_hardly_any_other_that_it_has_often():
    assert names().own == [frozenset({(110, 150)}), frozenset({(130,)}), frozenset({(131, 151)})]


def test_a_name_becomes_the_same_other_wherever_it_stands_and_all_else_stays():
    rng = np.random.default_rng(1)
    twice = passage(110, 150, 120, 110, 150, 121, inside=(0, 1, 4))
    seen = set()
    for _ in range(40):
        found = names().exchanged(0, twice, rng)
        at = found.pieces.tolist().index(120)
        name = tuple(found.pieces[:at].tolist())
        assert found.pieces.tolist() == [*name, 120, *name, 121]
        second = [False, True] if name == (110, 150) else [False] * len(name)
        assert found.inside.tolist() == [True] * len(name) + [False] + second + [False]
        seen.add(name)
    assert seen == {(110, 150), (130,), (131, 151)}


def test_what_grows_too_long_is_cut():
    long = passage(*[110, 150] * LONGEST)
    one = names().exchanged(0, long, np.random.default_rng(2))
    assert len(one.pieces) == len(one.inside) == LONGEST


def test_a_share_of_the_pieces_is_hidden():
    whole = passage(*range(100, 200), inside=range(20))
    rng = np.random.default_rng(3)
    share = np.mean([(hidden(whole, 7, rng).pieces == 7).mean() for _ in range(50)])
    assert share == pytest.approx(HIDDEN, abs=0.02)
    assert (hidden(whole, 7, rng).inside == whole.inside).all()
