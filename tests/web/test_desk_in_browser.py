"""The desk as Chromium shows it: what a person does there, from a claim to its correction and back."""

import json
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from inquit.core.comparison import mention_id
from inquit.core.spans import Span
from inquit.web.app import application
from inquit.web.server import rules_for

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the path")

VIEWS = [
    "/",
    "/stories",
    "/stories/s1",
    "/reports",
    "/claims",
    "/sources",
    "/outlets",
    "/search?q=bridge",
    "/add",
    "/feeds",
    "/corrections",
    "/nowhere",
]
VIEWS += ["/reports/quay", "/reports/harrow?show=hedged", "/claims/c1", "/correct?report=none"]
VIEWS += ["/correct?mention=" + mention_id("quay", (Span(0, 33),))]


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as api:
        chromium = api.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def address(desk):
    server = uvicorn.Server(uvicorn.Config(application(desk, rules_for("127.0.0.1")), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def tab(browser, address):
    """A page that keeps what it asked for elsewhere, and what it complained about."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.elsewhere, opened.messages = [], []
    opened.on("request", lambda request: request.url.startswith(address) or opened.elsewhere.append(request.url))
    opened.on("console", lambda message: opened.messages.append(message.text))
    opened.on("pageerror", lambda error: opened.messages.append(str(error)))
    yield opened
    context.close()


def test_a_claim_is_traced_corrected_and_the_correction_taken_back(tab):
    tab.goto("/claims")
    tab.get_by_role("link", name="The Tarn bridge").first.click()
    count = tab.locator(".big b")
    before = count.inner_text()
    roots = tab.locator("section[aria-labelledby=roots] .party bdi")
    assert len(roots.all_inner_texts()) == 2

    wording = tab.locator(".wordings > li", has_text="Quay Herald")
    wording.hover()
    wording.get_by_role("link", name="Correct").click()
    dialog = tab.locator("dialog")
    dialog.get_by_label("It is said by").fill("Ilse Brandt")
    dialog.get_by_role("combobox").filter(has_text="unnamed").select_option("named")
    tab.evaluate("window.notReloaded = true")
    dialog.get_by_role("button", name="This is the source").click()

    tab.get_by_text("Corrected.").wait_for()
    assert dialog.count() == 0
    assert roots.all_inner_texts() == ["Ilse Brandt"]
    assert (before, count.inner_text()) == ("2", "1")
    tab.get_by_role("button", name="Undo").click()
    tab.get_by_text("Taken back.").wait_for()
    assert count.inner_text() == "2"
    assert len(roots.all_inner_texts()) == 2
    assert tab.evaluate("window.notReloaded")
    assert (tab.elsewhere, tab.messages) == ([], [])


def test_a_corrected_source_stands_in_the_margin_of_the_report(tab):
    tab.goto("/reports/quay")
    note = tab.locator("#n1")
    assert "an official" in note.inner_text()
    note.hover()
    note.get_by_role("link", name="Correct 1").click()
    dialog = tab.locator("dialog")
    dialog.get_by_label("It is said by").fill("Ilse Brandt")
    assert dialog.locator("[name=standing]").input_value() == "named"  # as the claim's other report has her
    dialog.get_by_role("button", name="This is the source").click()
    tab.get_by_text("Corrected.").wait_for()
    assert "Ilse Brandt" in note.inner_text()
    assert "an official" not in note.inner_text()
    assert tab.locator(".summary .open").inner_text().startswith("0 ")
    tab.get_by_role("button", name="Undo").click()
    tab.get_by_text("Taken back.").wait_for()
    assert "an official" in note.inner_text()


def test_claims_are_found_while_typing_and_chosen_by_keyboard(tab):
    tab.goto("/claims/c1")
    wording = tab.locator(".wordings > li", has_text="Olm Chronicle")
    wording.hover()
    wording.get_by_role("link", name="Correct").click()
    dialog = tab.locator("dialog")
    assert dialog.get_attribute("aria-label") == "What is right?"
    dialog.get_by_label("Words of the claim").press_sequentially("lorries")
    dialog.get_by_text("No other claim has these words.").wait_for()
    assert tab.url.endswith("/claims/c1")
    tab.keyboard.press("Escape")
    dialog.wait_for(state="detached")  # it is taken away a moment after it closes


def test_a_node_of_the_tree_leads_to_the_very_words(tab):
    tab.goto("/claims/c1")
    tab.locator(".picture a", has_text="Harrow Courier").first.click()
    tab.wait_for_url("**/reports/harrow#m*")
    assert tab.locator(".mention:target").inner_text().endswith("The Tarn bridge may close in May")


def test_words_and_their_note_light_each_other_up(tab):
    tab.goto("/reports/quay")
    tab.locator("#n1 .go").hover()
    assert tab.locator(".content.lit").count() == 1
    tab.locator(".text .cue").hover()
    assert "lit" in tab.locator("#n1").get_attribute("class")
    tab.locator("h1").hover()
    assert tab.locator(".lit").count() == 0
    tab.locator("#n1 .go").focus()
    assert tab.locator(".content.lit").count() == 1


def test_keys_bring_out_what_an_editor_looks_for(tab):
    tab.goto("/reports/quay")
    for key, name in (("u", "unnamed"), ("o", "own"), ("h", "hedged")):
        tab.keyboard.press(key)
        assert tab.locator(f"article.show-{name}").count() == 1
        assert tab.locator("[aria-pressed=true]").get_attribute("data-show") == name
        assert tab.url.endswith(f"?show={name}")
    tab.reload()
    assert tab.locator("article.show-hedged").count() == 1
    tab.get_by_label("keys").uncheck()
    tab.keyboard.press("u")
    assert tab.locator("article.show-unnamed").count() == 0


def test_the_tree_is_moved_and_made_larger_by_keyboard(tab):
    tab.goto("/claims/c1")
    frame, width = tab.locator("[data-picture]"), "document.querySelector('.picture svg').clientWidth"
    before = tab.evaluate(width)
    frame.focus()
    tab.keyboard.press("+")
    tab.keyboard.press("+")
    assert tab.evaluate(width) > before
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.querySelector('.picture').scrollLeft") > 0
    tab.keyboard.press("0")
    assert tab.evaluate("document.querySelector('.picture').scrollLeft") == 0


def test_a_text_is_pasted_and_appears_when_it_is_read(tab):
    tab.goto("/add")
    tab.get_by_label("Text").fill("The ferry to Olm was late again.")
    tab.get_by_text("What they do not say themselves").click()
    tab.get_by_label("Outlet").fill("Olm Chronicle")
    tab.get_by_role("button", name="Read and add").click()
    tab.wait_for_url("**/reports/r*")
    assert "The ferry to Olm was late again." in tab.locator(".text").inner_text()
    assert tab.elsewhere == []


def test_files_are_added_and_named_as_the_visitor_knows_them(tab, tmp_path):
    note, broken = tmp_path / "ferry.txt", tmp_path / "wire.jsonl"
    note.write_text("The ferry was late.", encoding="utf-8")
    broken.write_text("{broken", encoding="utf-8")
    tab.goto("/add")
    tab.get_by_label("Files").set_input_files([note, broken])
    tab.get_by_role("button", name="Read and add").click()
    tab.get_by_text("Done: 1 report added").wait_for()
    assert tab.locator("li .wrong").inner_text().startswith("wire.jsonl:1: ")


@pytest.mark.parametrize("width", [360, 800])
def test_nothing_scrolls_sideways(tab, width):
    tab.set_viewport_size({"width": width, "height": 800})
    for view in VIEWS:
        tab.goto(view)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, view


def test_no_view_asks_for_anything_elsewhere(tab):
    for view in VIEWS:
        tab.goto(view)
    assert tab.elsewhere == []
    assert [m for m in tab.messages if "404" not in m and "422" not in m] == []


@pytest.fixture(scope="module")
def axe(tmp_path_factory):
    """axe-core, from the npm registry."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm on the path, which brings axe-core")
    folder = tmp_path_factory.mktemp("axe")
    fetched = subprocess.run(
        [npm, "pack", "--silent", "axe-core@4"], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    if fetched.returncode:
        pytest.skip("axe-core cannot be fetched from the npm registry")
    shutil.unpack_archive(folder / fetched.stdout.strip(), folder)
    return (Path(folder) / "package" / "axe.min.js").read_text(encoding="utf-8")


RULES = json.dumps(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(tab, axe, scheme):
    """WCAG 2.2, levels A and AA, as far as a program can tell."""
    tab.emulate_media(color_scheme=scheme)
    for view in VIEWS:
        tab.goto(view)
        tab.evaluate(axe)
        found = tab.evaluate(f"axe.run({{runOnly: {RULES}}})")
        assert found["passes"]
        told = [(one["id"], [node["html"][:150] for node in one["nodes"]][:3]) for one in found["violations"]]
        assert told == [], view
