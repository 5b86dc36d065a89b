import gzip
import io
import os
import threading
import zlib

import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from sample_pages import PARAGRAPHS, page

from inquit.core.errors import NoArticle, NotText, TooLarge
from inquit.core.records import Report
from inquit.core.settings import DEFAULT_LIMITS, Limits
from inquit.ingest.archives import captures
from inquit.ingest.inputs import reports

URL = "https://harbourpost.example.com/"


def record(name, body=None, *, status="200 OK", media="text/html; charset=utf-8", headers="", warc=None, kind=None):
    """A record as a crawler writes it, by fastwarc."""
    made = WarcRecord()
    made.init_headers(kind or WarcRecordType.response)
    made.headers["WARC-Target-URI"] = URL + name
    made.headers["WARC-Date"] = "2031-05-09T10:11:12Z"
    for field, value in (warc or {}).items():
        made.headers[field] = value
    made.is_http = True
    content = page(title=f"About the ferry, part {name}").encode() if body is None else body
    made.set_bytes_content(f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}\r\n".encode() + content)
    written = io.BytesIO()
    made.write(written)
    return written.getvalue()


def packed(*records):
    """Each record in a gzip member of its own, as the standard has it."""
    written = io.BytesIO()
    for one in records:
        writer = GzipWriter(written)
        writer.write(one)
        writer.finish()
    return written.getvalue()


def read(data, limits=DEFAULT_LIMITS):
    stream = io.BufferedReader(io.BytesIO(data))
    return [*captures(stream, where="a.warc", limits=limits)]


