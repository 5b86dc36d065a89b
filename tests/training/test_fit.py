"""How well mentions fit a pronoun: what is trained is what is read, and nothing is told of what was trained on."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")
pytest.importorskip("transformers", reason="needs the training extra")

from inquit.core.records import Report  # noqa: E402  # after what may be missing
from inquit.core.spans import Span  # noqa: E402
from inquit.sources import fit as read  # noqa: E402
from inquit.sources import pronouns  # noqa: E402
from inquit.sources.cast import Cast  # noqa: E402
from inquit.sources.lexicon import lexicon  # noqa: E402
from inquit.sources.memory import Memory  # noqa: E402
from inquit.sources.phrases import Phrase  # noqa: E402
from inquit.sources.pronouns import Features  # noqa: E402
from inquit.sources.proper_names import ProperName  # noqa: E402
from inquit.tagger.same import SameHead  # noqa: E402
from inquit.tagger.words import WordReader  # noqa: E402
from training.fit import Fit, Lessons, as_one, feed, scores_of, trained  # noqa: E402
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


def shipped(monkeypatch, fits):
    """As if these networks were those of the package."""
    weights = as_one(fits)
    monkeypatch.setattr(read, "weights", lambda: weights)
    monkeypatch.setattr(pronouns, "weights", lambda: weights)
    monkeypatch.setattr(read, "networks", read.networks.__wrapped__)


def networks():
    """Two that tell of numbers of another mean and size."""
    torch.manual_seed(3)
    return [Fit(torch.rand(64), torch.rand(64) + 0.5).eval() for _ in range(2)]


def asked(memory, at, holders):
    numbers = np.random.default_rng(2).normal(size=(len(holders), len(Features._fields))).astype(np.float32)
    return Case(numbers, [True, False], nobody=False, asked=read.question(memory, at, holders))


def test_what_is_read_is_what_was_trained(memory, monkeypatch):
    fits = networks()
    shipped(monkeypatch, fits)
    at = Span(a := TEXT.index("She"), a + 3)
    case = asked(memory, at, memory.holders[:2])
    assert [len(offered) for offered in case.asked.offers] == [2, 2]
    case.numbers[:, Features._fields.index("fit")] = read.fits(memory, at, memory.holders[:2])
    np.testing.assert_allclose(pronouns.scored(case.numbers), scores_of(fits, [case])[0], rtol=5e-3, atol=5e-3)


def test_who_has_no_mention_to_compare_fits_neither_well_nor_badly(memory, monkeypatch):
    fits = networks()
    shipped(monkeypatch, fits)
    at = Span(a := TEXT.index("She"), a + 3)
    holders = [memory.holders[0], memory.begin("person")]
    case = asked(memory, at, holders)
    assert read.fits(memory, at, holders)[1] == fits[0](feed([case]))[1].item() == 0


def test_what_is_learnt_tells_the_right_one(memory):
    at = Span(a := TEXT.index("She"), a + 3)
    case = asked(memory, at, memory.holders[:2])
    fit = trained([Lessons([case] * 640, 1.0), Lessons([case] * 64, 0.1, nobody=False)], 0)
    first, second = scores_of([fit], [case])[0]
    assert first > max(second, 0)
