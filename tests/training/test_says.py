"""Who says the marked statements of the invented families: every answer stands where the training looks for it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from inquit.core.records import Attribution, Link, Reading
from inquit.core.spans import Span
from training.claim_data import stories
from training.says import SAYS, said, scored

FOLDER = Path(__file__).parents[2] / "training" / "families"
FAMILY = """family: m01-mill
topic: a mill
claim c1: The mill was sold.
claim c2: The miller wept.
=== The Heron | daily | 2031-05-02T08:00:00+00:00 | -
Mill {c1|sold}

The miller came out. Ada Moss said {c1|the mill {c2,c1|he had wept for} was sold}. {c2|He wept.}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "m01-mill.txt").write_text(FAMILY, encoding="utf-8")
    return tmp_path


def write(folder, *answers):
    (folder / SAYS).write_text(json.dumps({"family": "m01-mill", "says": answers}) + "\n", encoding="utf-8")


def test_marks_come_in_the_order_in_which_they_are_opened(folder):
    write(folder, "-", "Ada Moss", "Ada Moss", "The miller")
    found = [one for _, one in said(folder)]
    assert [one.statement.of(one.report.text) for one in found] == [
        "sold",
        "the mill he had wept for was sold",
        "he had wept for",
        "He wept.",
    ]
    assert found[0].nearest is None
    assert found[3].nearest.of(found[3].report.text) == "The miller"


def test_the_nearest_words_are_taken_and_not_those_within_others(folder):
    write(folder, "-", "-", "-", "he | Ada Moss")
    *_, last = (one for _, one in said(folder))
    text = last.report.text
    assert last.nearest == Span(text.index("he had"), text.index("he had") + 2)
    assert last.fullest == "Ada Moss"


def test_the_program_is_right_about_the_source_or_that_there_is_none(folder):
    write(folder, "-", "Ada Moss", "-", "he | The miller")
    ones = [one for _, one in said(folder)]
    report = ones[0].report
    sold, wept = ones[1].statement, ones[3].statement
    link = Link(span=None, name="Ada Moss", kind="person", standing="named")
    told = replace(Attribution.of(report, source=(), cue=(), content=(sold,)), chain=(link,))
    reading = Reading(report=report, attributions=(told,), own_voice=(ones[0].statement, wept), sentences=())
    found = scored(ones, [reading])
    assert (found.marks, found.found, found.right, found.missed) == (4, 4, 2, 1)


@pytest.mark.parametrize("answers", [("-", "-", "-"), ("-", "-", "-", "Bea Moss"), ("-", "-", "-", "he | Bea Moss")])
def test_answers_that_do_not_fit_are_refused(folder, answers):
    write(folder, *answers)
    with pytest.raises(ValueError, match="m01-mill"):
        list(said(folder))


def test_every_mark_of_every_family_has_an_answer_that_stands_in_its_report():
    found = list(said(FOLDER))
    assert {name for name, _ in found} == {p.stem for p in stories(FOLDER)}
    assert all(one.fullest is None or one.fullest in one.report.text for _, one in found)
    assert (len(found), sum(one.nearest is None for _, one in found)) == (26_751, 12_122)
