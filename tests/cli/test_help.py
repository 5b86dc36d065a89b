import subprocess
import sys

import pytest

from inquit import __version__

HEAVY = ("numpy", "onnxruntime", "lxml", "httpx", "jinja2", "rich", "tokenizers", "trafilatura")


def test_version(inquit):
    assert inquit("--version").stdout == f"inquit {__version__}\n"


@pytest.mark.parametrize("command", [[], ["read"]])
def test_help_has_an_example(inquit, command):
    done = inquit(*command, "--help")
    assert done.exit_code == 0
    assert "Example: inquit read examples/" in done.stdout


def test_help_has_no_boxes_that_a_screen_reader_would_read(inquit):
    assert not [c for c in inquit("read", "--help").stdout if "─" <= c <= "╿"]


def test_help_loads_nothing_heavy():
    code = f"import sys, inquit.cli.main; print([name for name in {HEAVY} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
