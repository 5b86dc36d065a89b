"""Stories on the desk: the reports of one event, with their claims."""

import pytest

from inquit.core.records import Reading, Report


@pytest.fixture
def told(collection):
    """Two of the reports about the bridge are one story, and a report of a ferry is another."""
    ferry = Report.of("<b>Late</b>.", id="ferry", title="<i>Ferry</i>", outlet="Harrow Courier", published="2031-04-01")
    with collection.writing() as writer:
        writer.put_reading(Reading(report=ferry), model="by hand")
        writer.set_stories({"harrow": "s1", "quay": "s1", "ferry": "s/2"})


def test_stories_come_with_their_figures_the_newest_first(client, told):
    first, second = client.get("/api/v1/stories").json()["items"]
    assert first == {
        "id": "s1",
        "title": "Bridge in doubt",
        "reports": 2,
        "outlets": 2,
        "claims": 1,
        "first": "2031-05-02T08:00:00Z",
        "last": "2031-05-03T08:00:00Z",
    }
    assert (second["id"], second["claims"]) == ("s/2", 0)
    assert client.get("/api/v1/stories/~cy8y").json() == second
    assert client.get("/api/v1/stories/none").status_code == 404


def test_stories_come_in_pages_and_by_outlet(client, told):
    page = client.get("/api/v1/stories?limit=1").json()
    rest = client.get("/api/v1/stories", params={"limit": 1, "after": page["next"]})
    assert [one["id"] for one in page["items"] + rest.json()["items"]] == ["s1", "s/2"]
    assert rest.json()["next"] is None
    assert client.get("/api/v1/stories?after=x").status_code == 422
    again = client.get("/api/v1/stories", params={"limit": 1}, headers={"If-None-Match": "*"})
    assert (again.status_code, again.content) == (304, b"")
    of_quay = client.get("/api/v1/stories", params={"outlet": "Quay Herald"}).json()["items"]
    assert [one["id"] for one in of_quay] == ["s1"]


def test_reports_and_claims_of_a_story(client, told):
    assert [one["id"] for one in client.get("/api/v1/reports?story=s1").json()["items"]] == ["quay", "harrow"]
    assert [one["id"] for one in client.get("/api/v1/claims?story=s1").json()["items"]] == ["c1"]
    assert client.get("/api/v1/claims", params={"story": "s/2"}).json()["items"] == []


def test_a_story_leads_to_its_reports_and_claims(client, told):
    listed = client.get("/stories").text
    assert listed.index("/stories/s1") < listed.index("/stories/~cy8y")
    assert "<i>" not in listed
    assert "&lt;i&gt;Ferry" in listed
    page = client.get("/stories/s1").text
    assert page.index("/reports/quay") < page.index("/reports/harrow")
    assert "/claims/c1" in page
    assert "olm" not in page
    assert "/reports/harrow" not in client.get("/stories/s1?outlet=Quay+Herald").text
    assert "Bridge in doubt" in client.get("/claims?story=s1").text
    assert client.get("/stories/none").status_code == 404
