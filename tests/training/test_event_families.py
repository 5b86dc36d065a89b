"""Reports with marked events, as ECB+ writes them; all of it invented."""

import io
import tarfile

import pytest

from inquit.tagger.model import shipped, word_reader
from training.events import ARCHIVE, around_events, clauses_of, event_families, report_words

SENTENCES = (
    "The harbour board sold the old mill on Monday , and its chairman resigned",
    "Nobody knows why",
    "The board had met twice",
)


def xml(*events, sentences=SENTENCES):
    """A report in which each event is (word, name of its chain or None, tag)."""
    words = [(n, word) for n, sentence in enumerate(sentences) for word in sentence.split()]
    tokens = "".join(f'<token t_id="{k}" sentence="{n}" number="0">{w}</token>' for k, (n, w) in enumerate(words, 1))
    at = {word: k for k, (_, word) in enumerate(words, 1)}
    marks = "".join(
        f'<{tag} m_id="{k}"><token_anchor t_id="{at[word]}"/></{tag}>' for k, (word, _, tag) in enumerate(events, 1)
    )
    ties = "".join(
        f'<CROSS_DOC_COREF note="{name}"><source m_id="{k}"/><target m_id="99"/></CROSS_DOC_COREF>'
        for k, (_, name, _) in enumerate(events, 1)
        if name
    )
    return f"<Document>{tokens}<Markables>{marks}</Markables><Relations>{ties}</Relations></Document>".encode()


SOLD, LEFT = ("sold", "ACT1", "ACTION_OCCURRENCE"), ("resigned", None, "ACTION_OCCURRENCE")


def test_words_know_their_events_and_what_is_said_is_none():
    words = report_words(xml(SOLD, LEFT, ("knows", "ACT3", "ACTION_REPORTING")), "a")
    assert [(w.text, w.events) for w in words if w.events] == [("sold", ("ACT1",)), ("resigned", ("a 2",))]


def test_clauses_are_those_of_sentences_with_events():
    words = report_words(xml(SOLD, LEFT), "a")
    told = [" ".join(w.text for w in words[first : last + 1]) for first, last in clauses_of(words)]
    assert told == ["The harbour board sold the old mill on Monday", ", and its chairman resigned"]


@pytest.mark.parametrize(
    ("sentences", "begins", "ends"),
    [
        (SENTENCES, "The", "why"),  # one sentence more than has an event
        (("http : / / fen . example", *SENTENCES), "The", "why"),
        ((*["So it went on"] * 60, *SENTENCES), "So", "why"),
    ],
)
def test_what_stands_around_the_events_is_kept(sentences, begins, ends):
    kept = around_events(report_words(xml(SOLD, sentences=sentences), "a"))
    assert (kept[0].text, kept[-1].text) == (begins, ends)
    assert len(kept) < 30
    assert around_events(report_words(xml(sentences=sentences), "a")) == []


def test_clauses_of_one_story_that_tell_of_one_event_state_one_claim(tmp_path):
    reader, marks = word_reader(shipped())
    (tmp_path / "events").mkdir()
    with tarfile.open(tmp_path / ARCHIVE, "w:gz") as archive:
        for k in range(8):
            for half in ("ecb", "ecbplus"):
                data = xml(SOLD, LEFT)
                member = tarfile.TarInfo(f"7/7_{k}{half}.xml")
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))
    one, other = event_families(tmp_path, reader, marks)
    assert (one.name, other.name, len(one.items)) == ("07 ecb.xml", "07 ecbplus.xml", 16)
    sold = [item.claims for item in one.items[::2]]
    left = [item.claims for item in one.items[1::2]]
    assert len(set(sold)) == 1
    assert len(set(left)) == 8  # each resignation has no other of its chain
    assert set(sold).isdisjoint(left)
