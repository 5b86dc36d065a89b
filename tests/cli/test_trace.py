import json
import re
from html.parser import HTMLParser

import bridge
import pytest

from inquit.store.collection import Collection


@pytest.fixture
def store(tmp_path):
    return bridge.make(tmp_path / "a.inquit")


@pytest.fixture
def claim(store):
    """The id of the claim that the bridge will close, and that of its mention on the radio."""
    with Collection.open(store) as collection, collection.viewing() as view:
        found = bridge.mention(view, "radio", "The bridge")
        return view.claims_of([found.id])[found.id], found.id


def test_a_claim_is_found_by_its_id_its_mention_and_its_words(inquit, store, claim):
    for wanted in (claim[0], claim[1], "bridge May", "bridge spring elephants"):
        done = inquit("trace", wanted, "-c", store)
        assert done.exit_code == 0
        assert done.stdout.startswith("The bridge will close in May\n4 reports, 1 to 2 independent sources.\n")
        assert f"\nclaim {claim[0]}\n" in done.stdout
    assert inquit("trace", "ferry", "-c", store).stdout.startswith("The ferry was late\n")


def test_the_others_that_fit_are_named(inquit, store):
    shown = inquit("trace", "ferry", "late", "bridge", "-c", store).stdout
    assert shown.startswith("The ferry was late\n")
    assert re.search(r"\nother claims that fit:\n  c[0-9a-f]{12}  The bridge will close in May\n", shown)


def test_what_is_not_there_is_told(inquit, store):
    done = inquit("trace", "elephants", "-c", store)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "no claim" in done.stderr


def test_json_is_that_of_the_claim_in_all_claims(inquit, store, claim):
    told = json.loads(inquit("trace", claim[0], "-c", store, "--json").stdout)
    whole = json.loads(inquit("claims", "-c", store, "--json").stdout)
    assert told["claims"] == [one for one in whole["claims"] if one["id"] == claim[0]]
    assert told["also"] == []
    explained = json.loads(inquit("trace", claim[0], "-c", store, "--json", "--explain").stdout)["claims"][0]
    assert len(explained["likenesses"]) == 6
    assert explained["likenesses"][0]["reasons"][0]["what"] == "words that meet: bridge, close"


def test_explain_gives_both_wordings_of_each_pair(inquit, store, claim):
    shown = inquit("trace", claim[0], "-c", store, "--explain").stdout.splitlines()
    at = shown.index("90% the same claim: words that meet: bridge, close")
    assert sorted(shown[at + 1 : at + 3]) == [
        "    “The bridge will close in May” (Harrow Courier)",
        "    “The bridge will close in May” (Lindle Wire)",
    ]
    assert "80% the same claim, one denies it: words that meet: bridge, close" in shown


def test_a_picture_and_a_page_are_written_and_nothing_printed(inquit, store, claim, tmp_path):
    done = inquit("trace", claim[0], "-c", store, "--svg", tmp_path / "t.svg", "--html", tmp_path / "t.html")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "t.svg").read_text(encoding="utf-8").startswith("<svg ")
    page = (tmp_path / "t.html").read_text(encoding="utf-8")
    for words in ("Lindle Wire", "The bridge shuts in spring", "At least 1", "At most 2", "Who disputes it", "Ann Bo"):
        assert words in page
    assert "script-src" not in page
    assert "default-src 'none'; style-src 'sha256-" in page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.inquit", "t.html", "t.svg"]


def test_a_file_that_cannot_be_written_is_wrong_use(inquit, store, claim, tmp_path):
    done = inquit("trace", claim[0], "-c", store, "--html", tmp_path / "nowhere" / "t.html")
    assert done.exit_code == 2
    assert "--html" in done.stderr


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_a_hostile_article_puts_nothing_on_the_page(inquit, tmp_path, monkeypatch):
    bad = "The bridge <script>alert(1)</script><img src=x onerror=alert(2)> </svg></style>'\" will close"
    monkeypatch.setattr(bridge, "TEXTS", {"wire": (f"{bad} Post", "2031-03-02", f"{bad}, it said.")})
    monkeypatch.setattr(bridge, "SAID", {"wire": [(bridge.COURIER, "said", bad, "certain")]})
    with Collection.open(tmp_path / "a.inquit", create=True) as collection, collection.writing() as writer:
        bridge.relate(writer, writer.put_reading(bridge.reading("wire"), model="by hand").reading)
    assert inquit("trace", "bridge", "-c", tmp_path / "a.inquit", "--html", tmp_path / "t.html").exit_code == 0
    tags = _Tags()
    tags.feed((tmp_path / "t.html").read_text(encoding="utf-8"))
    assert not tags.found & {"script", "img"}
    assert not {name for name in tags.attributes if name.startswith("on")}
