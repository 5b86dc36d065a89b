"""The rows that lists of claims are made of: complete when asked, dropped when anything changes, read a page at a time."""

import bridge
import pytest

from inquit.batch import summaries
from inquit.core.comparison import Derivation
from inquit.core.errors import SettingError
from inquit.store.collection import Collection


@pytest.fixture
def collection(tmp_path):
    with Collection.open(bridge.make(tmp_path / "a.inquit")) as opened:
        yield opened


def stale(collection):
    with collection.viewing() as view:
        return view.stale_count()


def test_they_are_filled_in_once(collection):
    assert stale(collection) == 3
    assert summaries.refresh(collection) == 3
    assert summaries.refresh(collection) == stale(collection) == 0
    with collection.viewing() as view:
        (first, *_) = view.summaries().items
    assert (first.text, first.mentions, first.reports, first.outlets, first.disputes) == (
        "The bridge will close in May",
        4,
        4,
        4,
        1,
    )
    assert (first.min, first.max, first.named, first.unnamed) == (1, 2, 0, 2)
    assert (first.first, first.last, first.unrooted) == ("2031-03-01", "2031-03-04", 2)


def test_whoever_is_stopped_goes_on_where_he_stopped(collection, monkeypatch):
    monkeypatch.setattr(summaries, "CHUNK", 1)

    def stop(done, total):
        assert (done, total) == (1, 3)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        summaries.refresh(collection, stop)
    assert stale(collection) == 2
    seen = []
    assert summaries.refresh(collection, lambda *step: seen.append(step)) == 2
    assert seen == [(1, 2), (2, 2)]


def test_what_changes_a_claim_drops_its_row_and_no_other(collection):
    summaries.refresh(collection)
    with collection.writing() as writer:
        writer.put_derivations([Derivation(report="radio", origin="courier", how="rewrite", confidence=0.9)])
    assert stale(collection) == 1
    summaries.refresh(collection)
    with collection.viewing() as view:
        assert view.summaries().items[0].max == 1
        ferry = bridge.mention(view, "mayor", "The ferry").id
    with collection.writing() as writer:
        writer.set_claims({ferry: None})
    with collection.viewing() as view:
        assert len(view.summaries().items) == 2
        assert view.stale_count() == 0


def test_a_report_that_changes_drops_those_that_it_carried(collection):
    summaries.refresh(collection)
    with collection.writing() as writer:
        writer.put_reading(bridge.reading("courier", before="From our desk.\n\n"), model="by hand")
    with collection.viewing() as view:
        assert [one.text for one in view.summaries().items] == ["The ferry was late"]
        assert view.stale_count() == 1  # what only the old version carried is gone


def test_what_fails_is_not_dropped_either(collection):
    summaries.refresh(collection)
    with pytest.raises(KeyError):
        _change_and_fail(collection)
    with collection.viewing() as view:
        assert len(view.summaries().items) == 3


def _change_and_fail(collection):
    with collection.writing() as writer:
        writer.set_claims({bridge.mention(writer, "mayor", "The ferry").id: None})
        writer.set_claims({"nowhere": None})


@pytest.mark.parametrize("sort", ["carried", "disputed", "weakest"])
def test_pages_follow_each_other(collection, sort):
    summaries.refresh(collection)
    with collection.viewing() as view:
        whole, after, found = view.summaries(sort).items, None, []
        while True:
            page = view.summaries(sort, after=after, limit=1)
            found += page.items
            after = page.next
            if after is None:
                break
        assert tuple(found) == whole
        assert len(whole) == 3
        for wrong in ("", "x.c1", "1", "-1.c1"):
            with pytest.raises(SettingError):
                view.summaries(sort, after=wrong)
        assert set(view.summaries_of([whole[0].id, "nowhere"])) == {whole[0].id}
