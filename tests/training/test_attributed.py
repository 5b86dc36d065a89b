"""Marked attributions of the invented families: they stand where they say, and come as PolNeAR's reports do."""

import itertools
import json
from pathlib import Path

import pytest

from inquit.core.spans import Span
from inquit.tagger.tags import Entity, Tags
from training.attributed import MARKS, attributed, marked
from training.claim_data import stories

FOLDER = Path(__file__).parents[2] / "training" / "families"
FAMILY = """family: {name}
topic: a mill
claim c1: The mill was sold.
=== The Heron | daily | 2031-05-02T08:00:00+00:00 | -
Mill {{c1|sold}}

Ada Moss said {{c1|the mill was sold}}.
"""
# Mill sold\n\nAda Moss said the mill was sold.
MARK = [[[[11, 19]], [[20, 24]], [[25, 42]]]]


class Fake:
    """Sees one name in every text, and one sentence."""

    def tag(self, texts):
        for text in texts:
            yield Tags(entities=(Entity(Span(11, 19), "PERSON", 0.9),), sentences=(Span(0, len(text)),))


@pytest.fixture
def folder(tmp_path):
    for name in ("d01-mill", "l08-mill"):
        (tmp_path / f"{name}.txt").write_text(FAMILY.format(name=name), encoding="utf-8")
    return tmp_path


def write(folder, *marks):
    lines = [json.dumps({"family": name, "report": "a1", "attributions": spans}) for name, spans in marks]
    (folder / MARKS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_reports_come_as_polnears_do_and_families_for_weighing_are_kept_for_choosing(folder):
    write(folder, ("d01-mill", MARK), ("l08-mill", []))
    train, tune = attributed(folder, Fake())
    (report,) = train
    assert report["id"] == "d01-mill/a1"
    assert report["text"] == "Mill sold\n\nAda Moss said the mill was sold."
    assert report["attributions"] == [{"source": [[11, 19]], "cue": [[20, 24]], "content": [[25, 42]]}]
    assert report["entities"] == [[11, 19, "PERSON"]]
    assert report["sentences"] == [[0, 43]]
    assert [r["id"] for r in tune] == ["l08-mill/a1"]


def test_a_mark_beyond_its_report_is_refused(folder):
    write(folder, ("d01-mill", [[[], [], [[25, 99]]]]))
    with pytest.raises(ValueError, match="d01-mill a1: a mark ends at 99, and the text at 43"):
        attributed(folder, Fake())


def test_every_report_of_every_family_was_read():
    families = {path.stem for path in stories(FOLDER)}
    assert {name for name, _ in marked(FOLDER)} == families
    assert len(list(marked(FOLDER))) == sum(path.read_text("utf-8").count("\n=== ") for path in stories(FOLDER))


def test_what_is_marked_are_words_without_their_margins_and_contents_do_not_overlap():
    roles = ("source", "cue", "content")
    for _, report in marked(FOLDER):
        text, attributions = report["text"], report["attributions"]
        for start, end in (span for a in attributions for role in roles for span in a[role]):
            words = text[start:end]
            assert words == words.strip() != "", (report["id"], start, end)
        contents = sorted(span for a in attributions for span in a["content"])
        for (_, end), (start, _) in itertools.pairwise(contents):
            assert end <= start, (report["id"], start, end)
