"""What the cross-encoder is given of a statement."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.claims.meaning import Row
from inquit.claims.passage import AFTER, BEFORE, MOST, Passage, joined, passage
from inquit.tagger.encoder import Marks

MARKS = Marks(start=901, end=902, padding=0)


def row(words, *, first=0, head=()):
    """A window of words of two pieces each; the pieces of word k are 10 k + 1 and 10 k + 2."""
    ids = [MARKS.start, *head]
    at = []
    for k in range(first, first + words):
        at.append(len(ids))
        ids += [10 * k + 1, 10 * k + 2]
    return Row([*ids, MARKS.end], range(first, first + words), at)


def test_a_passage_has_the_words_and_what_stands_around_them():
    found = passage(row(60), [30, 32])
    assert found.pieces[found.inside].tolist() == [301, 302, 321, 322]
    assert found.pieces.tolist()[:2] == [10 * (30 - BEFORE // 2) + 1, 10 * (30 - BEFORE // 2) + 2]
    assert found.pieces[-1] == 10 * (32 + AFTER // 2) + 2


def test_it_ends_where_the_window_does_and_leaves_the_title_and_the_marks_out():
    found = passage(row(3, first=100, head=(7, 8, MARKS.end)), [100, 102, 103])
    assert found.pieces.tolist() == [1001, 1002, 1011, 1012, 1021, 1022]
    assert found.inside.tolist() == [True, True, False, False, True, True]


def test_of_a_long_statement_the_beginning_is_read():
    found = passage(row(120), list(range(40, 100)))
    assert found.inside.sum() == MOST
    assert len(found.pieces) == BEFORE + MOST + AFTER


def test_two_passages_are_told_apart_and_their_words_from_what_stands_around_them():
    one, two = Passage(np.array([5, 6]), np.array([False, True])), Passage(np.array([7]), np.array([True]))
    ids, types = joined(one, two, MARKS)
    assert ids.tolist() == [901, 5, 6, 902, 7, 902]
    assert types.tolist() == [0, 0, 1, 0, 3, 2]


@given(st.lists(st.tuples(st.integers(0, 2**31 - 1), st.booleans()), max_size=BEFORE + MOST + AFTER))
def test_a_passage_comes_back_from_its_bytes(pieces):
    before = Passage(np.array([p for p, _ in pieces], np.int64), np.array([i for _, i in pieces], np.bool_))
    after = Passage.from_bytes(before.to_bytes())
    assert after.pieces.tolist() == before.pieces.tolist()
    assert after.inside.tolist() == before.inside.tolist()


def test_a_passage_that_is_cut_is_refused():
    with pytest.raises(ValueError, match="multiple"):
        Passage.from_bytes(b"\x01\x02\x03")
