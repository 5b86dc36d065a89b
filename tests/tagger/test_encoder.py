"""The run-time tagger with a network made by hand: it knows a word's role by its first letter."""

import numpy as np
import pytest

from inquit.tagger.encoder import EncoderTagger, Marks, Outputs
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
    return out


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
        return Outputs(roles, entities, ends, np.zeros((*ids.shape, 2), np.float32))


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
