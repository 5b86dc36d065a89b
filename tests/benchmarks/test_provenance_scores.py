"""The figures of provenance, on cases small enough to be counted by hand."""

import pytest
from provenance_scores import FIGURES, Names, Tally, distance, locate, overlap, score

ONE = "The bridge is closed, the mayor said. A neighbour saw a crack."
TWO = "Nothing is closed, the harbour board said. The Bell says it is."


def link(name, words=None):
    return {"as": words or name, "name": name, "kind": "person", "standing": "named"}


def gold_claim(mentions, roots, low, high, disputes=()):
    return {
        "mentions": [{"article": a, "span": s, "chain": c, "certainty": "certain"} for a, s, c in mentions],
        "roots": [{"name": name} for name in roots],
        "independent_min": low,
        "independent_max": high,
        "disputed_by": [{"article": article, "name": name} for article, name in disputes],
    }


def predicted_claim(mentions, roots, low, high, disputes=()):
    return {
        "mentions": [{"report": r, "span": s, "chain": c, "certainty": "certain"} for r, s, c in mentions],
        "roots": [{"name": name} for name in roots],
        "independent": {"min": low, "max": high},
        "disputed_by": [{"report": report, "name": name, "sure": sure} for report, name, sure in disputes],
    }


@pytest.fixture
def family():
    return {
        "articles": [
            {"id": "a1", "title": "Bell", "text": ONE, "derived_from": []},
            {"id": "a2", "title": "Horn", "text": TWO, "derived_from": [{"id": "a1", "how": "cites"}]},
        ],
        "claims": [
            gold_claim(
                [
                    ("a1", "The bridge is closed", [link("Una Roe", "the mayor")]),
                    ("a2", "Nothing is closed", [link("Harbour Board")]),
                    ("a2", "it is", [link("The Bell")]),
                ],
                ["Una Roe"],
                1,
                1,
                [("a2", "Harbour Board")],
            ),
            gold_claim([("a1", "saw a crack", [link("neighbour (Bell)", "A neighbour")])], ["neighbour (Bell)"], 1, 2),
        ],
        "aliases": [["Una Roe", "Mayor Roe"]],
    }


def found(family, article, words):
    return list(locate(next(a for a in family["articles"] if a["id"] == article), {"span": words}))


def percents(family, answer):
    return {name: tally.percent(FIGURES[name]) for name, tally in score(family, answer).items()}


def test_nothing_found_is_zero_everywhere(family):
    answer = {"reports": [], "claims": []}
    assert percents(family, answer) == dict.fromkeys(FIGURES, 0.0)


def test_the_truth_is_a_hundred_everywhere(family):
    first, second = family["claims"]
    as_told = [
        [(m["article"], found(family, m["article"], m["span"]), m["chain"]) for m in claim["mentions"]]
        for claim in (first, second)
    ]
    answer = {
        "reports": family["articles"],
        "claims": [
            predicted_claim(
                as_told[0], ["Una Roe"], 1, 1, [("a2", "Harbour Board", True), ("a2", "Harbour Board", False)]
            ),
            predicted_claim(as_told[1], ["neighbour (Bell)"], 1, 2),
        ],
    }
    assert percents(family, answer) == dict.fromkeys(FIGURES, 100.0)


def test_every_figure_counts_what_it_says(family):
    answer = {
        "reports": [
            {"id": "a2", "derived_from": [{"id": "a1", "how": "cites"}, {"id": "a3", "how": "cites"}]},
        ],
        "claims": [
            predicted_claim(
                [
                    ("a1", found(family, "a1", "The bridge is closed"), [link("the mayor")]),
                    ("a2", found(family, "a2", "Nothing is closed"), []),
                    ("a1", found(family, "a1", "saw a crack"), [link("a neighbour of ours")]),
                ],
                ["Mayor Roe", "somebody"],
                1,
                3,
                [("a1", "Harbour Board", True), ("a2", "Roe", False)],
            ),
        ],
    }
    assert percents(family, answer) == pytest.approx(
        {
            "mention recall": 75,  # three of four: "it is" was not found
            "chain root": 200
            / 3,  # the mayor by the words of the text, the neighbour by a subset; the board is missing
            "claim pairs": 200 * 1 / (1 + 3),  # one pair is right, three were said
            # both gold claims fall on the one predicted: two roots in gold, two predicted twice, one right
            "roots": 200 * 1 / (2 + 4),
            "independent hit": 100,
            "independent exact": 0,
            "derived": 200 * 1 / (1 + 2),
            "dispute recall": 0,  # the right source in the wrong report
            "disputes sure": 0,
            "disputes possible": 0,
        }
    )


@pytest.mark.parametrize("right_is_sure", [True, False])
def test_sure_disputes_and_possible_ones_are_counted_apart(family, right_is_sure):
    told = [(m["article"], found(family, m["article"], m["span"]), []) for m in family["claims"][0]["mentions"]]
    disputes = [("a2", "Harbour Board", right_is_sure), ("a1", "Roe", right_is_sure), ("a1", "Roe", not right_is_sure)]
    tallies = score(family, {"reports": [], "claims": [predicted_claim(told, [], 0, 0, disputes)]})
    names = ("disputes sure", "disputes possible")
    assert [tallies[name] for name in names[:: 1 if right_is_sure else -1]] == [Tally(1, 0, 2), Tally(0, 0, 1)]


def test_a_mention_falls_to_the_prediction_that_fits_it_best(family):
    whole, part = [6, 6 + len(ONE)], found(family, "a1", "The bridge is closed")
    answer = {
        "reports": [],
        "claims": [
            predicted_claim([("a1", whole, [link("nobody")])], [], 0, 0),
            predicted_claim([("a1", part, [link("Mayor Roe")])], ["Mayor Roe"], 1, 1),
        ],
    }
    tallies = score(family, answer)
    assert tallies["mention recall"] == Tally(1, 4)
    assert tallies["chain root"] == Tally(1, 1)


@pytest.mark.parametrize(
    ("predicted", "gold", "share"),
    [
        ((0, 10), (0, 10), 1.0),
        ((0, 10), (5, 10), 0.5),
        ((0, 4), (0, 10), 0.0),  # less than half of the gold mention
        ((0, 40), (0, 10), 0.0),  # three quarters of it are something else
        ((0, 10), (10, 20), 0.0),
    ],
)
def test_overlap(predicted, gold, share):
    assert overlap(predicted, gold) == share


def test_a_mention_in_the_text_is_not_looked_for_in_the_title():
    article = {"id": "a1", "title": "Rain", "text": "Rain fell."}
    assert locate(article, {"span": "Rain"}) == (6, 10)
    assert locate(article, {"span": "Rain", "in": "title"}) == (0, 4)
    with pytest.raises(SystemExit, match="not in report a1"):
        locate(article, {"span": "Snow"})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Harbour Board", "Harbour board", True),
        ("Una Roe", "Ms Roe", True),
        ("Una Roe", "Mayor Roe", True),  # by alias
        ("Una Roe", "Ida Roe", False),
        ("port and harbour board", "port harbour and fish board", True),
        ("", "Roe", False),
        (None, "", True),
    ],
)
def test_names(one, other, same):
    assert Names([["Una Roe", "Mayor Roe"]]).same(one, other) is same


@pytest.mark.parametrize(("one", "other", "apart"), [((1, 2), (2, 5), 0), ((1, 1), (3, 4), 2), ((6, 6), (1, 2), 4)])
def test_distance_of_intervals(one, other, apart):
    assert distance(one, other) == apart
