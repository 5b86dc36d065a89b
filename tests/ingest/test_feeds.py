import json
import subprocess
import sys
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_feeds import WORDS, atom, entry, item, rss
from sample_pages import PARAGRAPHS, page

from inquit.core.errors import InputError, NoArticle, NotText, TooLarge
from inquit.core.records import Report
from inquit.core.settings import DEFAULT_LIMITS, Limits
from inquit.ingest.feed_parsing import parse
from inquit.ingest.feed_process import read_feed
from inquit.ingest.inputs import Overrides, reports
from inquit.ingest.opml import feeds_in_list
from inquit.ingest.xml_root import root


@pytest.fixture
def of_file(tmp_path):
    def read(content, name="feed.xml", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return [*reports(path, **options)]

    return read


def entries(source, **options):
    found, wrong = parse(source, **options)
    return [*found], wrong


def first(source, **options):
    return entries(source, **options)[0][0]


def test_entry_of_rss_is_a_report_in_its_own_words(of_file):
    (found,) = of_file(rss(item(date="<pubDate>Tue, 06 May 2031 07:08:09 +0200</pubDate>")))
    assert found == Report.of(
        WORDS,
        title="Ferry 1",
        outlet="Harbour Post",
        published="2031-05-06T07:08:09+02:00",
        url="https://harbourpost.example.com/1",
    )
    assert found.where.endswith("feed.xml:1 (https://harbourpost.example.com/1?utm_source=rss)")


def test_entry_of_atom(of_file):
    (found,) = of_file(atom(entry("<published>2031-05-06</published>")))
    assert found == Report.of(
        WORDS,
        title="Fähre bleibt",
        outlet="Hafenpost",
        published="2031-05-06",
        url="https://hafenpost.example.com/1",
        byline="Die Redaktion",
        language="de",
    )


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "page.html", "notes.txt", "feed"])
def test_feed_is_told_by_its_outermost_element(of_file, name):
    assert [f.title for f in of_file(rss(item(1), item(2)), name)] == ["Ferry 1", "Ferry 2"]


@pytest.mark.parametrize(
    ("start", "name"),
    [
        ("<rss version='2.0'>", "rss"),
        ("\n <?xml version='1.0'?><?xml-stylesheet href='a'?><!-- <feed> --><rss>", "rss"),
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>", "rdf"),
        ("<!DOCTYPE rss [<!ENTITY a '<feed>'>]><atom:feed>", "feed"),
        ("<!DOCTYPE html><html lang='en'><body><feed>", "feed"),
        ("<html><body><p>", "html"),
        ("<OPML>", "opml"),
    ],
)
def test_outermost_element(start, name):
    assert root(start).name == name


@pytest.mark.parametrize("text", ["", "plain", "<!-- " * 9999, "<!DOCTYPE a [" + "] " * 30_000, "<?xml", "a <rss>"])
def test_no_outermost_element(text):
    assert root(text) is None


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ("<pubDate>Tue, 06 May 2031 07:08:09 GMT</pubDate>", "2031-05-06T07:08:09+00:00"),
        ("<pubDate>Tue, 06 May 2031 07:08:09 -0000</pubDate>", "2031-05-06T07:08:09+00:00"),
        ("<pubDate>Tue, 06 May 2031 07:08:09</pubDate>", "2031-05-06T07:08:09"),
        ("<pubDate>06 May 2031</pubDate>", "2031-05-06"),
        ("<pubDate>2031-05</pubDate>", "2031-05"),
        ("<pubDate>2031</pubDate>", "2031"),
        ("<dc:date>2031-05-06T07:08:09+02:00</dc:date>", "2031-05-06T07:08:09+02:00"),
        ("<pubDate>when the ferry left</pubDate>", None),
        ("<pubDate>31 February 2031</pubDate>", None),
        ("<pubDate>1518478934</pubDate>", None),
        ("<pubDate>2031-január-06T07:08+02:00</pubDate>", None),
        ("<pubDate>soon</pubDate><dc:date>2031-05-06</dc:date>", "2031-05-06"),
        ("", None),
    ],
)
def test_date_as_exact_as_it_is_told(told, published):
    source = rss(item(date=told)).replace("<rss", '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"')
    assert first(source).published == published


def test_latest_change_stands_in_for_a_date_that_is_not_told():
    changed = "<updated>2031-05-07T00:00:00Z</updated>"
    assert first(atom(entry(changed))).published == "2031-05-07T00:00:00+00:00"
    assert first(atom(entry(changed + "<published>2031-05-06</published>"))).published == "2031-05-06"


