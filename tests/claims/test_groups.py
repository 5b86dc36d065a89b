from hypothesis import given
from hypothesis import strategies as st

from inquit.claims.groups import groups
from inquit.core.comparison import Likeness


def like(a, b, same):
    first, second = sorted((a, b))
    return Likeness(first=first, second=second, same=same)


def test_mentions_that_are_like_stand_together_and_others_apart():
    found = groups(["a", "b", "c", "d"], [like("a", "b", 0.9), like("c", "d", 0.8), like("b", "c", 0.2)], least=0.4)
    assert found == [["a", "b"], ["c", "d"]]


def test_one_strong_likeness_does_not_chain_two_groups():
    pairs = [like("a", "b", 0.9), like("c", "d", 0.9), like("b", "c", 0.85)]
    assert groups(["a", "b", "c", "d"], pairs, least=0.4) == [["a", "b"], ["c", "d"]]


def test_a_group_takes_in_what_is_like_most_of_it():
    pairs = [like("a", "b", 0.9), like("a", "c", 0.7), like("b", "c", 0.5)]
    assert groups(["a", "b", "c"], pairs, least=0.55) == [["a", "b", "c"]]
    assert groups(["a", "b", "c"], pairs, least=0.65) == [["a", "b"], ["c"]]


def test_mentions_that_were_not_asked_for_are_passed_over():
    assert groups(["a"], [like("a", "z", 0.9)], least=0.1) == [["a"]]
    assert groups([], [], least=0.1) == []


NAMES = [f"m{k}" for k in range(9)]
PAIRS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(1, 99)).filter(lambda p: p[0] != p[1]),
    unique_by=lambda p: frozenset(p[:2]),
    max_size=30,
)


@given(PAIRS, st.randoms(use_true_random=False))
def test_every_mention_is_in_one_group_whatever_the_order_of_the_likenesses(pairs, random):
    likenesses = [like(a, b, p / 100) for a, b, p in pairs]
    found = groups(NAMES, likenesses, least=0.3)
    assert sorted(m for g in found for m in g) == NAMES
    random.shuffle(likenesses)
    assert groups(NAMES, likenesses, least=0.3) == found


@given(PAIRS)
def test_no_two_groups_are_as_like_as_asked_for(pairs):
    same = {frozenset((a, b)): p / 100 for a, b, p in pairs}
    found = groups(NAMES, [like(a, b, p / 100) for a, b, p in pairs], least=0.3)
    for i, one in enumerate(found):
        for other in found[:i]:
            mean = sum(same.get(frozenset((a, b)), 0) for a in one for b in other) / (len(one) * len(other))
            assert mean < 0.3 + 1e-9


@given(PAIRS, st.data())
def test_what_people_said_stands_above_likeness(pairs, data):
    likenesses = [like(a, b, p / 100) for a, b, p in pairs]
    a, b, c, d = data.draw(st.permutations(NAMES))[:4]
    found = groups(NAMES, likenesses, least=0.3, together=[(a, b)], apart=[(b, c), (c, d)])
    home = {m: k for k, g in enumerate(found) for m in g}
    assert home[a] == home[b]
    assert home[b] != home[c] != home[d]
