from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.claims import comparison
from inquit.claims.comparison import compare, figures, meeting, shares, statement, weighable
from inquit.claims.meaning import WIDTH, Meaning
from inquit.claims.passage import Passage
from inquit.core.comparison import Mention, mention_id
from inquit.core.records import Link
from inquit.core.spans import Span


def meaning(words):
    """Equal words point the same way, others at right angles."""
    vectors = np.zeros((len(words), WIDTH), np.float32)
    for k, word in enumerate(words):
        vectors[k, sum(map(ord, word)) % WIDTH] = 1
    return Meaning(tuple(words), vectors, np.full(len(words), 1 / len(words), np.float32))


def stated(report, text, **more):
    spans = (Span(0, len(text)),)
    mention = Mention(id=mention_id(report, spans), report=report, spans=spans, text=text, **more)
    return statement(mention, meaning([w.strip(".,").lower() for w in text.split()]), "en")


def test_the_share_of_words_that_meet_is_counted_both_ways():
    every = [stated("r1", "dam leaks"), stated("r2", "dam leaks badly tonight")]
    low, mean = shares(meeting(every[:1], every), every[:1], [s.meaning.weights for s in every])
    assert np.allclose(low, [[1.0, 0.5]])
    assert np.allclose(mean, [[1.0, 0.75]])


def test_a_word_that_few_reports_have_counts_for_more():
    every = [stated("r1", "dam leaks"), stated("r2", "dam leaks"), stated("r3", "dam holds"), stated("r4", "dam leaks")]
    _, rows = weighable(every, [])
    mean, rare = (rows[:, comparison.FEATURES.index(name)] for name in ("mean", "rare mean"))
    pairs, _ = weighable(every, [])
    one_word = pairs.index((0, 2))
    assert mean[one_word] == 0.5
    assert rare[one_word] < 0.25


def test_like_statements_are_found_with_their_reasons_and_unlike_ones_are_not(monkeypatch):
    monkeypatch.setattr(comparison, "probability", lambda rows: rows[:, 1])
    new = [stated("r1", "The dam leaks")]
    others = [stated("r2", "The dam leaks"), stated("r3", "Mayor resigns")]
    (found,) = compare(new, others)
    assert {found.first, found.second} == {new[0].mention.id, others[0].mention.id}
    assert found.first < found.second
    assert found.same == 1.0
    assert found.reasons[0].what.startswith("words that meet: ")
    assert not found.rival
    assert not found.contrary


def test_rival_figures_and_denials_are_told(monkeypatch):
    monkeypatch.setattr(comparison, "probability", lambda rows: rows[:, 1])
    rival, contrary = compare(
        [stated("r1", "40 people died", certainty="certain")],
        [stated("r2", "44 people died", certainty="certain"), stated("r3", "40 people died", certainty="denied")],
    )
    assert (rival.rival, rival.contrary) == (True, False)
    assert (contrary.rival, contrary.contrary) == (False, True)
    assert any(r.what == "figures differ" for r in rival.reasons)
    assert any(r.what == "figures agree" for r in contrary.reasons)


def test_one_named_source_is_a_reason_and_an_unnamed_one_is_not(monkeypatch):
    monkeypatch.setattr(comparison, "probability", lambda rows: rows[:, 1])
    named = (Link(span=None, name="Ola Brandt", kind="person", standing="named"),)
    unnamed = (Link(span=None, name="officials", kind="group", standing="unnamed"),)
    (one,) = compare([stated("r1", "dam leaks", chain=named)], [stated("r2", "dam leaks", chain=named)])
    (two,) = compare([stated("r1", "dam leaks", chain=unnamed)], [stated("r2", "dam leaks", chain=unnamed)])
    assert any(r.what == "same source: brandt ola" for r in one.reasons)
    assert not any(r.by == "sources" for r in two.reasons)


def test_figures_of_different_things_neither_meet_nor_differ():
    def of(text):
        return stated("r", text).figures

    assert figures(of("12 ships sank"), of("30 km away")) == (False, False)
    assert figures(of("about 40 people"), of("41 people")) == (True, False)
    assert figures(of("40 people"), of("90 people")) == (False, True)
    assert figures(of("£2.1 million"), of("it is 2.1 million, page four")) == (True, False)
    assert figures(of("two men, aged 34 and 51"), of("two workers")) == (False, False)  # no other version of it
    assert figures(of("40 people"), of("page 40")) == (False, False)
    assert figures(of("£2.1 million"), of("sold for £1")) == (False, False)  # no version of one figure
    assert figures(of("£2.1 million"), of("£21 million")) == (False, True)  # a nought too many


def test_nothing_is_compared_with_nothing():
    assert compare([], []) == []
    assert compare([stated("r1", "dam leaks")], []) == []


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=6), min_size=1, max_size=64), st.integers(0, 86))
def test_a_meaning_comes_back_from_its_bytes(words, pieces):
    before = replace(meaning(words), passage=Passage(np.arange(pieces), np.arange(pieces) % 2 == 0))
    after = Meaning.from_bytes(before.to_bytes())
    assert after.words == before.words
    assert after.passage.pieces.tolist() == before.passage.pieces.tolist()
    assert after.passage.inside.tolist() == before.passage.inside.tolist()
    assert np.allclose(after.vectors, before.vectors, atol=0.01)
    assert np.allclose(after.weights, before.weights, atol=0.001)


def test_a_meaning_that_an_older_release_stored_is_read_without_a_passage():
    one = meaning(["dam", "leaks"])
    now = one.to_bytes()
    old = Meaning.from_bytes(b"\x02\x00" + now[3:])  # two words, layout 0, no passage
    assert old.words == one.words
    assert np.allclose(old.vectors, one.vectors, atol=0.01)
    assert len(old.passage.pieces) == 0


@pytest.mark.parametrize("data", [b"", b"\x02", b"\x02\x01", b"\x02\x09\x00", b"\x02\x01\x00abc"])
def test_what_is_no_meaning_is_refused(data):
    with pytest.raises(ValueError):  # noqa: PT011  # by numpy or by us
        Meaning.from_bytes(data)


def test_the_weights_that_ship_prefer_words_that_meet():
    features = len(comparison.FEATURES)
    unlike, like = np.zeros(features), np.zeros(features)
    like[: comparison.FEATURES.index("short")] = 1.0
    low, high = comparison.probability(np.array([unlike, like]))
    assert 10 * low < high
    assert low < 0.05
