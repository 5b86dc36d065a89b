"""What is put into a collection comes out as it was: every record, with any text at all."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from kept_records import derivations, likenesses, mention_of, mentions, reading_of, readings

from inquit.core.comparison import Witness
from inquit.core.records import Report
from inquit.store.feeds import Feed

SOME = settings(max_examples=15)


def evidence_of(reading):
    return [one.evidence for one in reading.attributions]


@SOME
@given(reading=readings())
def test_a_reading_with_its_evidence(shared, reading):
    report = reading.report
    with shared.writing() as writer:
        stored = writer.put_reading(reading, model="m1")
        writer.set_stories({report.id: "s" + report.id})
    assert (stored.what, stored.reading) == ("new", reading)
    with shared.viewing() as view:
        kept = view.reading(report.id)
        assert kept == reading
        assert evidence_of(kept) == evidence_of(reading)
        assert view.report(report.id) == report
        witness = Witness(
            report=report.id, outlet=report.outlet, title=report.title, published=report.published, url=report.url
        )
        assert view.heads([report.id, "no such id"]) == {report.id: witness}
        assert view.latest(story="s" + report.id).items == (witness,)
        assert [version.model for version in view.versions(report.id)] == ["m1"]
        assert view.standing(report).what == "there"


@SOME
@given(data=st.data(), reading=readings())
def test_mentions_with_all_that_belongs_to_them(shared, data, reading):
    those = {one.id: one for one in data.draw(st.lists(mentions(reading.report), min_size=1, max_size=4))}
    with shared.writing() as writer:
        writer.put_reading(reading, model="m1")
        writer.put_mentions(those.values())
        writer.put_mentions(those.values())  # a second time changes nothing
        writer.put_vectors({one: one.encode() for one in those})
        writer.put_vectors({one: one.encode()[::-1] for one in those})
        writer.set_claims(dict.fromkeys(those, "c" + reading.report.id))
    with shared.viewing() as view:
        assert view.mentions([*those, "no such id"]) == those
        in_order = sorted(those.values(), key=lambda one: (one.span.start, one.id.encode("utf-8", "surrogatepass")))
        assert view.mentions_of_report(reading.report.id) == tuple(in_order)
        assert view.mentions_of_claims(["c" + reading.report.id]) == {"c" + reading.report.id: tuple(in_order)}
        assert view.claims_of(those) == dict.fromkeys(those, "c" + reading.report.id)
        assert view.claims_of_report(reading.report.id) == ("c" + reading.report.id,)
        assert view.vectors([*those, "no such id"]) == {one: one.encode()[::-1] for one in those}
        assert dict(view.all_vectors()).items() >= view.vectors(those).items()


@SOME
@given(data=st.data(), one=readings(), other=readings())
def test_what_relates_reports_and_mentions(shared, data, one, other):
    assume(one.report.text[:3] and other.report.text[:3])
    derivation = data.draw(derivations(one.report, other.report))
    first, second = mention_of(one.report, 0, 1), mention_of(other.report, 0, 1)
    likeness = data.draw(likenesses(first, second))
    with shared.writing() as writer:
        for reading in (one, other):
            writer.put_reading(reading, model="m1")
        writer.put_mentions([first, second])
        for _ in range(2):  # a second time changes nothing
            writer.put_derivations([derivation])
            writer.put_likenesses([likeness])
    with shared.viewing() as view:
        for found in (view.derivations_of([one.report.id]), view.derivations_from([other.report.id])):
            assert found == (derivation,)
            assert found[0].evidence == derivation.evidence
        assert view.derivations_of([other.report.id]) == view.derivations_from([one.report.id]) == ()
        for ends in ([first.id], [second.id], [first.id, second.id]):
            assert view.likenesses_of(ends) == (likeness,)
            assert view.likenesses_of(ends)[0].reasons == likeness.reasons
        forth, back = (first.id, second.id, likeness.same), (second.id, first.id, likeness.same)
        assert list(view.likest([first.id, "no such id"], likeness.same)) == [forth]
        assert sorted(view.likest([first.id, second.id], 0.0)) == sorted([forth, back])
        assert list(view.likest([first.id, second.id], likeness.same + 0.001)) == []


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@SOME
@given(payload=json, who=st.text(st.characters()))
def test_a_correction_and_its_undoing(shared, payload, who):
    with shared.writing() as writer:
        made = writer.put_correction("wrong source", payload, who=who)
    with shared.viewing() as view:
        assert view.corrections(after=str(made.id - 1)).items == (made,)
    with shared.writing() as writer:
        writer.undo_correction(made.id)
        assert made.id not in {one.id for one in writer.corrections(after=str(made.id - 1)).items}
        (undone,) = writer.corrections(after=str(made.id - 1), undone=True).items
        assert undone.undone is not None
        writer.undo_correction(made.id, redo=True)
        assert writer.corrections(after=str(made.id - 1)).items == (made,)


def test_feeds_are_watched_until_they_are_not(collection):
    feed = Feed(url="https://paper.example/rss", every=600, due="2030-01-01T00:00:00+00:00")
    other = Feed(url="https://a.example/rss", due="2030-01-02T00:00:00+00:00")
    later = replace(feed, due="2030-01-03T00:00:00+00:00", checked=feed.due, told="Nothing\0new.", failures=2)
    with collection.writing() as writer:
        writer.watch(feed)
        writer.watch(other)
        assert writer.due_feed("2029-12-31T23:59:59+00:00") is None
        assert writer.due_feed("2030-02-01T00:00:00+00:00") == feed
        writer.put_feed_read(replace(later, every=1))
        assert writer.due_feed("2030-02-01T00:00:00+00:00") == other
    with collection.viewing() as view:
        assert view.feeds().items == (other, later)
        page = view.feeds(limit=1)
        assert view.feeds(after=page.next).items == (later,)
        assert view.feed(feed.url) == later
    with collection.writing() as writer:
        writer.unwatch(feed.url)
        writer.put_feed_read(later)
        assert writer.feeds().items == (other,)


def test_a_report_dated_in_the_future_goes_in_as_it_is(collection):
    reading = reading_of("The hall will have opened.", published="2199-01-01T10:00:00+01:00")
    with collection.writing() as writer:
        writer.put_reading(reading, model="m1")
        assert writer.report(reading.report.id).published == "2199-01-01T10:00:00+01:00"
        assert [one.report for one in writer.latest().items] == [reading.report.id]


def test_what_is_not_there_is_none_or_nothing(collection):
    with collection.viewing() as view:
        assert view.report("r1") is view.reading("r1") is None
        assert view.versions("r1") == view.mentions_of_report("r1") == view.claims_of_report("r1") == ()
        assert view.mentions_of_claims(["c1"]) == view.carriers([1], 9) == view.mentions_with_keys(["x"], 9) == {}
        assert view.standing(Report.of("x")).what == "new"
        assert list(view.all_reports()) == []
