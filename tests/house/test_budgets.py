"""What every start of Inquit costs."""

import subprocess
import sys
import time

HEAVY = ("numpy", "onnxruntime", "lxml", "tokenizers", "trafilatura", "httpx", "rich", "typer", "jinja2")


def best(command, tries=5):
    """The quickest of a few runs: what the machine does beside this is not ours."""
    seconds = []
    for _ in range(tries):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def test_import_is_light():
    script = f"import sys, inquit; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    python = best([sys.executable, "-c", "pass"])
    assert best([sys.executable, "-c", "import inquit"]) - python < 0.15


def test_help_is_quick():
    assert best([sys.executable, "-m", "inquit", "--help"]) < 0.4


def test_every_public_name_has_a_docstring_and_is_there():
    import inquit

    for name in inquit.__all__:
        assert getattr(inquit, name).__doc__, name
