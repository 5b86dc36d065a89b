import json

import pytest
from sample_pages import PARAGRAPHS, page

from inquit.ingest.extraction import extract


def test_page_gives_paragraphs_title_and_facts():
    facts = {
        "@graph": [
            {"@type": "WebPage", "datePublished": "2031-01-01"},
            {
                "@type": ["ReportageNewsArticle"],
                "datePublished": "2031-05-06 07:08:09 +02:00",
                "author": [{"name": "Tomas Brinkhof"}, {"name": "Ada Veldt"}],
                "publisher": {"name": "The Harbour Post"},
            },
        ]
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(facts)}</script>'
        '<meta property="og:site_name" content="theharbourpost">'
        '<link rel="canonical" href="https://www.harbourpost.example.com/2031/ferry">'
    )
    found = extract(page(head=head, lang="en-GB"))
    assert found is not None
    assert found.body == "\n\n".join(PARAGRAPHS)
    assert found.title == "Ferry to stay in harbour until Thursday"
    assert found.published == "2031-05-06T07:08:09+02:00"
    assert found.byline == "Tomas Brinkhof; Ada Veldt"
    assert found.outlet == "The Harbour Post"
    assert found.url == "https://www.harbourpost.example.com/2031/ferry"
    assert found.language == "en"


def test_lists_quotations_headings_and_rows_are_paragraphs():
    body = (
        f"<p>{PARAGRAPHS[0]}</p><h2>What is known</h2><ul><li>One engine has failed.</li><li>Two are old.</li></ul>"
        f"<blockquote><p>{PARAGRAPHS[1]}</p></blockquote><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
        "<table><tr><td>Monday</td><td>no ferry</td></tr><tr><td>Thursday</td><td>two ferries</td></tr></table>"
        f"<p>{PARAGRAPHS[4]}</p>"
    )
    found = extract(page(body))
    assert found is not None
    paragraphs = found.body.split("\n\n")
    wanted = [PARAGRAPHS[0], "What is known", "One engine has failed.", "Two are old.", *PARAGRAPHS[1:4]]
    assert paragraphs == [*wanted, "Monday no ferry", "Thursday two ferries", PARAGRAPHS[4]]


def test_headline_is_the_shown_one_and_stands_once():
    head = '<meta property="og:title" content="Ferry to stay in harbour until Thursday | The Harbour Post">'
    body = "<h2>Ferry to Stay in Harbour Until Thursday</h2>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = extract(page(body, head=head))
    assert found is not None
    assert found.title == "Ferry to stay in harbour until Thursday"
    assert found.body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("end", [" | The Harbour Post", " - The Harbour Post", " – Harbour News | The Harbour Post"])
def test_site_name_is_taken_off_a_title_that_no_heading_shows(end):
    head = (
        f'<meta property="og:title" content="Coach instead of ferry{end}">'
        '<meta property="og:site_name" content="The Harbour Post">'
    )
    found = extract(page(head=head, title="Harbour"))
    assert found is not None
    assert found.title is not None
    assert found.title.startswith("Coach instead of ferry")
    assert "Post" not in found.title


def test_outlet_is_the_host_where_the_page_names_none():
    found = extract(page(title="Ferry stays"), url="https://www.harbourpost.example.com/2031/ferry")
    assert found is not None
    assert found.outlet == "harbourpost.example.com"


def test_soft_hyphens_go_and_no_break_spaces_become_spaces():
    found = extract(page("<p>The ferry\u00adman's&nbsp;house, said Ilse\u00a0Kwant, is hers. " * 9 + "</p>"))
    assert found is not None
    assert "ferryman's house, said Ilse Kwant" in found.body


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_only_web_addresses_are_taken_for_the_page_s_own(link):
    found = extract(page(head=f'<link rel="canonical" href="{link}"><meta property="og:url" content="{link}">'))
    assert found is not None
    assert found.url is None


def test_entities_of_the_page_s_own_making_open_no_file(tmp_path):
    (tmp_path / "secret.txt").write_text("the combination is 4711")
    doctype = f'<!DOCTYPE html [<!ENTITY secret SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    found = extract(page(f"<p>{PARAGRAPHS[0]} &secret;</p><p>{PARAGRAPHS[1]}</p>").replace("<!DOCTYPE html>", doctype))
    assert found is not None
    assert "4711" not in found.body


@pytest.mark.parametrize("source", ["<html></html>", "<html><body></body></html>", "<html><body><div id=app></div>"])
def test_page_without_words_is_none(source):
    assert extract(source) is None


def test_facts_too_long_to_be_true_are_none():
    head = (
        f'<meta property="og:site_name" content="{"Post " * 100}"><meta name="author" content="{"Ada Veldt " * 100}">'
        f'<link rel="canonical" href="https://post.example.com/{"a" * 3000}">'
    )
    found = extract(page(head=head, title="Ferry " * 200))
    assert found is not None
    assert (found.title, found.outlet, found.byline, found.url) == (None, None, None, None)
    assert PARAGRAPHS[0] in found.body


@pytest.mark.parametrize(
    ("source", "language"),
    [
        (page(lang="nl_BE"), "nl"),
        (page(lang="haw"), "haw"),
        (page(lang=""), None),
        (page(lang="x-none"), None),
        (page(lang="", head='<meta property="og:locale" content="de_AT">'), "de"),
    ],
)
def test_language_is_what_the_page_states(source, language):
    found = extract(source)
    assert found is not None
    assert found.language == language
