"""Which outlets may have begun a claim, and which tell it in their own voice after others."""

from dataclasses import replace

import pytest
from invented_claims import alike, interval, mention, named, outlet, report, root_names, tree

A, B, C = report("a1", "Harrow Courier"), report("a2", "Quay Post"), report("a3", "Island Times")


def test_an_outlet_that_tells_it_after_others_and_not_from_whom_did_not_begin_it():
    found = tree([A, B, C], mention("a1"), mention("a2"), mention("a3", named("Ana Roe")))
    assert root_names(found) == ["Harrow Courier", "Ana Roe"]
    assert [(r.name, r.own_word) for r in found.passed_over] == [("Quay Post", True)]
    assert found.unlikely == frozenset()  # it does state the claim
    assert interval(found) == (1, 2)
    # Whoever is earlier and only denies it has not told it.
    first = tree([A, B], mention("a1", named("Ana Roe"), certainty="denied"), mention("a2"))
    assert root_names(first) == ["Quay Post"]


def test_what_hardly_states_the_claim_did_not_come_before():
    """One stray mention, older than all others, takes the roots from nobody, and stays marked as what it is."""
    stray, *alike_ = (mention(f"a{k}") for k in range(1, 5))
    near = [alike(a, b) for k, a in enumerate(alike_) for b in alike_[:k]]
    far = [replace(alike(stray, m), same=0.05) for m in alike_]
    reports = [A, B, C, report("a4", "Delta Mail")]
    found = tree(reports, stray, *alike_, likenesses=[*near, *far])
    assert root_names(found) == ["Quay Post"]
    assert found.unlikely == {stray.id}


def test_an_outlet_that_tells_something_else_after_others_is_marked_as_that():
    told = [mention("a1", named("Ana Roe")), mention("a2", named("Ana Roe"))]
    stray = mention("a3")
    far = [replace(alike(stray, m), same=0.05) for m in told]
    found = tree([A, B, C], *told, stray, likenesses=[alike(*told), *far])
    assert root_names(found) == ["Ana Roe"]
    assert stray.id in found.unlikely
    assert stray.id in found.doubtful


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        ("2031-03-01", "2031-03-01T09:00:00Z", ["Harrow Courier", "Quay Post"]),
        ("2031-03-01", "2031-03-02", ["Harrow Courier"]),
        ("2031-03", "2031-03-20T09:00:00Z", ["Harrow Courier", "Quay Post"]),
        ("2031-03-01T09:00:00Z", "no date", ["Harrow Courier", "Quay Post"]),
    ],
)
def test_who_came_after_is_only_said_where_the_dates_tell(first, second, names):
    reports = [report("a1", "Harrow Courier", first), report("a2", "Quay Post", second)]
    assert root_names(tree(reports, mention("a1"), mention("a2"))) == names


def test_reports_whose_outlets_are_not_known_repeat_as_others_do():
    reports = [report("a1", None), report("a2", None)]
    assert root_names(tree(reports, mention("a1"), mention("a2"))) == ["a1"]


def test_an_outlet_that_is_cited_before_its_own_report_may_have_begun_it():
    later = report("a3", "Island Times")
    found = tree([A, B, later], mention("a1", named("Ana Roe")), mention("a2", outlet("Island Times")), mention("a3"))
    assert root_names(found) == ["Ana Roe", "Island Times"]


def test_an_outlet_that_repeats_and_then_denies_takes_it_back():
    found = tree([A, B], mention("a1", named("Ana Roe")), mention("a2"), mention("a2", certainty="denied", at=1))
    assert root_names(found) == ["Ana Roe"]
    assert [d.why for d in found.disputes] == ["taken back by its own source"]


def test_an_outlet_that_is_cited_and_whose_report_is_lost_may_have_begun_it():
    found = tree([A, B], mention("a1", named("Ana Roe")), mention("a2", outlet("Baltic Examiner")))
    assert root_names(found) == ["Ana Roe", "Baltic Examiner"]
