"""Regressions over a few features, and what roots are weighed by."""

import numpy as np
import pytest

from training.roots import rows
from training.weighing import area, weighed


def test_a_regression_finds_the_feature_that_tells():
    rng = np.random.default_rng(3)
    told = rng.normal(size=(400, 3)) * [1, 5, 1] + [0, 40, 0]
    right = told[:, 1] + rng.normal(size=400) > 42
    slopes, bias = weighed(told, right).plain()
    assert abs(slopes[1]) * 5 > 5 * max(abs(slopes[0]), abs(slopes[2]))
    logits = told @ slopes + bias
    assert area(logits, right) > 0.95
    assert ((logits > 0) == right).mean() > 0.9


def claim(roots, passed_over):
    mentions = [{"id": f"m{n}", "report": f"r{n}", "span": [0, 10], "text": "ten letters"} for n in (1, 2, 3)]
    return {"mentions": mentions, "roots": roots, "passed_over": passed_over}


def root(name, *mentions, support=1.0):
    return {
        "id": f"root:{name}{mentions}",
        "name": name,
        "kind": "person",
        "standing": "named",
        "first_report": "r1",
        "own_word": False,
        "support": support,
        "mentions": list(mentions),
    }


def test_a_root_is_right_if_the_gold_has_its_name_and_of_two_the_one_met_first_whichever_now_counts():
    articles = [{"id": f"r{n}", "title": "", "text": "ten letters"} for n in (1, 2, 3)]
    gold = {
        "mentions": [{"article": "r1", "span": "ten lette", "in": "title"}],
        "roots": [{"name": "Ann Bo"}],
    }
    for article in articles:
        article["title"] = "ten letters"
    family = {"articles": articles, "claims": [gold], "aliases": []}
    answer = {
        "reports": [{"id": f"r{n}", "published": f"2031-03-0{n}"} for n in (1, 2, 3)],
        "claims": [claim([root("Ann Bo", "m3"), root("Cy Dahl", "m2")], [root("Bo", "m1")])],
    }
    found = rows(family, answer)
    assert found.right.tolist() == [True, False, False]
    assert found.told.shape[0] == 3


def test_a_claim_that_was_not_found_tells_nothing():
    family = {
        "articles": [{"id": "r1", "title": "x", "text": "ten letters"}],
        "claims": [{"mentions": [{"article": "r1", "span": "ten letters"}], "roots": []}],
        "aliases": [],
    }
    assert rows(family, {"reports": [], "claims": []}).told.shape[0] == 0


def test_the_area_of_nothing_but_ties_is_a_half():
    assert area(np.ones(6), np.array([True, False, True, False, True, False])) == pytest.approx(0.5)
