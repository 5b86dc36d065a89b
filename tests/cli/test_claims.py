import json

import bridge
import pytest

from inquit.store.collection import Collection


@pytest.fixture
def store(tmp_path):
    return bridge.make(tmp_path / "a.inquit")


def test_the_most_carried_claim_comes_first(inquit, store):
    done = inquit("claims", "-c", store)
    assert done.exit_code == 0
    heading, first, *others = done.stdout.splitlines()
    assert heading == "Claims that the most reports carry"
    cells = first.split(" | ")
    assert cells[:5] == [
        "The bridge will close in May",
        "4 reports",
        "4 outlets",
        "1 to 2 independent sources",
        "1 dispute",
    ]
    assert cells[5].endswith(" · 2031-03-01 to 2031-03-04")
    assert {line.partition(" | ")[0] for line in others} == {"The ferry was late", "It opened in 1931."}


def test_they_come_in_the_order_asked_for(inquit, store):
    def first(*options):
        return inquit("claims", "-c", store, *options).stdout.splitlines()[1].partition(" | ")[0]

    assert first("--sort", "disputed") == first("--sort", "weakest") == "The bridge will close in May"
    assert first("--outlet", "Town Herald", "--sort", "carried") == "The bridge will close in May"
    assert len(inquit("claims", "-c", store, "--outlet", "Radio Quay").stdout.splitlines()) == 2
    assert len(inquit("claims", "-c", store, "--limit", 1).stdout.splitlines()) == 2
    assert inquit("claims", "-c", store, "--sort", "loudest").exit_code == 2


def test_json_holds_all_claims_whole(inquit, store):
    told = json.loads(inquit("claims", "-c", store, "--json", "--limit", 1).stdout)
    assert told["inquit"] == 1
    assert [report["id"] for report in told["reports"]] == sorted(bridge.TEXTS)
    assert len(told["claims"]) == 3
    (claim,) = [claim for claim in told["claims"] if len(claim["mentions"]) == 4]
    assert claim["independent"]["max"] == 2
    assert [dispute["name"] for dispute in claim["disputed_by"]] == ["Ann Bo"]


def test_a_collection_that_holds_nothing_is_told(started, tmp_path):
    import subprocess

    Collection.open(tmp_path / "a.inquit", create=True).close()
    for command in (["claims"], ["trace", "bridge"]):
        process = started(*command, "-c", tmp_path / "a.inquit", stderr=subprocess.PIPE, text=True)
        told = process.communicate(timeout=60)[1]
        assert (process.returncode, told.count("\n")) == (1, 1)
        assert told.endswith("holds no reports yet. Put reports in it with: inquit add.\n")


def test_a_hostile_claim_drives_no_terminal(inquit, tmp_path, monkeypatch):
    texts = {"wire": ("Lindle\x1b[2J Wire", "2031-03-02", "The bridge\x1b]0;x\x07 will close in May, it said.")}
    monkeypatch.setattr(bridge, "TEXTS", texts)
    monkeypatch.setattr(bridge, "SAID", {"wire": [(bridge.COURIER, "said", texts["wire"][2][:34], "certain")]})
    with Collection.open(tmp_path / "a.inquit", create=True) as collection, collection.writing() as writer:
        bridge.relate(writer, writer.put_reading(bridge.reading("wire"), model="by hand").reading)
    for command in (["claims"], ["trace", "bridge"], ["claims", "--json"]):
        shown = inquit(*command, "-c", tmp_path / "a.inquit").stdout
        assert "close" in shown
        assert not [c for c in shown if ord(c) < 32 and c != "\n"]
