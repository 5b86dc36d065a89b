"""What a person puts right: everything follows, it survives a new reading, and can be taken back to the letter."""

import json
from dataclasses import replace

import bridge
import pytest

from inquit.batch import correcting, tracing
from inquit.batch.corrected import reading_of
from inquit.batch.grouping import regroup
from inquit.batch.summaries import refresh
from inquit.core.errors import SettingError
from inquit.export.claims_json import claims_json
from inquit.store.collection import Collection


@pytest.fixture
def collection(tmp_path):
    with Collection.open(bridge.make(tmp_path / "a.inquit")) as opened:
        yield opened


def whole(collection):
    """Everything that `inquit claims --json` prints, and the counts."""
    refresh(collection)
    with collection.viewing() as view:
        known = tracing.Surroundings.of(view, view.all_reports())
        trees = [known.trace(claim) for claim in tracing.claims(view, tracing.all_claims(view))]
        told = claims_json(known.witnesses, known.derivations(known.witnesses), trees)
        return json.dumps(told), view.summaries().items, view.quoted().items, view.outlets().items


def at(collection, report, words):
    with collection.viewing() as view:
        return correcting.anchor(view, mention=bridge.mention(view, report, words).id)


def claim(collection, report="courier", words="The bridge"):
    """The family tree of the claim that a mention belongs to."""
    with collection.viewing() as view:
        mention = bridge.mention(view, report, words)
        name = view.claims_of([mention.id])[mention.id]
        return tracing.trace(view, next(tracing.claims(view, [name])))


def roots(tree):
    return {root.name: (root.standing, root.own_word) for root in tree.roots}


def corrections(collection):
    """One of each kind, as functions that make it."""
    radio, courier = at(collection, "radio", "The bridge"), at(collection, "courier", "The bridge")
    return {
        "not an attribution": lambda: correcting.not_an_attribution(collection, radio, who="Roe"),
        "source": lambda: correcting.other_source(
            collection, radio, name="Cy Dunn", kind="person", standing="named", who="Roe"
        ),
        "same claim": lambda: correcting.same_claim(
            collection, at(collection, "mayor", "The ferry"), courier, who="Roe"
        ),
        "not the same claim": lambda: correcting.not_the_same_claim(collection, radio, courier, who="Roe"),
        "took": lambda: correcting.took(collection, "radio", "courier", who="Roe"),
        "did not take": lambda: correcting.did_not_take(collection, "wire", "courier", who="Roe"),
    }


KINDS = ("not an attribution", "source", "same claim", "not the same claim", "took", "did not take")


@pytest.mark.parametrize("kind", KINDS)
def test_undone_everything_is_as_before_and_redone_as_after(collection, kind):
    before = whole(collection)
    put = corrections(collection)[kind]()
    after = whole(collection)
    assert (put.kind, put.who, put.undone) == (kind, "Roe", None)
    assert after[0] != before[0]
    assert correcting.undo(collection, put.id).undone
    assert whole(collection) == before
    assert correcting.undo(collection, put.id, redo=True).undone is None
    assert whole(collection)[1:] == after[1:]


@pytest.mark.parametrize("kind", KINDS)
def test_a_correction_survives_a_new_reading_whose_offsets_are_others(collection, kind):
    corrections(collection)[kind]()
    before = [(one.min, one.max, one.reports, one.disputes) for one in whole(collection)[1]]
    for name in ("radio", "courier", "mayor", "wire"):
        shifted = bridge.reading(name, before="From our desk.\n\n")
        with collection.writing() as writer:
            stored = writer.put_reading(shifted, model="a newer one")
            assert stored.what == "version"
            bridge.relate(writer, stored.reading)
            if name == "wire":
                writer.put_derivations([bridge.WIRE_FROM_COURIER])
    after = [(one.min, one.max, one.reports, one.disputes) for one in whole(collection)[1]]
    assert after == before


def test_what_is_no_attribution_is_the_outlets_own_word(collection):
    assert "two officials (Radio Quay)" in roots(claim(collection))
    correcting.not_an_attribution(collection, at(collection, "radio", "The bridge"), who="Roe")
    found = claim(collection)
    assert "two officials (Radio Quay)" not in roots(found)
    assert [(r.name, r.own_word) for r in found.passed_over] == [("Radio Quay", True)]  # others told it before
    with collection.viewing() as view:
        assert reading_of(view, "radio").attributions == ()
        assert view.reading("radio").attributions != ()  # what the machine said is kept
        assert sum(one.statements for one in view.quoted(outlet="Radio Quay").items) == 0


def test_the_right_source_takes_the_place_of_the_wrong_one(collection):
    assert claim(collection).independent.min == 1
    place = at(collection, "radio", "The bridge")
    correcting.other_source(collection, place, name="Cy  Dunn", kind="person", standing="named", who="Roe")
    tree = claim(collection)
    assert roots(tree)["Cy Dunn"] == ("named", False)
    with collection.viewing() as view:
        assert [one.name for one in view.quoted(outlet="Radio Quay").items] == ["Cy Dunn"]
        assert reading_of(view, "radio").attributions[0].root.name == "Cy Dunn"


def test_own_voice_gets_a_source(collection):
    place = at(collection, "courier", "It opened")
    correcting.other_source(collection, place, name="Cy Dunn", kind="person", standing="named", who="Roe")
    assert roots(claim(collection, words="It opened")) == {"Cy Dunn": ("named", False)}
    with collection.viewing() as view:
        assert reading_of(view, "courier").own_voice == ()


