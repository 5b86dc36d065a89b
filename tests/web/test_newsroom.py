"""The whole way of a newsroom, with the command and the models as they ship: add, trace, correct, keep, take back."""

import csv
import json
import shutil
import subprocess
import sys

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the path")

FERRY = [
    ("Harrow Courier", "The Olm ferry will stop running on 4 May, harbour master Ada Lind said on Monday."),
    ("Quay Herald", "The Olm ferry will stop running on 4 May, Ada Lind, the harbour master, said."),
    ("Olm Chronicle", "The Olm ferry will stop running on 4 May, harbour master Ada Lind told reporters."),
]


@pytest.fixture
def address(tmp_path):
    command = [sys.executable, "-m", "inquit", "serve", str(tmp_path / "new.inquit"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield process.stdout.readline().split(" is at ")[1].split()[0]
        process.terminate()


@pytest.fixture
def tab(address):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as api:
        browser = api.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
        opened.set_default_timeout(60_000)
        yield opened
        browser.close()


def test_three_reports_are_added_traced_corrected_and_kept(tab, tmp_path):
    file = tmp_path / "ferry.jsonl"
    lines = ({"outlet": outlet, "text": text, "published": "2031-04-01"} for outlet, text in FERRY)
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    tab.goto("/add")
    tab.get_by_label("Files").set_input_files(file)
    tab.get_by_role("button", name="Read and add").click()
    tab.get_by_text("3 reports added").wait_for(timeout=120_000)

    tab.goto("/claims")
    tab.get_by_role("link", name="The Olm ferry will stop running").first.click()
    count, roots = tab.locator(".big b"), tab.locator("section[aria-labelledby=roots] .party bdi")
    assert count.inner_text() == "1"
    assert roots.all_inner_texts() == ["Ada Lind"]
    tab.evaluate("window.notReloaded = true")

    wording = tab.locator(".wordings > li", has_text="Olm Chronicle")
    wording.hover()
    wording.get_by_role("link", name="Correct").click()
    dialog = tab.locator("dialog")
    dialog.get_by_label("It is said by").fill("Jon Tarrow")
    dialog.get_by_role("button", name="This is the source").click()
    tab.get_by_text("Corrected.").wait_for()
    assert count.inner_text() == "2"
    assert sorted(roots.all_inner_texts()) == ["Ada Lind", "Jon Tarrow"]

    with tab.expect_download() as kept:
        tab.get_by_role("link", name="Table (CSV)").click()
    told = list(csv.DictReader(kept.value.path().read_text(encoding="utf-8-sig").splitlines()))
    assert {(row["outlet"], row["source"]) for row in told} >= {
        ("Olm Chronicle", "Jon Tarrow"),
        ("Quay Herald", "Ada Lind"),
    }

    tab.get_by_role("button", name="Undo").click()
    tab.get_by_text("Taken back.").wait_for()
    assert count.inner_text() == "1"
    assert tab.evaluate("window.notReloaded")
