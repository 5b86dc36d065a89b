"""Unsigned weights give the products that signed ones mean, on every processor."""

import numpy as np
import onnxruntime
import pytest

onnx = pytest.importorskip("onnx", reason="needs the training extra")

from training.unsigned import unsigned  # noqa: E402  # after what may be missing


def test_products_are_exact_where_signed_ones_would_saturate(tmp_path):
    helper, kinds = onnx.helper, onnx.TensorProto
    rng = np.random.default_rng(1)
    weights = rng.choice(np.array([-127, 127], np.int8), (64, 32))
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["a", "w", "az", "wz"], ["y"])],
        "product",
        [helper.make_tensor_value_info("a", kinds.UINT8, [1, 64])],
        [helper.make_tensor_value_info("y", kinds.INT32, [1, 32])],
        [
            onnx.numpy_helper.from_array(weights, "w"),
            onnx.numpy_helper.from_array(np.array(7, np.uint8), "az"),
            onnx.numpy_helper.from_array(np.zeros(32, np.int8), "wz"),
        ],
    )
    path = tmp_path / "product.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)
    assert unsigned(path) == 2
    assert unsigned(path) == 0
    given = np.full((1, 64), 255, np.uint8)
    (found,) = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(["y"], {"a": given})
    assert (found == (given.astype(np.int64) - 7) @ weights.astype(np.int64)).all()
