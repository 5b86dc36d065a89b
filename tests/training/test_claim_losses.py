"""What the encoder of meanings learns from: which pairs of statements the marks tell of."""

import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")
pytest.importorskip("transformers", reason="needs the training extra")

from inquit.core.spans import Span  # noqa: E402  # after what may be missing
from training.claim_data import Item  # noqa: E402
from training.claims import _batches, answers  # noqa: E402


def item(report, at, claims=(), unsure=()):
    return Item(
        report=report,
        span=Span(at, at + 9),
        words=[0],
        claims=frozenset(claims),
        gold=True,
        unsure=frozenset(unsure),
    )


def test_what_nobody_said_or_was_sure_of_is_not_learnt():
    sold, unmarked, sold_too, perhaps, inside = (
        item(0, 0, [4]),
        item(0, 20),
        item(1, 0, [4]),
        item(1, 20, unsure=[4]),
        item(1, 5, [5]),
    )
    known, same = answers([sold, unmarked, sold_too, perhaps, inside])
    assert known.nonzero().tolist() == [[1, 0], [2, 0], [2, 1], [4, 0], [4, 1], [4, 3]]
    assert same.nonzero().tolist() == [[2, 0]]


def test_windows_that_are_read_together_are_alike_in_length_and_none_is_lost():
    lengths = [250, 40, 251, 900, 39, 250]
    found = list(_batches(lengths))
    assert sorted(k for some in found for k in some) == list(range(6))
    assert found == [[3], [2, 0, 5, 1], [4]]
