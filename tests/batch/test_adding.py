"""What becomes of reports that are added: good ones go in, in their order, whatever the others do."""

import pytest
from quick_reader import read

from inquit.batch.adding import Options, Outcome, Summary, add, adding
from inquit.core.errors import BadRecord, CollectionError, ModelError, UnwritableCollection
from inquit.core.records import Report
from inquit.ingest.inputs import Overrides
from inquit.store.collection import Collection


@pytest.fixture
def collection(tmp_path):
    with Collection.open(tmp_path / "a.inquit", create=True) as opened:
        yield opened


@pytest.fixture
def quick(monkeypatch):
    """`add` reads with the quick reader."""
    monkeypatch.setattr("inquit.batch.readers.read_here", read)


def told(collection, *items, workers=0, **more):
    reports = [Report.of(one) if isinstance(one, str) else one for one in items]
    return list(adding(collection, reports, workers=workers, read=read, model="quick", **more))


def _never(report):
    raise AssertionError(report.id)


def texts(collection):
    with collection.viewing() as view:
        return [view.report(one).text for one in view.all_reports()]


@pytest.mark.parametrize("workers", [0, 2])
def test_one_that_cannot_be_read_costs_only_itself(collection, workers):
    missing = BadRecord("wire.jsonl", "line 2 is no report", "Mend it")
    good = [f"Ann Bo said that {k} ships came." for k in range(4)]
    outcomes = told(collection, good[0], "It defeats the reader.", good[1], missing, *good[2:], workers=workers)
    assert [isinstance(one, Outcome) and one.what for one in outcomes] == ["new", False, "new", False, "new", "new"]
    assert "ValueError: no such word" in str(outcomes[1])
    assert outcomes[3] is missing
    assert texts(collection) == good


def test_one_that_ends_its_process_costs_only_itself(collection):
    bad = [Report.of("It ends the process.", where="b.txt"), "It kills the process."]
    good = [f"Ann Bo said that {k} ships came." for k in range(4)]
    outcomes = told(collection, *good[:2], *bad, *good[2:], workers=2)
    assert [str(one).partition(". ")[0] for one in outcomes[2:4]] == [
        f"b.txt: {bad[0].id}: ended the process that read it (exit code 3)",
        f"{Report.of(bad[1]).id}: ended the process that read it (signal 9)",
    ]
    assert texts(collection) == good


def test_they_go_in_in_their_order_whichever_is_read_first(collection):
    items = ["It takes its time.", *(f"Ann Bo said that {k} ships came." for k in range(5))]
    told(collection, *items, workers=2)
    assert texts(collection) == items


def test_what_is_there_is_not_read_again(collection):
    told(collection, "One.", "Two.")
    outcomes = list(adding(collection, [Report.of("Two."), Report.of("One.")], workers=0, read=_never, model="none"))
    assert [one.what for one in outcomes] == ["there", "there"]


def test_the_same_report_twice_in_one_go_is_added_once(collection):
    outcomes = told(collection, "One.", "One.", workers=2)
    assert [one.what for one in outcomes] == ["new", "there"]


def test_it_holds_only_a_few_reports(collection):
    asked = 0

    def items():
        nonlocal asked
        for asked in range(50):
            yield Report.of(f"Ann Bo said that {asked} ships came.")

    for k, _ in enumerate(adding(collection, items(), workers=2, read=read, model="quick")):
        assert asked - k <= 4


def test_who_stops_asking_stops_the_adding(collection):
    running = adding(collection, map(Report.of, "abcdefgh"), workers=2, read=read, model="quick")
    assert next(running).what == "new"
    running.close()
    assert texts(collection) == ["a"]


def test_comparing_is_part_of_the_transaction(collection):
    def relate(writer, reading):
        writer.put_prints(reading.report.id, [1])
        if reading.report.text == "Bad.":
            raise ValueError("no such word")

    outcomes = told(collection, "Good.", "Bad.", "Good too.", "Good.", relate=relate)
    assert "cannot be added (ValueError: no such word)" in str(outcomes[1])
    assert texts(collection) == ["Good.", "Good too."]
    with collection.viewing() as view:
        assert len(view.carriers([1], 9)[1]) == 2


def test_a_collection_that_fails_ends_it_and_keeps_what_was_added(collection):
    def relate(_writer, reading):
        if reading.report.text == "Two.":
            raise UnwritableCollection("a.inquit", "cannot grow, the disk is full", "Make room")

    with pytest.raises(UnwritableCollection):
        told(collection, "One.", "Two.", "Three.", relate=relate)
    assert texts(collection) == ["One."]


@pytest.mark.parametrize("workers", [0, 1])
def test_a_model_that_cannot_be_used_ends_it(collection, workers):
    with pytest.raises(ModelError, match="broken"):
        told(collection, "It breaks the model.", "One.", workers=workers)
    assert texts(collection) == []


def test_a_summary_of_everything(collection, quick, tmp_path):
    (tmp_path / "wire.jsonl").write_text(
        '{"id": "a1", "text": "One.", "url": "https://harrow.example/1"}\n'
        '{"id": "a1", "text": "Two."}\n'
        "{broken\n"
        '{"id": "a3", "text": "One, corrected.", "url": "https://harrow.example/1"}\n'
        '{"id": "a4", "text": "Two."}\n',
        encoding="utf-8",
    )
    seen = []
    options = Options(workers=0, overrides=Overrides(outlet="Harrow Courier"))
    summary = add(collection, [tmp_path / "wire.jsonl", tmp_path / "gone.txt"], options=options, progress=seen.append)
    assert (summary.new, summary.versions, summary.there, len(seen)) == (2, 1, 1, 6)
    assert [str(one).partition(":")[0].rpartition("/")[2] for one in summary.skipped] == ["wire.jsonl", "gone.txt"]
    assert list(summary.renamed.values()) == ["a1"]
    with collection.viewing() as view:
        assert {one.outlet for one in view.latest().items} == {"Harrow Courier"}
        assert view.report("a1").text == "One, corrected."
        assert view.report(next(iter(summary.renamed))).text == "Two."
        assert view.versions("a1")[0].model.startswith("inquit ")


def test_ctrl_c_ends_with_a_summary(collection, quick, tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Report {name}.", encoding="utf-8")

    def interrupt(_outcome):
        raise KeyboardInterrupt

    summary = add(collection, [tmp_path / "a.txt", tmp_path / "b.txt"], options=Options(workers=0), progress=interrupt)
    assert summary == Summary(new=1, interrupted=True)


def test_a_collection_error_is_no_error_of_an_input(collection):
    collection.close()
    with pytest.raises(CollectionError):
        told(Collection.open("no/such/folder/a.inquit"), "One.")
