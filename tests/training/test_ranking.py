"""What ranks a pronoun's candidates: the loss; all numbers are invented."""

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")
pytest.importorskip("transformers", reason="needs the training extra")

from training.ranking import Case, grid, loss  # noqa: E402  # after what may be missing

TWO = np.array([[math.log(2)], [0.0]], np.float32)


def test_a_case_is_lost_by_what_its_right_answers_have_of_the_softmax():
    cases = [Case(TWO, [True, False], nobody=False), Case(TWO[1:], [False], nobody=True)]
    found = loss(lambda x: x[:, 0], grid(cases)).item()
    assert found == pytest.approx((math.log(2) + math.log(2)) / 2)


def test_nobody_has_no_share_where_it_is_no_answer():
    found = loss(lambda x: x[:, 0], grid([Case(TWO, [True, False], nobody=False)]), nobody=False).item()
    assert found == pytest.approx(math.log(3 / 2))
