import re

from hypothesis import given
from odd_readings import readings

from inquit.export.plain import marked_paragraphs, plain_lines
from inquit.export.rows import sheet_of
from inquit.export.visible import visible


def test_one_attribution_is_one_whole_line(reading):
    lines = list(plain_lines(sheet_of(reading)))
    assert lines[0] == "Olm ferry to stop, officials say"
    assert lines[1] == "The Olm Chronicle · 2024-02-03 · Ada Wren · 84 words"
    assert lines[5] == (
        "2. paragraph 1: two people, via the Quay Herald (unnamed group) | told | "
        "The ferry to Olm will stop running in March | indirect, certain, confidence 0.90"
    )
    assert len(lines) == 4 + 6


def test_the_marked_text_has_the_numbers_of_the_list(reading):
    lines = list(plain_lines(sheet_of(reading), text=True))
    assert (
        "[content 3: “It is over,”] [cue 3: said] [source 3: the harbour master, Ilse Brandt], "
        "[content 3 goes on: “and everybody knows it.”] [source 4: She] [cue 4: added] "
        "[content 4: that no ship had been sold]."
    ) in lines
    assert "[content 5 goes on: “We will not pay for both.”]" in lines
    assert lines[-8].endswith(
        "[content 6: that the council meets on Friday]. [own voice: The ferry carries 300 people a day.]"
    )


def test_evidence_stands_below_its_line(reading):
    lines = list(plain_lines(sheet_of(reading), explain=True))
    at = next(i for i, line in enumerate(lines) if line.startswith("3. "))
    assert lines[at + 1].startswith("   source of the cue: by linker")


@given(readings())
def test_without_its_marks_the_text_is_the_text(reading):
    sheet = sheet_of(reading)
    for place, paragraph in zip(sheet.places, marked_paragraphs(sheet), strict=True):
        words = "".join(said for said, piece in paragraph if piece.step == "text")
        assert words == visible(place.of(reading.report.text))


def test_a_hostile_article_drives_nothing(hostile):
    shown = "\n".join(plain_lines(sheet_of(hostile), text=True, explain=True))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert "␛[2J" in shown
