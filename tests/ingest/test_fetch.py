import gzip
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic

import httpx
import pytest
from sample_pages import PARAGRAPHS, page

from inquit.core.errors import FetchFailed, InputError, MissingInput, TooLarge
from inquit.core.settings import Limits
from inquit.ingest import addresses
from inquit.ingest.fetch import fetch
from inquit.ingest.inputs import reports

URL = "https://harbourpost.example.com/ferry"


def answering(handler):
    """In the place of the transport, `handler`, which sees every request."""
    return lambda **_: httpx.MockTransport(handler)


def answer(status=200, *, body=b"<html>", media="text/html", **headers):
    return answering(lambda _: sent(status, body, media, **headers))


def sent(status=200, body=b"<html>", media="text/html", **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, stream=httpx.ByteStream(body), headers={"content-type": media, **headers})


def test_asks_politely_and_says_what_it_takes():
    seen = []

    def handler(request):
        seen.append(request)
        return sent(media="text/html; charset=iso-8859-1")

    found = fetch(URL + "#part", transport=answering(handler))
    assert (found.url, found.body, found.suffix, found.charset) == (URL, b"<html>", ".html", "iso-8859-1")
    (request,) = seen
    assert request.headers["user-agent"].startswith("Inquit/")
    assert request.headers["accept-encoding"] == "gzip"
    assert not {"cookie", "authorization", "referer"} & set(request.headers)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, MissingInput), (410, MissingInput), (403, FetchFailed), (500, FetchFailed), (304, FetchFailed)],
)
def test_status_that_is_no_answer(status, kind):
    with pytest.raises(kind, match=rf"^{URL}: .*\(status {status}\)\. "):
        fetch(URL, transport=answer(status))


@pytest.mark.parametrize(
    ("media", "suffix"),
    [
        ("text/html", ".html"),
        ("Application/XHTML+XML; charset=utf-8", ".html"),
        ("text/plain", ".txt"),
        ("application/jsonl", ".jsonl"),
        ("", ""),
    ],
)
def test_media_types_that_are_taken(media, suffix):
    assert fetch(URL, transport=answer(media=media)).suffix == suffix


@pytest.mark.parametrize("media", ["application/pdf", "image/png", "video/mp4", "application/octet-stream", "x" * 9000])
def test_media_types_that_are_not(media):
    with pytest.raises(FetchFailed, match="is neither a page nor text") as caught:
        fetch(URL, transport=answer(media=media))
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("packing", ["br", "zstd", "deflate", "gzip, gzip"])
def test_packing_that_was_not_asked_for(packing):
    with pytest.raises(FetchFailed, match="packed"):
        fetch(URL, transport=answer(content_encoding=packing))


def test_too_many_bytes():
    with pytest.raises(TooLarge, match=r"more than the limit of 99 bytes.*INQUIT_FETCH_BYTES"):
        fetch(URL, limits=Limits(fetch_bytes=99), transport=answer(body=b"x" * 100))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/a",
        "file:///etc/passwd",
        "https://",
        "https://ada:pass@example.com/",
        "https://ada@example.com/",
        "https://[::1/",
        "https://example.com:99999/",
        "https://example.com/\x00",
        "http://0177.0.0.1/",
        "javascript:alert(1)",
        "https://" + "a" * 70_000 + "/",
    ],
)
def test_addresses_that_are_never_asked(url):
    with pytest.raises(FetchFailed):
        fetch(url, transport=answering(lambda _: pytest.fail("was asked")))


def test_redirects_are_followed_without_cookies():
    seen = []

    def handler(request):
        seen.append(request)
        if request.url.path == "/ferry":
            return httpx.Response(302, headers={"location": "../news/1", "set-cookie": "who=me"})
        return sent()

    assert fetch(URL, transport=answering(handler)).url == "https://harbourpost.example.com/news/1"
    assert [r.headers.get("cookie") for r in seen] == [None, None]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://a/", "https://ada:x@example.com/", "https://[", "//"])
def test_redirect_to_what_is_never_asked(target):
    handler = answering(lambda _: httpx.Response(301, headers={"location": target}))
    with pytest.raises(FetchFailed, match=rf"^{URL}: "):
        fetch(URL, transport=handler)


def test_redirects_without_end():
    asked = []

    def handler(request):
        asked.append(request.url)
        return httpx.Response(307, headers={"location": f"/{len(asked)}"})

    with pytest.raises(FetchFailed, match="redirects more than 3 times"):
        fetch(URL, limits=Limits(redirects=3), transport=answering(handler))
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpx.ReadTimeout("late"), TooLarge),
        (httpx.ConnectError("no route"), MissingInput),
        (httpx.RemoteProtocolError("nonsense"), FetchFailed),
        (httpx.ReadError(""), FetchFailed),
    ],
)
def test_what_goes_wrong_on_the_way(error, kind):
    def handler(_):
        raise error

    with pytest.raises(kind, match=rf"^{URL}: "):
        fetch(URL, transport=answering(handler))


