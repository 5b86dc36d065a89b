"""What a claim's sources are is told by all of its reports, where one of them errs."""

import pytest
from invented_claims import mention, report, tree

from inquit.core.comparison import Claim, Mention, Witness, mention_id
from inquit.core.records import Link
from inquit.core.spans import Span
from inquit.stemma.affiliations import Affiliation
from inquit.stemma.kinds import with_known_kinds

A, B = report("a1", "Harrow Courier"), report("a2", "Quay Post")


def link(name, kind="person", standing="named"):
    return Link(span=None, name=name, kind=kind, standing=standing)


def kinds(*links, outlets=(), affiliations=(), witnesses=None, corrected=False):
    """The kinds of the links, each the chain of a mention of its own report."""
    spans = (Span(0, 5),)
    mentions = tuple(
        Mention(
            id=mention_id(f"r{k}", spans), report=f"r{k}", spans=spans, text="words", chain=(one,), corrected=corrected
        )
        for k, one in enumerate(links)
    )
    witnesses = (witnesses or {}) | {f"r{k}": Witness(report=f"r{k}", outlet=o) for k, o in enumerate(outlets)}
    found = with_known_kinds(Claim(id="c", text="words", mentions=mentions), witnesses, affiliations, "en")
    return [m.chain[0].kind for m in found.mentions]


def test_a_single_name_is_the_body_that_another_report_names_in_full():
    assert kinds(link("Corvin"), link("Corvin Bank", "organisation")) == ["organisation"] * 2


def test_a_publisher_that_is_no_press_tells_it_too():
    assert kinds(link("Oster"), outlets=["Oster Air newsroom"]) == ["organisation"]


@pytest.mark.parametrize("how", ["speaks for", "belongs to"])
def test_a_surname_stays_a_persons(how):
    bodies = link("Corvin Bank", "organisation")
    assert kinds(link("Corvin"), bodies, link("Ana Corvin")) == ["person", "organisation", "person"]
    introduced = Affiliation("Ana Corvin", how, "the town")
    assert kinds(link("Corvin"), bodies, affiliations=[introduced])[0] == "person"


def test_a_name_that_could_be_of_two_kinds_of_bodies_stays_what_it_is():
    several = link("Corvin Bank", "organisation"), link("Corvin Council", "official-body")
    assert kinds(link("Corvin"), *several)[0] == "person"


@pytest.mark.parametrize("longer", ["Corvin János", "Ana Corvin Jr.", "Ana Corvin-Hale"])
def test_no_part_of_a_persons_longer_name_is_a_bodys(longer):
    assert kinds(link("Corvin"), link("Corvin Bank", "organisation"), link(longer))[0] == "person"


def test_another_name_of_a_body_is_nobodys_surname():
    same = Affiliation("Old Corvin", "same", "Corvin Bank")
    assert kinds(link("Corvin"), link("Corvin Bank", "organisation"), affiliations=[same])[0] == "organisation"


def test_a_single_name_that_an_outlet_of_the_claims_reports_has_is_the_outlets():
    assert kinds(link("Granit"), outlets=["Granit"]) == ["outlet"]
    assert kinds(link("Harrow"), outlets=["Harrow Courier"]) == ["person"]
    assert kinds(link("Ana Roe"), outlets=["Ana Roe"]) == ["person"]
    assert kinds(link("Kanal Tarn"), outlets=["Kanal Tarn"]) == ["outlet"]
    assert kinds(link("?"), outlets=["?"]) == ["person"]
    elsewhere = {"r9": Witness(report="r9", outlet="Granit")}  # a report that only denies, and is none of the claim's
    assert kinds(link("Granit"), witnesses=elsewhere) == ["person"]


@pytest.mark.parametrize("name", ["Greenpeace", "Amnesty International"])
def test_a_body_stays_a_body_though_an_outlet_has_its_name(name):
    assert kinds(link(name, "organisation"), outlets=[name]) == ["organisation"]


def test_what_somebody_put_right_stays_as_it_is():
    assert kinds(link("Corvin"), link("Corvin Bank", "organisation"), corrected=True)[0] == "person"


def test_what_is_not_named_is_left_alone():
    assert kinds(link("corvin", standing="unnamed"), link("Corvin Bank", "organisation"))[0] == "person"


def test_the_tree_is_drawn_by_them():
    one = mention("a1", link("Corvin"))
    found = tree([A, B], one, mention("a2", link("Corvin Bank", "organisation")))
    assert [(r.name, r.kind) for r in found.roots] == [("Corvin Bank", "organisation")]
