import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.core.errors import BadRecord, TooLarge
from inquit.core.records import Report
from inquit.core.settings import DEFAULT_LIMITS, Limits
from inquit.ingest.jsonl import reports_in_lines

GOOD = b'{"id": "a", "text": "Ilse Kwant says so."}'


def read(data, limits=DEFAULT_LIMITS):
    return [*reports_in_lines(io.BufferedReader(io.BytesIO(data)), where="in.jsonl", limits=limits)]


def test_fields_and_names():
    line = {
        "id": "r1",
        "text": "Body.",
        "title": "Head",
        "outlet": "The Lamp",
        "published": "2031-05-06",
        "url": "https://lamp.example.com/1",
        "byline": "Ada Veldt",
        "language": "en",
        "section": "ferries",
    }
    (found,) = read(json.dumps(line).encode())
    assert found == Report.of(
        "Body.",
        id="r1",
        title="Head",
        outlet="The Lamp",
        published="2031-05-06",
        url="https://lamp.example.com/1",
        byline="Ada Veldt",
        language="en",
    )
    assert found.where == "in.jsonl:1"


def test_what_inquit_printed_can_be_read_again():
    first = Report.of("Body.", title="Head")
    (again,) = read(json.dumps({"id": first.id, "title": first.title, "text": first.text}).encode())
    assert again == first


@pytest.mark.parametrize(
    "bad",
    [
        b'{"id": "a", "text": "cut',
        b"not JSON at all",
        b'["text"]',
        b'"text"',
        b"17",
        b"null",
        b"{}",
        b'{"text": ""}',
        b'{"text": " \\n "}',
        b'{"text": null}',
        b'{"text": 17}',
        b'{"text": ["a"]}',
        b'{"id": 17, "text": "a"}',
        b'{"text": "a", "title": {"b": "c"}}',
        b'{"text": "half \\ud800 of it"}',
        b'{"text": "a", "outlet": "\\udfff"}',
        b'{"text": "a", "text": "b"}',
        b'{"text": "a", "n": {"x": 1, "x": 2}}',
        b'{"text": "caf\xe9"}',
        b"[" * 200_000,
        b'{"text": "a", "n": ' + b"9" * 5000 + b"}",
    ],
)
def test_bad_line_is_named_and_costs_only_itself(bad):
    found = read(GOOD + b"\n\n" + bad + b"\n" + GOOD)
    assert [type(f) for f in found] == [Report, BadRecord, Report]
    assert found[1].where == "in.jsonl:3"
    assert str(found[1]).count("\n") == 0
    assert len(str(found[1])) < 200


def test_line_over_the_limit_is_passed_over():
    long = b'{"text": "' + b"x" * 500 + b'"}'
    found = read(GOOD + b"\n" + long + b"\n" + GOOD, Limits(input_bytes=100))
    assert [type(f) for f in found] == [Report, TooLarge, Report]
    assert found[1].where == "in.jsonl:2"
    assert found[2].where == "in.jsonl:3"


def test_line_without_end_ends_the_reading():
    bomb = gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(GOOD + b"\n" + b"x" * 1_000_000)))
    found = [*reports_in_lines(bomb, where="in", limits=Limits(input_bytes=100))]
    assert [type(f) for f in found] == [Report, TooLarge, TooLarge]


def test_byte_order_mark_and_windows_line_ends():
    assert [type(f) for f in read(b"\xef\xbb\xbf" + GOOD + b"\r\n" + GOOD + b"\r\n")] == [Report, Report]


@given(st.text(min_size=1), st.one_of(st.none(), st.text()))
def test_text_is_kept_to_the_character(text, title):
    found = read(json.dumps({"text": text, "title": title}).encode())
    for report in found:
        if isinstance(report, Report):
            assert report.text.endswith(text)
            body = report.text[report.headline.end + 2 :] if report.headline else report.text
            assert text in (body, report.text)


@given(st.binary(max_size=200))
def test_any_bytes_give_reports_or_bad_records(data):
    assert all(isinstance(found, Report | BadRecord) for found in read(data))