def test_outlet_byline_and_link_where_a_feed_is_of_others():
    more = (
        '<source url="https://lamp.example.org/feed">The Lamp</source><dc:creator>Ada Veldt</dc:creator>'
        "<feedburner:origLink>https://lamp.example.org/1</feedburner:origLink>"
    )
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    found = first(
        rss(item(more=more), head="<managingEditor>a@b.example (Bo)</managingEditor>").replace("<rss", f"<rss {spaces}")
    )
    assert (found.outlet, found.byline, found.link) == ("The Lamp", "Ada Veldt", "https://lamp.example.org/1")


def test_managing_editor_wrote_no_entry():
    assert first(rss(item(), head="<managingEditor>a@b.example (Bo)</managingEditor>")).byline is None


def test_relative_link_is_taken_from_where_the_feed_is():
    source = rss("<item><title>a</title><link>/ferry</link></item>", head="<link>https://post.example.com/x</link>")
    assert first(source).link == "https://post.example.com/ferry"
    assert first(source, url="https://feeds.example.org/f").link == "https://feeds.example.org/ferry"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/b", "https://" + "a" * 2000]
)
def test_link_that_is_no_web_address(link):
    assert first(rss(f"<item><title>a</title><link>{link}</link></item>")).link is None


def test_longest_words_are_the_entrys():
    full = f"<content:encoded><![CDATA[<p>{WORDS}</p><p>{PARAGRAPHS[0]}</p>]]></content:encoded>"
    source = rss(item(words="Short.", more=full)).replace(
        "<rss", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    assert WORDS in first(source).page
    assert PARAGRAPHS[0] in first(source).page


def test_plain_text_keeps_its_paragraphs_and_signs(of_file):
    (found,) = of_file(atom(entry().replace('type="html">The', 'type="text">2 &lt; 3, they say.\n\nThe')))
    assert found.text == f"Fähre bleibt\n\n2 < 3, they say.\n\n{WORDS}"


def test_overrides_win_over_the_feed(of_file):
    (found,) = of_file(rss(item()), overrides=Overrides(outlet="The Lamp", published="2031"))
    assert (found.outlet, found.published) == ("The Lamp", "2031")


def test_entry_without_words_and_without_a_date(of_file):
    found = of_file(rss("<item><title>Nothing</title></item>", item(2), item(3, words="Too short.")))
    assert [type(f) for f in found] == [NoArticle, Report, NoArticle]
    assert found[1].published is None
    assert found[0].where.endswith("feed.xml:1")


def test_feed_without_entries(of_file):
    (found,) = of_file(rss())
    assert type(found) is NoArticle
    assert found.reason == "is a feed without entries"


def test_cut_feed_gives_what_stands_before_and_one_problem(of_file):
    source = rss(item(1), item(2), item(3))
    for cut in (source.index("Ferry 3") + 3, source.rindex("Nobody"), source.rindex("</channel>")):
        found = of_file(source[:cut])
        assert [f.title for f in found[:2]] == ["Ferry 1", "Ferry 2"]
        assert type(found[-1]) is NotText
        assert found[-1].reason.startswith("is damaged (")
        whole = [f for f in found if isinstance(f, Report)]
        assert all(f.text.endswith(WORDS) for f in whole), cut


def test_stray_characters_and_a_late_declaration_do_no_harm():
    source = "\n \n" + rss(item(words="So\x00 it\x0b goes &nbsp; on"))
    assert entries(source)[1] is None


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1 or str()};" * 10}">' for i in range(1, 12)),
        '<!ENTITY a11 SYSTEM "file:///etc/hostname">',
        f'<!ENTITY a11 "{"a" * 60_000}">',
    ],
)
def test_declared_entities_are_never_expanded(subset):
    source = rss(item(words="Here: &a11; " * 50), prologue=f"<!DOCTYPE rss [{subset}]>").replace("&amp;a11;", "&a11;")
    start = monotonic()
    found, _ = entries(source)
    assert monotonic() - start < 5
    assert len(found[0].page) < 5000


def test_document_type_that_is_elsewhere(of_file):
    outside = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://192.0.2.1/rss-0.91.dtd">'
    assert [type(f) for f in of_file(rss(item(), prologue=outside))] == [Report]


