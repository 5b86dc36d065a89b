"""The invented families for training are sound: whatever is marked stands where the training looks for it."""

from datetime import datetime
from pathlib import Path

import pytest

from training.claim_data import place, read_story, report_of, stories

FOLDER = Path(__file__).parents[2] / "training" / "families"


@pytest.fixture(params=stories(FOLDER), ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def family(path):
    return read_story(path)


def mentions(family):
    return [mention for claim in family["claims"] for mention in claim["mentions"]]


def words(text):
    return len(text.split())


def test_there_are_families_to_train_on():
    assert len(stories(FOLDER)) == 437


def test_it_is_named_as_its_file_and_of_the_promised_size(family, path):
    assert family["family"] == path.stem
    assert family["topic"]
    assert 7 <= len(family["articles"]) <= 10
    assert 7 <= len(family["claims"]) <= 12
    assert [claim["id"] for claim in family["claims"]] == [f"c{n + 1}" for n in range(len(family["claims"]))]
    assert all(70 <= words(article["text"]) <= 380 for article in family["articles"])


def test_reports_are_dated_and_no_text_comes_twice(family):
    for article in family["articles"]:
        assert datetime.fromisoformat(article["published"]).tzinfo is not None
        assert article["outlet"]
        assert article["kind"]
    assert len({article["url"] for article in family["articles"]}) == len(family["articles"])
    assert len({article["text"] for article in family["articles"]}) == len(family["articles"])


def test_training_finds_every_mention_where_it_is_marked(family):
    articles = {article["id"]: article for article in family["articles"]}
    reports = {name: report_of(article) for name, article in articles.items()}
    for mention in mentions(family):
        field = "title" if mention.get("in") == "title" else "text"
        assert articles[mention["article"]][field].count(mention["span"]) == 1, (mention["article"], mention["span"])
        report = reports[mention["article"]]
        span = place(report, mention)
        assert report.text[span.start : span.end] == mention["span"]
        assert (span.end <= report.headline.end) == (field == "title")


def test_every_claim_is_told_by_several_and_seldom_in_the_same_words(family):
    for claim in family["claims"]:
        assert claim["text"]
        assert len(claim["mentions"]) >= 3, claim["id"]
        assert len({mention["article"] for mention in claim["mentions"]}) >= 2, claim["id"]
        told = {mention["span"].casefold() for mention in claim["mentions"]}
        assert len(told) >= 0.8 * len(claim["mentions"]), claim["id"]
