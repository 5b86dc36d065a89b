import gzip
import io
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_pages import PARAGRAPHS, page

from inquit.core.errors import BadRecord, InputError, MissingInput, NoArticle, NotText, SettingError, TooLarge
from inquit.core.records import Report
from inquit.core.settings import Limits
from inquit.ingest.inputs import Overrides, report_of_text, reports

TEXT = "The ferry stays in harbour, said Ilse Kwant.\n\nNobody else knows more."


def only(where, **options):
    found = [*reports(where, **options)]
    assert len(found) == 1, found
    return found[0]


def problem(where, kind, **options):
    """The one problem with `where`: of the kind, in a sentence or two on one line, and naming the input."""
    found = only(where, **options)
    assert type(found) is kind, found
    assert str(found).startswith(found.where + ": ")
    assert str(where).rstrip("/") in found.where
    assert "\n" not in str(found)
    assert found.remedy
    return found


@pytest.fixture
def given_file(tmp_path):
    def write(content, name="report.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


class Stdin:
    def __init__(self, data):
        self.buffer = io.BufferedReader(io.BytesIO(data))


def test_text_file_is_the_text(given_file):
    path = given_file(TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    assert only(path) == Report.of(TEXT)
    assert only(str(path)).where == str(path)


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt", "a"])
def test_gzip_is_told_by_its_bytes(given_file, name):
    assert only(given_file(gzip.compress(TEXT.encode()), name)).text == TEXT


@pytest.mark.parametrize("name", ["a.html", "a.HTM.gz", "a.txt", "a"])
def test_page_is_told_by_its_start(given_file, name):
    found = only(given_file(page(), name))
    assert found.title == "Ferry to stay in harbour until Thursday"
    assert found.text == "\n\n".join([found.title, *PARAGRAPHS])
    assert found.headline.of(found.text) == found.title


def test_page_behind_comments_and_a_prologue(given_file):
    found = only(given_file('<?xml version="1.0"?>\n<!-- saved --><!-- twice --> ' + page(), "a"))
    assert PARAGRAPHS[0] in found.text


def test_overrides_win_over_the_page(given_file):
    overrides = Overrides(outlet="The Lamp", published="2031-05", title="No ferry")
    found = only(given_file(page(), "a.html"), overrides=overrides)
    assert (found.outlet, found.published, found.title) == ("The Lamp", "2031-05", "No ferry")
    assert found.text == "\n\n".join(["No ferry", *PARAGRAPHS])


def test_overrides_win_over_a_line(given_file):
    line = {"id": "a", "title": "Old", "text": "Body here.", "outlet": "The Wick"}
    path = given_file(json.dumps(line), "a.jsonl")
    found = only(path, overrides=Overrides(title="New", outlet="The Lamp"))
    assert (found.id, found.outlet, found.text) == ("a", "The Lamp", "New\n\nBody here.")


def test_override_puts_a_title_above_plain_text(given_file):
    assert only(given_file(TEXT), overrides=Overrides(title="No ferry")).text == "No ferry\n\n" + TEXT


@pytest.mark.parametrize("date", ["2031", "2031-05", "2031-05-06", "2031-05-06T07:08Z", "2031-05-06 07:08:09+02:00"])
def test_override_of_any_precision(date):
    assert Overrides(published=date).published == date


@pytest.mark.parametrize("date", ["", "yesterday", "6 May 2031", "31-05-06", "2031-5-6", "2031-13", "2031-02-30"])
def test_override_that_is_no_date(date):
    with pytest.raises(SettingError, match="is not a date"):
        Overrides(published=date)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"", "empty.txt", NoArticle),
        (b" \r\n\t ", "blank.txt", NoArticle),
        (gzip.compress(b""), "empty.gz", NoArticle),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(300), "picture.txt", NotText),
        (b"%PDF-1.7\n" + bytes(range(256)) * 8, "paper.pdf", NotText),
        (gzip.compress(TEXT.encode())[:-9], "cut.gz", NotText),
        (b"\x1f\x8b\x08 no gzip behind this", "odd.gz", NotText),
        (gzip.compress(bytes(50_000_000)), "bomb.txt.gz", TooLarge),
        (gzip.compress(b"<html>" + b"a" * 50_000_000), "bomb.html.gz", TooLarge),
        ("<html><body><p>Please switch on JavaScript.</p></body></html>", "frame.html", NoArticle),
        ("<!DOCTYPE html><html><head></head><body></body></html>", "hollow.html", NoArticle),
        ('<?xml version="1.0"?><rss><channel><title>News</title></channel></rss>', "feed.xml", NoArticle),
        ('{\n  "text": "One object over many lines."\n}', "one.json", BadRecord),
        ('[{"text": "A list of reports."}]', "list.json", BadRecord),
        (b"a\x00" * 600 + b"\x00\xd8", "half.txt", NotText),
    ],
)
def test_bad_file_gives_one_clear_sentence(given_file, content, name, kind):
    problem(given_file(content, name), kind)


