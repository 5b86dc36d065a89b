"""The invented families for training are sound: whatever is marked stands where the training looks for it."""

import json
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from training.claim_data import place, report_of

FOLDER = Path(__file__).parents[2] / "training" / "families"
CERTAINTIES = {"certain", "probable", "possible", "denied", "unknown"}


@pytest.fixture(params=sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def family(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def articles(family):
    return {article["id"]: article for article in family["articles"]}


def mentions(family):
    return [mention for claim in family["claims"] for mention in claim["mentions"]]


def words(text):
    return len(text.split())


def test_there_are_families_to_train_on():
    assert len(list(FOLDER.glob("*.json"))) == 7


def test_it_is_named_as_its_file(family, path):
    assert family["family"] == path.stem
    assert family["topic"]
    assert family["summary"]


def test_ids_are_numbered_in_order(family):
    assert [article["id"] for article in family["articles"]] == [f"a{n + 1}" for n in range(len(family["articles"]))]
    assert [claim["id"] for claim in family["claims"]] == [f"c{n + 1}" for n in range(len(family["claims"]))]


def test_it_is_of_the_promised_size(family):
    assert 8 <= len(family["articles"]) <= 10
    assert 8 <= len(family["claims"]) <= 12
    assert all(150 <= words(article["text"]) <= 285 for article in family["articles"])


def test_reports_are_dated_and_stand_at_addresses_of_nobody(family):
    for article in family["articles"]:
        assert datetime.fromisoformat(article["published"]).tzinfo is not None
        assert urlsplit(article["url"]).hostname.endswith(".example")
        assert article["outlet"]
        assert article["kind"]
        assert article["byline"]
        assert article["derived_from"] == []
    assert len({article["url"] for article in family["articles"]}) == len(family["articles"])


def test_every_mention_stands_once_where_it_is_said_to(family, articles):
    for mention in mentions(family):
        article = articles[mention["article"]]
        field = "title" if mention.get("in") == "title" else "text"
        assert article[field].count(mention["span"]) == 1, (mention["article"], mention["span"])
        assert mention["span"] == mention["span"].strip()


def test_training_finds_every_mention_in_the_part_of_the_report_it_is_in(family, articles):
    reports = {name: report_of(article) for name, article in articles.items()}
    for mention in mentions(family):
        report = reports[mention["article"]]
        span = place(report, mention)
        assert report.text[span.start : span.end] == mention["span"]
        assert (span.end <= report.headline.end) == (mention.get("in") == "title")


def test_no_mention_is_marked_twice(family):
    for claim in family["claims"]:
        seen = [(mention["article"], mention.get("in"), mention["span"]) for mention in claim["mentions"]]
        assert len(seen) == len(set(seen)), claim["id"]


def test_every_claim_is_told_often_and_by_several(family):
    for claim in family["claims"]:
        assert claim["text"]
        assert len(claim["mentions"]) >= 5, claim["id"]
        assert len({mention["article"] for mention in claim["mentions"]}) >= 3, claim["id"]
        assert {mention["certainty"] for mention in claim["mentions"]} <= CERTAINTIES


def test_a_claim_is_seldom_told_in_the_same_words(family):
    for claim in family["claims"]:
        told = {mention["span"].casefold() for mention in claim["mentions"]}
        assert len(told) >= 0.9 * len(claim["mentions"]), claim["id"]
