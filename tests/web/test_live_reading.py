"""A text appears while it is read, and the desk answers whatever its jobs do."""

import threading
import time

import pytest
from starlette.testclient import TestClient

from inquit.batch.adding import Outcome
from inquit.core.errors import FetchFailed, InquitError
from inquit.core.records import Reading, Report
from inquit.core.spans import Span
from inquit.web.adding_process import AddingEnded, AddingProcess
from inquit.web.app import application
from inquit.web.desk import Desk
from inquit.web.jobs import Jobs, Watched
from inquit.web.live_view import Piece, live_text
from inquit.web.orders import Order, Seen
from inquit.web.server import rules_for

TEXT = "🚢 <b>Ferry</b>\n\nIt was late, Ann Bo said.\n\nNobody was hurt."


class StepByStep:
    """Tells of an order what a test puts in, a step whenever the test says so."""

    def __init__(self):
        self.steps, self.go, self.closed = [], threading.Semaphore(0), False

    def add(self, order, tell):
        for step in self.steps:
            assert self.go.acquire(timeout=30)
            if isinstance(step, Exception):
                raise step
            tell(step)

    def close(self):
        self.closed = True


@pytest.fixture
def adder():
    return StepByStep()


@pytest.fixture
def stepped(collection, adder):
    jobs = Jobs(adder)
    desk = Desk(collection=collection, jobs=jobs)
    yield TestClient(
        application(desk, rules_for("127.0.0.1")), base_url="http://127.0.0.1:8321", follow_redirects=False
    )
    adder.go.release(100)
    jobs.close()


def when(client, job, known=0, **wanted):
    """What is told of a job, once that is as wanted."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        told = client.get(f"/api/v1/jobs/{job}/reading", params={"known": known}).json()
        if all(told[name] == value for name, value in wanted.items()):
            return told
        time.sleep(0.01)
    raise AssertionError(told)


def given(client, **body):
    return client.post("/api/v1/jobs", json=body).json()["id"]


def test_marks_come_while_the_text_is_read_and_then_the_whole(stepped, adder, collection):
    report = Report.of(TEXT)
    cue = TEXT.index("said")
    first = Seen(report=report.id, read=14, marks=((Span(2, 14), "source"),))
    second = Seen(report=report.id, read=len(TEXT), marks=((Span(cue, cue + 4), "cue"),))
    adder.steps = [first, second, Reading(report=report), Outcome(what="new", report=report)]
    job = given(stepped, text=TEXT)
    page = stepped.get(f"/jobs/{job}").text
    assert "Nobody was hurt." in page
    assert "<b>" not in page

    adder.go.release()
    told = when(stepped, job, read=14)
    assert told["marks"] == [{"span": [2, 14], "role": "source"}]
    assert told["length"] == len(TEXT)
    assert '<span class="source">&lt;b&gt;Ferry&lt;/b&gt;</span>' in stepped.get(f"/jobs/{job}").text
    adder.go.release()
    assert when(stepped, job, known=1, read=len(TEXT))["marks"] == [{"span": [cue, cue + 4], "role": "cue"}]

    adder.go.release()
    while "It is being compared" not in (page := stepped.get(f"/jobs/{job}").text):
        time.sleep(0.01)
    assert "article" in page
    assert "data-dialog" not in page
    adder.go.release()
    when(stepped, job, state="done")
    answer = stepped.get(f"/jobs/{job}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/reports/{report.id}")


def test_marks_of_another_report_are_not_shown(stepped, adder):
    adder.steps = [Report.of("One."), Report.of("Two."), Seen(report=Report.of("Two.").id, read=4, marks=())]
    job = given(stepped, url="https://feed.example/")
    adder.go.release(3)
    told = when(stepped, job, state="done")
    assert told["read"] == 0


def test_several_reports_are_a_list(stepped, adder):
    reports = [Report.of("One."), Report.of("Two.")]
    adder.steps = [reports[0], *(Outcome(what="new", report=one) for one in reports)]
    job = given(stepped, url="https://feed.example/")
    adder.go.release(3)
    when(stepped, job, state="done")
    page = stepped.get(f"/jobs/{job}")
    assert page.status_code == 200
    assert page.text.count('<li class="entry">') == 2


def test_what_ends_a_job_is_told_and_the_next_one_is_done(stepped, adder):
    adder.steps = [InquitError("The disk is full. Make room.")]
    job = given(stepped, text="One.")
    adder.go.release()
    when(stepped, job, state="failed")
    assert "The disk is full. Make room." in stepped.get(f"/jobs/{job}").text
    adder.steps = [FetchFailed("https://a.example", "broke off")]
    adder.go.release()
    assert when(stepped, given(stepped, text="Two."), state="failed")


def test_a_job_that_is_stopped_is_not_gone_on_with(stepped, adder, collection):
    report = Report.of("One.")
    adder.steps = [Seen(report=report.id, read=1, marks=()), Outcome(what="new", report=report)]
    job = given(stepped, text="One.")
    adder.go.release()
    when(stepped, job, read=1)
    form_pass = stepped.app.state.desk.form_pass
    assert stepped.post(f"/jobs/{job}/stop", data={"pass": form_pass}).status_code == 303
    adder.go.release()
    when(stepped, job, state="stopped")
    assert stepped.get(f"/api/v1/jobs/{job}").json()["new"] == 0


def test_a_mark_over_the_end_of_a_paragraph_is_cut_there():
    report = Report.of("Ab cd.\n\nEf gh.")
    watched = Watched(report=report, so_far=(14, 1), marks=[(Span(3, 10), "content"), (Span(12, 13), "cue")])
    live = live_text(watched)
    assert live.known == 1
    assert [p.pieces for p in live.paragraphs] == [
        (Piece("Ab ", None), Piece("cd.", "content")),
        (Piece("Ef gh.", None),),
    ]


def test_the_process_that_adds_reads_and_writes_and_can_be_ended(collection):
    """The shipped models, in processes of their own."""
    report, told = Report.of("The ferry will be late, Ilse Brandt told the Harrow Courier on Monday."), []
    adding = AddingProcess(collection.address)
    try:
        adding.add(Order(reports=(report,)), told.append)
        kinds = [type(one).__name__ for one in told]
        assert kinds == ["Report", "Seen", "Reading", "Outcome"]
        assert {role for _, role in told[1].marks} == {"source", "cue", "content"}
        with collection.viewing() as view:
            assert view.reading(report.id).attributions == told[2].attributions
            assert view.stale_count() == 0
        with pytest.raises(AddingEnded):
            adding.add(Order(reports=(Report.of("Late."),)), lambda _: threading.Thread(target=adding.close).start())
        adding.add(Order(), told.append)  # by a new process
        with collection.viewing() as view:
            assert view.counts().reports == 4
    finally:
        adding.close()
