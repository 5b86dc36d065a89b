import json

import pytest

from inquit.ingest.schema_org import Stated, iso_date, stated


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2031-05-06", "2031-05-06"),
        ("2031-05-06T07:08Z", "2031-05-06T07:08:00+00:00"),
        ("2031-05-06T07:08:09.1234567Z", "2031-05-06T07:08:09+00:00"),
        ("2031-05-06T07:08:09+0200", "2031-05-06T07:08:09+02:00"),
        ("2031-05-06 07:08:09 +02:00", "2031-05-06T07:08:09+02:00"),
        ("2031-05-06 07:08", "2031-05-06T07:08:00"),
        ("6 May 2031", None),
        ("1750680000000", None),
        ("2031-13-40", None),
        ("2" * 10_000, None),
        (None, None),
        (17, None),
    ],
)
def test_iso_date(given, iso):
    assert iso_date(given) == iso


def test_broken_block_costs_itself_only():
    article = {"@type": "NewsArticle", "datePublished": "2031-05-06", "author": "Ada Veldt"}
    assert stated(['{"@type": ', "[" * 100_000, json.dumps(article)]).published == "2031-05-06"


def test_authors_that_are_addresses_are_no_names():
    article = {
        "@type": "BlogPosting",
        "datePublished": "2031-05-06",
        "author": ["https://example.com/ada", {"name": " Ada  Veldt "}, {"name": "Ada Veldt"}, {"name": None}, 3],
        "publisher": [{"name": ""}, {"name": "The Post"}],
    }
    assert stated([json.dumps(article)]) == Stated(published="2031-05-06", authors=("Ada Veldt",), publisher="The Post")


@pytest.mark.parametrize(
    "script", ["", "null", "[]", '{"@type": "NewsArticle"}', '{"@type": 3, "datePublished": "2031"}']
)
def test_nothing_stated(script):
    assert stated([script]) == Stated()


def test_innumerable_objects_end():
    assert stated([json.dumps([{}] * 200_000)]) == Stated()
