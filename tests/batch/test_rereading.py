"""Reports that an older model read are read again, once each, and what people put right stays."""

from dataclasses import replace

import bridge
import pytest

from inquit.batch import correcting
from inquit.batch.corrected import reading_of
from inquit.batch.rereading import rereading
from inquit.core.errors import InputError
from inquit.store.collection import Collection


@pytest.fixture
def collection(tmp_path):
    with Collection.open(bridge.make(tmp_path / "a.inquit")) as opened:
        yield opened


def sharper(report):
    """A newer model: it reads the same, with the full stop in each content."""
    if report.id == "wire":
        raise ValueError("no such word")
    read = bridge.reading(report.id)
    longer = tuple(
        replace(a, id=f"n{k}", content=tuple(s._replace(end=s.end + 1) for s in a.content))
        for k, a in enumerate(read.attributions)
    )
    return replace(read, report=report, attributions=longer)


def again(collection, **more):
    options = {"workers": 0, "relate": bridge.relate, "read": sharper, "model": "newer"} | more
    return rereading(collection, **options)


def test_each_is_read_once_and_one_that_fails_keeps_its_reading(collection):
    outcomes = list(again(collection))
    assert [one if isinstance(one, InputError) else one.id for one in outcomes] == [
        "courier",
        outcomes[1],
        "radio",
        "mayor",
    ]
    assert "ValueError: no such word" in str(outcomes[1])
    with collection.viewing() as view:
        assert [view.versions(r)[0].model for r in bridge.TEXTS] == ["newer", "by hand", "newer", "newer"]
        assert len(view.versions("radio")) == 1
        assert view.mentions_of_report("radio")[0].text == "The bridge shuts in spring"
        assert view.mentions_of_report("wire")[0].text == "The bridge will close in May"
    assert len(list(again(collection))) == 1  # the one that failed


def test_whoever_stops_goes_on_where_he_stopped(collection):
    running = again(collection)
    assert next(running).id == "courier"
    running.close()
    assert [one.id for one in again(collection) if not isinstance(one, InputError)] == ["radio", "mayor"]


def test_corrections_stay(collection):
    with collection.viewing() as view:
        place = correcting.anchor(view, mention=bridge.mention(view, "radio", "The bridge").id)
    correcting.other_source(collection, place, name="Cy Dunn", kind="person", standing="named", who="Roe")
    list(again(collection))
    with collection.viewing() as view:
        assert reading_of(view, "radio").attributions[0].root.name == "Cy Dunn"
        assert view.mentions_of_report("radio")[0].root.name == "Cy Dunn"
        assert [one.name for one in view.quoted(outlet="Radio Quay").items] == ["Cy Dunn"]


def test_a_version_that_came_meanwhile_is_left_alone(collection):
    newer = bridge.reading("courier", before="From our desk.\n\n")

    def read(report):
        if report.id == "courier":
            with collection.writing() as writer:
                bridge.relate(writer, writer.put_reading(newer, model="newer").reading)
        return bridge.reading(report.id)

    list(again(collection, read=read))
    with collection.viewing() as view:
        assert view.report("courier").text == newer.report.text
        assert view.mentions_of_report("courier")[0].span.start == 16
