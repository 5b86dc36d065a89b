"""The invented families (benchmarks/families), and what Inquit says of their reports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Record = dict[str, Any]  # an object of a family or of an answer, as its JSON has it
INPUT = ("id", "title", "outlet", "published", "url", "byline", "text")


def read_families(folder: Path, split: frozenset[str] | None) -> dict[str, Record]:
    """The families of a split by their file's name, which begins with what the README calls them; or all of a folder."""
    paths = sorted(p for p in folder.glob("*.json") if split is None or p.stem.split("-")[0] in split)
    if not paths:
        raise SystemExit(f"{folder} holds no family" + (f" of {', '.join(sorted(split))}." if split else "."))
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def predict(articles: list[Record]) -> Record:
    """What Inquit says of these reports, as `inquit claims --json` prints it, from a collection made for them alone."""
    with TemporaryDirectory() as folder:
        reports, collection = Path(folder) / "reports.jsonl", Path(folder) / "family.inquit"
        ordered = sorted(articles, key=lambda article: article["published"])
        lines = (json.dumps({key: article[key] for key in INPUT}, ensure_ascii=False) for article in ordered)
        reports.write_text("\n".join(lines) + "\n", encoding="utf-8")
        run_inquit("add", str(reports), "-c", str(collection))
        return json.loads(run_inquit("claims", "-c", str(collection), "--json"))


def run_inquit(*arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "inquit", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if ran.returncode:
        raise SystemExit(f"`inquit {arguments[0]}` failed, so that there is nothing to score:\n{ran.stderr.strip()}")
    return ran.stdout
