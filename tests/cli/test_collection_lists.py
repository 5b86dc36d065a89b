"""The lists of a collection: sources, stories, disputes, words that were searched for."""

import json

import bridge
import pytest

from inquit.batch.storytelling import place
from inquit.core.comparison import Derivation
from inquit.core.records import Report
from inquit.store.collection import Collection

LISTS = (["sources"], ["stories"], ["disputes"], ["search", "bridge"], ["claims"], ["corrections"])


@pytest.fixture
def store(tmp_path):
    where = bridge.make(tmp_path / "a.inquit")
    with Collection.open(where) as collection, collection.writing() as writer:
        for k, name in enumerate(bridge.TEXTS):
            place(writer, writer.report(name), dict.fromkeys(list(bridge.TEXTS)[:k], 0.5), ())
    return where


def test_sources_and_how_outlets_name_them(inquit, store):
    shown = inquit("sources", "-c", store).stdout.splitlines()
    assert shown[0] == "Sources by how often they are quoted"
    assert set(shown[1:4]) == {
        "Ann Bo | 2 statements | 9 words | 1 report | 1 outlet | named person",
        "two officials | 2 statements | 11 words | 2 reports | 2 outlets | unnamed group",
        "Harrow Courier | 1 statement | 6 words | 1 report | 1 outlet | named outlet",
    }
    assert "Radio Quay | 1 report | 1 statement | 100% to unnamed sources | 0 took from another" in shown
    assert "Lindle Wire | 1 report | 1 statement | 0% to unnamed sources | 1 took from another" in shown


def test_sources_of_one_outlet_and_standing(inquit, store):
    told = json.loads(inquit("sources", "-c", store, "--json", "--outlet", "Radio Quay").stdout)
    assert [one["name"] for one in told["sources"]] == ["two officials"]
    assert [(one["outlet"], one["unnamed_share"]) for one in told["outlets"]] == [("Radio Quay", 1.0)]
    told = json.loads(inquit("sources", "-c", store, "--json", "--standing", "named").stdout)
    assert {one["name"] for one in told["sources"]} == {"Ann Bo", "Harrow Courier"}
    assert inquit("sources", "-c", store, "--standing", "shy").exit_code == 2


def test_stories_and_their_reports(inquit, store):
    (story,) = json.loads(inquit("stories", "-c", store, "--json").stdout)["stories"]
    assert (story["reports"], story["outlets"]) == (["courier", "wire", "radio", "mayor"], 4)
    (_, line) = inquit("stories", "-c", store).stdout.splitlines()
    assert line == f"(no title) | 4 reports | 4 outlets | {story['id']} · 2031-03-01 to 2031-03-04"
    reports = inquit("stories", story["id"], "-c", store).stdout.splitlines()
    assert reports[1] == "(no title) | Harrow Courier | 2031-03-01 | courier"
    told = json.loads(inquit("stories", story["id"], "-c", store, "--json").stdout)
    assert [one["id"] for one in told["reports"]] == story["reports"]
    assert inquit("stories", "nowhere", "-c", store).exit_code == 2


def test_a_report_on_something_else_is_a_story_of_its_own(inquit, store):
    with Collection.open(store) as collection, collection.writing() as writer:
        kept = writer.put_reading(bridge.Reading(report=Report.of("Eels.", id="eels", outlet="Olm")), model="by hand")
        place(writer, kept.reading.report, {"wire": 0.01}, ())
        later = writer.put_reading(bridge.Reading(report=Report.of("Eel.", id="eel", outlet="Ek")), model="by hand")
        place(writer, later.reading.report, {}, [Derivation(report="eel", origin="eels", how="reprint", confidence=1)])
    told = json.loads(inquit("stories", "-c", store, "--json").stdout)["stories"]
    assert [one["reports"] for one in told] == [list(bridge.TEXTS), ["eels", "eel"]]
    assert len(json.loads(inquit("stories", "-c", store, "--json", "--outlet", "Ek").stdout)["stories"]) == 1


def test_disputes_with_the_words(inquit, store):
    (_, line) = inquit("disputes", "-c", store).stdout.splitlines()
    assert line.startswith(
        "The bridge will close in May | Ann Bo | denial in Town Herald: “The bridge will not close” · c"
    )
    (claim,) = json.loads(inquit("disputes", "-c", store, "--json").stdout)["claims"]
    assert [(one["name"], one["text"]) for one in claim["disputed_by"]] == [("Ann Bo", "The bridge will not close")]
    assert inquit("disputes", "-c", store, "--outlet", "Olm Post").stdout == "Disputed claims\n"


def test_denials_from_elsewhere_are_shown_where_they_are_asked_for(inquit, store, tmp_path):
    before = inquit("disputes", "-c", store)
    assert before.stderr == ""
    bridge.deny_elsewhere(store)
    shown = inquit("disputes", "-c", store)
    assert shown.stdout == before.stdout
    assert shown.stderr == "inquit: 1 possible dispute of these claims not shown; --possible does.\n"
    asked = inquit("disputes", "--possible", "-c", store)
    assert "Quay Post | possible denial in Quay Post: “The bridge will not close.”" in asked.stdout
    assert asked.stderr == ""
    (claim,) = json.loads(inquit("disputes", "--possible", "--json", "-c", store).stdout)["claims"]
    assert [(one["name"], one["sure"]) for one in claim["disputed_by"]] == [("Ann Bo", True), ("Quay Post", False)]
    assert "1 dispute |" in inquit("claims", "-c", store).stdout
    page = tmp_path / "tree.html"
    inquit("trace", "bridge", "will", "close", "may", "-c", store, "--html", page)
    sure, possible = page.read_text("utf-8").split("Who may dispute it, or something else")
    assert "Ann Bo" in sure.split("Who disputes it")[1]
    assert "Ann Bo" not in possible
    assert "Quay Post" in possible


def test_words_are_shown_where_they_stand(inquit, store):
    shown = inquit("search", "BRIDGE", "may", "-c", store).stdout.splitlines()
    assert shown == [
        "Lindle Wire | 2031-03-02 | wire | The [bridge] will close in [May], the Harrow Courier reported.",
        "Harrow Courier | 2031-03-01 | courier | The [bridge] will close in [May], two officials said. It opened in 1931.",
    ]
    told = json.loads(inquit("search", "ferry", "-c", store, "--json").stdout)["reports"]
    assert [one["id"] for one in told] == ["mayor"]
    (start, end) = told[0]["spans"][0]
    assert bridge.TEXTS["mayor"][2][start:end] == "ferry"
    nothing = inquit("search", "elephants", "-c", store)
    assert (nothing.exit_code, nothing.stdout) == (1, "")


@pytest.mark.parametrize("command", LISTS)
def test_no_more_than_the_limit_is_shown(inquit, store, command):
    shown = inquit(*command, "-c", store, "--limit", 1).stdout.split("\n\n")[0].splitlines()
    assert len([line for line in shown if " | " in line]) <= 1
    assert inquit(*command, "-c", store, "--limit", 0).exit_code == 2


@pytest.mark.parametrize("command", [*LISTS, ["trace", "bridge"], ["correct", "undo", "1"], ["reread"]])
def test_a_collection_that_is_not_there_or_damaged_is_told(inquit, tmp_path, command):
    from inquit.core.errors import CollectionError

    assert isinstance(inquit(*command, "-c", tmp_path / "gone.inquit").exception, CollectionError)
    damaged = tmp_path / "damaged.inquit"
    damaged.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    assert isinstance(inquit(*command, "-c", damaged).exception, CollectionError)
    assert not (tmp_path / "gone.inquit").exists()
