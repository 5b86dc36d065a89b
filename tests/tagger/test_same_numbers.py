"""The shipped network gives the numbers that were measured on a processor where signed int8 weights would saturate."""

import numpy as np
import pytest

from inquit.tagger.model import OnnxNetwork, shipped


def test_numbers_are_those_that_were_measured():
    ids = np.arange(2000, 2400, 2, dtype=np.int64)[None]
    out = OnnxNetwork(shipped() / "network.onnx")(ids, np.zeros_like(ids), np.ones_like(ids))
    measured = [[1.457, -5.199, 1.891], [1.809, -8.337, 2.64], [2.228, -7.85, 1.364], [2.07, -7.336, 1.652]]
    # Where sums saturate they are off by up to 0.7.
    assert out.roles[0, ::50, :3] == pytest.approx(np.array(measured), abs=0.02)
