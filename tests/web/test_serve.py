"""`inquit serve` as a person starts and ends it."""

import signal
import subprocess
import sys
import urllib.request

from typer.testing import CliRunner

from inquit.cli.main import app


def test_it_prints_its_address_and_ends_on_ctrl_c(tmp_path):
    command = [sys.executable, "-m", "inquit", "serve", str(tmp_path / "new.inquit"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            said = process.stdout.readline()
            address = said.split(" is at ")[1].split()[0]
            assert address.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  # our own
                assert "This collection is empty." in answer.read().decode()
            process.send_signal(signal.SIGINT)
            assert process.wait(30) in {0, 130}
            assert process.stderr.read() == ""
        finally:
            process.kill()


def test_beyond_this_machine_it_wants_a_token_before_it_makes_anything(tmp_path):
    done = CliRunner().invoke(app, ["serve", str(tmp_path / "a.inquit"), "--host", "0.0.0.0"])  # noqa: S104  # refused
    assert done.exit_code
    assert "Choose a token" in str(done.exception)
    assert list(tmp_path.iterdir()) == []
