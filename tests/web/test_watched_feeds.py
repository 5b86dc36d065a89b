"""Watched feeds: on the list, read when they are due, later where they fail."""

import time
from datetime import UTC, datetime

import pytest

from inquit.batch.adding import Outcome, Summary
from inquit.core.errors import FetchFailed
from inquit.core.records import Report
from inquit.ingest.fetch import Fetched
from inquit.store.feeds import Feed
from inquit.web.watching import Watcher, after_reading, watch

URL = "https://courier.example/rss"
ENTRY = "<item><title>{0}</title><link>https://courier.example/{0}</link></item>"
NOW = datetime(2031, 5, 2, 8, 0, tzinfo=UTC)


def rss(*names):
    items = "".join(ENTRY.format(name) for name in names)
    return f'<rss version="2.0"><channel><title>Harrow Courier</title>{items}</channel></rss>'.encode()


@pytest.fixture
def web(monkeypatch):
    """What is at which address, and what was asked for."""
    pages, asked = {}, []

    def fetch(url, **_):
        asked.append(url)
        if url not in pages:
            raise FetchFailed(url, "was refused (status 500)", "Try later")
        suffix = ".xml" if url == URL else ".html"
        return Fetched(url=url, body=pages[url], suffix=suffix, charset="utf-8")

    monkeypatch.setattr("inquit.ingest.fetch.fetch", fetch)
    for name in ("ferry", "train"):
        said = (
            f"<p>The {name} to Olm was late again on Monday, Ilse Brandt of the port said, and so was the next one.</p>"
        )
        pages[f"https://courier.example/{name}"] = f"<html><body><article>{said * 5}</article></body></html>".encode()
    return pages, asked


@pytest.fixture
def watcher(desk):
    made = Watcher(desk.collection, desk.jobs, pause=0.01)
    yield made
    made.close()


def read_of(collection, times):
    """The feed when it was read so often, counting by its last reading."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with collection.viewing() as view:
            feed = view.feed(URL)
        if feed.checked is not None and feed.checked != times:
            return feed
        time.sleep(0.02)
    raise AssertionError(feed)


def test_what_is_new_in_a_feed_is_added_and_the_rest_not_fetched_again(desk, watcher, web):
    pages, asked = web
    pages[URL] = rss("ferry")
    watch(desk.collection, URL, 600)
    first = read_of(desk.collection, None)
    assert (first.told, first.failures) == ("1 new report.", 0)
    assert (
        datetime.fromisoformat(first.due) - datetime.fromisoformat(first.checked) == datetime.resolution * 600_000_000
    )
    pages[URL] = rss("ferry", "train")
    asked.clear()
    time.sleep(1.1)  # times are kept to the second
    watch(desk.collection, URL, 600)
    assert read_of(desk.collection, first.checked).told == "1 new report."
    assert asked == [URL, "https://courier.example/train"]
    with desk.collection.viewing() as view:
        assert view.has_address("https://courier.example/ferry")
        assert view.counts().reports == 5


def test_a_feed_that_fails_says_why(desk, watcher, web):
    watch(desk.collection, URL, 600)
    failed = read_of(desk.collection, None)
    assert failed.told == "was refused (status 500). Try later."
    assert failed.failures == 1


def test_failures_put_a_feed_off_up_to_a_day_and_success_brings_it_back():
    feed, waits = Feed(url=URL, every=900, due=""), []
    for _ in range(9):
        feed = after_reading(feed, Summary(skipped=[FetchFailed(URL, "broke off")]), None, NOW)
        waits.append((datetime.fromisoformat(feed.due) - NOW).total_seconds())
    assert waits == [1800, 3600, 7200, 14400, 28800, 57600, 86400, 86400, 86400]
    assert feed.failures == 9
    feed = after_reading(feed, Summary(), None, NOW)
    assert (feed.failures, feed.told, feed.due) == (0, "Nothing new.", "2031-05-02T08:15:00+00:00")
    seldom = after_reading(Feed(url=URL, every=200_000, due=""), Summary(), "The disk is full.", NOW)
    assert (datetime.fromisoformat(seldom.due) - NOW).total_seconds() == 200_000


def test_articles_that_fail_do_not_make_the_feed_fail():
    found = Summary()
    found.count(Outcome(what="new", report=Report.of("One.")))
    found.count(FetchFailed(f"{URL}:2 (https://courier.example/b)", "broke off"))
    read = after_reading(Feed(url=URL, due=""), found, None, NOW)
    assert read.failures == 0
    assert read.told == f"1 new report, 1 skipped, the first: {URL}:2 (https://courier.example/b): broke off."


def test_feeds_in_the_api(client):
    made = client.post("/api/v1/feeds", json={"url": URL, "every": 600})
    assert (made.status_code, made.json()["every"], made.json()["checked"]) == (201, 600, None)
    client.post("/api/v1/feeds", json={"url": URL, "every": 900})
    client.post("/api/v1/feeds", json={"url": "https://a.example/rss"})
    listed = client.get("/api/v1/feeds?limit=1").json()
    rest = client.get("/api/v1/feeds", params={"after": listed["next"]}).json()
    assert [(one["url"], one["every"]) for one in listed["items"] + rest["items"]] == [
        ("https://a.example/rss", 900),
        (URL, 900),
    ]
    assert client.delete("/api/v1/feeds", params={"url": URL}).status_code == 204
    assert client.delete("/api/v1/feeds", params={"url": URL}).status_code == 204
    assert [one["url"] for one in client.get("/api/v1/feeds").json()["items"]] == ["https://a.example/rss"]


@pytest.mark.parametrize("given", [{"url": "/etc/passwd"}, {"url": URL, "every": 59}, {"url": URL, "every": 10**8}])
def test_what_cannot_be_watched_is_refused(client, given):
    assert client.post("/api/v1/feeds", json=given).status_code == 422
    assert client.get("/api/v1/feeds").json()["items"] == []


def test_a_feed_is_watched_and_left_on_the_page(client, desk):
    form = {"pass": desk.form_pass, "url": f" {URL}?a=<b> ", "minutes": "2.5"}
    assert client.post("/feeds", data=form | {"pass": "x"}).status_code == 403
    assert client.post("/feeds", data=form).status_code == 303
    page = client.get("/feeds").text
    assert "every 2.5 minutes" in page
    assert "<b>" not in page
    with desk.collection.writing() as writer:
        feed = writer.feed(f"{URL}?a=<b>")
        writer.put_feed_read(after_reading(feed, Summary(), "<i>Broken</i>.", NOW))
    page = client.get("/feeds").text
    assert "Failed: &lt;i&gt;Broken&lt;/i&gt;." in page
    wrong = client.post("/feeds", data=form | {"url": "ftp://a.example"})
    assert wrong.status_code == 422
    assert "is no web address" in wrong.text
    for minutes in ("0.5", "nan", "1e999", "x"):
        assert client.post("/feeds", data=form | {"minutes": minutes}).status_code == 422
    client.post("/feeds/remove", data={"pass": desk.form_pass, "url": feed.url})
    assert "No feed is watched yet." in client.get("/feeds").text
