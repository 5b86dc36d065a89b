"""What a claim's sources are is told by all of its reports, where one of them errs."""

import pytest

from inquit.core.comparison import Claim, Mention, Witness, mention_id
from inquit.core.records import Link
from inquit.core.spans import Span
from inquit.stemma.affiliations import Affiliation
from inquit.stemma.kinds import with_known_kinds


def link(name, kind="person", standing="named"):
    return Link(span=None, name=name, kind=kind, standing=standing)


def kinds(*links, outlets=(), affiliations=()):
    """The kinds of the links, each the chain of a mention of its own report."""
    spans = (Span(0, 5),)
    mentions = tuple(
        Mention(id=mention_id(f"r{k}", spans), report=f"r{k}", spans=spans, text="words", chain=(one,))
        for k, one in enumerate(links)
    )
    witnesses = {f"r{k}": Witness(report=f"r{k}", outlet=o) for k, o in enumerate(outlets)}
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


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_the_name_of_an_outlet_of_the_reports_is_the_outlets(kind):
    assert kinds(link("The Harrow Courier", kind), outlets=["Harrow Courier"]) == ["outlet"]
    assert kinds(link("Harrow", kind), outlets=["Harrow Courier"]) == [kind]


def test_a_body_that_publishes_itself_stays_a_body():
    assert kinds(link("Ministry of Mines", "official-body"), outlets=["Ministry of Mines"]) == ["official-body"]


def test_what_is_not_named_is_left_alone():
    assert kinds(link("corvin", standing="unnamed"), link("Corvin Bank", "organisation"))[0] == "person"
