from dataclasses import replace

from inquit.core.records import Attribution, Reading, Report
from inquit.core.spans import Span
from inquit.export.rows import NOBODY, byline_of, reasons, sheet_of, summary_of


def test_a_row_names_the_root_and_those_it_came_through(reading):
    rows = sheet_of(reading).rows
    assert rows[1].who == "two people, via the Quay Herald"
    assert rows[1].nature == "unnamed group"
    assert rows[1].unnamed
    assert rows[1].manner == "indirect, certain"


def test_without_a_chain_the_source_stands_as_written(reading):
    row = sheet_of(reading).rows[4]
    assert (row.who, row.written, row.nature, row.unnamed) == ("Jon Tarrow", "", "", False)
    bare = sheet_of(reading).rows[5]
    assert (bare.who, bare.unnamed) == (NOBODY, True)


def test_the_source_as_written_is_told_where_it_lacks_the_name(reading):
    rows = sheet_of(reading).rows
    assert rows[2].written == ""  # "the harbour master, Ilse Brandt" holds the name
    assert (rows[3].source, rows[3].written) == ("Ilse Brandt", "She")


def test_a_row_stands_where_its_cue_does(reading):
    assert [row.label for row in sheet_of(reading).rows] == [
        "headline",
        "paragraph 1",
        "paragraph 2",
        "paragraph 2",
        "paragraph 3",
        "paragraph 5",
    ]


def test_a_split_content_is_joined(reading):
    assert sheet_of(reading).rows[2].what == "“It is over,” … “and everybody knows it.”"


def test_the_summary_counts_whose_the_statements_are(reading):
    assert summary_of(sheet_of(reading)) == (
        "6 statements attributed: 2 to named sources, 1 to unnamed ones, 2 to sources as written, 1 to nobody; "
        "1 sentence in the report’s own voice."
    )


def test_nothing_found_is_said_so():
    empty = sheet_of(Reading(report=Report.of("It rained.")))
    assert summary_of(empty) == "0 statements attributed; 0 sentences in the report’s own voice."


def test_the_byline_has_the_day_and_the_length(report):
    assert byline_of(replace(report, published="2024-02-03T09:15:00Z")).startswith(
        "The Olm Chronicle · 2024-02-03 · Ada Wren"
    )


def test_evidence_is_told_with_its_words(reading):
    row = sheet_of(reading).rows[2]
    assert reasons(row, reading.report.text) == (
        "source of the cue: by linker, score 0.97, from “said”; not two people",
    )
    assert reasons(sheet_of(reading).rows[0], reading.report.text) == ("no evidence was kept",)


def test_what_stands_inside_another_says_in_which():
    report = Report.of("Ann says Bo says it rained.")
    outer = Attribution(id="o", source=(Span(0, 3),), cue=(Span(4, 8),), content=(Span(9, 26),))
    inner = Attribution(id="i", source=(Span(9, 11),), cue=(Span(12, 16),), content=(Span(17, 26),), parent="o")
    assert sheet_of(Reading(report=report, attributions=(outer, inner))).rows[1].manner == "inside 1"
