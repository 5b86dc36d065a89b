"""What a stranger may not do: reach the desk under another name, without the token, from another site, or without end."""

import pytest
from starlette.testclient import TestClient

from inquit.core.errors import SettingError
from inquit.web.app import application
from inquit.web.desk import Desk
from inquit.web.guard import Rules
from inquit.web.jobs import Jobs
from inquit.web.server import check, rules_for

PAGES = (
    "/",
    "/reports",
    "/claims",
    "/sources",
    "/outlets",
    "/search?q=bridge",
    "/add",
    "/reports/harrow",
    "/claims/c1",
)


@pytest.mark.parametrize("path", [*PAGES, "/static/desk.js", "/nowhere", "/api/v1/reports"])
def test_every_answer_has_the_headers_of_safety(client, path):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_script_or_style_of_its_own(client, path):
    shown = client.get(path).text
    assert "<style" not in shown
    assert " style=" not in shown
    assert shown.count("<script") == 1
    assert '<script type="module" src="/static/desk.js"></script>' in shown


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example:8321", "evil.example:8321", "", "localhost@evil.example", "2130706433"],
)
def test_another_name_for_this_machine_is_refused(client, host):
    """DNS rebinding: a page of evil.example, whose name now leads here, is of the same origin as the desk to a browser."""
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8321", "127.0.0.1", "[::1]:8321", "LOCALHOST."])
def test_the_names_of_loopback_are_permitted(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_a_desk_beyond_this_machine_needs_a_token_that_nobody_guesses():
    for host in ("0.0.0.0", "192.168.1.5", "desk.example", "::"):  # noqa: S104  # refused
        with pytest.raises(SettingError, match="Choose a token"):
            check(host, None)
    with pytest.raises(SettingError, match="16 characters"):
        check("0.0.0.0", "short")  # noqa: S104
    check("0.0.0.0", "a-long-enough-token")  # noqa: S104
    check("127.0.0.1", None)


def test_beyond_this_machine_numbers_are_names_and_foreign_names_are_not():
    rules = rules_for("0.0.0.0")  # noqa: S104
    assert rules.permit("192.168.1.5:8321")
    assert rules.permit("[fe80::1]:8321")
    assert not rules.permit("evil.example")
    assert rules_for("desk.example").permit("desk.example:443")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(client, desk, headers):
    given = {"pass": desk.form_pass, "text": "The ferry was late."}
    assert client.post("/add", data=given, headers=headers).status_code == 403
    assert desk.jobs.all() == ()


@pytest.mark.parametrize("form_pass", ["", "0" * 64])
def test_a_form_without_the_pass_is_refused(client, desk, form_pass):
    assert client.post("/add", data={"pass": form_pass, "text": "The ferry was late."}).status_code == 403
    assert desk.jobs.all() == ()


@pytest.fixture
def guarded(collection):
    """A desk with a token, at an address that others reach."""
    jobs = Jobs()
    rules = Rules(names=frozenset({"desk.example"}), body_bytes=2000)
    app = application(Desk(collection=collection, jobs=jobs, token="correct horse battery"), rules)  # noqa: S106  # of this test
    yield TestClient(app, base_url="http://desk.example", follow_redirects=False)
    jobs.close()


@pytest.mark.parametrize("path", PAGES)
def test_without_the_token_there_is_nothing_to_see(guarded, path):
    answer = guarded.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?next=%2F")
    assert "bridge" not in answer.text


def test_the_token_opens_the_desk(guarded):
    assert guarded.post("/sign-in", data={"token": "wrong", "next": "/claims"}).status_code == 403
    answer = guarded.post("/sign-in", data={"token": "correct horse battery", "next": "/claims"})
    assert answer.headers["location"] == "/claims"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "horse" not in cookie
    assert guarded.get("/claims").status_code == 200


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/\t/evil.example"]
)
def test_signing_in_leads_to_no_other_site(guarded, wanted):
    answer = guarded.post("/sign-in", data={"token": "correct horse battery", "next": wanted})
    assert answer.headers["location"] == "/"


def test_a_program_sends_the_token_as_bearer(guarded):
    refused = guarded.get("/api/v1/reports")
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert guarded.get("/api/v1/reports", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert guarded.get("/claims", headers={"Authorization": "Bearer correct horse battery"}).status_code == 200


def test_a_request_that_says_it_is_too_long_is_refused_unread(client):
    answer = client.post("/add", content=b"x", headers={"Content-Length": "9" * 30})
    assert answer.status_code == 413


def test_a_request_that_does_not_say_how_long_it_is_is_cut_off(guarded):
    guarded.post("/sign-in", data={"token": "correct horse battery"})
    sent = []

    def endless():
        while len(sent) < 1000:
            sent.append(1)
            yield b"text=" + b"x" * 500

    answer = guarded.post("/add", content=endless(), headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413


def test_what_is_wrong_is_told_on_a_page(client):
    answer = client.get("/reports/nothing-of-the-kind")
    assert answer.status_code == 404
    assert "The collection has no such report." in answer.text
    assert client.get("/claims?after=nonsense").status_code == 422
