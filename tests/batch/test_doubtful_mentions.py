"""Mentions that may well state something else are kept with their claim, and do not count for the fewest sources."""

from inquit.batch.tracing import LIKELY, SURE, claim_of
from inquit.core.comparison import Likeness, Mention, Witness
from inquit.core.records import Link
from inquit.core.spans import Span
from inquit.export.claims_json import stemma_json
from inquit.export.stemma_rows import rows, summary
from inquit.stemma.tree import stemma


def mention(report, name, certainty="certain"):
    chain = (Link(span=None, name=name, kind="person", standing="named"),)
    text = "the bridge will close in June"
    return Mention(
        id=f"m-{report}", report=report, spans=(Span(0, len(text)),), text=text, chain=chain, certainty=certainty
    )


def like(a, b, same):
    return Likeness(first=f"m-{a}", second=f"m-{b}", same=same)


MENTIONS = [mention("r1", "Ann Bo"), mention("r2", "Cy Dahl"), mention("r3", "Eve Fry")]
LOOSE = [like("r1", "r2", 0.9), like("r1", "r3", LIKELY / 2), like("r2", "r3", LIKELY / 2)]
REPORTS = {r: Witness(report=r, outlet=r.upper(), published=f"2031-03-0{r[1]}") for r in ("r1", "r2", "r3")}


def test_what_is_little_like_the_others_is_doubtful():
    assert claim_of("c1", MENTIONS, LOOSE).doubtful == {"m-r3"}
    assert claim_of("c1", MENTIONS, LOOSE, vouched={"m-r3"}).doubtful == frozenset()
    assert claim_of("c1", MENTIONS[:1], ()).doubtful == frozenset()


def test_where_no_mention_is_sure_the_likest_one_counts():
    faint = [like("r1", "r2", SURE / 3), like("r1", "r3", SURE / 3), like("r2", "r3", SURE / 30)]
    assert claim_of("c1", MENTIONS, faint).doubtful == {"m-r2", "m-r3"}


def test_a_denial_alone_does_not_make_all_others_doubtful():
    denied = [mention("r1", "Ann Bo", "denied"), mention("r2", "Cy Dahl", "denied"), MENTIONS[2]]
    assert "m-r3" not in claim_of("c1", denied, LOOSE).doubtful


def test_a_doubtful_mention_counts_for_the_upper_end_alone():
    between = (LIKELY + SURE) / 2
    faint = [like("r1", "r2", 0.9), like("r1", "r3", between), like("r2", "r3", between)]
    tree = stemma(claim_of("c1", MENTIONS, faint), REPORTS, [], language="en")
    assert {root.name for root in tree.roots} == {"Ann Bo", "Cy Dahl", "Eve Fry"}
    assert (tree.independent.min, tree.independent.max) == (2, 3)
    assert "may well state something else" in tree.independent.fewest_because[0]


def test_an_unlikely_mention_counts_for_no_source_and_is_told_as_such():
    tree = stemma(claim_of("c1", MENTIONS, LOOSE), REPORTS, [], language="en")
    assert {root.name for root in tree.roots} == {"Ann Bo", "Cy Dahl"}
    assert summary(tree).startswith("3 reports (1 only perhaps), ")
    assert {m["report"]: m["sure"] for m in stemma_json(tree)["mentions"]} == {"r1": True, "r2": True, "r3": False}
    assert {row.id: row.manner for row in rows(tree)}["r3"].startswith("may state something else")
