"""What tells that a source is a root of its claim, and how its weights turn that into a probability."""

import json
from dataclasses import replace
from importlib.resources import files
from math import log

import pytest

from inquit.core.comparison import Mention, Root
from inquit.core.spans import Span
from inquit.stemma.plausible import FEATURES, features, weighed

MENTIONS = [
    Mention(id=f"m{n}", report=f"r{n}", spans=(Span(0, 5),), text=text)
    for n, text in enumerate(("Bridge closed", "the bridge will close in June", "it is to be shut", "closing"), 1)
]


def root(name, mentions, *, support, kind="person", standing="named"):
    return Root(
        id=f"root:{name}",
        name=name,
        kind=kind,
        standing=standing,
        first_report="r1",
        mentions=tuple(mentions),
        support=support,
    )


ANN = root("Ann Bo", ("m2", "m3"), support=2.0)
AIDES = root("aides", ("m1",), support=0.5, kind="group", standing="unnamed")


def told(found):
    return [dict(zip(FEATURES, row, strict=True)) for row in found]


def test_what_is_known_of_each_root():
    ann, aides = told(features([ANN, AIDES], MENTIONS))
    assert (ann["share"], aides["share"]) == (1.0, 0.25)
    assert (ann["support"], aides["support"]) == (2.0, 0.5)
    assert (ann["mentions"], aides["mentions"]) == pytest.approx((log(2), 0))
    assert (ann["named"], aides["named"]) == (1, 0)
    assert (ann["person"], aides["person"]) == (1, 0)
    assert (ann["words"], aides["words"]) == pytest.approx(((log(6) + log(5)) / 2, log(2)))


def test_first_is_who_has_the_oldest_mention_of_those_that_have_a_root():
    assert [row["first"] for row in told(features([ANN, AIDES], MENTIONS))] == [0, 1]
    assert [row["first"] for row in told(features([ANN], MENTIONS))] == [1]


def test_no_root_has_support_where_nothing_is_alike():
    assert [row["share"] for row in told(features([replace(AIDES, support=0.0)], MENTIONS))] == [1.0]
    assert features([], MENTIONS) == []


def test_the_weights_that_ship_are_for_these_features_and_favour_what_is_better_supported():
    data = json.loads(files("inquit.stemma").joinpath("plausible.json").read_text(encoding="utf-8"))
    assert data["features"] == list(FEATURES)
    ann, aides = weighed([ANN, AIDES], MENTIONS)
    assert 0 < aides.probability < ann.probability < 1
    (less,) = weighed([replace(ANN, support=0.1), root("other", ("m1",), support=2.0)], MENTIONS)[:1]
    assert less.probability < ann.probability
