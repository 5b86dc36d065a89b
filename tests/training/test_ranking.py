"""What ranks a pronoun's candidates: several networks in one, and the loss; all numbers are invented."""

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")
pytest.importorskip("transformers", reason="needs the training extra")

from training.pronouns import Case, Ranker, as_one, grid, loss  # noqa: E402  # after what may be missing


def test_the_one_network_gives_the_mean_of_several():
    torch.manual_seed(1)
    scale = torch.tensor([1.0, 2.0, 0.5])
    rankers = [Ranker(4, scale, 0.0).eval() for _ in range(3)]
    for ranker in rankers:
        torch.nn.init.normal_(ranker.linear.weight)
        torch.nn.init.normal_(ranker.none)
    numbers = torch.randn(5, 3)
    w, x = as_one(rankers), numbers.numpy()
    one = x @ w["linear"] + np.maximum(x @ w["hidden"] + w["bias"], 0) @ w["out"] - w["none"]
    several = torch.stack([r(numbers) for r in rankers]).mean(0)
    np.testing.assert_allclose(one, several.detach().numpy(), rtol=1e-4, atol=1e-5)


def test_a_case_is_lost_by_what_its_right_answers_have_of_the_softmax():
    numbers = np.array([[math.log(2)], [0.0]], np.float32)
    cases = [Case(numbers, [True, False], nobody=False), Case(numbers[1:], [False], nobody=True)]
    found = loss(lambda x: x[:, 0], grid(cases)).item()
    assert found == pytest.approx((math.log(2) + math.log(2)) / 2)
