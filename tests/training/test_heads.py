"""The run-time head gives the numbers that the one in training gave."""

from itertools import permutations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")
pytest.importorskip("transformers", reason="needs the training extra")

from inquit.core.spans import Span  # noqa: E402  # after what may be missing
from inquit.tagger.same import SameHead, features, mention  # noqa: E402
from inquit.tagger.words import WordReader  # noqa: E402
from training.model import SAME_WIDTH, Same  # noqa: E402


def test_comparisons_are_those_of_the_training():
    text = "Ilse Brandt met Anna Roe.\n\nShe said the mayor, Ilse Brandt, had left."
    words = WordReader(lambda word: [len(word)], unknown=0).read(text)
    torch.manual_seed(1)
    head = Same()
    numbers = torch.randn(len(words), SAME_WIDTH).half().float()
    weights = {
        "same." + (name.removesuffix(".weight") if name.startswith("features.") else name): value.detach().numpy()
        for name, value in head.named_parameters()
    }
    at_run_time = SameHead(text, words, numbers.numpy().astype(np.float16), weights)
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in ("Ilse Brandt", "Anna Roe", "She", "the mayor")]
    mentions = [mention(text, words, s) for s in spans]
    vectors = torch.stack([torch.cat([numbers[m.first], numbers[m.last]]) for m in mentions])
    for asker, other in permutations(range(len(spans)), 2):
        told = torch.tensor([features(mentions[asker], mentions[other])])
        score = head(vectors, torch.tensor([asker]), torch.tensor([other]), told) - head.none(vectors[asker])
        assert at_run_time.log_odds(mentions[asker], mentions[other]) == pytest.approx(score.item(), abs=1e-4)
        assert at_run_time(spans[asker], spans[other]) == pytest.approx(torch.sigmoid(score).item(), abs=1e-4)
