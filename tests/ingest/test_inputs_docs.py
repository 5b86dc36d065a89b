"""docs/inputs.md names every limit with its default, and every ending that is read."""

from dataclasses import asdict
from pathlib import Path

from inquit.core.settings import DEFAULT_LIMITS
from inquit.ingest.articles import LEAST_ARTICLE
from inquit.ingest.inputs import FOLDER_SUFFIXES

TEXT = (Path(__file__).parents[2] / "docs" / "inputs.md").read_text(encoding="utf-8")


def test_limits_and_defaults():
    for name, value in asdict(DEFAULT_LIMITS).items():
        assert f"| `INQUIT_{name.upper()}` | {int(value)} |" in TEXT


def test_endings():
    assert all(f"`{suffix}`" in TEXT for suffix in FOLDER_SUFFIXES)


def test_least_article():
    assert f"fewer than {LEAST_ARTICLE} characters" in TEXT
