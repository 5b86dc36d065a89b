"""The desk for programs."""

import json
import time

import pytest

from inquit.core import codec


def test_a_reading_is_the_contract(client, bridge):
    answer = client.get("/api/v1/reports/harrow/reading")
    assert answer.status_code == 200
    assert codec.from_json(answer.json()) == bridge[0]
    assert "evidence" not in answer.json()["attributions"][0]
    assert client.get("/api/v1/reports/harrow/reading?explain=true").json()["attributions"][0]["evidence"] == []


def test_lists_come_in_pages_that_leave_nothing_out(client):
    found, after = [], ""
    while after is not None:
        page = client.get("/api/v1/reports", params={"limit": 1} | ({"after": after} if after else {})).json()
        found += [one["id"] for one in page["items"]]
        after = page["next"]
    assert found == ["olm/1", "quay", "harrow"]


def test_an_id_with_a_slash_is_one_part_of_the_path(client):
    assert client.get("/api/v1/reports/~b2xtLzE").json()["id"] == "olm/1"


def test_a_claim_has_its_roots_and_why(client):
    claim = client.get("/api/v1/claims/c1").json()
    assert claim["independent"]["min"] <= claim["independent"]["max"]
    assert {root["name"] for root in claim["roots"]} >= {"Ilse Brandt"}
    assert {m["report"] for m in claim["mentions"]} == {"harrow", "quay", "olm/1"}
    (listed,) = client.get("/api/v1/claims").json()["items"]
    assert (listed["id"], listed["reports"]) == ("c1", 3)


def test_search_says_where_the_words_stand(client, bridge):
    (found,) = client.get("/api/v1/search", params={"q": "lorries"}).json()["items"]
    (span,) = found["spans"]
    assert bridge[0].report.text[slice(*span)] == "lorries"


def test_who_has_it_already_is_sent_nothing(client):
    first = client.get("/api/v1/reports")
    tag = first.headers["etag"]
    again = client.get("/api/v1/reports", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/api/v1/outlets", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [("reports/none", 404), ("claims/none", 404), ("reports?limit=0", 422), ("reports?after=x", 422), ("nothing", 404)],
)
def test_what_is_wrong_is_told_as_rfc_9457_says(client, path, status):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    told = answer.json()
    assert told["status"] == status
    assert told["detail"].endswith(".")


def test_a_correction_is_followed_and_taken_back(client, collection):
    with collection.viewing() as view:
        (mention,) = view.mentions_of_report("quay")
    before = client.get("/api/v1/claims/c1").json()["roots"]
    wanted = {"kind": "source", "mention": mention.id, "name": "Mara Veldkamp"}
    done = client.post("/api/v1/corrections", json=wanted)
    assert done.status_code == 201
    names = {root["name"] for root in client.get("/api/v1/claims/c1").json()["roots"]}
    assert "Mara Veldkamp" in names
    assert client.post(f"/api/v1/corrections/{done.json()['id']}/undo", json={}).json()["undone"]
    assert client.get("/api/v1/claims/c1").json()["roots"] == before


def test_a_form_of_another_site_is_no_json(client, desk):
    given = {"kind": "took", "report": "quay", "origin": "harrow"}
    for headers in ({"Content-Type": "text/plain"}, {"Content-Type": "application/x-www-form-urlencoded"}):
        assert client.post("/api/v1/corrections", content=json.dumps(given), headers=headers).status_code == 415
    assert client.post("/api/v1/jobs", data={"text": "Late."}).status_code == 415
    assert desk.jobs.all() == ()


def test_a_text_is_added_by_a_job(client, desk):
    answer = client.post("/api/v1/jobs", json={"text": "Ann Bo said that it rained.", "outlet": "Harrow Courier"})
    assert answer.status_code == 202
    job = answer.json()
    deadline = time.monotonic() + 20
    while job["state"] in {"waiting", "running"} and time.monotonic() < deadline:
        time.sleep(0.02)
        job = client.get(f"/api/v1/jobs/{job['id']}").json()
    assert (job["state"], job["new"], job["error"]) == ("done", 1, None)
    report = client.get(f"/api/v1/reports/{job['outcomes'][0]['report']}").json()
    assert (report["text"], report["outlet"]) == ("Ann Bo said that it rained.", "Harrow Courier")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"text": "  "},
        {"text": "a", "url": "https://a.example"},
        {"url": "/etc/passwd"},
        {"url": "file:///etc/passwd"},
        {"url": "-"},
        {"text": "a", "published": "soon"},
        {"text": "a", "more": 1},
    ],
)
def test_what_is_no_report_is_no_job(client, desk, given):
    answer = client.post("/api/v1/jobs", json=given)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert desk.jobs.all() == ()


def test_openapi_tells_of_problems_and_nothing_that_is_not_there(client):
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert all(path.startswith("/api/v1/") for path in told["paths"])
    for path in told["paths"].values():
        for operation in path.values():
            assert "application/problem+json" in operation["responses"]["4XX"]["content"]
            assert "422" not in operation["responses"]
