"""The cross-encoder's training draws the pairs it should, and its network tells the two statements apart."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from inquit.claims.passage import TYPES, Passage, joined  # noqa: E402
from inquit.core.records import Report, digest  # noqa: E402
from inquit.tagger.model import shipped, word_reader  # noqa: E402
from training.claims import Meanings  # noqa: E402
from training.cross import PIECES, Cross, Drawer, batches, drawn, logits  # noqa: E402
from training.marks import family_of  # noqa: E402

REPORTS = {
    "a": Report.of("The mill was sold on Monday. Nobody was told.", id="a"),
    "b": Report.of("The board sold its mill. Prices rose.", id="b"),
}
STORY = {
    "story": "s000",
    "reports": [
        {"id": "a", "text": digest(REPORTS["a"].text), "mentions": [[[[0, 28]], [4], []], [[[29, 45]], [], []]]},
        {"id": "b", "text": digest(REPORTS["b"].text), "mentions": [[[[0, 24]], [4], []], [[[25, 37]], [], []]]},
    ],
}


@pytest.fixture
def drawer(start):
    reader, marks = word_reader(shipped())
    return Drawer(family_of(STORY, REPORTS, reader, marks), Meanings(start).eval(), np.random.default_rng(1))


def test_pairs_of_two_reports_are_drawn_with_what_the_marks_say(drawer):
    assert drawer.alike.tolist() == [[2, 0]]
    rng = np.random.default_rng(2)
    drawn_ = [drawer.draw(rng) for _ in range(200)]
    same = [{tuple(p.pieces[p.inside].tolist()) for p in (one, two)} for one, two, alike in drawn_ if alike]
    assert 40 < len(same) < 110
    sold = {tuple(drawer.passages[k].pieces[drawer.passages[k].inside].tolist()) for k in (0, 2)}
    assert all(pair == sold for pair in same)


def test_a_batch_is_alike_in_length_and_holds_no_more_than_it_may():
    pairs = [(np.zeros(n, np.int64), np.zeros(n, np.int64)) for n in (50, 900, 60, 4000, 55)]
    found = list(batches(pairs))
    assert found == [[3], [1, 2, 4, 0]]
    assert all(len(some) * max(len(pairs[k][0]) for k in some) <= PIECES for some in found)


def test_what_is_padded_changes_nothing_and_which_words_are_meant_does(start):
    _, marks = word_reader(shipped())
    torch.manual_seed(2)
    model = Cross(start).eval()
    assert model.encoder.embeddings.token_type_embeddings.weight.shape[0] == TYPES

    def pair(inside, longer=0):
        one = Passage(np.arange(2000, 2006 + longer), np.arange(6 + longer) < inside)
        return joined(one, Passage(np.arange(3000, 3004), np.arange(4) > 1), marks)

    with torch.no_grad():
        alone = logits(model, [pair(2)])
        padded = logits(model, [pair(2), pair(3, longer=9)])[:1]
        other = logits(model, [pair(4)])
    assert torch.allclose(alone, padded, atol=0.01)
    assert not torch.allclose(alone, other, atol=1e-4)


def test_a_step_can_be_made(start, drawer):
    _, marks = word_reader(shipped())
    model = Cross(start)
    sentences = [_Sentences() for _ in range(60)]
    pairs, same = zip(*drawn([drawer], sentences, marks, np.random.default_rng(3)), strict=True)
    some = next(batches(pairs))
    loss = torch.nn.functional.binary_cross_entropy_with_logits(
        logits(model, [pairs[k] for k in some]), torch.tensor([same[k] for k in some])
    )
    loss.backward()
    assert model.hidden.weight.grad.abs().sum() > 0
    assert model.encoder.embeddings.word_embeddings.weight.grad is None


class _Sentences:
    """A pair of sentences of two words each."""

    def __init__(self):
        from inquit.claims.meaning import Row

        row = Row([101, 2000, 2001, 102], range(2), [1, 2])
        self.first, self.second, self.alike = (row, [0, 1]), (row, [0]), 0.8
