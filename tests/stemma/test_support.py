"""A root counts by the support that its mentions have together, and by how probable it is; what has too little is shown, and
counted for less.
"""

from dataclasses import replace

import pytest

from inquit.core.comparison import Claim, Likeness, Mention, Root, Witness
from inquit.core.records import Link
from inquit.core.spans import Span
from inquit.export.claims_json import stemma_json
from inquit.export.stemma_rows import rows, summary
from inquit.stemma import plausible
from inquit.stemma.support import SURE, supports, who_counts
from inquit.stemma.tree import stemma


def mention(report, name, certainty="certain"):
    chain = (Link(span=None, name=name, kind="person", standing="named"),)
    text = "the bridge will close in June"
    return Mention(
        id=f"m-{report}", report=report, spans=(Span(0, len(text)),), text=text, chain=chain, certainty=certainty
    )


def like(a, b, same):
    return Likeness(first=f"m-{a}", second=f"m-{b}", same=same)


MENTIONS = (mention("r1", "Ann Bo"), mention("r2", "Cy Dahl"), mention("r3", "Eve Fry"))
FAINTLY = 0.2
REPORTS = {f"r{n}": Witness(report=f"r{n}", outlet=f"R{n}", published=f"2031-03-0{n}") for n in range(1, 6)}
FAINT = (like("r1", "r2", 0.9), like("r1", "r3", FAINTLY), like("r2", "r3", FAINTLY))


@pytest.fixture(autouse=True)
def by_share(monkeypatch):
    """A root is probable enough from two fifths of the best one's support on, whatever else is known of it."""
    weights = tuple(20.0 if name == "share" else 0.0 for name in plausible.FEATURES)
    monkeypatch.setattr(plausible, "_weights", lambda: (weights, -9.1))


def claim(likenesses, mentions=MENTIONS, vouched=()):
    return Claim(id="c1", text=mentions[0].text, mentions=mentions, likenesses=likenesses, vouched=frozenset(vouched))


def tree_of(likenesses, mentions=MENTIONS, vouched=()):
    return stemma(claim(likenesses, mentions, vouched), REPORTS, [], language="en")


def names(tree):
    return {root.name for root in tree.roots}


def test_a_mention_supports_its_root_by_its_mean_likeness_to_the_other_reports():
    found = supports(claim((like("r1", "r2", 0.9), like("r1", "r3", 0.3))))
    assert found == pytest.approx({"m-r1": 0.6, "m-r2": 0.45, "m-r3": 0.15})


def test_of_each_other_report_the_likest_mention_counts_and_of_its_own_none():
    twice = replace(MENTIONS[1], id="m-r2b")
    between = Likeness(first="m-r2", second="m-r2b", same=1.0)
    found = supports(claim((like("r1", "r2", 0.2), like("r1", "r2b", 0.8), between), (*MENTIONS[:2], twice)))
    assert found == pytest.approx({"m-r1": 0.8, "m-r2": 0.2, "m-r2b": 0.8})
    assert supports(claim((between,), (MENTIONS[1], twice))) == {"m-r2": 1.0, "m-r2b": 1.0}


def test_a_person_s_word_is_full_support_and_so_is_a_claim_in_which_nothing_was_compared():
    assert supports(claim(FAINT, vouched={"m-r3"}))["m-r3"] == 1
    assert set(supports(claim(())).values()) == {1}
    assert supports(claim((), MENTIONS[:1])) == {"m-r1": 1}


def root(support, probability=0.0):
    return Root(
        id="root:1",
        name="Ann Bo",
        kind="person",
        standing="named",
        first_report="r1",
        mentions=("m-r1",),
        support=support,
        probability=probability,
    )


@pytest.mark.parametrize(
    ("found", "most", "fewest"),
    [
        ([root(0.1), root(0.5)], [False, True], [False, True]),  # the best supported one always does
        ([root(0.5, 0.3), root(0.1, 0.3)], [True, True], [True, False]),
        ([root(50.0), root(SURE)], [True, True], [True, True]),  # however many repeat the other
        ([], [], []),
    ],
)
def test_which_roots_count(found, most, fewest):
    for_most, for_fewest = who_counts(found)
    assert [for_most(r) for r in found] == most
    assert [for_fewest(r) for r in found] == fewest


def test_a_root_with_little_support_is_none_and_its_mention_is_told_as_such():
    tree = tree_of(FAINT)
    assert names(tree) == {"Ann Bo", "Cy Dahl"}
    assert tree.unlikely == {"m-r3"}
    assert [r.name for r in tree.passed_over] == ["Eve Fry"]
    assert summary(tree).startswith("3 reports (1 only perhaps), ")
    assert {row.id: row.manner for row in rows(tree)}["r3"].startswith("may state something else")


def test_where_no_root_has_support_the_best_one_counts(monkeypatch):
    monkeypatch.setattr(plausible, "_weights", lambda: ((0.0,) * len(plausible.FEATURES), -7.0))
    tree = tree_of((like("r1", "r2", FAINTLY), like("r1", "r3", FAINTLY / 9)))
    assert names(tree) == {"Ann Bo"}
    assert (tree.independent.min, tree.independent.max) == (1, 1)


def test_what_several_mentions_tell_counts_where_each_alone_would_not():
    pair = (*MENTIONS[:2], mention("r3", "Eve Fry"), mention("r4", "Eve Fry"))
    each = FAINTLY / 2 + 0.01
    faint = [like(a, b, each) for a in ("r1", "r2") for b in ("r3", "r4")]
    tree = tree_of((like("r1", "r2", 0.9), like("r3", "r4", each), *faint), pair)
    assert names(tree) == {"Ann Bo", "Cy Dahl", "Eve Fry"}
    alone = tree_of((like("r1", "r2", 0.9), like("r1", "r3", each), like("r2", "r3", each)))
    assert names(alone) == {"Ann Bo", "Cy Dahl"}


def test_a_root_of_some_support_counts_for_the_most_sources_alone():
    between = SURE / 2 + 0.2
    tree = tree_of((like("r1", "r2", 1), like("r1", "r3", between), like("r2", "r3", between)))
    assert names(tree) == {"Ann Bo", "Cy Dahl", "Eve Fry"}
    assert (tree.independent.min, tree.independent.max) == (2, 3)
    assert "may well tell of something else" in tree.independent.fewest_because[0]
    told = stemma_json(tree)
    assert {m["report"]: m["sure"] for m in told["mentions"]} == {"r1": True, "r2": True, "r3": False}
    assert [root["support"] for root in told["roots"]] == pytest.approx([(1 + between) / 2] * 2 + [between], abs=0.001)


def test_a_denial_has_no_root_and_is_not_told_as_doubtful():
    denied = (*MENTIONS[:2], mention("r3", "Eve Fry", "denied"))
    tree = tree_of(FAINT, denied)
    assert names(tree) == {"Ann Bo", "Cy Dahl"}
    assert "m-r3" not in tree.doubtful | tree.unlikely
