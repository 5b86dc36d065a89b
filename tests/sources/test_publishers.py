"""Who publishes under its own name is told from the press by the words of the name."""

import time

import pytest

from inquit.sources.publishers import posted_by, publishing_body


@pytest.mark.parametrize(
    ("outlet", "name", "kind"),
    [
        ("Ministry of Inland Water", "Ministry of Inland Water", "official-body"),
        ("Oster Air newsroom", "Oster Air", "organisation"),
        ("Oster Air | Newsroom ", "Oster Air", "organisation"),
        ("Oster Air (newsroom)", "Oster Air", "organisation"),
        ("Veldt Grid — Press Office", "Veldt Grid", "organisation"),
        ("The Harrow Council press centre", "The Harrow Council", "official-body"),
        ("Dunmore United official website", "Dunmore United", "organisation"),
        ("Harrow Council website", "Harrow Council", "official-body"),
    ],
)
def test_a_body_is_told_by_its_name_or_by_what_it_adds_to_it(outlet, name, kind):
    body = publishing_body(outlet)
    assert body is not None
    assert (body.name, body.kind, body.standing) == (name, kind, "named")


@pytest.mark.parametrize(
    "outlet",
    [
        *("The Harrow", "Lyon Street Ledger", "Bank Gazette", "Harrow website", ""),
        *("Newsroom", "The Newsroom", "Our Newsroom", "Press Office", "The Press Office"),
        *("Arizona Republic", "Anadolu Agency", "PA Media", "Rhine Financial", "Corvane Agency", "Contour Lines"),
    ],
)
def test_the_press_is_none(outlet):
    assert publishing_body(outlet) is None


@pytest.mark.parametrize(
    ("byline", "outlet", "name"),
    [
        ("harbour_77", "QuayTalk", "harbour_77"),
        (" @seaview ", "QuayTalk", "@seaview"),
        *((byline, "Quay Post", None) for byline in ("Ana Roe", "France24", "7NEWS", "12_34", "@", "_", "", None)),
        *((byline, "Quay Post", None) for byline in ("Quay_staff", "a@b.example/c_d", "x_" * 99, "Ana\u00a0Roe_2")),
    ],
)
def test_who_posts_under_a_handle_speaks_for_himself(byline, outlet, name):
    poster = posted_by(byline, outlet)
    assert (poster and poster.name) == name
    assert poster is None or (poster.kind, poster.standing) == ("person", "unnamed")


def test_a_hostile_name_takes_no_longer_than_others():
    began = time.perf_counter()
    assert publishing_body(" " * 200_000 + "newsroom x") is None
    assert time.perf_counter() - began < 0.5
