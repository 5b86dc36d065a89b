"""Takes pictures of the desk at three widths, from the invented reports of an example.

    python docs/desk_pictures.py FOLDER    # every main view, 360, 800 and 1400 px wide, dark, and as it is printed
    python docs/desk_pictures.py           # the README's pictures: docs/desk-reading.png, -claim.png and -first.png

Needs `pip install inquit[dev]` and a Chromium on the path.
"""

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from inquit.batch.adding import Options, add
from inquit.batch.comparing import Comparer
from inquit.batch.summaries import refresh
from inquit.store.collection import Collection
from inquit.web.addresses import claim_address, report_address
from inquit.web.app import application
from inquit.web.desk import Desk
from inquit.web.jobs import Jobs
from inquit.web.server import rules_for

DOCS = Path(__file__).parent
EXAMPLE = DOCS.parent / "examples" / "granary-deal"
WIDTHS = (360, 800, 1400)
README = {"reading": 900, "claim": 900, "first": 640}  # heights of the README's pictures


@contextmanager
def served(collection: Collection) -> Generator[str]:
    """The address of a desk that shows the collection."""
    desk = Desk(collection=collection, jobs=Jobs())
    config = uvicorn.Config(application(desk, rules_for("127.0.0.1")), port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def views(collection: Collection) -> dict[str, str]:
    """The main views by their names: addresses, of the most carried claim and the report that carries it last."""
    with collection.viewing() as view:
        claim = view.summaries("carried", limit=1).items[0].id
        report = max(
            (m.report for m in view.mentions_of_claims([claim])[claim]), key=lambda r: len(view.mentions_of_report(r))
        )
    return {
        "first": "/",
        "stories": "/stories",
        "reports": "/reports",
        "claims": "/claims",
        "sources": "/sources",
        "outlets": "/outlets",
        "search": "/search?q=granary",
        "add": "/add",
        "reading": report_address(report),
        "unnamed": report_address(report) + "?show=unnamed",
        "claim": claim_address(claim),
    }


def take(
    browser: Browser,
    address: str,
    file: Path,
    *,
    width: int,
    height: int = 0,
    scheme: Literal["light", "dark"] = "light",
    media: Literal["screen", "print"] = "screen",
) -> None:
    """A picture of a page: all of it, or its first `height` pixels."""
    tab = browser.new_page(viewport={"width": width, "height": height or 900})
    tab.emulate_media(color_scheme=scheme, media=media)
    tab.goto(address)
    tab.screenshot(path=file, full_page=not height)
    tab.close()


def main() -> None:
    """Writes the pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium on the path. Install one (apt-get install chromium).")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as place, Collection.open(f"{place}/granary.inquit", create=True) as collection:
        add(collection, [EXAMPLE], options=Options(workers=0), relate=Comparer())
        refresh(collection)
        with served(collection) as desk, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            shown = views(collection)
            if folder is None:
                for name, height in README.items():
                    take(browser, desk + shown[name], DOCS / f"desk-{name}.png", width=1200, height=height)
            else:
                folder.mkdir(exist_ok=True)
                for name, path in shown.items():
                    for width in WIDTHS:
                        take(browser, desk + path, folder / f"{name}-{width}.png", width=width)
                    take(browser, desk + path, folder / f"{name}-dark.png", width=1400, scheme="dark")
                    take(browser, desk + path, folder / f"{name}-print.png", width=760, media="print")
            browser.close()


if __name__ == "__main__":
    main()
