"""What every start of Inquit costs."""

import resource
import subprocess
import sys

HEAVY = ("numpy", "onnxruntime", "lxml", "tokenizers", "trafilatura", "httpx", "rich", "typer", "jinja2")


def best(command, tries=5):
    """The least processor time in seconds of a few runs: what the machine does beside this is not ours."""
    seconds = []
    for _ in range(tries):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
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
