import json
import subprocess
import sys
from time import monotonic

import pytest
from sample_pages import PARAGRAPHS, page

from inquit.core.errors import NoArticle, TooLarge
from inquit.core.settings import DEFAULT_LIMITS, Limits
from inquit.ingest.inputs import reports
from inquit.ingest.page_process import read_page

TEXT = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


def read(source, limits=DEFAULT_LIMITS):
    return read_page(source, where="a.html", url=None, limits=limits)


def test_pages_are_read_one_after_the_other():
    assert read(page()).body == "\n\n".join(PARAGRAPHS)
    assert read(page(title="Another")).title == "Another"


# Each makes a regular expression of the extraction take time in the square of its length.
@pytest.mark.parametrize(
    "head",
    [
        '<meta name="author" content="' + "<!--" * 100_000 + '">',
        '<script type="application/ld+json">' + '"\\' * 200_000 + "</script>",
    ],
)
def test_page_that_would_take_hours_is_stopped_and_the_next_one_read(head):
    start = monotonic()
    with pytest.raises(TooLarge, match=r"^a\.html: took more than 1 seconds .*INQUIT_PAGE_SECONDS\.$"):
        read(page(head=head), Limits(page_seconds=1))
    assert monotonic() - start < 10
    assert read(page()).body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("count", [10_000, 1_000_000])
@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td"])
def test_nested_tags_give_one_sentence_and_never_half_a_report(tmp_path, count, tag):
    path = tmp_path / "deep.html"
    path.write_text(page(f"{TEXT}{f'<{tag}>' * (count // (1 + tag.count('<')))}{TEXT}"))
    (found,) = reports(path, limits=Limits(page_bytes=20_000_000))
    assert isinstance(found, NoArticle)
    assert str(found).startswith(f"{path}: cannot be read as a web page (its tags are nested too deep")


def test_tags_nested_as_deep_as_any_real_page_has_them():
    body = TEXT + "<div>" * 200 + "<p>The last word came from Ada Veldt, who owns the yard.</p>" + "</div>" * 200
    assert "Ada Veldt" in read(page(body)).body


def test_page_that_takes_too_much_memory():
    with pytest.raises((TooLarge, NoArticle), match=r"^a\.html: (takes too much memory|makes the program)"):
        read(page("<p>x</p>" * 300_000), Limits(page_memory=300_000_000, page_seconds=30))


def test_child_that_dies_is_replaced(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    limits = Limits(page_memory=1_400_000_000)  # a process of its own
    with pytest.raises(NoArticle, match="makes the program that reads pages fail"):
        read(page(), limits)
    monkeypatch.undo()
    assert read(page(), limits).body == "\n\n".join(PARAGRAPHS)


def test_child_answers_each_line_and_ends_with_its_input():
    questions = [json.dumps({"source": source, "url": None}) for source in (page(), "<html></html>")]
    command = [sys.executable, "-P", "-m", "inquit.ingest.page_process", "2000000000"]
    ran = subprocess.run(
        command, input="\n".join([*questions, '{"odd": 1}', ""]), capture_output=True, text=True, check=True
    )
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert answers[0]["page"]["body"] == "\n\n".join(PARAGRAPHS)
    assert answers[1:] == [{"page": None}, {"error": "TypeError"}]


def test_interrupted_reading_leaves_no_answer_for_the_next_page(monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("inquit.ingest.page_process.json.loads", interrupt)
        with pytest.raises(KeyboardInterrupt):
            read(page(title="First"))
    assert read(page(title="Second")).title == "Second"


def test_no_process_to_be_had(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(NoArticle, match=r"^a\.html: needs a process of its own"):
        read(page(), Limits(page_memory=1_300_000_000))  # a process of its own
