"""What comes of a new report's statements when it is compared: how they are put, and what they are like."""

from dataclasses import replace

import pytest
from quick_reader import read

from inquit.batch.adding import adding
from inquit.batch.comparing import Comparer
from inquit.claims.model import shipped_closer, shipped_meanings
from inquit.core.records import Report
from inquit.store.collection import Collection

TEXT = "Ann Bo said that the swing bridge in Oldmere harbour will close for repairs in May."
REPORTS = [
    Report.of(TEXT, id="r1", published="2031-03-01"),
    Report.of(f"{TEXT} It was a clear day.", id="r2", published="2031-03-02"),
]


def the_second_denies(mentions, meanings, language):
    """For `claims.certainties.CertaintyReader`."""
    assert len(mentions) == len(meanings)
    assert language is None
    return [replace(m, certainty="denied") if m.report == "r2" else m for m in mentions]


@pytest.fixture
def collection(tmp_path):
    with Collection.open(tmp_path / "a.inquit", create=True) as opened:
        yield opened


def added(collection, comparer):
    list(adding(collection, REPORTS, workers=0, relate=comparer, read=read, model="quick"))
    with collection.viewing() as view:
        told = {m.report: m for report in ("r1", "r2") for m in view.mentions_of_report(report)}
        (likeness,) = view.likenesses_between([m.id for m in told.values()])
    return told["r1"].certainty, told["r2"].certainty, likeness.contrary


def test_how_a_statement_is_put_is_kept_as_it_is_read_and_makes_it_contrary(collection):
    comparer = Comparer(shipped_meanings(), shipped_closer(), the_second_denies)
    first, second, contrary = added(collection, comparer)
    assert (first, second) == (None, "denied")
    assert contrary


def test_with_other_meanings_the_rules_alone_say_how_it_is_put(collection):
    assert added(collection, Comparer(shipped_meanings()))[1:] == (None, False)
