import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from inquit.core.spans import Span
from inquit.tagger.decode import Chain, Stretched, best_path, marginals, paragraph_bounds, sentences, softmax, stretches
from inquit.tagger.words import WordReader

NEVER = -1e4
BIO = Chain(
    np.array([0, 0, NEVER], np.float32),
    np.array([[0, 0, NEVER], [0, 0, 0], [0, 0, 0]], np.float32),
)
numbers = st.floats(-5, 5, width=32)


@settings(max_examples=60)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), st.data())
def test_path_and_marginals_agree_with_all_paths_counted(lengths, data):
    total = sum(lengths)
    emissions = data.draw(hnp.arrays(np.float32, (total, 3), elements=numbers))
    steps = data.draw(hnp.arrays(np.float32, (3, 3), elements=numbers)) + BIO.steps
    chain = Chain(BIO.first, steps)
    ends = list(itertools.accumulate(lengths))
    bounds = list(zip([0, *ends[:-1]], ends, strict=True))
    path = best_path(emissions, bounds, chain)
    chances = marginals(emissions, bounds, chain)
    for start, stop in bounds:

        def worth(tags, start=start):
            return (
                chain.first[tags[0]]
                + sum(emissions[start + i, t] for i, t in enumerate(tags))
                + sum(steps[a, b] for a, b in itertools.pairwise(tags))
            )

        every = {tags: worth(tags) for tags in itertools.product(range(3), repeat=stop - start)}
        assert np.isclose(worth(path[start:stop].tolist()), max(every.values()), atol=1e-3)
        mass = np.zeros((stop - start, 3))
        for tags, score in every.items():
            mass[range(stop - start), tags] += np.exp(score - max(every.values()))
        assert np.allclose(chances[start:stop], mass / mass.sum(1, keepdims=True), atol=1e-3)


def test_spans_end_with_their_paragraph():
    #        B  I | I  B  B  O
    path = [1, 2, 2, 1, 3, 0]
    assert stretches(path, [(0, 2), (2, 6)]) == [
        Stretched(0, 1, 0),
        Stretched(2, 2, 0),
        Stretched(3, 3, 0),
        Stretched(4, 4, 1),
    ]


def test_sentences_end_with_their_paragraph_at_the_latest():
    text = "One two. Three\n\nFour"
    words = WordReader(lambda _: [1], 0).read(text)
    bounds = paragraph_bounds(words)
    assert bounds == [(0, 4), (4, 5)]
    assert sentences(text, words, [False, False, True, False, False], bounds) == (Span(0, 8), Span(9, 14), Span(16, 20))


def test_softmax_does_not_overflow():
    assert np.allclose(softmax(np.array([[1000.0, 1000.0]], np.float32)), 0.5)
