import http.server
import json
import os
import pty
import re
import signal
import subprocess
import sys
import threading

import pytest


def test_in_a_pipe_it_prints_plain_lines(inquit, note):
    done = inquit("read", note)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        str(note),
        "10 words",
        "1 statement attributed: 1 to named sources; 1 sentence in the report’s own voice.",
        "",
        "1. paragraph 1: Ann Bo (named person) | said | that it rained | indirect, certain, confidence 0.90",
        "",
    ]


def test_text_marks_the_article(inquit, note):
    assert "[source 1: Ann Bo] [cue 1: said] [content 1: that it rained]." in inquit("read", note, "--text").stdout


def test_json_is_one_object_and_nothing_else(inquit, note):
    done = inquit("read", note, "--json", "--outlet", "The Quay", "--published", "2024-02", "--title", "Rain")
    told = json.loads(done.stdout)
    assert told["report"]["text"].startswith("Rain\n\nAnn Bo")
    assert (told["report"]["outlet"], told["report"]["published"]) == ("The Quay", "2024-02")
    start, end = told["attributions"][0]["cue"][0]
    assert told["report"]["text"][start:end] == "said"


def test_explain_adds_the_evidence_to_json(inquit, note):
    assert "evidence" in json.loads(inquit("read", note, "--json", "--explain").stdout)["attributions"][0]
    assert "evidence" not in json.loads(inquit("read", note, "--json").stdout)["attributions"][0]


def test_jsonl_is_a_line_for_each_report_in_order(inquit, note, lines):
    done = inquit("read", lines, note, "--jsonl")
    texts = [json.loads(line)["report"]["text"] for line in done.stdout.splitlines()]
    assert [text.split("that ")[1][:7] for text in texts] == ["0 ships", "1 ships", "2 ships", "it rain"]


def test_one_bad_input_among_many_costs_only_itself(inquit, note, lines, tmp_path):
    done = inquit("read", tmp_path / "nowhere.txt", lines, note, "--jsonl")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 4
    problems = done.stderr.splitlines()
    assert problems[0] == "inquit: 2 inputs could not be read:"
    assert "nowhere.txt" in problems[1]
    assert "wire.jsonl" in problems[2]
    assert len(problems) == 3


def test_a_bad_input_alone_is_told_in_one_sentence(inquit, tmp_path):
    done = inquit("read", tmp_path / "now\x1bhere.txt")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith("inquit: ")
    assert "\x1b" not in done.stderr


def test_standard_input_is_read(started):
    process = started("read", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert "1. paragraph 1: Ann Bo (named person) | said" in process.communicate("Ann Bo said that it rained.")[0]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "SOURCE"),
        (["--json", "--jsonl", "note"], "not both"),
        (["--jsonl", "--text", "note"], "--text"),
        (["--json", "note", "note"], "--jsonl"),
        (["--title", "Rain", "note", "note"], "--title"),
        (["--published", "last week", "note"], "--published"),
        (["--html", "nowhere/page.html", "note"], "--html"),
        (["--colour", "note"], "--colour"),
    ],
)
def test_wrong_use_is_refused_before_anything_is_printed(inquit, note, args, told, monkeypatch):
    monkeypatch.chdir(note.parent)
    note.rename("note")
    done = inquit("read", *args)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert told in done.stderr


def test_a_wrong_setting_is_wrong_use(started, note):
    process = started("read", note, env=os.environ | {"INQUIT_INPUT_BYTES": "many"}, stderr=subprocess.PIPE, text=True)
    assert "INQUIT_INPUT_BYTES" in process.communicate()[1]
    assert process.returncode == 2


def test_a_page_is_written_and_nothing_printed(inquit, note, lines, tmp_path):
    done = inquit("read", note, lines, "--html", tmp_path / "page.html")
    assert done.stdout == ""
    assert done.exit_code == 1  # the broken line
    assert "Who says what in 4 reports" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_page_and_json_come_from_one_reading(inquit, note, tmp_path):
    done = inquit("read", note, "--json", "--html", tmp_path / "page.html")
    assert json.loads(done.stdout)["attributions"]
    assert "Ann Bo" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_reports_are_read_as_they_come(inquit, monkeypatch):
    """However many reports come in, no more than a few are held."""
    from inquit.core.records import Report

    out, ahead = [], []

    def endless(where, **options):
        for i in range(200):
            ahead.append(i - len(out))
            yield Report.of(f"Ann Bo said that {i} ships came.")

    monkeypatch.setattr("inquit.ingest.inputs.reports", endless)
    monkeypatch.setattr("inquit.export.json_lines.json_line", lambda reading, explain: out.append(reading) or "")
    assert inquit("read", "somewhere", "--jsonl").exit_code == 0
    assert len(out) == 200
    assert max(ahead) <= 3


def test_a_local_address_is_read_only_when_allowed(inquit):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"Ann Bo said that it rained.")

        def log_message(self, *args):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/note"
        refused = inquit("read", url)
        allowed = inquit("read", url, "--allow-local")
        server.shutdown()
    assert refused.exit_code == 1
    assert url in refused.stderr
    assert "Ann Bo (named person) | said" in allowed.stdout


def test_ctrl_c_keeps_what_was_read(started, tmp_path):
    wire = tmp_path / "wire.jsonl"
    wire.write_text(
        "".join(json.dumps({"id": f"a{i}", "text": "Ann Bo said that it rained."}) + "\n" for i in range(99))
    )
    page = tmp_path / "page.html"
    process = started(
        "read", wire, "--jsonl", "--html", page, delay=0.2, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, told = process.communicate(timeout=20)
    assert json.loads(first)["report"]["id"] == "a0"
    assert all(json.loads(line) for line in rest.splitlines())
    assert process.returncode == 130
    assert told == "inquit: interrupted; what was read before is written.\n"
    assert "Ann Bo" in page.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "wire.jsonl"]


def test_a_reader_that_goes_away_ends_it_in_silence(started, tmp_path):
    wire = tmp_path / "wire.jsonl"
    wire.write_text("".join(json.dumps({"id": f"a{i}", "text": "Ann Bo said. " * 999}) + "\n" for i in range(50)))
    process = started("read", wire, "--jsonl", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=20) == 141


def on_terminal(started, *args, **environment):
    """What the command writes on a terminal of 100 columns."""
    ours, theirs = pty.openpty()
    env = os.environ | {"COLUMNS": "100", "TERM": "xterm-256color"} | environment
    process = started(*args, stdout=theirs, stderr=theirs, env=env)
    os.close(theirs)
    shown = b""
    while True:
        try:
            some = os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            some = b""
        if not some:
            break
        shown += some
    os.close(ours)
    process.wait(timeout=20)
    return shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_on_a_terminal_it_prints_a_table(started, note):
    shown = on_terminal(started, "read", note)
    assert "\x1b[1m" in shown
    assert "Who says so" in shown
    assert not re.search(r"\x1b(?!\[[0-9;]*m)", shown)


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"COLUMNS": "60"}])
def test_a_dumb_or_narrow_terminal_gets_plain_lines(started, note, environment):
    shown = on_terminal(started, "read", note, **environment)
    assert "\x1b" not in shown
    assert "1. paragraph 1: Ann Bo (named person) | said" in shown


def test_progress_shows_on_a_terminal_only(started, lines, tmp_path):
    page = tmp_path / "page.html"
    assert "reports read" in on_terminal(started, "read", lines, "--html", page)
    process = started("read", lines, "--html", page, stderr=subprocess.PIPE, text=True)
    told = process.communicate()[1]
    assert told.count("\n") == 1
    assert "wire.jsonl" in told
