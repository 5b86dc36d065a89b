"""Passages with other names and hidden pieces keep what they state, and where."""

import numpy as np
import pytest

pytest.importorskip("torch")  # the numbers of the pieces are those of its encoder

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


def test_the_same_name_becomes_the_same_other_in_both_passages_and_all_else_stays():
    rng = np.random.default_rng(1)
    seen = set()
    for _ in range(40):
        one, two = names().exchanged(0, FIRST[:2], rng)
        assert one.pieces[-2:].tolist() == [120, 121]
        assert two.pieces[-1] == 122
        name = tuple(one.pieces[:-2].tolist())
        assert tuple(two.pieces[:-1].tolist()) == name
        assert one.inside.tolist() == [True] * len(name) + [False] * 2
        assert not two.inside.any()
        seen.add(name)
    assert seen == {(110, 150), (130,), (131, 151)}


def test_what_grows_too_long_is_cut():
    long = passage(*[110, 150] * LONGEST)
    (one,) = names().exchanged(0, [long], np.random.default_rng(2))
    assert len(one.pieces) == len(one.inside) == LONGEST


def test_a_share_of_the_pieces_is_hidden():
    whole = passage(*range(100, 200), inside=range(20))
    rng = np.random.default_rng(3)
    share = np.mean([(hidden(whole, 7, rng).pieces == 7).mean() for _ in range(50)])
    assert share == pytest.approx(HIDDEN, abs=0.02)
    assert (hidden(whole, 7, rng).inside == whole.inside).all()
