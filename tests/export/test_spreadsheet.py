"""Wordings and attributions as CSV: what a spreadsheet reads back, and what it must not take for a formula."""

import csv
from dataclasses import replace
from io import StringIO

from inquit.core.comparison import Claim, Independent, Mention, Stemma, Witness
from inquit.core.records import Attribution, Link, Reading, Report
from inquit.core.spans import Span
from inquit.export.spreadsheet import ATTRIBUTIONS, WORDINGS, attributions_csv, wordings_csv


def read(text):
    return list(csv.DictReader(StringIO(text, newline="")))


BRANDT = Link(span=None, name="Ilse Brandt", kind="person", standing="named")
COURIER = Link(span=None, name="Harrow Courier", kind="outlet", standing="named")


def mention(report, text, chain, **more):
    return Mention(id="m-" + report, report=report, spans=(Span(4, 9), Span(12, 20)), text=text, chain=chain, **more)


def stemma(*mentions, witnesses=()):
    claim = Claim(id="c1", text=mentions[0].text, mentions=mentions)
    return Stemma(claim=claim, witnesses=witnesses, edges=(), roots=(), independent=Independent(min=1, max=1))


def test_a_wording_has_its_root_and_the_way_it_came():
    told = mention(
        "quay", 'It will "close",\nat last', (COURIER, BRANDT), certainty="certain", act="say", headline=True
    )
    own = mention("olm", "It closes", ())
    (first, second) = read(wordings_csv(stemma(told, own, witnesses=(Witness(report="quay", outlet="Quay Herald"),))))
    assert tuple(first) == WORDINGS
    assert (first["outlet"], first["words"]) == ("Quay Herald", 'It will "close", at last')
    assert (first["source"], first["kind"], first["standing"], first["via"]) == (
        "Ilse Brandt",
        "person",
        "named",
        "Harrow Courier",
    )
    assert (first["certainty"], first["act"], first["headline"], first["places"]) == (
        "certain",
        "say",
        "yes",
        "4-9 12-20",
    )
    assert (second["source"], second["outlet"], second["report"], second["headline"]) == ("", "", "olm", "")


def test_no_cell_is_a_formula():
    link = Link(span=None, name='=HYPERLINK("http://evil.example")', kind="person", standing="named")
    (row,) = read(wordings_csv(stemma(mention("a", "\t+1+1", (link,)), witnesses=(Witness(report="a", outlet="@x"),))))
    assert row["source"] == "'" + link.name
    assert row["words"] == "'+1+1"
    assert row["outlet"] == "'@x"


def test_an_attribution_has_the_number_of_the_one_it_is_inside():
    report = Report.of("Ann said Bo told her to go.", id="r")
    outer = Attribution.of(report, source=(Span(0, 3),), cue=(Span(4, 8),), content=(Span(9, 26),), confidence=0.9)
    inner = Attribution.of(report, source=(Span(9, 11),), cue=(Span(12, 16),), content=(Span(21, 26),))
    first, second = read(
        attributions_csv(Reading(report=report, attributions=(outer, replace(inner, parent=outer.id))))
    )
    assert tuple(first) == ATTRIBUTIONS
    assert (first["number"], first["source"], first["cue"], first["places"]) == ("1", "Ann", "said", "9-26")
    assert first["confidence"] == "0.90"
    assert (second["words"], second["inside"], second["paragraph"]) == ("to go", "1", "paragraph 1")
