import json
import re

import bridge
import pytest


@pytest.fixture
def store(tmp_path):
    return bridge.make(tmp_path / "a.inquit")


def claims(inquit, store):
    return inquit("claims", "-c", store, "--json").stdout


def test_words_that_one_mention_has_say_which_is_meant(inquit, store):
    done = inquit("correct", "source", "bridge spring", "--name", "Cy Dunn", "-c", store, "--who", "Roe")
    assert (done.exit_code, done.stdout) == (
        0,
        "1: “The bridge shuts in spring” (radio) is said by Cy Dunn (named person)\n",
    )
    assert "Cy Dunn" in inquit("trace", "bridge spring", "-c", store).stdout


def test_words_that_several_have_are_wrong_use_and_they_are_listed(inquit, store):
    done = inquit("correct", "not-attribution", "bridge close", "-c", store)
    assert done.exit_code == 2
    assert len(re.findall(r"m[0-9a-f]{12}", done.stderr)) == 3
    assert inquit("correct", "not-attribution", "elephants", "-c", store).exit_code == 2


def test_undo_restores_what_was_printed_before(inquit, store):
    before = claims(inquit, store)
    for command in (
        ["same", "ferry", "bridge spring"],
        ["not-same", "bridge spring", "“not close”"],
        ["took", "radio", "courier", "--how", "cites"],
        ["not-took", "wire", "courier"],
        ["not-attribution", "spring"],
    ):
        number = inquit("correct", *command, "-c", store).stdout.partition(":")[0]
        assert claims(inquit, store) != before
        assert inquit("correct", "undo", number, "-c", store).stdout.endswith(", undone\n")
        assert claims(inquit, store) == before


def test_they_are_listed_with_who_and_when(inquit, store):
    inquit("correct", "took", "radio", "courier", "-c", store, "--who", "Roe")
    inquit("correct", "source", "spring", "--name", "a clerk", "--unnamed", "-c", store)
    inquit("correct", "undo", 1, "-c", store)
    (_, line) = inquit("corrections", "-c", store).stdout.splitlines()
    assert re.match(
        r"“The bridge shuts in spring” \(radio\) is said by a clerk \(unnamed person\) \| 2 \| \S+ \| 2", line
    )
    every = inquit("corrections", "--all", "-c", store).stdout.splitlines()
    assert re.match(r"radio has it from courier \(rewrite\) \| 1 \| Roe \| .* \| undone 2", every[1])
    told = json.loads(inquit("corrections", "--all", "--json", "-c", store).stdout)
    assert [(one["id"], one["kind"], one["found"]) for one in told["corrections"]] == [
        (1, "took", True),
        (2, "source", True),
    ]
    assert told["corrections"][1]["at"]["quote"] == "The bridge shuts in spring"


def test_what_is_not_there_is_wrong_use(inquit, store):
    for command in (["took", "radio", "nowhere"], ["took", "courier", "radio"], ["undo", "7"]):
        done = inquit("correct", *command, "-c", store)
        assert done.exit_code == 2
        assert done.stdout == ""