def test_feed_that_takes_too_long_is_stopped():
    start = monotonic()
    (found,) = read_feed(rss(item()), where="f", url=None, limits=Limits(feed_seconds=0.01))
    assert type(found) is TooLarge
    assert "INQUIT_FEED_SECONDS" in found.remedy
    assert monotonic() - start < 10


def test_feed_that_takes_too_much_memory():
    found = [*read_feed(rss(*map(item, range(9))), where="f", url=None, limits=Limits(page_memory=30_000_000))]
    assert len(found) == 1
    assert isinstance(found[0], TooLarge | NoArticle)


def test_feed_over_the_limit(of_file):
    (found,) = of_file(rss(*map(item, range(50))), limits=Limits(input_bytes=1000))
    assert type(found) is TooLarge


def test_ten_thousand_entries_without_dates_come_one_at_a_time():
    feed = read_feed(rss(*map(item, range(10_000))), where="f", url=None, limits=DEFAULT_LIMITS)
    assert next(feed).title == "Ferry 0"
    assert sum(1 for found in feed if found.published is None and found.page) == 9999


def test_reading_may_be_left_at_any_time():
    feed = read_feed(rss(*map(item, range(1000))), where="f", url=None, limits=DEFAULT_LIMITS)
    next(feed)
    feed.close()


