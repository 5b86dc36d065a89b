"""Marked attributions of the invented families: they stand where they say, and come as PolNeAR's reports do."""

import itertools
import json
import re
from pathlib import Path

import pytest

from inquit.core.records import digest
from inquit.core.spans import Span
from training.attributed import MARKS, attributed
from training.claim_data import stories

FOLDER = Path(__file__).parents[2] / "training" / "families"
FAMILY = """family: {name}
topic: a mill
claim c1: The mill was sold.
=== The Heron | daily | 2031-05-02T08:00:00+00:00 | -
Mill {{c1|sold}}

Ada Moss said {{c1|the mill was sold}}.
"""
TEXT = "Mill sold\n\nAda Moss said the mill was sold."
MARK = [[[[11, 19]], [[20, 24]], [[25, 42]]]]
INNER = [[[], [[34, 37]], [[25, 33]]]]


@pytest.fixture
def folder(tmp_path):
    for name in ("d01-mill", "l08-mill"):
        (tmp_path / f"{name}.txt").write_text(FAMILY.format(name=name), encoding="utf-8")
    return tmp_path


def write(folder, *marks):
    lines = [
        json.dumps({"family": name, "report": "a1", "text": digest(TEXT), "attributions": outer, "inner": inner})
        for name, outer, inner in marks
    ]
    (folder / MARKS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_reports_come_as_polnears_do(folder):
    write(folder, ("d01-mill", MARK, INNER), ("l08-mill", [], []))
    one, other = attributed(folder)
    assert (one.id, one.report.text) == ("d01-mill/a1", TEXT)
    assert one.report.title == "Mill sold"
    assert one.attributions == [{"source": [[11, 19]], "cue": [[20, 24]], "content": [[25, 42]]}]
    assert one.inner == [{"source": [], "cue": [[34, 37]], "content": [[25, 33]]}]
    assert other.id == "l08-mill/a1"


def test_marks_of_another_text_are_refused(folder):
    write(folder, ("d01-mill", MARK, INNER))
    path = folder / "d01-mill.txt"
    path.write_text(path.read_text("utf-8").replace("Ada", "Ida"), encoding="utf-8")
    with pytest.raises(ValueError, match="d01-mill a1: this is not the text that was marked"):
        list(attributed(folder))


def test_every_report_of_the_shorter_families_was_read():
    read = [one.id for one in attributed(FOLDER)]
    longer = re.compile(r"[q-x](?:1[1-9]|[234]\d)-")
    told = {p.stem: p.read_text("utf-8").count("\n=== ") for p in stories(FOLDER) if not longer.match(p.stem)}
    assert len(told) == 197
    assert read == [f"{name}/a{n + 1}" for name in sorted(told) for n in range(told[name])]


def test_what_is_marked_are_words_without_their_margins_and_contents_do_not_overlap():
    roles = ("source", "cue", "content")
    for one in attributed(FOLDER):
        held = sorted(Span(*span) for a in one.attributions for span in a["content"])
        for layer in (one.attributions, one.inner):
            for start, end in (span for a in layer for role in roles for span in a[role]):
                words = one.report.text[start:end]
                assert words == words.strip() != "", (one.id, start, end)
                assert layer is not one.inner or any(h.holds(Span(start, end)) for h in held), one.id
            contents = sorted(span for a in layer for span in a["content"])
            for (_, end), (start, _) in itertools.pairwise(contents):
                assert end <= start, (one.id, start, end)


def test_a_mark_of_a_report_that_is_not_there_is_refused(folder):
    line = {"family": "d01-mill", "report": "a9", "text": "", "attributions": [], "inner": []}
    (folder / MARKS).write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(ValueError, match="d01-mill has no report a9"):
        list(attributed(folder))
