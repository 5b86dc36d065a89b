"""Which report is which: same address or same text; versions; ids that are taken."""

import pytest
from kept_records import mention_of, quoting, reading_of

from inquit.core.comparison import Derivation, Likeness
from inquit.core.records import Report
from inquit.core.spans import Span

URL = "https://www.harrow.example/news/bridge"


def put(collection, *readings):
    with collection.writing() as writer:
        return [writer.put_reading(reading, model="m1") for reading in readings]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"url": URL}, {"url": "http://WWW.harrow.example:80/news/bridge/?utm_source=mail#top"}),
        ({"url": URL, "outlet": "Harrow Courier"}, {"url": URL + "?page=1", "outlet": "harrow  courier"}),
        ({"outlet": "Harrow Courier", "published": "2030"}, {"outlet": "Harrow Courier", "published": "2031"}),
        ({"outlet": "Harrow Courier"}, {}),
        ({"id": "a1"}, {"id": "a2"}),
        ({"url": "https://harrow.example/a"}, {"url": "https://www.harrow.example/b"}),
    ],
)
def test_the_same_report_is_there_already(collection, first, second):
    put(collection, reading_of("The bridge is shut.", **first))
    (stored,) = put(collection, reading_of("The bridge is shut.", **second))
    assert stored.what == "there"
    with collection.viewing() as view:
        assert view.counts().versions == 1
        assert stored.reading.report.id == view.latest().items[0].report


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"outlet": "Harrow Courier"}, {"outlet": "The Observer"}),  # a reprint is a witness of its own
        ({"url": "https://harrow.example/a"}, {"url": "https://observer.example/a"}),
    ],
)
def test_the_same_text_of_another_publisher_is_another_report(collection, first, second):
    stored = put(collection, reading_of("The bridge is shut.", **first), reading_of("The bridge is shut.", **second))
    assert [one.what for one in stored] == ["new", "new"]


def test_the_front_page_of_a_site_is_no_report_s_address(collection):
    put(collection, reading_of("The bridge is shut.", url="https://harrow.example/"))
    (stored,) = put(collection, reading_of("The bridge is open.", url="https://harrow.example"))
    assert stored.what == "new"


def test_a_changed_page_is_a_new_version(collection):
    old = quoting("Two were hurt.", ("Ann Bo", "person", "named"), url=URL, id="a1", published="2030-01-01")
    other = quoting("Others heard of it.", ("Ann Bo", "person", "named"), id="b1")
    put(collection, old, other)
    mine, theirs = mention_of(old.report), mention_of(other.report)
    ends = sorted([mine.id, theirs.id])
    with collection.writing() as writer:
        writer.put_mentions([mine, theirs])
        writer.put_prints("a1", [1, 2])
        writer.put_keys({mine.id: ["hurt"], theirs.id: ["hurt"]})
        writer.put_vectors({mine.id: b"v"})
        writer.set_claims({mine.id: "c1", theirs.id: "c1"})
        writer.put_derivations([Derivation(report="b1", origin="a1", how="rewrite", confidence=0.5)])
        writer.put_likenesses([Likeness(first=ends[0], second=ends[1], same=0.9)])
        writer.put_correction("same claim", {"words": "Two were hurt"}, who="Desk")
    changed = reading_of("Three were hurt.", url=URL, published="2030-01-02")
    (stored,) = put(collection, changed)
    assert (stored.what, stored.reading.report.id) == ("version", "a1")
    with collection.viewing() as view:
        assert view.report("a1").text == "Three were hurt."
        assert view.report("a1", version=1).text == "Two were hurt."
        assert view.reading("a1", version=1) == old
        assert [version.number for version in view.versions("a1")] == [1, 2]
        assert view.latest().items[0].published == "2030-01-02"
        # What was found in the old text is gone, what belongs to others stays.
        assert view.mentions([mine.id, theirs.id]) == {theirs.id: theirs}
        assert view.mentions_with_keys(["hurt"], 9) == {"hurt": (theirs.id,)}
        assert view.carriers([1, 2], 9) == view.vectors([mine.id]) == {}
        assert view.derivations_from(["a1"]) == view.likenesses_of(ends) == ()
        assert view.search("two").items == ()
        assert [found.report.id for found in view.search("hurt three").items] == ["a1"]
        assert [one.reports for one in view.quoted().items] == [1]
        assert len(view.corrections().items) == 1


def test_an_old_version_that_comes_again_is_there_already(collection):
    versions = [reading_of(text, url=URL) for text in ("Two were hurt.", "Three were hurt.")]
    assert [one.what for one in put(collection, *versions, *versions)] == ["new", "version", "there", "there"]


def test_a_report_whose_outlet_is_told_later_is_a_new_version(collection):
    nameless, named = reading_of("The bridge is shut."), reading_of("The bridge is shut.", outlet="Harrow Courier")
    stored = put(collection, nameless, named, nameless, named)
    assert [one.what for one in stored] == ["new", "version", "there", "there"]
    with collection.viewing() as view:
        assert [one.outlet for one in view.latest().items] == ["Harrow Courier"]


def test_a_second_report_with_one_id_gets_an_id_of_its_own(collection):
    readings = [reading_of(f"Bridge {k} is shut.", id="a1") for k in range(3)]
    stored = put(collection, *readings)
    ids = [one.reading.report.id for one in stored]
    assert (ids[0], len(set(ids)), [one.given_id for one in stored]) == ("a1", 3, [None, "a1", "a1"])
    with collection.viewing() as view:
        assert [view.report(one).text for one in ids] == [reading.report.text for reading in readings]
    again = put(collection, *reversed(readings))
    assert [(one.what, one.reading.report.id) for one in again] == [("there", one) for one in reversed(ids)]


def test_an_id_of_its_own_that_is_taken_too_is_counted_on(collection):
    text = "The bridge is shut."
    own = Report.of(text).id
    stored = put(
        collection,
        reading_of("Another text.", id=own),
        reading_of(text),
        reading_of("A third text.", id="a1"),
    )
    assert [one.reading.report.id for one in stored] == [own, f"{own}-2", "a1"]


def test_a_new_reading_by_a_newer_model_takes_the_old_one_s_place(collection):
    old = quoting("Two were hurt.", ("Ann Bo", "person", "named"), id="a1")
    new = quoting("Two were hurt.", ("Ann Bo", "person", "named"), ("police", "group", "unnamed"), id="a1")
    put(collection, old)
    with collection.writing() as writer:
        writer.put_mentions([mention_of(old.report)])
        writer.replace_reading(new, model="m2")
    with collection.viewing() as view:
        assert view.reading("a1") == new
        assert [(version.number, version.model) for version in view.versions("a1")] == [(1, "m2")]
        assert view.mentions_of_report("a1") == ()
        assert {one.name for one in view.quoted().items} == {"Ann Bo", "police"}
        assert view.search("hurt").items[0].spans == (Span(9, 13),)


def test_what_names_a_report_that_is_not_there_is_refused_whole(collection):
    report = reading_of("The bridge is shut.").report

    def write():
        with collection.writing() as writer:
            writer.put_correction("same claim", {}, who="Desk")
            writer.put_mentions([mention_of(report)])

    with pytest.raises(KeyError, match=report.id):
        write()
    with collection.viewing() as view:
        assert view.corrections().items == ()


def test_a_reading_that_is_replaced_must_be_there(collection):
    with pytest.raises(KeyError, match="a1"), collection.writing() as writer:
        writer.replace_reading(reading_of("x", id="a1"), model="m")