def test_child_that_cannot_be_had(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    (found,) = read_feed(rss(item()), where="f", url=None, limits=DEFAULT_LIMITS)
    assert found.reason == "makes the program that reads feeds fail"
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    (found,) = read_feed(rss(item()), where="f", url=None, limits=DEFAULT_LIMITS)
    assert found.reason.startswith("needs a process of its own")


def test_child_says_what_it_could_not_do():
    command = [sys.executable, "-P", "-m", "inquit.ingest.feed_process", "2000000000"]
    ran = subprocess.run(command, input='{"odd": 1}\n', capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == {"error": "TypeError"}


SCRAPS = [
    "<",
    ">",
    "&",
    ";",
    '"',
    "]]>",
    "<item>",
    "</item>",
    "<![CDATA[",
    "<title>",
    "&#0;",
    "&#xD800;",
    "\ud7ff",
    "é",
]


@given(st.lists(st.sampled_from(SCRAPS), max_size=12))
def test_any_text_in_a_feed_gives_entries(scraps):
    found, _ = entries("<rss><channel><title>T</title><item><title>a</title>" + "".join(scraps))
    assert found
    json.dumps([f.title for f in found]).encode()


def outlines(*addresses):
    listed = "".join(f'<outline text="a"><outline type="rss" xmlUrl="{address}"/></outline>' for address in addresses)
    return f'<?xml version="1.0" encoding="utf-8"?><opml version="2.0"><body>{listed}</body></opml>'


def test_feeds_in_a_list():
    source = outlines("https://a.example/f?x=1&amp;y=2", "https://b.example/f", "https://b.example/f")
    source = source.replace(
        "</body>", '<outline XMLURL="http://c.example/"/><outline htmlUrl="http://d.example/"/></body>'
    )
    assert feeds_in_list(source) == (["https://a.example/f?x=1&y=2", "https://b.example/f", "http://c.example/"], None)


def test_damaged_list_gives_what_can_be_read():
    feeds, wrong = feeds_in_list(outlines("https://a.example/f", "https://b.example/f")[:-40])
    assert feeds[0] == "https://a.example/f"
    assert "in line 1" in wrong


def test_list_with_entities_and_outside_parts_loads_nothing(tmp_path):
    (tmp_path / "secret").write_text("https://secret.example/")
    bomb = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    doctype = f'<!DOCTYPE opml [<!ENTITY a0 "a">{bomb}<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'
    source = outlines("https://a.example/&amp;").replace("<opml", doctype + "<opml").replace("<body>", "<body>&s;&a11;")
    assert feeds_in_list(source)[0] == ["https://a.example/&"]
    assert "secret.example" not in str(feeds_in_list(source.replace("&amp;", "&s;")))


def test_list_that_names_no_feeds(of_file):
    (found,) = of_file(outlines())
    assert found.reason == "is a list that names no feeds"


def test_nothing_in_a_folder_is_fetched(tmp_path, monkeypatch):
    monkeypatch.setattr("inquit.ingest.fetch.fetch", lambda *_, **__: pytest.fail("was fetched"))
    (tmp_path / "list.xml").write_text(outlines("https://a.example/f"))
    (tmp_path / "feed.xml").write_text(rss(item()))
    found = [*reports(tmp_path)]
    assert [type(f) for f in found] == [Report, NoArticle]
    assert found[1].reason == "is a list of feeds, and none may be fetched here"


class Web:
    """Stands for the web: what is at which address; all that is asked is kept."""

    def __init__(self, answers):
        self.answers, self.asked = answers, []

    def fetch(self, url, **options):
        from inquit.core.errors import MissingInput
        from inquit.ingest.fetch import Fetched

        self.asked.append(url)
        if url not in self.answers:
            raise MissingInput(url, "is not there (status 404)", "Check the address")
        return Fetched(url=url, body=self.answers[url].encode(), suffix="", charset=None)


@pytest.fixture
def web(monkeypatch):
    made = Web({})
    monkeypatch.setattr("inquit.ingest.fetch.fetch", made.fetch)
    return made


FEED = "https://harbourpost.example.com/feed"
LINKS = [f"https://harbourpost.example.com/{number}?utm_source=rss" for number in range(1, 5)]


def test_feed_from_an_address_leads_to_its_articles(web):
    date = "<pubDate>Tue, 06 May 2031 07:08:09 GMT</pubDate>"
    web.answers = {
        FEED: rss(item(1, date=date), item(2), item(3)),
        LINKS[0]: page(head='<link rel="canonical" href="https://www.harbourpost.example.com/ferry"/>'),
        LINKS[2]: rss(item(9)),
    }
    found = [*reports(FEED)]
    assert web.asked == [FEED, *LINKS[:3]]
    assert [type(f).__name__ for f in found] == ["Report", "MissingInput", "Report", "NoArticle", "Report"]
    assert found[0].text == "\n\n".join(["Ferry to stay in harbour until Thursday", *PARAGRAPHS])
    assert found[0].url == "https://www.harbourpost.example.com/ferry"
    assert found[0].published == "2031-05-06T07:08:09+00:00"
    assert found[1].where == LINKS[1]
    assert found[2].text.endswith(WORDS)
    assert found[3].reason == "leads to something that is no web page"
    assert found[4].title == "Ferry 3"


def test_links_are_followed_as_it_was_asked(web, of_file):
    web.answers = {FEED: rss(item(1)), LINKS[0]: page()}
    assert [f.title for f in reports(FEED, fetch_links=False)] == ["Ferry 1"]
    assert web.asked == [FEED]
    assert [f.title for f in of_file(rss(item(1)))] == ["Ferry 1"]
    assert web.asked == [FEED]
    assert [f.title for f in of_file(rss(item(1)), fetch_links=True)] == ["Ferry to stay in harbour until Thursday"]
    assert web.asked == [FEED, LINKS[0]]


def test_no_more_links_than_the_limit(web):
    web.answers = {FEED: rss(item(1), item(2), item(3)), **dict.fromkeys(LINKS, page())}
    found = [*reports(FEED, limits=Limits(links=2))]
    assert web.asked == [FEED, *LINKS[:2]]
    assert [type(f) for f in found] == [Report, Report, Report, TooLarge]
    assert found[2].title == "Ferry 3"
    assert "leads to 3 articles" in found[3].reason


def test_list_of_feeds(web, of_file):
    web.answers = {FEED: rss(item(1)), LINKS[0]: page(), "https://l.example/": outlines(FEED)}
    found = of_file(outlines(FEED, "https://gone.example/", "file:///etc/passwd", "https://l.example/"), "feeds.opml")
    assert web.asked[:2] == [FEED, LINKS[0]]
    assert isinstance(found[0], Report)
    assert all(isinstance(f, InputError) for f in found[1:])
    assert [f.where for f in found[1:]] == ["https://gone.example/", "file:///etc/passwd", "https://l.example/"]
    assert found[3].reason == "is a list of feeds, named by another such list"


def test_no_more_feeds_of_a_list_than_the_limit(web, of_file):
    web.answers = {FEED: rss(item(1)), LINKS[0]: page()}
    found = of_file(outlines(FEED, "https://two.example/"), limits=Limits(links=1))
    assert [type(f) for f in found] == [Report, TooLarge]
    assert web.asked == [FEED, LINKS[0]]


def test_list_is_not_followed_where_nothing_may_be_fetched(web, of_file):
    (found,) = of_file(outlines(FEED), fetch_links=False)
    assert isinstance(found, NoArticle)
    assert web.asked == []
