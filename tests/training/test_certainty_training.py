"""What tells how certain a statement is put learns from the marks, and leaves what the cross-encoder says as it was."""

import argparse

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
transformers = pytest.importorskip("transformers")

from inquit.claims.certainties import CERTAINTIES, SIDES  # noqa: E402
from inquit.claims.model import OnnxCertainties, OnnxCrossEncoder  # noqa: E402
from inquit.claims.passage import Passage, alone, joined  # noqa: E402
from inquit.tagger.model import shipped, word_reader  # noqa: E402
from training.certainties import STATEMENTS, Certain, Lessons, Put, begun, learn, put_in  # noqa: E402
from training.certainties_export import export, weighable  # noqa: E402
from training.cross import Cross, logits, padded  # noqa: E402
from training.cross_export import export as export_cross  # noqa: E402
from training.weighing import classes  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

STORY = """family: x01-weir
topic: a weir is to go
claim c1: The weir at Oldmere will be taken down.
claim c2: The council was never asked.
=== Mere Post | local | 2031-03-04T08:30:00+00:00 | -
Weir {c1?|may go}

{c1|The weir at Oldmere will be taken down}, an engineer said. {c2-|"We asked the council twice,"} she said.
=== Tarn Week | local | 2031-03-05T08:30:00+00:00 | -
The weir

{c1,c2-|The weir stays}, and {c2*|whether the council was asked} nobody would say. {c1-|It will not} {c1|be taken down}.
"""
VOCABULARY = {"[MASK]": 103, "##s": 110} | {word: 2000 + k for k, word in enumerate(("weir", "council", "mere"))}


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "x01.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def model(start):
    torch.manual_seed(2)
    model = Cross(start)
    for part in model.parameters():  # biases of nothing but noughts would be exported as one
        part.data += 0.02 * torch.randn_like(part)
    return Certain(model)


def statement(*pieces, inside=2):
    return Passage(np.array(pieces), np.arange(len(pieces)) < inside)


def lessons():
    """Statements of three families that are certain where they hold piece 2000."""
    _, marks = word_reader(shipped())
    told = [Put(statement(2000 + k % 2, 2100 + k), 3 * (k % 2)) for k in range(40)]
    return Lessons([told[:10], told[10:20], told[20:], []], VOCABULARY, marks)


def settings(out, steps):
    return argparse.Namespace(out=out, steps=steps, rate=3e-3, seed=1)


def test_each_mark_teaches_how_it_is_put_but_for_one_that_is_put_in_two_ways(story):
    reader, marks = word_reader(shipped())
    found = list(put_in(story, reader, marks))
    assert [CERTAINTIES[p.certainty] for p in found] == [
        "possible",
        "certain",
        "denied",
        "certain",
        "denied",
        "unknown",
    ]
    assert all(p.passage.inside.any() for p in found)


def test_a_step_draws_from_every_family_that_tells_anything():
    found = lessons()
    assert [len(f) for f in found.families] == [10, 10, 20]
    read, how = found.draw(np.random.default_rng(1))
    assert len(read) == len(how) == STATEMENTS
    assert set(how) == {0, 3}
    assert {types.max() for _, types in read} == {1}


def test_it_learns_goes_on_where_it_was_and_leaves_the_cross_encoder_alone(model, tmp_path, capsys):
    before = {name: values.clone() for name, values in model.cross.state_dict().items()}
    learn(model, lessons(), settings(tmp_path, 60))
    assert all(torch.equal(values, before[name]) for name, values in model.cross.state_dict().items())
    first = torch.load(tmp_path / "last.pt", weights_only=True)
    assert first["step"] == 60
    _, marks = word_reader(shipped())
    with torch.no_grad():
        told = model.eval()(*padded([alone(statement(2000 + k % 2, 2100 + k), marks) for k in range(40)]))
    assert (told.argmax(1) == torch.tensor([3 * (k % 2) for k in range(40)])).all()
    learn(model, lessons(), settings(tmp_path, 61))
    assert "step 61" in capsys.readouterr().out
    assert torch.load(tmp_path / "last.pt", weights_only=True)["step"] == 61


def test_what_is_exported_says_what_was_trained_whatever_else_is_asked(model, start, tmp_path):
    _, marks = word_reader(shipped())
    export_cross(model.cross.eval(), tmp_path)
    gone_on = begun(start, tmp_path)
    learn(gone_on, lessons(), settings(tmp_path, 3))
    export(gone_on.eval(), tmp_path)
    pairs = [(statement(2000, 2001, 2002 + k), statement(2100 + k, 2003)) for k in range(8)]
    cross = OnnxCrossEncoder(tmp_path, marks)
    found = OnnxCertainties(tmp_path, marks)
    assert logits(model.cross, [joined(*p, marks) for p in pairs]).tolist() == pytest.approx(
        cross(pairs).tolist(), abs=0.1
    )
    with torch.no_grad():
        by_torch = gone_on(*padded([alone(one, marks) for one, _ in pairs]))
    assert found([one for one, _ in pairs]) == pytest.approx(by_torch.numpy(), abs=0.1)
    assert found([]).shape == (0, len(CERTAINTIES))


def test_what_is_weighed_are_the_sides_of_the_statements_that_the_program_finds(story):
    from inquit.claims.model import shipped as claims_model

    found = list(weighable(story, claims_model()))
    assert {side for _, side in found} <= set(range(SIDES))
    assert {0, 1} <= {side for _, side in found}
    assert all(len(row) == 2 * len(CERTAINTIES) + 1 for row, _ in found)


def test_classes_are_told_by_what_tells_them():
    rng = np.random.default_rng(4)
    right = rng.integers(0, 3, 300)
    rows = np.column_stack([np.eye(3)[right] + 0.3 * rng.normal(size=(300, 3)), np.ones(300)])
    weights = classes(rows, right, 3)
    assert ((rows @ weights).argmax(1) == right).mean() > 0.95
    assert classes(rows[:, 3:], right, 3).argmax() == np.bincount(right).argmax()
