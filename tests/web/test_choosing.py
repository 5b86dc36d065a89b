"""What a correction chooses from, without a script: claims by their words, likely ones, and sources that are known."""

import re

import pytest

from inquit.core.comparison import Likeness, Mention, mention_id
from inquit.core.records import Reading, Report
from inquit.core.spans import Span


@pytest.fixture
def ferry(collection):
    """A mention of another claim, in a report of its own."""
    report = Report.of("The ferry to Olm is late.", id="ferry", outlet="Olm Chronicle")
    span = (Span(0, 24),)
    mention = Mention(
        id=mention_id("ferry", span), report="ferry", spans=span, text="The ferry to Olm is late", chain=()
    )
    with collection.writing() as writer:
        writer.put_reading(Reading(report=report, own_voice=span), model="by hand")
        writer.put_mentions([mention])
        writer.set_claims({mention.id: "c2"})
    return mention


@pytest.fixture
def bridge_mention(collection):
    with collection.viewing() as view:
        (mention,) = view.mentions_of_report("quay")
    return mention


def form_pass(shown):
    return re.search(r'name="pass" value="([0-9a-f]+)"', shown)[1]


def test_a_claim_is_found_by_its_words_joined_and_parted_again(client, ferry, bridge_mention, collection):
    shown = client.get(f"/correct?mention={ferry.id}&next=/reports/ferry&q=bridge+May").text
    (other,) = re.findall(r'type="radio" name="other" value="(\w+)"', shown)
    with collection.viewing() as view:
        assert view.claims_of([other]) == {other: "c1"}
    sent = {
        "pass": form_pass(shown),
        "kind": "same claim",
        "mention": ferry.id,
        "other": other,
        "next": "/reports/ferry",
    }
    done = client.post("/corrections", data=sent)
    assert done.status_code == 303
    with collection.viewing() as view:
        assert len(set(view.claims_of([ferry.id, other]).values())) == 1
    number = re.search(r"done=(\d+)", done.headers["location"])[1]
    client.post(f"/corrections/{number}/undo", data={"pass": form_pass(shown), "next": "/"})
    with collection.viewing() as view:
        assert len(set(view.claims_of([ferry.id, other]).values())) == 2


def test_words_that_only_its_own_claim_has_find_nothing_else(client, ferry):
    shown = client.get(f"/correct?mention={ferry.id}&q=ferry").text
    assert 'type="radio"' not in shown
    assert "No other claim has these words." in shown


def test_the_most_alike_are_offered_before_anything_is_asked(client, collection, ferry, bridge_mention):
    assert 'type="radio"' not in client.get(f"/correct?mention={ferry.id}").text
    ends = sorted([ferry.id, bridge_mention.id])
    with collection.writing() as writer:
        writer.put_likenesses([Likeness(first=ends[0], second=ends[1], same=0.3)])
    shown = client.get(f"/correct?mention={ferry.id}").text
    assert "The most alike" in shown
    assert shown.count('type="radio"') == 1


def test_sources_of_the_report_and_of_the_claim_are_offered(client, bridge_mention):
    shown = client.get(f"/correct?mention={bridge_mention.id}").text
    offered = re.findall(r'<option value="([^"]+)" label="([^"]+)"', shown)
    assert ("an official", "unnamed person") in offered
    assert ("Ilse Brandt", "named person") in offered
    assert ("Jon Tarrow", "named person") in offered


def test_a_note_in_a_report_offers_all_that_can_be_said_of_its_mention(client, collection):
    with collection.viewing() as view:
        (attribution,) = view.reading("quay").attributions
    shown = client.get(f"/correct?report=quay&attribution={attribution.id}&next=/reports/quay").text
    assert "It is not the same claim as" in shown
    assert "It is the same claim as" in shown
    assert "The report has it from" in shown


@pytest.mark.parametrize(
    ("begins", "names"), [("ilse", ["Ilse Brandt"]), ("ÍLSE B", ["Ilse Brandt"]), ("brandt", []), ("%", []), ("i_", [])]
)
def test_programs_are_told_sources_by_the_beginning_of_their_name(client, begins, names):
    found = client.get("/api/v1/sources", params={"begins": begins}).json()
    assert [one["name"] for one in found["items"]] == names
