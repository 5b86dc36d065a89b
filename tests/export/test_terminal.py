import io
import re

import pytest
from rich.console import Console

from inquit.export.rows import sheet_of
from inquit.export.terminal import screen

STYLE = re.compile(r"\x1b\[[0-9;]*m")


def shown(sheet, *, width=100, **options):
    console = Console(file=io.StringIO(), width=width, force_terminal=True, highlight=False, markup=False, emoji=False)
    console.print(screen(sheet, **options))
    return console.file.getvalue()


def words(text):
    return " ".join(STYLE.sub("", text).split())


def test_the_table_has_a_row_for_each_attribution(reading):
    table = STYLE.sub("", shown(sheet_of(reading), width=140))
    assert re.search(
        r"^ *2 +two people, via the Quay Herald +told +The ferry to Olm will stop running", table, re.MULTILINE
    )
    assert re.search(r"^ *6 +\(no source named\)", table, re.MULTILINE)
    assert "¶ 5" in table


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(reading, width):
    lines = STYLE.sub("", shown(sheet_of(reading), width=width, text=True, explain=True)).splitlines()
    assert max(map(len, lines)) <= width


def test_contents_are_shortened_unless_all_is_asked_for(reading, monkeypatch):
    monkeypatch.setattr("inquit.export.terminal.SHORT", 30)
    assert "The ferry to Olm will stop…" in words(shown(sheet_of(reading), width=200))
    assert "The ferry to Olm will stop running in March" in words(shown(sheet_of(reading), width=200, wide=True))


def test_the_marked_text_can_be_read_without_colour(reading):
    assert "[cue 3: said] [source 3: the harbour master, Ilse Brandt]" in words(shown(sheet_of(reading), text=True))


def test_no_colour_where_none_is_wanted(reading, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    codes = {code for found in STYLE.findall(shown(sheet_of(reading), text=True)) for code in found[2:-1].split(";")}
    assert not {code for code in codes if code.isdigit() and 30 <= int(code) <= 107}


def test_a_hostile_article_drives_nothing(hostile):
    left = STYLE.sub("", shown(sheet_of(hostile), text=True, explain=True))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", left)
    assert not STYLE.search(hostile.report.text.replace("\x1b", "␛"))
