"""The marks on real stories have the form that training reads; the texts that are marked here are invented."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from inquit.claims.model import shipped_closer, shipped_meanings
from inquit.core.records import Report, digest
from inquit.tagger.model import shipped, word_reader
from training.kept_out import best_f1, pairs
from training.marks import FOLDER, allsides, ecb, family_of, is_kept_out, marked_families
from training.weighing import area

DATA = Path(os.environ.get("INQUIT_DATA", ""))


def told(name):
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("name", "stories"), [("allsides", 421), ("ecb", 66)])
def test_marks_are_whole(name, stories):
    found = told(name)
    assert len({story["story"] for story in found}) == len(found) == stories
    for story in found:
        shared = {}
        for report in story["reports"]:
            assert report["id"]
            assert len(report["text"]) == len(digest(""))
            for spans, claims, unsure in report["mentions"]:
                assert all(0 <= start < end for start, end in spans)
                assert not set(claims) & set(unsure)
                for claim in (*claims, *unsure):
                    shared[claim] = shared.get(claim, 0) + 1
        assert min(shared.values()) >= 2  # what only one mention states is not marked


REPORTS = {
    "a": Report.of("The mill was sold on Monday. Nobody was told.", id="a"),
    "b": Report.of("The board sold its mill. Prices rose. A sale may follow.", id="b"),
}


def story(**changed):
    reports = [
        {"id": "a", "text": digest(REPORTS["a"].text), "mentions": [[[[0, 28]], [4], []], [[[29, 45]], [], []]]},
        {
            "id": "b",
            "text": digest(REPORTS["b"].text),
            "mentions": [[[[0, 24]], [4], []], [[[25, 37]], [], []], [[[38, 56]], [], [4]]],
        },
    ]
    return {"story": "s000", "reports": [{**r, **changed} for r in reports]}


def test_a_marked_story_becomes_a_family():
    reader, marks = word_reader(shipped())
    family = family_of(story(), REPORTS, reader, marks)
    sold, told_nobody, sold_too, prices, may = family.items
    assert sold.claims == sold_too.claims == {4}
    assert told_nobody.claims.isdisjoint(prices.claims)
    assert (may.claims, may.unsure) == (frozenset(), {4})


def test_another_text_than_the_marked_one_is_refused():
    reader, marks = word_reader(shipped())
    with pytest.raises(ValueError, match="not the text that was marked"):
        family_of(story(text=digest("something else")), REPORTS, reader, marks)


@pytest.mark.skipif("INQUIT_DATA" not in os.environ, reason="set INQUIT_DATA to the folder of annotated corpora")
def test_the_marked_texts_are_those_of_the_corpora():
    texts = {"allsides": allsides(DATA), "ecb": ecb(DATA)}
    for name, reports in texts.items():
        for one in told(name):
            assert all(digest(reports[r["id"]].text) == r["text"] for r in one["reports"])


@pytest.mark.skipif("INQUIT_DATA" not in os.environ, reason="set INQUIT_DATA to the folder of annotated corpora")
def test_a_twelfth_is_kept_out_of_training():
    reader, marks = word_reader(shipped())
    kept_out = [f.name for f in marked_families(DATA, reader, marks, kept_out=True)]
    assert 35 <= len(kept_out) <= 45
    assert all(is_kept_out(name) for name in kept_out)


def test_pairs_are_scored_without_those_nobody_was_sure_of():
    found = pairs(story(), REPORTS, shipped_meanings(), shipped_closer())
    assert len(found.same) == 8  # of ten: whether the sale is one with the mill's, told twice, nobody was sure
    assert found.same.tolist().index(True) == 1
    assert found.shared[1] == pytest.approx(3 / 8)  # "the", "mill" and "sold"
    assert 0.05 < found.words[1] < found.together[1] < 1
    assert found.grouped[1]
    assert not found.grouped.all()


def test_the_area_counts_ties_half_and_the_best_threshold_is_found():
    same = np.array([True, False, True, False])
    assert area(np.array([0.9, 0.8, 0.7, 0.1]), same) == pytest.approx(0.75)
    assert area(np.zeros(4), same) == pytest.approx(0.5)
    assert best_f1(np.array([0.9, 0.8, 0.7, 0.1]), same) == pytest.approx(0.8)
