"""Who publishes under its own name is told from the press by the words of the name."""

import pytest

from inquit.sources.publishers import publishing_body


@pytest.mark.parametrize(
    ("outlet", "name", "kind"),
    [
        ("Ministry of Inland Water", "Ministry of Inland Water", "official-body"),
        ("Oster Air newsroom", "Oster Air", "organisation"),
        ("Veldt Grid – Press Office", "Veldt Grid", "organisation"),
        ("The Harrow Council press centre", "The Harrow Council", "official-body"),
        ("Dunmore United official website", "Dunmore United", "organisation"),
    ],
)
def test_a_body_is_told_by_its_name_or_by_what_it_adds_to_it(outlet, name, kind):
    body = publishing_body(outlet)
    assert body is not None
    assert (body.name, body.kind, body.standing) == (name, kind, "named")


@pytest.mark.parametrize("outlet", ["The Harrow", "Lyon Street Ledger", "Newsroom", "Press Office", "", "Bank Gazette"])
def test_the_press_is_none(outlet):
    assert publishing_body(outlet) is None
