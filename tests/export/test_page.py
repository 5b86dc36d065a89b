import base64
import hashlib
import re
import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from inquit.core.records import Attribution, Reading, Report
from inquit.core.spans import Span
from inquit.export.page import Page
from inquit.export.visible import visible

VOID = {"meta", "link", "br", "img", "hr"}


class Outline(HTMLParser):
    """What a browser would see of a page: tags that nest, their attributes, and the words in some of them."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.attributes, self.open, self.paragraphs, self.style = [], [], [], [], ""
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))
        if tag in {"p", "h2"} and "dir" in dict(attrs):
            self.paragraphs.append("")

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        tags = [tag for tag, _ in self.open]
        if "style" in tags:
            self.style += data
        if any(tag in {"p", "h2"} and "dir" in attrs for tag, attrs in self.open) and "a" not in tags:
            self.paragraphs[-1] += data

    def values(self, name):
        return [attrs[name] for _, attrs in self.attributes if name in attrs]


@pytest.fixture
def written(tmp_path):
    def write(*readings, **options):
        file = tmp_path / "page.html"
        with Page(file, **options) as page:
            for reading in readings:
                page.add(reading)
        return file.read_text(encoding="utf-8")

    return write


def test_the_text_stands_there_whole(written, reading):
    assert Outline(written(reading)).paragraphs == reading.report.text.split("\n\n")


def test_every_link_leads_to_something_and_no_anchor_is_there_twice(written, reading):
    page = Outline(written(reading, reading, explain=True))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert targets <= set(ids)
    assert {f"r{k}{letter}{n}" for k in (1, 2) for letter in "nw" for n in range(1, 7)} <= targets


def test_the_policy_allows_this_style_and_nothing_else(written, reading):
    page = Outline(written(reading))
    policy = next(a["content"] for _, a in page.attributes if a.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "script" not in page.tags
    assert not re.search(r"url\(|@import", page.style)


def test_it_can_be_walked_by_ear(written, reading):
    page = Outline(written(reading))
    assert page.tags.count("main") == page.tags.count("h1") == 1
    tables = page.tags.count("table")
    assert tables == page.tags.count("caption") == 2
    assert all(attrs.get("scope") in {"col", "row"} for tag, attrs in page.attributes if tag == "th")
    labels = page.values("aria-label")
    assert "Attributions in paragraph 2" in labels
    assert "Attribution 2: two people, via the Quay Herald" in labels


def test_several_reports_have_a_list_of_them(written, reading, hostile):
    page = written(reading, hostile)
    assert "Who says what in 2 reports" in page
    assert '<a href="#r2">' in page
    assert "<nav" not in written(reading)


def test_a_source_table_says_what_the_text_says(written, reading):
    assert "two; familiar with the budget" in written(reading)


def test_evidence_comes_only_when_asked_for(written, reading):
    assert "source of the cue: by linker" not in written(reading)
    assert "source of the cue: by linker" in written(reading, explain=True)


def test_only_web_addresses_become_links(written, reading):
    assert '<a href="https://chronicle.example/ferry" rel="noreferrer noopener nofollow">' in written(reading)
    for url in ("javascript:alert(1)", "data:text/html,x", "//chronicle.example", "http://[", "file:///etc/passwd"):
        page = Outline(written(replace(reading, report=replace(reading.report, url=url))))
        assert all(href.startswith("#") for href in page.values("href"))


def test_a_hostile_article_stays_text(written, hostile, reading):
    source = written(hostile, explain=True)
    page = Outline(source)
    assert set(page.tags) <= set(Outline(written(reading, explain=True)).tags)
    assert not [name for _, attrs in page.attributes for name in attrs if name.startswith("on")]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", source)
    assert page.paragraphs[1] == visible(hostile.report.text.split("\n\n")[1].split("\r\n")[0])
    assert page.values("lang") == ["en"]


def test_whoever_opens_the_file_meets_a_whole_page(tmp_path, reading):
    file = tmp_path / "page.html"
    file.write_text("the old page")
    with Page(file) as page:
        page.add(reading)
        assert file.read_text() == "the old page"
    assert file.read_text().endswith("</html>\n")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_what_was_read_before_an_error_is_kept(tmp_path, reading):
    file = tmp_path / "page.html"

    def interrupted():
        with Page(file) as page:
            page.add(reading)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert "Olm ferry" in file.read_text()


def test_with_nothing_read_the_file_is_left_alone(tmp_path):
    file = tmp_path / "page.html"
    file.write_text("the old page")
    with Page(file):
        pass
    assert file.read_text() == "the old page"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_long_text_takes_time_in_proportion(tmp_path):
    def seconds(paragraphs):
        line = "Ann Bo said that it rained and that the ferry was late again on the day of the fair. "
        text = "\n\n".join([line * 3] * paragraphs)
        found = tuple(
            Attribution(
                id=str(start),
                source=(Span(start, start + 6),),
                cue=(Span(start + 7, start + 11),),
                content=(Span(start + 12, start + 84),),
            )
            for start in (m.start() for m in re.finditer("Ann", text))
        )
        began = time.process_time()
        with Page(tmp_path / "page.html") as page:
            page.add(Reading(report=Report.of(text), attributions=found))
        return time.process_time() - began

    seconds(1)  # loads the templates
    # The least of three: one of them may pay for a collection of all that the session holds.
    short, long = (min(seconds(n) for _ in range(3)) for n in (100, 400))  # 5,400 and 21,600 words
    assert long < 8 * short + 0.2
