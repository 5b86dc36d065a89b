"""How well mentions fit a pronoun: what is trained is what is read, and nothing is told of what was trained on."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")
pytest.importorskip("transformers", reason="needs the training extra")

from inquit.core.records import Report  # noqa: E402  # after what may be missing
from inquit.core.spans import Span  # noqa: E402
from inquit.sources import fit as read  # noqa: E402
from inquit.sources.cast import Cast  # noqa: E402
from inquit.sources.lexicon import lexicon  # noqa: E402
from inquit.sources.memory import Memory  # noqa: E402
from inquit.sources.phrases import Phrase  # noqa: E402
from inquit.sources.proper_names import ProperName  # noqa: E402
from inquit.tagger.same import SameHead  # noqa: E402
from inquit.tagger.words import WordReader  # noqa: E402
from training.fit import Fit, feed, fit_weights, with_fit  # noqa: E402
from training.model import Same  # noqa: E402
from training.ranking import Case  # noqa: E402

TEXT = "Mara Veldkamp wrote to Anna Roe. Roe was late. She warned Veldkamp."
NAMES = ("Mara Veldkamp", "Anna Roe", "Roe was", "Veldkamp.")


@pytest.fixture
def memory():
    words = WordReader(lambda _: (1,), 0).read(TEXT)
    vectors = np.random.default_rng(1).normal(size=(len(words), 64)).astype(np.float16)
    weights = {f"same.{name}": p.detach().numpy() for name, p in Same().named_parameters()}
    weights |= {f"same.features.{k}": weights[f"same.features.{k}.weight"] for k in range(3)}
    spans = [Span(a := TEXT.index(n), a + len(n.removesuffix(" was").removesuffix("."))) for n in NAMES]
    memory = Memory(
        Report.of(TEXT),
        lexicon("en"),
        sentences=[Span(0, 32), Span(33, 46), Span(47, len(TEXT))],
        names=[ProperName(s, "PERSON", ()) for s in spans],
        same_source=SameHead(TEXT, words, vectors, weights),
    )
    cast = Cast(memory)
    for span in spans:
        cast.meet(Phrase(span=span, name=span), speaks=False)
    return memory


def test_what_is_read_is_what_was_trained(memory, monkeypatch):
    torch.manual_seed(3)
    model = Fit().eval()
    monkeypatch.setattr(read, "weights", lambda: fit_weights(model))
    at = Span(a := TEXT.index("She"), a + 3)
    holders = memory.holders[:2]
    asked = read.question(memory, at, holders)
    assert [len(offered) for offered in asked.offers] == [2, 2]
    case = Case(np.zeros((2, 1), np.float32), [True, False], nobody=False, asked=asked)
    trained = model(feed([case])).detach().numpy()
    np.testing.assert_allclose(read.fits(memory, at, holders), trained, rtol=1e-4, atol=1e-5)


def test_who_has_no_mention_to_compare_fits_neither_well_nor_badly(memory, monkeypatch):
    model = Fit().eval()
    monkeypatch.setattr(read, "weights", lambda: fit_weights(model))
    at = Span(a := TEXT.index("She"), a + 3)
    holders = [memory.holders[0], memory.begin("person")]
    asked = read.question(memory, at, holders)
    case = Case(np.zeros((2, 1), np.float32), [True, False], nobody=False, asked=asked)
    assert read.fits(memory, at, holders)[1] == model(feed([case]))[1].item() == 0


def test_the_fit_takes_its_place_among_the_numbers():
    case = Case(np.arange(6, dtype=np.float32).reshape(2, 3), [True, False], nobody=False)
    (told,) = with_fit([case], [np.array([8, 9], np.float32)])
    assert told.numbers.tolist() == [[0, 8, 2], [3, 9, 5]]
