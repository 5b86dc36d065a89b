"""The baselines and the command that counts independent sources, on small stories."""

import json

import answers
import independent
import pytest
from provenance_baselines import (
    BASELINES,
    always_one,
    count_citing_nobody,
    count_outlets,
    distinct_texts,
    headline_clusters,
)

STORM = "A storm took the roof off the boat shed at Ness early on Monday and nobody was hurt"


def report(id_, outlet, title, text):
    return {
        "id": id_,
        "outlet": outlet,
        "title": title,
        "text": text,
        "published": "2024-05-01T00:00:00Z",
        "url": "",
        "byline": "",
        "derived_from": [],
    }


@pytest.fixture
def story():
    return [
        report("a1", "The Bell", "Boat shed loses roof", STORM),
        report("a2", "Horn", "Roof of boat shed gone", f"{STORM}, the Bell reported."),
        report("a3", "Gull", "Regatta off", "The club will not row this year, its captain told our reporter."),
        report("a4", "Horn", "Captain speaks", "We were lucky, the captain told the Horn."),
    ]


def test_one_outlet_with_two_reports_is_one(story):
    assert count_outlets(story, story) == 3
    assert always_one(story, story) == 1


def test_headlines_that_share_words_are_one_source(story):
    assert headline_clusters(0.1)(story, story) == 3
    assert headline_clusters(0.1)(story[2:], story) == 2


def test_texts_that_share_five_words_in_a_row_are_one_source(story):
    assert distinct_texts(0.5)(story, story) == 3
    assert distinct_texts(1.1)(story, story) == 4


def test_being_alike_is_handed_on():
    chain = [
        report("a1", "A", "x", "one two three four five six"),
        report("a2", "B", "y", "two three four five six seven eight nine ten eleven"),
        report("a3", "C", "z", "seven eight nine ten eleven twelve"),
    ]
    assert distinct_texts(0.1)(chain, chain) == 1


def test_only_outlets_that_name_no_other_are_counted(story):
    assert count_citing_nobody(story, story) == 3  # a2 names the Bell; a4 names its own outlet alone
    assert count_citing_nobody(story[1:2], story) == 1


@pytest.fixture
def folder(tmp_path, story):
    mention = {"article": "a1", "span": "the roof", "chain": [], "certainty": "certain"}
    claim = {
        "id": "c1",
        "text": "The roof is gone.",
        "mentions": [mention, {**mention, "article": "a2"}],
        "roots": [{"name": "The Bell"}],
        "independent_min": 1,
        "independent_max": 1,
        "disputed_by": [],
        "drift": [],
    }
    family = {"articles": story, "claims": [claim], "aliases": [], "loops": []}
    (tmp_path / "families").mkdir()
    (tmp_path / "families" / "a1-storm.json").write_text(json.dumps(family), encoding="utf-8")
    return tmp_path


def run(monkeypatch, capsys, *arguments):
    monkeypatch.setattr("sys.argv", ["independent.py", *map(str, arguments)])
    independent.main()
    return {line[:28].strip(): line[28:].split() for line in capsys.readouterr().out.splitlines()}


def test_the_table_of_baselines(monkeypatch, capsys, folder):
    monkeypatch.setattr(independent, "OWN", folder / "families")  # where the thresholds come from
    rows = run(monkeypatch, capsys, "--families", folder / "families")
    assert set(BASELINES) < set(rows)
    assert rows["count the outlets"] == ["0.0", "0.0", "1.00"]
    assert rows["texts alike (from 0.5)"] == ["100.0", "100.0", "0.00"]


def test_answers_from_a_folder_are_scored_beside_them(monkeypatch, capsys, folder):
    at = STORM.index("the roof") + len("Boat shed loses roof\n\n")
    mention = {"report": "a1", "span": [at, at + 8], "chain": [], "certainty": "certain"}
    claim = {"mentions": [mention], "roots": [], "independent": {"min": 1, "max": 2}, "disputed_by": []}
    (folder / "a1-storm.json").write_text(json.dumps({"reports": [], "claims": [claim]}), encoding="utf-8")
    rows = run(monkeypatch, capsys, "--families", folder / "families", "--predicted", folder)
    assert rows["Inquit"] == ["100.0", "0.0", "0.00"]
    assert rows["mention recall"] == ["50.0"]


def test_a_missing_answer_is_named(monkeypatch, capsys, folder):
    with pytest.raises(SystemExit, match=r"a1-storm\.json is not there"):
        run(monkeypatch, capsys, "--families", folder / "families", "--predicted", folder)


def test_a_folder_without_families_of_the_split_is_named(monkeypatch, capsys, folder):
    with pytest.raises(SystemExit, match="holds no family of a5, a6, ab12"):
        run(monkeypatch, capsys, "--families", folder / "families", "--split", "report")


def test_a_command_that_fails_says_which_and_why():
    with pytest.raises(SystemExit, match=r"`inquit no-such-command` failed(.|\n)*no-such-command"):
        answers.run_inquit("no-such-command")