class Site(BaseHTTPRequestHandler):
    """A small site of this machine: what it answers depends on the path."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path, _, rest = self.path.partition("?")
        getattr(self, "do_" + path.strip("/"))(rest)

    def send(self, body, **headers):
        self.send_response(200)
        for name, value in {"Content_Type": "text/html", "Content_Length": len(body), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def do_page(self, _):
        self.send(page().encode())

    def do_host(self, _):
        self.send(self.headers["Host"].encode(), Content_Type="text/plain")

    def do_packed(self, _):
        self.send(gzip.compress(page().encode()), Content_Encoding="gzip")

    def do_bomb(self, _):
        self.send(gzip.compress(b"<html>" + bytes(60_000_000)), Content_Encoding="gzip")

    def do_cp1252(self, _):
        self.send("Ilse Kwant zei: “één”".encode("cp1252"), Content_Type="text/plain; charset=iso-8859-1")

    def do_lines(self, _):
        self.send(b'{"text": "One says so."}\nnot JSON\n', Content_Type="application/x-ndjson")

    def do_to(self, target):
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_drip(self, _):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.server.over.wait(0.05):
            self.wfile.write(b"a")
            self.wfile.flush()

    def do_nonsense(self, _):
        self.wfile.write(b"SMTP 1.0 hello\r\n\r\n")
        self.close_connection = True

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # the client breaks off on purpose


@pytest.fixture(scope="module")
def site():
    server = Server(("127.0.0.1", 0), Site)
    server.over = threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


def test_local_page_only_where_it_is_allowed(site):
    (refused,) = reports(site + "/page")
    assert isinstance(refused, FetchFailed)
    assert refused.reason == "is on this machine or a private network"
    (found,) = reports(site + "/page", allow_local=True)
    assert found.text.endswith(PARAGRAPHS[-1])
    assert found.url == site + "/page"
    assert found.where == site + "/page"


def test_local_site_in_other_forms(site):
    (packed,) = reports(site + "/packed", allow_local=True)
    assert packed.text.endswith(PARAGRAPHS[-1])
    (text,) = reports(site + "/cp1252", allow_local=True)
    assert (text.text, text.url) == ("Ilse Kwant zei: “één”", site + "/cp1252")
    lines = [*reports(site + "/lines", allow_local=True)]
    assert (lines[0].text, lines[1].where) == ("One says so.", site + "/lines:2")


@pytest.mark.parametrize(("path", "kind"), [("bomb", TooLarge), ("nonsense", FetchFailed)])
def test_local_site_that_means_ill(site, path, kind):
    (found,) = reports(f"{site}/{path}", allow_local=True)
    assert type(found) is kind


def test_server_that_drips_its_headers_is_left_in_time(site):
    start = monotonic()
    (found,) = reports(site + "/drip", allow_local=True, limits=Limits(fetch_seconds=1))
    assert isinstance(found, TooLarge)
    assert "took more than 1 seconds" in found.reason
    assert monotonic() - start < 3


def resolver(table):
    """In the place of the system's resolver: each call for a host takes its next answer, and the last one stays."""

    real = socket.getaddrinfo

    def getaddrinfo(host, port, *rest, **options):
        if host not in table:
            return real(host, port, *rest, **options)  # connecting to an address goes through here too
        answers = table[host]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in answer]

    return getaddrinfo


def test_redirect_to_this_machine_is_refused(site, monkeypatch):
    """The first host counts as public here, the second is what a redirect of it points to."""
    port = site.rpartition(":")[2]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", resolver({"post.example.com": [["127.0.0.1"]]}))
    public = iter([True])
    monkeypatch.setattr("inquit.ingest.transport.is_public", lambda address: next(public, False))
    (found,) = reports(f"http://post.example.com:{port}/to?http://127.0.0.1:{port}/page")
    assert isinstance(found, FetchFailed)
    assert found.where.startswith("http://post.example.com")
    assert found.reason == f"leads to http://127.0.0.1:{port}/page, which is on this machine or a private network"


def test_connects_to_the_address_that_was_checked(site, monkeypatch):
    """A name server that answers otherwise the second time (DNS rebinding) is not asked a second time."""
    port = site.rpartition(":")[2]
    table = {"post.example.com": [["127.0.0.1"], ["203.0.113.9"]]}
    monkeypatch.setattr(addresses.socket, "getaddrinfo", resolver(table))
    checked = []
    monkeypatch.setattr("inquit.ingest.transport.is_public", lambda address: not checked.append(str(address)))
    (found,) = reports(f"http://post.example.com:{port}/host")
    assert found.text == f"post.example.com:{port}"
    assert checked == ["127.0.0.1"]
    assert table["post.example.com"] == [["203.0.113.9"]]


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    table = {"post.example.com": [["93.184.216.34", "10.0.0.7"]]}
    monkeypatch.setattr(addresses.socket, "getaddrinfo", resolver(table))
    with pytest.raises(FetchFailed, match="private network"):
        fetch("https://post.example.com/")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "[::1]",
        "[::ffff:7f00:1]",
        "0",
        "169.254.169.254",
    ],
)
def test_this_machine_in_every_notation(host):
    (found,) = reports(f"http://{host}:9/")
    assert isinstance(found, InputError)
    assert found.reason == "is on this machine or a private network"


def test_unknown_host(monkeypatch):
    def fail(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(addresses.socket, "getaddrinfo", fail)
    with pytest.raises(MissingInput, match=r"^https://nowhere\.example\.com/: cannot be reached"):
        fetch("https://nowhere.example.com/")


def test_resolver_that_never_answers_is_left_in_time(monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: over.wait(20) and [])
    start = monotonic()
    with pytest.raises(MissingInput, match="cannot be reached"):
        fetch("https://nowhere.example.com/", limits=Limits(fetch_seconds=1))
    over.set()
    assert monotonic() - start < 3
