"""An article that attacks whoever shows it, through every view and every file that the desk gives away."""

import re
from dataclasses import replace

import pytest

from inquit.core.comparison import Mention, mention_id
from inquit.core.records import Attribution, Evidence, Link, Reading, Report, Source
from inquit.core.spans import Span
from inquit.web.addresses import claim_address, report_address

ATTACK = (
    "<script>document.title='pwned'</script><img src=x onerror=document.title='pwned'>"
    "</bdi></span></main><style>*{display:none}</style><svg/onload=alert(1)>\"'>{{7*7}}{% raw %}"
)
CONTROL = "\x1b]0;pwned\x07\x9b31m\u202eevil\u202c\x00\ud800"


@pytest.fixture
def hostile(collection, put):
    """Reports in which every field attacks, and which share a claim."""
    links = []
    for number in (1, 2):
        report = Report.of(
            f"{ATTACK} said {CONTROL} that the ferry </p></article><!-- sank.\r\nEnd {number}.",
            id=f"{ATTACK}/../{number}{CONTROL}",
            title=f"“{ATTACK}” {CONTROL}",
            outlet=ATTACK + CONTROL + str(number),
            published=f"2031-05-0{number}",
            byline=CONTROL + ATTACK,
            url=f"javascript:document.title='pwned'//{number}",
            language='en" onclick="x',
        )
        link = Link(span=None, name=ATTACK + CONTROL, kind="person", standing="unnamed", source='e"><script>')
        words = "that the ferry </p></article><!-- sank"
        at = report.text.index(words)
        bare = Attribution.of(
            report, source=(Span(3, 40),), cue=(Span(at - 60, at - 1),), content=(Span(at, at + len(words)),)
        )
        told = replace(
            bare, chain=(link,), said=ATTACK, certainty="possible", evidence=(Evidence(what=ATTACK, by=CONTROL),)
        )
        source = Source(
            id='e"><script>', name=link.name, kind="person", standing="unnamed", aliases=(ATTACK,), reason=CONTROL
        )
        put(collection, Reading(report=report, attributions=(told,), own_voice=(Span(0, 9),), sources=(source,)))
        links.append(report_address(report.id))
    return links


@pytest.fixture
def addresses(hostile):
    views = [
        "/",
        "/reports",
        "/claims",
        "/claims?sort=disputed",
        "/sources",
        "/outlets",
        "/search?q=ferry",
        "/search?q=",
    ]
    return [*views, *hostile, claim_address("c1"), hostile[0] + "?show=hedged"]


def test_no_view_lets_it_through(client, addresses):
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        shown = answer.text
        assert shown.count("<script") == 1, address
        for markup in ("<img", "<style", "<svg/onload", 'href="javascript:', " onclick=", "<!-- sank"):
            assert markup not in shown, (address, markup)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown), address


def test_its_words_are_shown_as_they_stand(client, hostile):
    shown = client.get(hostile[0]).text
    assert "&lt;script&gt;document.title=&#39;pwned&#39;&lt;/script&gt;" in shown
    assert "{{7*7}}{% raw %}" in shown


def test_words_of_a_query_are_no_markup(client, hostile):
    for path in ("/search?q=", "/reports?outlet=", "/sources?outlet=", "/claims?outlet="):
        shown = client.get(path + "%3Cscript%3Ealert(1)%3C/script%3E%22%3E%00%E2%80%AE").text
        assert shown.count("<script") == 1
        assert "\u202e" not in shown


def test_what_is_kept_is_a_file_and_not_a_page(client, hostile):
    kept = [f"/claims/c1.{what}" for what in ("svg", "html", "json", "csv")]
    kept += [f"{hostile[0]}/{name}" for name in ("reading.html", "reading.json", "attributions.csv")]
    for address in kept:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-disposition"].startswith("attachment"), address
        if not address.endswith(("json", "csv")):  # what a browser may show as markup later
            for markup in ("<script", "<img", "<svg/onload", "<!-- sank"):
                assert markup not in answer.text, (address, markup)
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", answer.text), address


def test_a_correction_can_choose_hostile_words(client, hostile, collection):
    with collection.viewing() as view:
        mention = view.mentions_of_claims(["c1"])["c1"][-1].id
    shown = client.get(f"/correct?mention={mention}&q=ferry&next=javascript:alert(1)").text
    assert shown.count("<script") == 1
    assert "<img" not in shown
    assert "javascript:" not in shown


def test_a_report_of_any_id_has_an_address(client, hostile):
    for address in hostile:
        assert re.fullmatch(r"/reports/~[A-Za-z0-9_-]+", address)
        assert "the ferry" in client.get(address).text


def test_marks_that_hold_each_other_are_shown(client, collection, put):
    text = "A said B. " * 400
    report = Report.of(text, id="long")
    found = tuple(
        Attribution.of(report, source=(Span(k, k + 1),), cue=(Span(k + 2, k + 6),), content=(Span(k + 7, len(text)),))
        for k in range(0, 4000, 10)
    )
    put(collection, Reading(report=report, attributions=found))
    assert client.get("/reports/long").text.count('<li id="n') == 400


def test_mentions_have_anchors_where_their_words_stand(client, collection):
    with collection.viewing() as view:
        (mention,) = view.mentions_of_report("harrow")
    shown = client.get("/reports/harrow").text
    found = re.search(rf'<span class="mention" id="{mention.id}" tabindex="-1">(.*?)</span></span>', shown)
    assert re.sub("<[^>]+>", "", found[1]).removeprefix("1") == "The Tarn bridge may close in May"


def test_a_mention_that_is_only_a_mention_is_anchored(client, collection):
    with collection.writing() as writer:
        span = (Span(50, 60),)
        writer.put_mentions([Mention(id=mention_id("harrow", span), report="harrow", spans=span, text="x")])
    assert f'id="{mention_id("harrow", span)}"' in client.get("/reports/harrow").text
