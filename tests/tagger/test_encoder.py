"""The run-time tagger with a network made by hand: it knows a word's role by its first letter."""

import numpy as np
import pytest

from inquit.core.spans import Span
from inquit.tagger.encoder import EncoderTagger, Marks, Outputs
from inquit.tagger.same import ALIKE
from inquit.tagger.same import DISTANCES as SAME_DISTANCES
from inquit.tagger.same import PARAGRAPHS_APART as SAME_PARAGRAPHS
from inquit.tagger.ties import CUES_BETWEEN, DISTANCES, PARAGRAPHS_APART, SPANS_BETWEEN
from inquit.tagger.words import WordReader

NEVER = -1e4
ROLE_OF = {ord("s"): 1, ord("q"): 3, ord("c"): 5}  # source, cue, content: the tag that begins one


def weights():
    out = {"crf.first": np.zeros(7, np.float32), "crf.steps": np.zeros((7, 7), np.float32)}
    for t in (2, 4, 6):
        out["crf.first"][t] = NEVER
        out["crf.steps"][[k for k in range(7) if k not in (t, t - 1)], t] = NEVER
    sizes = (DISTANCES, CUES_BETWEEN, SPANS_BETWEEN, PARAGRAPHS_APART)
    for kind in (0, 1):
        of = f"ties.{kind}."
        out |= {of + n: np.zeros((4, 4), np.float32) for n in ("span.weight", "cue.weight")}
        out |= {of + "span.bias": np.ones(4, np.float32), of + "out.weight": np.ones((1, 4), np.float32)}
        out |= {of + "out.bias": np.zeros(1, np.float32), of + "none.weight": np.zeros((1, 4), np.float32)}
        out |= {of + "none.bias": np.zeros(1, np.float32)}
        out |= {f"{of}features.{k}": np.zeros((n, 4), np.float32) for k, n in enumerate(sizes)}
    for kind in (0, 1):  # the nearer, the better
        steps = np.arange(DISTANCES // 2, dtype=np.float32)
        out[f"ties.{kind}.features.0"][:] = -np.concatenate([steps, steps])[:, None] / 8
    return out | same_weights()


def same_weights():
    """Likeness of words counts, and nothing else does."""
    shapes = {"asker.weight": (1, 4), "asker.bias": (1,), "offer.weight": (1, 4), "out.bias": (1,), "none.bias": (1,)}
    shapes |= {"query.weight": (2, 4), "key.weight": (2, 4), "none.weight": (1, 4)}
    shapes |= {"features.0": (SAME_DISTANCES, 1), "features.1": (SAME_PARAGRAPHS, 1)}
    out = {f"same.{name}": np.zeros(shape, np.float32) for name, shape in shapes.items()}
    out["same.features.2"] = np.arange(ALIKE, dtype=np.float32)[:, None]
    return out | {"same.out.weight": np.ones((1, 1), np.float32), "same.none.bias": np.ones(1, np.float32)}


class Network:
    def __init__(self):
        self.calls = []

    def __call__(self, ids, looks, mask):
        self.calls.append(ids.shape)
        assert ids.shape == looks.shape == mask.shape
        roles = np.zeros((*ids.shape, 7), np.float32)
        roles[..., 0] = 2
        for letter, tag in ROLE_OF.items():
            roles[ids == letter, tag] = 3
            roles[ids == letter, tag + 1] = 4  # goes on if it can
        entities = np.zeros((*ids.shape, 25), np.float32)
        entities[..., 0] = 1
        entities[ids == ord("s"), 1] = 2
        ends = np.where(ids == ord("."), 1.0, -1.0).astype(np.float32)[..., None]
        happened = np.stack([np.where(ids == ord("n"), -2, 0.5), np.where(ids == ord("."), -9, 9)], axis=-1)
        nothing = np.zeros((*ids.shape, 2), np.float32)
        return Outputs(roles, entities, ends, nothing, nothing, happened.astype(np.float32))


def tagger(threads=1):
    network = Network()
    reader = WordReader(lambda word: [ord(word[0]), *([0] * (len(word) > 9))], unknown=0)
    return EncoderTagger(network, reader, Marks(start=1, end=2, padding=3), weights(), threads=threads), network


def test_spans_ties_sentences_and_entities_of_a_text():
    text = "sam says nothing. qsaid c1 c2 c3."
    one, _ = tagger()
    (tags,) = one.tag([text])
    assert [(r.span.of(text), r.role) for r in tags.roles] == [
        ("sam says", "source"),
        ("qsaid", "cue"),
        ("c1 c2 c3", "content"),
    ]
    assert [s.of(text) for s in tags.sentences] == ["sam says nothing.", "qsaid c1 c2 c3."]
    assert [(e.span.of(text), e.label) for e in tags.entities] == [("sam", "PERSON"), ("says", "PERSON")]
    assert {(t.span, t.cue) for t in tags.ties} == {(0, 1), (2, 1)}
    assert all(0 < t.score < 1 for t in tags.ties)


def test_events_say_how_sure_it_is_that_they_happened():
    text = "nothing happened."
    one, _ = tagger()
    (tags,) = one.tag([text])
    assert [(e.span.of(text), e.happened, e.score) for e in tags.events] == [
        ("nothing", -3.0, 1.0),
        ("happened", 1.5, 1.0),
    ]


def test_mentions_are_compared_by_the_odds_against_none():
    text = "Ana Roe met Ben Roe. Ana Roe and Ana left."
    one, _ = tagger()
    (tags,) = one.tag([text])
    roe, again, ben = Span(21, 28), Span(0, 7), Span(12, 19)
    assert [tags.same(roe, other) for other in (again, ben, Span(8, 11))] == pytest.approx(
        [1 / (1 + np.exp(1 - alike)) for alike in (3, 2, 0)]
    )
    assert tags.same(Span(33, 36), again) == pytest.approx(0.5)  # the first name alone
    assert tags.same(roe, Span(7, 8)) == 0.5  # no word is there


@pytest.mark.parametrize("threads", [1, 3])
def test_texts_come_back_in_order_whatever_their_length(threads):
    texts = ["sam qsaid c." * n for n in (400, 1, 0, 90, 2, 700, 1)] + ["", "\n\n"]
    one, network = tagger(threads)
    found = list(one.tag(iter(texts)))
    assert [len(t.roles) for t in found] == [3 * text.count("q") for text in texts]
    for text, tags in zip(texts, found, strict=True):
        assert all(r.span.of(text).startswith({"source": "s", "cue": "q", "content": "c"}[r.role]) for r in tags.roles)
    assert all(windows == 1 and pieces <= 256 for windows, pieces in network.calls)


def test_reads_ahead_only_so_far():
    taken = []

    def texts():
        for n in range(1000):
            taken.append(n)
            yield "sam qsaid c. " * 60

    one, _ = tagger()
    stream = one.tag(texts())
    next(stream)
    assert len(taken) < 200


def test_an_error_in_the_network_is_not_swallowed():
    one, _ = tagger()

    def broken(*_):
        raise RuntimeError("no memory")

    one._network = broken
    with pytest.raises(RuntimeError, match="no memory"):
        list(one.tag(["sam qsaid c."]))
