"""The interval of independent roots: who may be whom, the exact cover, and the reasons."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_claims import interval, mention, named, report, tree, unnamed

from inquit.stemma.descriptions import clash, describe
from inquit.stemma.independence import _apart, _cover, _parts

A, B, C = report("a1", "Harrow Courier"), report("a2", "Quay Post"), report("a3", "Island Times")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a person briefed on the talks", "an official"),
        ("two officials", "an official"),
        ("officials", "three diplomats"),
        ("a European diplomat", "a French official"),
        ("a source at the Harbour Ministry", "a ministry insider"),
        ("an official at the Harbour Ministry (HM)", "an HM official"),
    ],
)
def test_descriptions_that_can_mean_the_same_people(one, other):
    assert clash(describe(one, "person", "en"), describe(other, "person", "en"), "en") is None


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("a player", "a bank director", "descriptions exclude each other"),
        ("two officials", "three officials", "2 people"),
        ("a French official", "a German diplomat", "different countries"),
        ("an official at the Harbour Ministry", "an official at the Central Bank", "different bodies"),
    ],
)
def test_descriptions_that_exclude_each_other(one, other, why):
    found = clash(describe(one, "person", "en"), describe(other, "person", "en"), "en")
    assert found is not None
    assert why in found


def test_unnamed_sources_of_two_outlets_widen_the_interval_and_the_reasons_name_them():
    found = tree([A, B], mention("a1", unnamed("a senior official")), mention("a2", unnamed("a person briefed on it")))
    assert interval(found) == (1, 2)
    assert found.independent.fewest_because[0].startswith(
        "“senior official (Harrow Courier)” and “person briefed on it (Quay Post)” may be one"
    )
    assert "go back to 2 roots" in found.independent.most_because[0]


def test_one_report_knows_its_own_sources_apart():
    found = tree([A], mention("a1", unnamed("a diplomat")), mention("a1", unnamed("an official"), at=1))
    assert interval(found) == (2, 2)


def test_one_of_a_body_that_is_also_a_root_may_be_it():
    reports = [A, B]
    ministry = mention("a2", named("Harbour Ministry", "official-body"))
    assert interval(tree(reports, mention("a1", unnamed("an official")), ministry)) == (1, 2)
    assert interval(tree(reports, mention("a1", unnamed("a local resident")), ministry)) == (2, 2)
    assert interval(tree(reports, mention("a1", unnamed("a Central Bank official")), ministry)) == (2, 2)


def test_an_unnamed_source_is_not_taken_for_a_named_person_without_a_sign():
    found = tree([A, B], mention("a1", unnamed("a source")), mention("a2", named("Ana Roe")))
    assert interval(found) == (2, 2)


def test_a_rumour_or_an_own_word_may_come_from_anybody():
    rumour = mention("a1", unnamed("talk in the harbour", "rumour"))
    assert interval(tree([A, B], rumour, mention("a2", named("Ana Roe")))) == (1, 2)
    assert interval(tree([A, B], mention("a1"), mention("a2", named("Ana Roe")))) == (1, 2)


def test_sources_that_may_each_be_one_but_not_all_together():
    found = tree(
        [A, B, C],
        mention("a1", unnamed("a source")),
        mention("a2", unnamed("a player")),
        mention("a3", unnamed("a bank director")),
    )
    assert interval(found) == (2, 3)


def fewest(n, near):
    """The smallest number of groups, by trying all partitions."""
    best = n
    for groups in itertools.product(range(n), repeat=n):
        if all(y in near[x] for x in range(n) for y in range(x) if groups[x] == groups[y]):
            best = min(best, len(set(groups)))
    return best


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.tuples(st.just(n), st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))))
    )
)
def test_the_cover_is_the_smallest_there_is(drawn):
    n, pairs = drawn
    near = [set() for _ in range(n)]
    for a, b in pairs:
        if a != b:
            near[a].add(b)
            near[b].add(a)
    found = [_cover(part, near) for part in _parts(near)]
    groups = [g for cover in found for g in cover or []]
    assert sorted(x for g in groups for x in g) == list(range(n))
    assert all(y in near[x] for g in groups for x in g for y in g if x != y)
    assert len(groups) == fewest(n, near)
    assert sum(len(_apart(part, near)) for part in _parts(near)) <= len(groups)


def test_a_search_that_takes_too_long_gives_a_bound_and_says_so(monkeypatch):
    monkeypatch.setattr("inquit.stemma.independence._BUDGET", 3)
    heads = ["source", "player", "director", "source", "resident", "lawyer", "player", "doctor", "director"]
    reports = [report(f"a{k}", f"Paper {k}") for k in range(1, len(heads) + 1)]
    said = [mention(f"a{k}", unnamed(f"a {head} close to case {k}")) for k, head in enumerate(heads, 1)]
    found = tree(reports, *said)
    exact = interval_with_budget(monkeypatch, reports, said)
    assert found.independent.min <= exact[0]
    assert any("lower bound" in reason for reason in found.independent.fewest_because) or interval(found) == exact


def interval_with_budget(monkeypatch, reports, said):
    monkeypatch.setattr("inquit.stemma.independence._BUDGET", 100_000)
    return interval(tree(reports, *said))
