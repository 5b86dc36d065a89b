"""The invented families are what their README says they are."""

import json
from datetime import datetime
from pathlib import Path

import pytest
import splits as known

FOLDER = Path(__file__).parents[2] / "benchmarks" / "families"
KINDS = {"person", "official-body", "organisation", "outlet", "document", "group", "rumour"}
CERTAINTIES = {"certain", "probable", "possible", "denied", "unknown"}
DRIFTS = {"none", "hedge dropped", "hedge added", "source dropped", "source promoted", "number changed"}
WAYS = {"reprint", "rewrite", "cites", "quotes"}


@pytest.fixture(params=sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def family(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def articles(family):
    return {article["id"]: article for article in family["articles"]}


def mentions(family):
    return [mention for claim in family["claims"] for mention in claim["mentions"]]


def whole(article):
    return f"{article['title']}\n\n{article['text']}"


def test_every_mention_stands_in_its_report(family, articles):
    for mention in mentions(family):
        article = articles[mention["article"]]
        place = article["title"] if mention.get("in") == "title" else article["text"]
        assert mention["span"] in place


def test_chains_are_well_formed(family, articles):
    for mention in mentions(family):
        assert mention["certainty"] in CERTAINTIES
        for link in mention["chain"]:
            assert link["as"] in whole(articles[mention["article"]])
            assert link["name"]
            assert link["kind"] in KINDS
            assert link["standing"] in {"named", "unnamed"}


def test_a_source_is_the_same_kind_wherever_it_is_met(family):
    seen = {}
    for link in (link for mention in mentions(family) for link in mention["chain"]):
        described = (link["kind"], link["standing"])
        assert seen.setdefault(link["name"], described) == described, link["name"]


def test_roots_are_met_in_the_claim_and_can_be_as_many_as_the_interval_says(family, articles):
    alike = [set(group) for group in family["aliases"]]
    for claim in family["claims"]:
        met = {link["name"] for mention in claim["mentions"] for link in mention["chain"]}
        met |= {articles[mention["article"]]["outlet"] for mention in claim["mentions"]}
        for root in claim["roots"]:
            known = {root["name"]}.union(*(group for group in alike if root["name"] in group))
            assert met & known, (claim["id"], root["name"])
            assert root["first_article"] in articles
        assert 1 <= claim["independent_min"] <= claim["independent_max"] <= len(claim["roots"])


def test_disputes_are_in_the_words_of_the_report(family, articles):
    for dispute in (dispute for claim in family["claims"] for dispute in claim["disputed_by"]):
        assert dispute["name"]
        assert dispute["span"] in whole(articles[dispute["article"]])


def test_drift_is_between_reports_of_the_family(family, articles):
    for drift in (drift for claim in family["claims"] for drift in claim["drift"]):
        assert {drift["from"], drift["to"]} <= set(articles)
        assert drift["what"] in DRIFTS


def test_reports_draw_on_earlier_ones_or_are_in_a_loop(family, articles):
    published = {name: datetime.fromisoformat(article["published"]) for name, article in articles.items()}
    loops = [set(loop) for loop in family["loops"]]
    assert all(loop <= set(articles) for loop in loops)
    for taker in family["articles"]:
        for taken in taker["derived_from"]:
            assert taken["how"] in WAYS
            pair = {taker["id"], taken["id"]}
            assert published[taken["id"]] <= published[taker["id"]] or any(pair <= loop for loop in loops)


def test_the_readme_has_every_family_in_the_split_that_the_command_has_it_in():
    lines = (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if line.startswith("| ")]
    splits = {row[1]: frozenset(row[2].split(", ")) for row in cells[1:]}
    assert splits == {"develop": known.DEVELOP, "report": known.REPORT}
    assert splits["develop"] | splits["report"] == {path.stem.split("-")[0] for path in FOLDER.glob("*.json")}