def test_of_two_corrections_of_one_place_the_later_counts(collection):
    for name in ("Cy Dunn", "Di Ek"):
        place = at(collection, "radio", "The bridge")
        put = correcting.other_source(collection, place, name=name, kind="person", standing="named", who="Roe")
    assert "Di Ek" in roots(claim(collection))
    correcting.undo(collection, put.id)
    assert "Cy Dunn" in roots(claim(collection))


def test_claims_are_parted_and_joined(collection):
    corrections(collection)["not the same claim"]()
    assert {m.report for m in claim(collection).claim.mentions} >= {"courier", "wire"}
    assert "courier" not in {m.report for m in claim(collection, "radio").claim.mentions}
    corrections(collection)["same claim"]()
    assert "The ferry was late" in {m.text for m in claim(collection).claim.mentions}


def test_the_later_word_counts_where_two_contradict(collection):
    radio, courier = at(collection, "radio", "The bridge"), at(collection, "courier", "The bridge")
    wire = at(collection, "wire", "The bridge")
    correcting.same_claim(collection, radio, courier, who="Roe")
    correcting.same_claim(collection, courier, wire, who="Roe")
    last = correcting.not_the_same_claim(collection, radio, wire, who="Roe")
    found = {m.report for m in claim(collection, "wire").claim.mentions}
    assert "radio" not in found
    assert "courier" in found
    correcting.undo(collection, last.id)
    assert {m.report for m in claim(collection, "wire").claim.mentions} >= {"radio", "courier"}


def test_claims_stay_parted_when_more_reports_come(collection):
    corrections(collection)["not the same claim"]()
    new = bridge.reading("wire")
    new = replace(new, report=replace(new.report, id="more", outlet="Olm Post", url="https://olm.example/1"))
    with collection.writing() as writer:
        bridge.relate(writer, writer.put_reading(new, model="by hand").reading)
    with collection.viewing() as view:
        names = view.claims_of(m.id for r in ("radio", "courier") for m in view.mentions_of_report(r)[:1])
    assert len(set(names.values())) == 2


def test_what_one_took_from_another_is_a_step_in_the_tree(collection):
    assert claim(collection).independent.max == 2
    corrections(collection)["took"]()
    tree = claim(collection)
    assert tree.independent.max == 1
    reports = {m.id: m.report for m in tree.claim.mentions}
    steps = {(reports[edge.taker], reports.get(edge.giver), edge.kind) for edge in tree.edges}
    assert ("radio", "courier", "rewrites") in steps


def test_a_page_that_lost_the_words_keeps_the_correction_in_vain(collection):
    put = corrections(collection)["source"]()
    gone = bridge.reading("mayor")
    gone = replace(gone, report=replace(gone.report, id="radio", url="https://radio.example/1"))
    with collection.writing() as writer:
        bridge.relate(writer, writer.put_reading(gone, model="by hand").reading)
    with collection.viewing() as view:
        assert not correcting.holds(view, put)
        assert "Cy Dunn" not in {one.name for one in view.quoted().items}


def test_a_mention_that_left_its_claim_gives_no_other_its_name(collection):
    """The id of a claim comes from a mention; when that one alone is parted, two claims must not have one id."""
    with collection.viewing() as view:
        all_of_it = claim(collection).claim.mentions
        named_after = next(m for m in all_of_it if m.id == min(x.id for x in all_of_it))
        others = [m for m in all_of_it if m is not named_after]
        anchors = [correcting.anchor(view, mention=m.id) for m in (named_after, *others)]
    for other in anchors[1:]:
        correcting.not_the_same_claim(collection, anchors[0], other, who="Roe")
    with collection.viewing() as view:
        names = view.claims_of([named_after.id, others[0].id])
    assert len(set(names.values())) == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda c: correcting.took(c, "courier", "wire", who="Roe"), "came out after"),
        (lambda c: correcting.took(c, "wire", "nowhere", who="Roe"), "no report nowhere"),
        (lambda c: correcting.did_not_take(c, "wire", "wire", who="Roe"), "from itself"),
        (lambda c: correcting.undo(c, 99), "no correction 99"),
        (lambda c: correcting.same_claim(c, *[at(c, "wire", "The bridge")] * 2, who="Roe"), "two mentions"),
        (
            lambda c: correcting.other_source(
                c, at(c, "wire", "The"), name=" ", kind="person", standing="named", who="Roe"
            ),
            "A source has a name",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_kept(collection, wrong, told):
    with pytest.raises(SettingError, match=told):
        wrong(collection)
    with collection.viewing() as view:
        assert view.corrections(undone=True).items == ()


def test_a_regrouping_with_nothing_new_changes_nothing(collection):
    before = whole(collection)
    with collection.writing() as writer:
        regroup(writer, [m.id for r in bridge.TEXTS for m in writer.mentions_of_report(r)], ())
    assert whole(collection) == before


def test_the_kind_that_a_person_gave_a_source_stays_whatever_other_reports_tell(collection):
    radio, courier = at(collection, "radio", "The bridge"), at(collection, "courier", "The bridge")
    for anchor, name, kind in ((radio, "Corvin", "person"), (courier, "Corvin Bank", "organisation")):
        correcting.other_source(collection, anchor, name=name, kind=kind, standing="named", who="Roe")
    assert {r.name: r.kind for r in claim(collection).roots} == {"Corvin": "person", "Corvin Bank": "organisation"}
