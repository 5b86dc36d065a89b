"""A claim's tree, from what stands in a collection."""

import bridge

from inquit.batch.grouping import regroup
from inquit.batch.tracing import claims, trace
from inquit.claims.mentions import mentions
from inquit.core.comparison import Likeness
from inquit.core.records import Reading, Report
from inquit.core.spans import Span
from inquit.export.dispute_list import dispute_list
from inquit.store.collection import Collection


def test_who_denies_it_in_own_voice_elsewhere_is_called_by_the_outlet(tmp_path):
    body = "The bridge will not close."
    report = Report.of(body, id="page", outlet="Quay Post", published="2031-03-05")
    whole = Span(0, len(body))
    page = Reading(report=report, own_voice=(whole,), sentences=(whole,))
    with Collection.open(tmp_path / "a.inquit", create=True) as collection:
        with collection.writing() as writer:
            bridge.relate(writer, writer.put_reading(bridge.reading("courier"), model="by hand").reading)
        with collection.writing() as writer:
            (denial,) = found = mentions(writer.put_reading(page, model="by hand").reading)
            told = bridge.mention(writer, "courier", "The bridge will close")
            first, second = sorted((denial.id, told.id))
            near = [Likeness(first=first, second=second, same=0.04)]  # too little for one claim
            writer.put_mentions(found)
            writer.put_likenesses(near)
            regroup(writer, [denial.id], near)
        with collection.viewing() as view:
            home = view.claims_of([told.id, denial.id])
            assert home[told.id] != home[denial.id]
            (claim,) = claims(view, [home[told.id]])
            tree = trace(view, claim)
    assert denial.certainty == "denied"
    assert [(d.name, d.report, d.outlet) for d in tree.disputes] == [("Quay Post", "page", "Quay Post")]
    (entry,) = dispute_list([tree], {denial.id: denial.text}).entries
    assert f"contrary claim in Quay Post: “{body}”" in entry.below
    assert [w.report for w in tree.witnesses] == ["courier"]
