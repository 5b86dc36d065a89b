"""benchmarks/multiplied.py on a collection made by hand."""

import sqlite3

import bridge
import pytest
from multiplied import multiply

from inquit.batch.finding import find
from inquit.batch.tracing import claims, trace
from inquit.claims.terms import keys, stretches, terms
from inquit.reuse.prints import prints
from inquit.store.collection import Collection
from inquit.tagger.model import shipped, word_reader

READER = word_reader(shipped())[0]


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    path = bridge.make(tmp_path_factory.mktemp("bridge") / "bridge.inquit")
    with Collection.open(path) as collection, collection.writing() as writer:
        for name in bridge.TEXTS:
            report = writer.report(name)
            telling = keys(terms(report, READER), stretches(report.published)[1])
            writer.put_prints(name, {*telling, *(p.hash for p in prints(report.text))})
    return path


@pytest.fixture(scope="module")
def whole(original):
    path = original.with_name("whole.inquit")
    multiply(original, path, 3, READER)
    return path


def rows(path, question, *given):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(question, given).fetchall()
    finally:
        connection.close()


def test_every_table_is_three_times_as_long_with_the_same_indexes(original, whole):
    for table in ("reports", "versions", "mentions", "report_sources", "derivations", "likenesses", "stale_claims"):
        (many,), (few,) = (rows(path, "SELECT count(*) FROM " + table)[0] for path in (whole, original))  # noqa: S608  # our own
        assert many == 3 * few > 0, table
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
    assert rows(whole, asked) == rows(original, asked)
    assert rows(whole, "PRAGMA integrity_check") == [("ok",)]
    assert rows(whole, "PRAGMA foreign_key_check") == []


def test_copies_are_collections_like_the_original_and_older(original, whole):
    with Collection.open(whole) as collection, collection.viewing() as view:
        assert list(view.all_reports())[-4:] == list(bridge.TEXTS)
        assert view.report("wire").published == "2031-03-02"
        assert view.report("wire.1").published == "2031-02-26T00:00+00:00"
        assert view.heads(["wire.2"])["wire.2"].published == "2031-02-22T00:00+00:00"
        assert len(view.search("courier").items) == 3
        trees = [trace(view, next(claims(view, find(view, name)))) for name in names(view)]
    assert len({tree.claim.id for tree in trees}) == 3
    assert len({(len(tree.claim.mentions), tree.independent.min, tree.independent.max) for tree in trees}) == 1
    assert [{m.report.partition(".")[2] for m in tree.claim.mentions} for tree in trees] == [{""}, {"1"}, {"2"}]


def names(view):
    """The mention of the close in the courier's report, in the original and in each copy."""
    own = bridge.mention(view, "courier", "The bridge will close").id
    return own, f"{own}.1", f"{own}.2"


def test_copies_are_found_by_other_numbers_of_their_own_time(original, whole):
    held = "SELECT hash FROM prints JOIN reports ON reports.key = report WHERE id LIKE ?"
    own, kept, older = (
        sorted(number for (number,) in rows(path, held, like))
        for path, like in ((original, "%"), (whole, "%r"), (whole, "%.2"))
    )
    with Collection.open(original) as collection, collection.viewing() as view:
        reports = [view.report(name) for name in bridge.TEXTS]
    words = {word for report in reports for word in terms(report, READER)}
    telling, then = (
        {key for stretch in stretches(day) for key in keys(sorted(words), stretch)}
        for day in ("2031-03-02", "2031-02-22")
    )
    assert set(kept) <= set(own)
    assert set(own) - telling  # fingerprints of the texts
    assert set(own) & telling
    assert not set(own) & set(older) - then
    assert set(older) & then
    # In a copy as much is shared by the same reports.
    assert len(older) == len(own)
    assert len(set(older)) == len(set(own))