def bodies(data, **options):
    return [found.body for found in read(data, **options)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.bin"])
def test_pages_are_reports(tmp_path, name):
    (tmp_path / name).write_bytes((packed if name.endswith("z") else lambda *r: b"".join(r))(record("1"), record("2/")))
    found = [*reports(tmp_path / name)]
    assert [f.url for f in found] == [URL + "1", URL + "2"]
    assert found[0].text == "\n\n".join(["About the ferry, part 1", *PARAGRAPHS])
    assert found[0].where == f"{tmp_path / name}:1 ({URL}1)"


def test_day_of_the_crawl_is_not_the_day_of_publication(tmp_path):
    dated = page(head='<meta property="article:published_time" content="2031-05-06T07:08:09Z">').encode()
    (tmp_path / "a.warc").write_bytes(record("1") + record("2", dated))
    assert [f.published for f in reports(tmp_path / "a.warc")] == [None, "2031-05-06T07:08:09+00:00"]


def test_page_may_state_its_own_address(tmp_path):
    body = page(head='<link rel="canonical" href="/ferry?utm_source=x">').encode()
    (tmp_path / "a.warc").write_bytes(record("amp/1", body))
    assert [f.url for f in reports(tmp_path / "a.warc")] == [URL + "ferry"]


def test_what_is_no_page_is_passed_over():
    others = [
        record("a.png", b"\x89PNG", media="image/png"),
        record("gone", status="404 Not Found"),
        record("moved", status="301 Moved"),
        record("asked", kind=WarcRecordType.request),
        record("again", kind=WarcRecordType.revisit),
        record("half", status="206 Partial Content"),
    ]
    assert [f.where for f in read(b"".join([*others, record("1")]))] == [f"a.warc:7 ({URL}1)"]


def test_archive_without_pages_and_page_without_article(tmp_path):
    (found,) = read(record("gone", status="404 Not Found"))
    assert type(found) is NoArticle
    (tmp_path / "a.warc").write_bytes(record("1", b"<html><body>Menu</body></html>") + record("2"))
    found = [*reports(tmp_path / "a.warc")]
    assert [type(f) for f in found] == [NoArticle, Report]
    assert found[0].where.endswith(f"a.warc:1 ({URL}1)")


@pytest.mark.parametrize("back", [5, 30, 300, 1000])
def test_cut_archive_gives_what_stands_before_and_one_problem(back):
    records = [record("1"), record("2"), record("3")]
    found = read(b"".join(records)[:-back])
    assert [f.url for f in found[:-1]] == [URL + "1", URL + "2"]
    assert type(found[-1]) is NotText
    assert "after record 2" in found[-1].reason


@pytest.mark.parametrize(
    "place", ["WARC/1", "WARC-Ty", "Content-Length:", "HTTP/1.1 20", "Content-Type: text", "<html"]
)
def test_archive_cut_within_a_header(place):
    first, second = record("1"), record("2")
    found = read(first + second[: second.index(place.encode()) + len(place)])
    assert [type(f).__name__ for f in found] == ["Capture", "NotText"]


def test_archive_cut_within_what_is_passed_over():
    picture = record("a.png", b"p" * 3000, media="image/png")
    found = read(record("1") + picture[:-500])
    assert [type(f).__name__ for f in found] == ["Capture", "NotText"]


@pytest.mark.parametrize("back", [1, 30, 200, 450])
def test_cut_gzip(tmp_path, back):
    data = packed(record("1"), record("2"), record("3"))
    (tmp_path / "a.warc.gz").write_bytes(data[:-back])
    found = [*reports(tmp_path / "a.warc.gz")]
    assert [f.url for f in found[:2]] == [URL + "1", URL + "2"]
    assert [type(f) for f in found[2:]] == ([Report, NotText] if back == 1 else [NotText])


def test_damage_in_the_middle():
    found = read(record("1") + b"here was a record\r\n\r\n" + record("2"))
    assert [type(f).__name__ for f in found] == ["Capture", "NotText"]


def test_damaged_gzip_in_the_middle(tmp_path):
    data = bytearray(packed(record("1"), record("2"), record("3")))
    data[len(packed(record("1"))) + 60] ^= 255
    (tmp_path / "a.warc.gz").write_bytes(data)
    found = [*reports(tmp_path / "a.warc.gz")]
    assert [type(f) for f in found] == [Report, NotText]


@pytest.mark.parametrize(
    "data", [b"", b"WARC/1.0", b"WARC/1.0\r\n\r\n", b"WARC/1.0\r\n" + b"x" * 3_000_000, b"\0" * 1000]
)
def test_bytes_that_are_no_archive(data):
    (found,) = read(data)
    assert isinstance(found, NotText | NoArticle)


@pytest.mark.parametrize("length", ["9" * 12, "9" * 40, "-1", "x", "7"])
def test_length_that_is_a_lie(length):
    lie = record("2").split(b"Content-Length: ")
    data = lie[0] + b"Content-Length: " + length.encode() + b"\r\n" + lie[1].partition(b"\r\n")[2]
    found = read(record("1") + data + record("3"))
    assert found[0].url == URL + "1"
    assert type(found[-1]) is NotText


def test_record_over_the_limit_is_named_and_costs_only_itself():
    found = read(record("1", b"<html>") + record("2", b"x" * 5000) + record("3", b"<p>"), Limits(page_bytes=1000))
    assert [type(f).__name__ for f in found] == ["Capture", "TooLarge", "Capture"]
    assert found[1].where == f"a.warc:2 ({URL}2)"
    assert "INQUIT_PAGE_BYTES" in found[1].remedy


def test_page_that_the_crawler_did_not_receive_whole():
    found = read(record("1", warc={"WARC-Truncated": "length"}) + record("2"))
    assert type(found[0]) is NotText
    assert found[1].url == URL + "2"


CHUNKED = b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "body", "unpacked"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(b"hello"), b"hello"),
        ("Content-Encoding: deflate\r\n", zlib.compress(b"hello"), b"hello"),
        ("Transfer-Encoding: chunked\r\n", CHUNKED, b"hello world"),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", b"<html>", b"<html>"),
        ("Content-Encoding: br\r\n", b"<html>", b"<html>"),
    ],
)
def test_body_is_unpacked_where_it_is_packed(headers, body, unpacked):
    assert bodies(record("1", body, headers=headers) + record("2", b"<p>")) == [unpacked, b"<p>"]


def test_bomb_in_a_record():
    bomb = record("1", gzip.compress(bytes(20_000_000)), headers="Content-Encoding: gzip\r\n")
    found = read(bomb + record("2"), Limits(page_bytes=100_000))
    assert type(found[0]) is TooLarge
    assert found[1].url == URL + "2"


def test_address_in_angle_brackets_and_none():
    odd = record("1").replace(f": {URL}1".encode(), f": <{URL}1>".encode())
    none = record("2").replace(b"WARC-Target-URI", b"WARC-Other-Name")
    found = read(odd + none)
    assert [f.url for f in found] == [URL + "1", None]
    assert "urn:uuid" in found[1].where


def test_archive_through_a_pipe(monkeypatch):
    end, start = os.pipe()

    def write():
        with os.fdopen(start, "wb") as pipe:
            pipe.write(packed(record("1"), record("2")))

    thread = threading.Thread(target=write)
    thread.start()
    with os.fdopen(end, "rb") as pipe:
        monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": pipe}))
        assert [f.url for f in reports("-")] == [URL + "1", URL + "2"]
    thread.join()


def test_one_record_is_read_at_a_time():
    """The first page is there before the archive has been read to its end."""
    data = b"".join(record(str(number)) for number in range(500))
    stream = io.BufferedReader(io.BytesIO(data))
    assert next(captures(stream, where="a.warc", limits=DEFAULT_LIMITS)).url == URL + "0"
    assert stream.tell() < len(data) / 2
