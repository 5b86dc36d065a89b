"""The page as Chromium shows it."""

import shutil

import pytest

from inquit.export.page import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the path")


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as api:
        chromium = api.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, tmp_path):
    """Opens a page of readings; `requests` and `messages` of the tab hold what it asked for and complained about."""
    tabs = []

    def open_page(*readings, width=1280, scheme="light"):
        file = tmp_path / "page.html"
        with Page(file, explain=True) as page:
            for reading in readings:
                page.add(reading)
        tab = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        tabs.append(tab)
        tab.requests, tab.messages = [], []
        tab.on("request", lambda request: tab.requests.append(request.url))
        tab.on("console", lambda message: tab.messages.append(message.text))
        tab.on("pageerror", lambda error: tab.messages.append(str(error)))
        tab.goto(file.as_uri())
        return tab

    yield open_page
    for tab in tabs:
        tab.close()


def test_it_asks_for_nothing_and_complains_of_nothing(opened, reading):
    tab = opened(reading)
    assert len(tab.requests) == 1
    assert tab.messages == []
    assert tab.evaluate("getComputedStyle(document.querySelector('.content')).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_a_hostile_article_runs_and_loads_nothing(opened, hostile):
    tab = opened(hostile)
    assert len(tab.requests) == 1
    assert tab.messages == []
    assert tab.title().startswith("Who says what: “<img src=x")
    assert tab.locator("script, img, [onerror], [onclick]").count() == 0


def test_the_keyboard_goes_from_a_note_to_its_words_and_back(opened, reading):
    tab = opened(reading)
    note = tab.locator("#r1n3 a")
    note.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.activeElement.id === 'r1w3'")
    assert tab.evaluate("document.activeElement.innerText").endswith("“It is over,”")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert tab.evaluate(outline) == "solid"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "#r1n3"
    assert tab.evaluate(outline) == "solid"
    tab.keyboard.press("Enter")
    tab.wait_for_function("location.hash === '#r1n3'")


def test_every_link_is_reached_by_tabbing(opened, reading):
    tab = opened(reading)
    links = tab.locator("a").count()
    reached = set()
    for _ in range(links):
        tab.keyboard.press("Tab")
        reached.add(tab.evaluate("[...document.querySelectorAll('a')].indexOf(document.activeElement)"))
    assert reached == set(range(links))


def test_a_note_that_is_pointed_at_lights_up_its_words(opened, reading):
    tab = opened(reading)
    background = "getComputedStyle(document.querySelector('#r1w3')).backgroundColor"
    before = tab.evaluate(background)
    tab.locator("#r1n3 a").hover()
    assert tab.evaluate(background) != before


@pytest.mark.parametrize("width", [320, 360, 800, 1400])
def test_nothing_scrolls_sideways(opened, reading, hostile, width):
    tab = opened(reading, hostile, width=width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [800, 1400])
def test_notes_stand_beside_their_paragraph(opened, reading, width):
    tab = opened(reading, width=width)
    words, note = tab.locator("#r1w3").bounding_box(), tab.locator("#r1n3").bounding_box()
    assert note["x"] >= words["x"] + words["width"]
    assert abs(note["y"] - words["y"]) < 60


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_stand_out_from_the_paper(opened, reading, scheme):
    """Contrast of at least 4.5 (WCAG 2.2, 1.4.3) for every colour of text against what lies behind it."""
    tab = opened(reading, scheme=scheme)
    contrasts = tab.evaluate(CONTRASTS)
    assert len(contrasts) > 50
    assert min(contrasts) >= 4.5


CONTRASTS = """() => {
  const rgba = c => { const m = c.match(/[\\d.]+/g).map(Number); return m.length > 3 ? m : [...m, 1]; };
  const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3]));
  const light = c => c.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = e => e ? over(rgba(getComputedStyle(e).backgroundColor), behind(e.parentElement)) : [255, 255, 255];
  return [...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => {
      const paper = behind(e), ink = over(rgba(getComputedStyle(e).color), paper);
      const [a, b] = [light(paper), light(ink)].sort((x, y) => y - x);
      return (a + 0.05) / (b + 0.05);
    });
}"""
