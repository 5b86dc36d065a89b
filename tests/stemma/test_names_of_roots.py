"""What roots are called, and outlets and papers that a report describes without their names."""

import pytest
from invented_claims import interval, mention, named, outlet, report, root_names, tree, unnamed

A, B, C = report("a1", "Harrow Courier"), report("a2", "Quay Post"), report("a3", "Island Times")


@pytest.mark.parametrize(
    ("kind", "words", "name"),
    [
        ("rumour", "Word", "rumour (Harrow Courier)"),
        ("rumour", "talk on the quay", "talk on the quay (Harrow Courier)"),
        ("person", "unnamed clerk", "clerk (Harrow Courier)"),
        ("person", "our own mole", "own mole (Harrow Courier)"),
    ],
)
def test_what_only_points_to_a_source_is_left_out_of_its_name(kind, words, name):
    assert root_names(tree([A], mention("a1", unnamed(words, kind)))) == [name]


@pytest.mark.parametrize(
    ("own", "retold", "name"),
    [
        ("internal document", "internal flood memo", "internal flood memo"),
        ("flood memo of the yard", "document", "flood memo of the yard"),
        ("inspection report", "leaked safety report on the yard", "leaked safety report on the yard"),
        ("draft", "leaked draft of the law", "draft"),
    ],
)
def test_a_paper_that_is_called_no_more_than_one_has_the_words_of_those_who_retell_it(own, retold, name):
    here, there = named(own, "document"), named(retold, "document")
    found = tree([A, B], mention("a1", here), mention("a2", outlet("Harrow Courier"), there))
    assert root_names(found) == [name]


@pytest.mark.parametrize("words", ["the statement", "Monday's statement", "the press release", "Tuesday's release"])
def test_a_statement_without_an_owner_is_that_of_the_only_body(words):
    yard = mention("a1", named("Corvin Yard", "organisation"))
    bare = mention("a2", named(words, "document"))
    expected = 1 if "press" not in words else 2  # "press release" is a noun of its own, which says what it is
    assert len(root_names(tree([A, B], yard, bare))) == expected


def test_a_statement_stays_by_itself_where_it_has_an_owner_or_two_bodies_spoke():
    yard = mention("a1", named("Corvin Yard", "organisation"))
    port = mention("a3", named("Port Authority", "official-body"))
    bare = mention("a2", named("the statement", "document"))
    assert interval(tree([A, B, C], yard, bare, port)) == (3, 3)
    person = mention("a3", named("Ola Venn"))
    assert interval(tree([A, B, C], yard, bare, person)) == (3, 3)
    owned = mention("a2", named("the surgeon's statement", "document"))
    assert interval(tree([A, B], yard, owned)) == (2, 2)


@pytest.mark.parametrize("words", ["a British newspaper", "an English-language daily published in Tarn", "a tabloid"])
def test_an_outlet_that_is_described_is_an_earlier_report_that_has_the_same_source(words):
    said = [mention("a1", unnamed("a clerk")), mention("a2", outlet(words), unnamed("a clerk at the yard"))]
    assert root_names(tree([A, B], *said)) == ["clerk (Harrow Courier)"]
    other = mention("a2", outlet(words), unnamed("a player"))
    assert len(tree([A, B], said[0], other).roots) == 2
    alone = mention("a2", outlet(words))
    assert root_names(tree([A, B], said[0], alone)) == ["clerk (Harrow Courier)"]


@pytest.mark.parametrize("words", ["Gelder Newspaper", "the Gelder", "the Guardian newspaper"])
def test_an_outlet_with_a_name_is_none_that_is_only_described(words):
    said = [mention("a1", unnamed("a clerk")), mention("a2", outlet(words), unnamed("a clerk at the yard"))]
    assert len(tree([A, B], *said).roots) == 2
