"""The three measures of coreference, on the examples of the papers and on ones worked out by hand."""

from itertools import permutations

import numpy as np
import pytest
from cluster_scores import assignment, b_cubed, ceaf_e, muc
from hypothesis import given
from hypothesis import strategies as st


def clusters(*written):
    return [frozenset(one) for one in written]


KEY = clusters("12345", "67", "89ABC")
FIRST = clusters("12345", "6789ABC")
SECOND = clusters("1234589ABC", "67")


def test_muc_of_the_example_in_bagga_and_baldwin():
    # One link joins two entities wrongly, whichever two they are: 9 of 10 links of the response, all 9 of the key.
    for response in (FIRST, SECOND):
        found = muc(KEY, response)
        assert (found.precision, found.recall) == (pytest.approx(0.9), 1.0)


def test_b_cubed_of_the_example_in_bagga_and_baldwin():
    # 16/21 against 7/12: joining the two large entities is worse than joining a large and a small one.
    assert b_cubed(KEY, FIRST).precision == pytest.approx(16 / 21)
    assert b_cubed(KEY, SECOND).precision == pytest.approx(7 / 12)
    assert b_cubed(KEY, FIRST).recall == b_cubed(KEY, SECOND).recall == 1.0


def test_ceaf_of_the_example_in_luo():
    # The best match of FIRST is 5/5 with its like and 2 * 5 / 12 with the rest; three entities against two.
    best = 1 + 10 / 12
    found = ceaf_e(KEY, FIRST)
    assert (found.recall, found.precision) == (pytest.approx(best / 3), pytest.approx(best / 2))
    best = 1 + 10 / 15
    found = ceaf_e(KEY, SECOND)
    assert (found.recall, found.precision) == (pytest.approx(best / 3), pytest.approx(best / 2))


def test_muc_of_the_partition_in_vilain():
    # Key {A B C D}, response {A B} {C D}: three links, of which two are there; no link of the response is wrong.
    found = muc(clusters("ABCD"), clusters("AB", "CD"))
    assert (found.recall, found.precision) == (pytest.approx(2 / 3), 1.0)


def test_a_mention_that_is_missing_and_one_that_is_too_much():
    # By hand: of a b c the response keeps a b, and adds x to d.
    key, response = clusters("abc", "d"), clusters("ab", "dx")
    assert muc(key, response)[:2] == (1, 2)
    assert muc(key, response)[2:] == (1, 2)
    assert b_cubed(key, response)[:2] == (pytest.approx(2 / 3 + 2 / 3 + 1), 4)
    assert b_cubed(key, response)[2:] == (pytest.approx(1 + 1 + 1 / 2), 4)
    assert ceaf_e(key, response).recall == pytest.approx((4 / 5 + 2 / 3) / 2)


def test_documents_add_up():
    both = muc(KEY, FIRST).plus(muc(clusters("ab"), clusters("ab")))
    assert both == (10, 10, 10, 11)
    assert both.f1 == pytest.approx(2 * (10 / 11) / (1 + 10 / 11))


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, 9), min_size=n, max_size=n), min_size=1, max_size=4)
    )
)
def test_no_other_assignment_is_worth_more(rows):
    worth = np.array(rows, float)
    chosen = assignment(worth)
    assert len({i for i, _ in chosen}) == len({j for _, j in chosen}) == len(chosen) == min(worth.shape)
    short = worth if worth.shape[0] <= worth.shape[1] else worth.T
    best = max(sum(short[i, j] for i, j in enumerate(p)) for p in permutations(range(short.shape[1]), len(short)))
    assert sum(worth[i, j] for i, j in chosen) == pytest.approx(best)
