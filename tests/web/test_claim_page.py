"""A claim's page tells who disputes it, and apart from that who may."""

import re

from inquit.core.comparison import Likeness, Mention, mention_id
from inquit.core.records import Reading, Report
from inquit.core.spans import Span

TEXT = "The bridge will not close."


def test_a_denial_elsewhere_is_folded_away_and_does_not_count(client, collection):
    before = client.get("/claims/c1").text
    assert "disputed once" in before
    assert "<details" not in before
    report, span = Report.of(TEXT, id="page", outlet="Quay Post", published="2031-03-09"), Span(0, len(TEXT))
    denial = Mention(
        id=mention_id("page", (span,)), report="page", spans=(span,), text=TEXT, chain=(), certainty="denied"
    )
    with collection.writing() as writer:
        told = next(m for m in writer.mentions_of_report("harrow"))
        first, second = sorted((told.id, denial.id))
        writer.put_reading(Reading(report=report), model="by hand")
        writer.put_mentions([denial])
        writer.set_claims({denial.id: "c2"})
        writer.put_likenesses([Likeness(first=first, second=second, same=0.04)])
    after = client.get("/claims/c1").text
    assert "disputed once" in after
    folded = re.search(r"<details[^>]*>(.*?)</details>", after, re.DOTALL)
    assert folded
    assert "1 statement more that may dispute it, or be of something else" in folded[1]
    assert TEXT in folded[1]
    assert TEXT not in after.replace(folded[1], "")


def test_who_repeats_it_in_its_own_voice_is_folded_away_with_the_reason(client, collection):
    report, span = Report.of(TEXT, id="page", outlet="Quay Post", published="2031-05-09"), Span(0, len(TEXT))
    with collection.writing() as writer:
        likest = writer.mentions_of_report("harrow")[0]
        repeated = Mention(id=mention_id("page", (span,)), report="page", spans=(span,), text=TEXT, certainty="certain")
        writer.put_reading(Reading(report=report), model="by hand")
        writer.put_mentions([repeated])
        writer.set_claims({repeated.id: "c1"})
        first, second = sorted((likest.id, repeated.id))
        writer.put_likenesses([Likeness(first=first, second=second, same=0.9)])
    page = client.get("/claims/c1").text
    folded = next(part for part in re.findall(r"<details[^>]*>.*?</details>", page, re.DOTALL) if "not count" in part)
    assert "Quay Post" in folded
    assert "after others, no sign of origin" in folded
    assert f'<a href="/reports/page#{repeated.id}">' in folded
    assert "certain · after others, no sign of origin" in page
