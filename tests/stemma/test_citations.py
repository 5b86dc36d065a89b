"""Which report a chain means that goes through an outlet; rings; how outlets are called."""

import pytest
from invented_claims import mention, named, outlet, report, took, unnamed

from inquit.stemma.citations import citations
from inquit.stemma.naming import Names
from inquit.stemma.press import Press
from inquit.stemma.rings import rings
from inquit.stemma.vocabulary import vocabulary


def press(*outlets):
    witnesses = {f"a{k}": report(f"a{k}", name) for k, name in enumerate(outlets, 1)}
    return Press(witnesses, vocabulary("en"), "en")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Harrow Courier", ("Harrow Courier",)),
        ("the Courier", ("Harrow Courier",)),
        ("NWS", ("Northern Wire Service",)),
        ("The Northern Wire", ("Northern Wire Service",)),
        ("the newspaper", ()),
        ("Baltic Examiner", ()),
        ("bbc.co.uk", ("BBC",)),
    ],
)
def test_names_short_names_initials_and_domains(name, meant):
    assert press("Harrow Courier", "Northern Wire Service", "BBC").called(name) == meant


def test_this_newspaper_is_the_reports_own():
    found = press("Harrow Courier", "Quay Post")
    assert found.is_own(outlet("this newspaper"), "a1")
    assert found.is_own(outlet("the Courier"), "a1")
    assert not found.is_own(outlet("the Courier"), "a2")


def cited(reports, mentions, claims, **more):
    found = citations(mentions, {w.report: w for w in reports}, claims, language="en", **more)
    return {(d.report, d.origin): d for d in found}


A, B = report("a1", "Harrow Courier"), report("a2", "Harrow Courier")
C, D = report("a3", "Quay Post"), report("a4", "Harrow Courier")


def test_the_report_that_carries_the_like_claim_is_meant_and_no_later_one():
    here = mention("a1", named("Ana Roe"), text="the harbour bridge is to close in June")
    other = mention("a2", named("Ana Roe"), text="the ferry is late")
    later = mention("a4", named("Ana Roe"), text="the harbour bridge is to close in June")
    asks = mention("a3", outlet("the Courier"), named("Ana Roe"), text="the bridge is to close in June, the paper said")
    claims = {here.id: "bridge", later.id: "bridge", asks.id: "bridge", other.id: "ferry"}
    found = cited([A, B, C, D], [asks, later, here, other], claims)
    assert set(found) == {("a3", "a1")}
    assert found["a3", "a1"].confidence == 0.9
    assert found["a3", "a1"].how == "quotes"  # six of its words in a row


def test_a_statement_told_to_an_outlet_is_relayed_from_it():
    told = mention("a1", named("Ana Roe"))
    relayed = mention("a3", outlet("Harrow Courier"), named("Ana Roe"), text="it closes")
    assert cited([A, C], [told, relayed], {told.id: "x", relayed.id: "x"})["a3", "a1"].how == "cites"


def test_an_outlet_with_a_report_of_the_story_only_is_less_sure():
    mine, theirs = mention("a3", named("Ana Roe")), mention("a1", named("Ana Roe"))
    asks = mention("a3", outlet("Harrow Courier"), text="the mayor knew", at=1)
    found = cited([A, C], [mine, theirs, asks], {mine.id: "x", theirs.id: "x", asks.id: "y"})
    assert found["a3", "a1"].confidence == 0.5


def test_an_outlet_that_the_collection_lacks_is_lost_and_a_body_is_not():
    asks = mention("a3", outlet("Baltic Examiner"), unnamed("an official"))
    said = mention("a3", named("Harbour Ministry", "official-body"), at=1)
    vague = mention("a3", outlet("a local newspaper"), at=2)
    assert set(cited([C], [asks, said, vague], {})) == {("a3", "lost:baltic examiner")}


def test_a_report_that_cites_a_later_one_was_changed_if_that_one_cites_it():
    early = mention("a3", outlet("Harrow Courier"))
    late = mention("a4", outlet("Quay Post"))
    claims = {early.id: "x", late.id: "x"}
    found = cited([C, D], [early, late], claims)
    assert set(found) == {("a3", "a4"), ("a4", "a3")}
    assert rings(list(found.values()), {"a3": C, "a4": D}) == (("a3", "a4"),)
    plain = mention("a4", named("Ana Roe"))
    assert set(cited([C, D], [early, plain], {early.id: "x", plain.id: "x"})) == {("a3", "lost:harrow courier")}


def test_rings_of_three_are_told_once_from_the_oldest_on():
    reports = {w.report: w for w in (A, B, C, D)}
    found = rings([took("a1", "a4"), took("a4", "a3"), took("a3", "a1"), took("a3", "a2")], reports)
    assert found == (("a1", "a4", "a3"),)
    assert rings([took("a3", "a1"), took("a4", "a3")], reports) == ()


def test_an_outlet_named_outside_attributions_was_read_if_it_told_the_story_before():
    here = mention("a1", named("Ana Roe"), text="the harbour bridge is to close in June")
    retold = mention("a3", text="the harbour bridge is to close in June")
    claims = {here.id: "bridge", retold.id: "bridge"}
    texts = {"a3": "A note that was leaked to the Harrow Courier has it all."}
    found = cited([A, B, C, D], [here, retold], claims, texts=texts)
    assert set(found) == {("a3", "a1")}
    (evidence,) = found["a3", "a1"].evidence
    assert [texts["a3"][s.start : s.end] for s in evidence.spans] == ["Harrow Courier"]
    assert not cited([A, C], [here, retold], {here.id: "bridge"}, texts=texts)  # no claim in common
    assert not cited([C, D], [mention("a4"), retold], {"m-a4-0": "b", retold.id: "b"}, texts=texts)  # came out later


def test_an_attributed_citation_goes_before_a_name():
    here = mention("a1", named("Ana Roe"), text="the harbour bridge is to close in June")
    asks = mention("a3", outlet("the Courier"), named("Ana Roe"), text="the bridge is to close in June, the paper said")
    texts = {"a3": "The Harrow Courier says more."}
    found = cited([A, C], [here, asks], {here.id: "bridge", asks.id: "bridge"}, texts=texts)
    assert found["a3", "a1"].confidence == 0.9


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("as the Quay Post told it", ["Quay Post"]),
        ("as the Quay Poster told it", []),
        ("on the quay post", []),
        ("the weir broke, says The Weir", ["The Weir"]),
        ("Norpress and Norpress again", ["Norpress"]),
        ("leaked to the Quay Post Sunday", ["Quay Post Sunday"]),
        ("which the Ledger had on Monday", ["Ledger"]),
        ("a ledger, and Ledger Street", []),
        ("as Harl reported it", ["Harl"]),
        ("as the Post reported it", ["Post"]),
    ],
)
def test_outlets_are_found_as_they_write_themselves_or_are_called(text, found):
    outlets = ["Quay Post", "Quay Post Sunday", "The Weir", "Norpress", "Lyon Street Ledger", "Harl Channel"]
    names = Names(outlets, vocabulary("en"))
    assert [text[n.span.start : n.span.end] for n in names.find(text)] == found


def test_a_short_name_that_two_outlets_could_bear_is_none():
    names = Names(["Quay Ledger", "Lyon Street Ledger"], vocabulary("en"))
    assert list(names.find("as the Ledger told it")) == []
