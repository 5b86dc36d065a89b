import json
import subprocess
import sys
from pathlib import Path

import pytest
from fake_inquit import SaidTagger
from typer.testing import CliRunner

from inquit.cli.main import app


@pytest.fixture
def inquit(monkeypatch):
    """Runs the command in this process, with the fake tagger."""
    monkeypatch.setattr("inquit.pipeline.shipped_tagger", SaidTagger)
    return lambda *args, **options: CliRunner().invoke(app, [str(arg) for arg in args], **options)


@pytest.fixture
def started():
    """Starts the command in a process of its own; what is still running at the end is stopped."""
    running = []

    def start(*args, delay=0.0, **options):
        command = [sys.executable, str(Path(__file__).with_name("fake_inquit.py")), str(delay), *map(str, args)]
        process = subprocess.Popen(command, **options)
        running.append(process)
        return process

    yield start
    for process in running:
        with process:
            process.kill()


@pytest.fixture
def note(tmp_path):
    """A text file with one attribution."""
    file = tmp_path / "note.txt"
    file.write_text("Ann Bo said that it rained. The ferry was late.\n", encoding="utf-8")
    return file


@pytest.fixture
def lines(tmp_path):
    """A .jsonl of three reports, and a line between them that is none."""
    file = tmp_path / "wire.jsonl"
    reports = [json.dumps({"id": f"a{i}", "text": f"Ann Bo said that {i} ships came."}) for i in range(3)]
    file.write_text("\n".join([*reports[:2], "{broken", reports[2]]) + "\n", encoding="utf-8")
    return file