def test_file_over_the_limit_names_the_setting(given_file):
    path = given_file("x" * 101)
    assert "INQUIT_INPUT_BYTES" in problem(path, TooLarge, limits=Limits(input_bytes=100)).remedy
    assert only(path, limits=Limits(input_bytes=101)).text == "x" * 101


def test_page_over_its_limit_names_the_setting(given_file):
    found = problem(given_file(page(), "a.html"), TooLarge, limits=Limits(page_bytes=100))
    assert "INQUIT_PAGE_BYTES" in found.remedy


def test_missing_things(tmp_path):
    problem(tmp_path / "nothing.txt", MissingInput)
    problem(tmp_path, MissingInput)
    problem("a\0b", MissingInput)
    problem("n" * 5000, MissingInput)


def test_permission_denied(given_file, monkeypatch):
    path = given_file(TEXT)

    def refuse(self, mode):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr("pathlib.Path.open", refuse)  # the superuser may read everything, so that chmod shows nothing
    assert problem(path, MissingInput).reason == "may not be read"


def test_folder_in_the_order_of_names(tmp_path, given_file):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("c.txt", "a.txt", "b/z.txt", ".d.txt", ".hidden/e.txt", "picture.png", "notes.json"):
        given_file(name + " says so", name)
    given_file(b"\x00\x01\x02", "bad.txt")
    found = [*reports(tmp_path)]
    assert [f.text for f in found if isinstance(f, Report)] == ["a.txt says so", "c.txt says so", "b/z.txt says so"]
    assert [f.where for f in found if isinstance(f, InputError)] == [str(tmp_path / "bad.txt")]


def test_a_loop_of_links_ends(tmp_path, given_file):
    given_file(TEXT, "a.txt")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert only(tmp_path).text == TEXT


@pytest.mark.parametrize("packed", [False, True])
def test_standard_input_is_told_by_its_bytes(monkeypatch, packed):
    lines = b'{"text": "One says so."}\n{"text": "Two says so."}\n'
    for data, texts in (
        (TEXT.encode(), [TEXT]),
        (lines, ["One says so.", "Two says so."]),
        (page().encode(), ["\n\n".join(["Ferry to stay in harbour until Thursday", *PARAGRAPHS])]),
    ):
        monkeypatch.setattr("sys.stdin", Stdin(gzip.compress(data) if packed else data))
        assert [f.text for f in reports("-")] == texts


def test_nothing_on_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", Stdin(b""))
    problem("-", NoArticle)


def test_text_given_to_the_library_is_kept():
    text = "One\r\ntwo\u00ad \x0b three"
    assert report_of_text(text).text == text
    assert report_of_text(text, overrides=Overrides(outlet="The Lamp")).outlet == "The Lamp"
    with pytest.raises(NoArticle, match="empty"):
        report_of_text(" \n")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_what_is_written_to_a_file_is_what_is_read(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("round", numbered=True) / "a.txt"
    path.write_text("Say: " + text, encoding="utf-8", newline="")
    found = only(path)
    if isinstance(found, Report):
        assert "\r" not in found.text
        assert [c for c in found.text if c.isalnum()] == [c for c in "Say: " + text if c.isalnum()]
    else:
        assert isinstance(found, NotText)


def test_a_text_file_loads_neither_lxml_nor_httpx(given_file):
    code = (
        "import sys; from inquit.ingest.inputs import reports; [*reports(sys.argv[1])];"
        "print(sorted({'lxml', 'trafilatura', 'httpx', 'charset_normalizer', 'numpy'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code, given_file(TEXT)], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
