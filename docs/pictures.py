"""Draws the README's pictures from an example article.

    python docs/pictures.py        # writes docs/read.svg and docs/page.png

Needs `pip install inquit[dev]` and a Chromium on the path.
"""

import shutil
import sys
import tempfile
from io import StringIO
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI

from inquit.core.errors import InputError
from inquit.core.records import Reading
from inquit.export.page import Page
from inquit.export.rows import sheet_of
from inquit.export.terminal import screen
from inquit.ingest.inputs import reports
from inquit.pipeline import read_reports

DOCS = Path(__file__).parent
ARTICLE = DOCS.parent / "examples" / "river-talks.html"


def read_example() -> Reading:
    """The example article, read with the shipped model."""
    found = next(reports(ARTICLE))
    if isinstance(found, InputError):
        raise found
    return next(read_reports([found]))


def draw_terminal(reading: Reading, file: Path) -> None:
    """What `inquit read` prints on a terminal of 110 columns, as SVG."""
    console = Console(file=StringIO(), width=110, record=True, highlight=False, markup=False, emoji=False)
    console.print(screen(sheet_of(reading)))
    console.save_svg(str(file), title=f"inquit read examples/{ARTICLE.name}", theme=MONOKAI)


def draw_page(reading: Reading, file: Path, chromium: str) -> None:
    """The first screen of the page that `inquit read --html` writes, as PNG."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "page.html"
        with Page(page) as writer:
            writer.add(reading)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1200, "height": 900})
        tab.goto(page.as_uri())
        tab.screenshot(path=file)
        browser.close()


def main() -> None:
    """Writes both pictures beside this file."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium on the path. Install one (apt-get install chromium).")
    reading = read_example()
    draw_terminal(reading, DOCS / "read.svg")
    draw_page(reading, DOCS / "page.png", chromium)


if __name__ == "__main__":
    main()
