"""Lists that are paged, look-ups that are bounded, and counts."""

from datetime import UTC, datetime

import pytest
from kept_records import mention_of, quoting, reading_of

from inquit.core.comparison import Derivation
from inquit.core.errors import SettingError

DATES = ["2030-03", None, "2030-02-02", "2031", "2030-02-02T08:00:00+02:00", None, "2029-12-31", "1066"]


def put(collection, *readings):
    with collection.writing() as writer:
        return [writer.put_reading(reading, model="m1").reading for reading in readings]


def paged(ask):
    """All items of a list, asked for two at a time."""
    after, found = None, []
    while True:
        page = ask(after=after, limit=2)
        assert len(page.items) <= 2
        found += page.items
        if page.next is None:
            return found
        after = page.next


@pytest.fixture
def dated(collection):
    """Reports with the ids d0, d1 ..., one for each of DATES; every other one is the Courier's."""
    put(
        collection,
        *(
            reading_of(f"Report {k}.", id=f"d{k}", published=date, outlet="Courier" if k % 2 else "Observer")
            for k, date in enumerate(DATES)
        ),
    )
    return collection


def test_reports_come_newest_first_and_those_without_a_date_last(dated):
    with dated.viewing() as view:
        assert [one.report for one in paged(view.latest)] == ["d3", "d0", "d4", "d2", "d6", "d7", "d5", "d1"]
        of_one = paged(lambda **page: view.latest(outlet="Courier", **page))
        assert [one.report for one in of_one] == ["d3", "d7", "d5", "d1"]
        assert list(view.all_reports()) == [f"d{k}" for k in range(len(DATES))]


def test_reports_between_two_moments(dated):
    with dated.viewing() as view:
        start, end = datetime(2030, 2, 2, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
        found = paged(lambda **page: view.reports_between(start, end, **page))
        assert [one.report for one in found] == ["d0", "d4", "d2"]
        found = view.reports_between(start, end, outlet="Courier")
        assert found.items == ()


def test_reports_of_a_story(dated):
    with dated.writing() as writer:
        writer.set_stories({"d0": "s1", "d1": "s1", "d2": "s2"})
        writer.set_stories({"d1": None})
        assert [one.report for one in writer.latest(story="s1").items] == ["d0"]


@pytest.mark.parametrize("after", ["", "x", "1", "1.2.3", "1.99999999999999999999", "1.2; DROP TABLE reports"])
def test_a_mark_that_is_none_is_refused(dated, after):
    with pytest.raises(SettingError, match="no place in this list"), dated.viewing() as view:
        view.latest(after=after)


def test_carriers_are_bounded_and_oldest_first(dated):
    with dated.writing() as writer:
        for k in range(len(DATES)):
            writer.put_prints(f"d{k}", [7, -(2**63), 2**63 - 1] if k % 2 else [7])
            writer.put_prints(f"d{k}", [7])  # a second time changes nothing
    with dated.viewing() as view:
        assert view.carriers([7, 7, 8, -(2**63), 2**63 - 1], 3) == {
            7: ("d0", "d1", "d2"),
            -(2**63): ("d1", "d3", "d5"),
            2**63 - 1: ("d1", "d3", "d5"),
        }
        assert view.carriers(range(1000), 1) == {7: ("d0",)}


def test_mentions_are_found_by_their_keys(collection):
    (reading,) = put(collection, reading_of("One two three four."))
    those = [mention_of(reading.report, start, start + 2) for start in range(5)]
    with collection.writing() as writer:
        writer.put_mentions(those)
        writer.put_keys({one.id: ["all", "all", f"only {k}", "sur\ud800"] for k, one in enumerate(those)})
    ids = [one.id for one in those]
    with collection.viewing() as view:
        wanted = ["all", "only 3", "none", "sur\ud800"]
        assert view.mentions_with_keys(wanted, 2) == {
            "all": tuple(ids[:2]),
            "only 3": (ids[3],),
            "sur\ud800": tuple(ids[:2]),
        }


def test_mentions_of_a_claim_come_oldest_report_first(dated):
    with dated.viewing() as view:
        those = {f"d{k}": mention_of(view.report(f"d{k}")) for k in range(len(DATES))}
    with dated.writing() as writer:
        writer.put_mentions(those.values())
        writer.set_claims({one.id: "c1" if report < "d5" else "c2" for report, one in those.items()})
        writer.set_claims({those["d2"].id: None, those["d0"].id: "c2"})
        found = writer.mentions_of_claims(["c1", "c2", "c3"])
        assert [one.report for one in found["c1"]] == ["d1", "d4", "d3"]
        assert [one.report for one in found["c2"]] == ["d5", "d7", "d6", "d0"]
        assert set(found) == {"c1", "c2"}
        assert writer.counts().claims == 2


@pytest.fixture
def quoted(collection):
    ann, police, aides = (
        ("Ann Bo", "person", "named"),
        ("the police", "official-body", "named"),
        ("two aides", "group", "unnamed"),
    )
    put(
        collection,
        quoting("One two.", ann, police, outlet="Courier", id="a1"),
        quoting("One two three.", ann, aides, outlet="Observer", id="a2"),
        quoting("One two three four.", ann, aides, outlet="Observer", id="a3"),
        quoting("Five.", ("ANN  BÓ", "person", "named"), id="a4"),
    )
    return collection


def test_sources_by_how_often_they_are_quoted(quoted):
    with quoted.viewing() as view:
        found = [(one.name, one.statements, one.words, one.reports, one.outlets) for one in paged(view.quoted)]
        assert found == [
            ("ANN  BÓ", 4, 10, 4, 2),  # one source, however it is spelled
            ("two aides", 2, 7, 2, 1),
            ("the police", 1, 2, 1, 1),
        ]
        assert [one.name for one in view.quoted(standing="unnamed").items] == ["two aides"]
        of_one = [(one.name, one.statements) for one in view.quoted(outlet="Courier").items]
        assert sorted(of_one) == [("Ann Bo", 1), ("the police", 1)]


def test_outlets_by_their_reports(quoted):
    with quoted.writing() as writer:
        writer.put_derivations(
            Derivation(report="a3", origin=origin, how="rewrite", confidence=0.5) for origin in ("a1", "a2")
        )
    with quoted.viewing() as view:
        found = [
            (one.outlet, one.reports, one.statements, one.unnamed_share, one.derived) for one in paged(view.outlets)
        ]
        assert found[0] == ("Observer", 2, 4, 0.5, 1)
        assert sorted(found[1:], key=str) == [("Courier", 1, 2, 0.0, 0), (None, 1, 1, 0.0, 0)]


def test_everything_is_counted(quoted):
    with quoted.viewing() as view:
        counts = view.counts()
    assert (counts.reports, counts.versions, counts.outlets, counts.mentions, counts.claims) == (4, 4, 2, 0, 0)
