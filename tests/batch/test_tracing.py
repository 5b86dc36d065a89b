"""A claim's tree, from what stands in a collection."""

import bridge

from inquit.batch.summaries import summary_of
from inquit.batch.tracing import claims, trace
from inquit.claims.mentions import mentions
from inquit.core.comparison import Likeness
from inquit.core.records import Reading, Report
from inquit.core.spans import Span
from inquit.export.dispute_list import dispute_list
from inquit.store.collection import Collection


def test_who_denies_it_in_own_voice_elsewhere_is_called_by_the_outlet_and_may_deny_something_else(tmp_path):
    with Collection.open(tmp_path / "a.inquit", create=True) as collection, collection.writing() as writer:
        bridge.relate(writer, writer.put_reading(bridge.reading("courier"), model="by hand").reading)
    denial = bridge.deny_elsewhere(tmp_path / "a.inquit")
    with Collection.open(tmp_path / "a.inquit") as collection, collection.viewing() as view:
        told = bridge.mention(view, "courier", "The bridge will close")
        home = view.claims_of([told.id, denial.id])
        assert home[told.id] != home[denial.id]
        (claim,) = claims(view, [home[told.id]])
        tree = trace(view, claim)
    assert denial.certainty == "denied"
    assert [(d.name, d.report, d.outlet, d.sure) for d in tree.disputes] == [("Quay Post", "page", "Quay Post", False)]
    (entry,) = dispute_list([tree], {denial.id: denial.text}).entries
    assert f"possible denial in Quay Post: “{denial.text}”" in entry.below
    assert [w.report for w in tree.witnesses] == ["courier"]
    assert summary_of(tree).disputes == 0


def test_the_reasons_of_comparisons_are_read_where_they_are_asked_for(tmp_path):
    with Collection.open(bridge.make(tmp_path / "a.inquit")) as collection, collection.viewing() as view:
        home = view.claims_of([bridge.mention(view, "courier", "The bridge will close").id])
        (bare,), (whole,) = claims(view, home.values()), claims(view, home.values(), reasons=True)
        trees = [trace(view, claim) for claim in (bare, whole)]
    assert not any(x.reasons for x in bare.likenesses)
    assert all(x.reasons for x in whole.likenesses)
    assert bare.likenesses == whole.likenesses  # but for the reasons, which are no part of what is compared
    assert trees[0] == trees[1]


def test_a_post_that_also_denies_something_is_its_owners_word_all_the_same(tmp_path):
    text = "The bridge will close. The ferry will not sail."
    report = Report.of(text, id="post", outlet="QuayTalk", published="2031-03-05", byline="harbour_77")
    whole = (Span(0, 22), Span(23, len(text)))
    post = Reading(report=report, own_voice=whole, sentences=whole)
    with Collection.open(tmp_path / "a.inquit", create=True) as collection:
        with collection.writing() as writer:
            told, denial = found = mentions(writer.put_reading(post, model="by hand").reading)
            first, second = sorted((told.id, denial.id))
            writer.put_mentions(found)
            writer.set_claims({told.id: "c1", denial.id: "c2"})
            writer.put_likenesses([Likeness(first=first, second=second, same=0.04)])
        with collection.viewing() as view:
            tree = trace(view, next(claims(view, ["c1"])))
    assert [d.mention for d in tree.disputes] == [denial.id]
    assert [root.name for root in tree.roots] == ["harbour_77"]
