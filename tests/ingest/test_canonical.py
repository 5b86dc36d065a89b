import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inquit.ingest.canonical import canonical, stated_address

PAGE = "https://news.harbourpost.example.com/2031/ferry"


@pytest.mark.parametrize(
    ("given_as", "kept"),
    [
        ("HTTPS://HarbourPost.Example.COM/Ferry", "https://harbourpost.example.com/Ferry"),
        ("https://harbourpost.example.com", "https://harbourpost.example.com/"),
        ("https://harbourpost.example.com:443/a", "https://harbourpost.example.com/a"),
        ("http://harbourpost.example.com:80/a", "http://harbourpost.example.com/a"),
        ("http://harbourpost.example.com:443/a", "http://harbourpost.example.com:443/a"),
        ("https://harbourpost.example.com./a", "https://harbourpost.example.com/a"),
        ("https://example.com/a#comments", "https://example.com/a"),
        ("https://example.com/a/", "https://example.com/a"),
        ("https://example.com/?p=12", "https://example.com/?p=12"),
        ("https://example.com/a?utm_source=x&id=7&UTM_Medium=y&fbclid=z", "https://example.com/a?id=7"),
        ("https://example.com/a?%75tm_source=x", "https://example.com/a"),
        ("https://example.com/a?b=2&&a=1&", "https://example.com/a?b=2&a=1"),
        ("https://example.com/a?gallery=3&cid=4&source=ap", "https://example.com/a?gallery=3&cid=4&source=ap"),
        ("https://example.com/a?q=utm_source", "https://example.com/a?q=utm_source"),
        ("https://example.com/%7eada/caf%c3%a9", "https://example.com/~ada/caf%C3%A9"),
        ("https://example.com/café au lait", "https://example.com/caf%C3%A9%20au%20lait"),
        ("https://münze.example.com/a", "https://xn--mnze-0ra.example.com/a"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
        (" https://example.com/a\n", "https://example.com/a"),
        ("https://www.example.com/amp/a", "https://www.example.com/amp/a"),
    ],
)
def test_one_address_for_many(given_as, kept):
    assert canonical(given_as) == kept


@pytest.mark.parametrize(
    "odd", ["", "urn:isbn:123", "mailto:ada@example.com", "https://", "https://[::1", "https://a:b/", "x"]
)
def test_what_is_no_web_address_stays(odd):
    assert canonical(f" {odd} ") == odd


pieces = st.lists(
    st.one_of(
        st.sampled_from([*"/?&=#%:@.[]", "%25", "%2f", "%41", "utm_a=1", "gclid", "//", "ß", "℡", " "]), st.text()
    )
).map("".join)


@given(pieces)
@example("%4%31")
@example("//a")
def test_canonical_of_a_canonical_is_itself(rest):
    for url in (rest, "https://example.com/" + rest, "HTTP://" + rest):
        assert canonical(canonical(url)) == canonical(url)


@pytest.mark.parametrize(
    ("link", "believed"),
    [
        (None, PAGE),
        ("", PAGE),
        ("https://www.harbourpost.example.com/ferry-2031", "https://www.harbourpost.example.com/ferry-2031"),
        ("/2031/ferry-stays", "https://news.harbourpost.example.com/2031/ferry-stays"),
        ("https://elsewhere.example.org/ferry", PAGE),
        ("https://example.com.evil.example.net/ferry", PAGE),
        ("https://news.harbourpost.example.com/", PAGE),
        ("https://news.harbourpost.example.com/?p=12", "https://news.harbourpost.example.com/?p=12"),
        ("javascript:alert(1)", PAGE),
        ("https://[::1/", PAGE),
    ],
)
def test_a_page_is_believed_about_its_own_site(link, believed):
    assert stated_address(link, PAGE) == believed


def test_sites_under_a_public_suffix_are_not_one():
    assert stated_address("https://other.co.uk/a", "https://harbour.co.uk/a") == "https://harbour.co.uk/a"
    assert stated_address("https://www.harbour.co.uk/a", "https://m.harbour.co.uk/a") == "https://www.harbour.co.uk/a"
    assert stated_address("http://localhost/b", "http://localhost:8000/a") == "http://localhost/b"
