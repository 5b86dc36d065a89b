"""A model that was exported comes back as a state that says the same."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
pytest.importorskip("onnx")

from training.export import export, quantise  # noqa: E402
from training.model import Reader  # noqa: E402
from training.scoring import TorchNetwork, head_weights  # noqa: E402
from training.shipped import state  # noqa: E402

# The fusion knows the older exporter's graphs.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    folder = tmp_path_factory.mktemp("start")
    shape = transformers.BertConfig(hidden_size=48, num_hidden_layers=2, num_attention_heads=2, intermediate_size=192)
    torch.manual_seed(3)
    transformers.BertModel(shape, add_pooling_layer=False).save_pretrained(folder)
    return folder


def test_what_was_exported_is_read_back(start, tmp_path):
    torch.manual_seed(4)
    reader = Reader.pretrained(start).eval()
    with torch.no_grad():
        for name, weights in reader.named_parameters():
            if "word_embeddings" not in name:
                weights.add_(0.02 * torch.randn_like(weights))
    export(reader, tmp_path / "fp32.onnx")
    quantise(tmp_path / "fp32.onnx", tmp_path / "network.onnx")
    np.savez(tmp_path / "heads.npz", **head_weights(reader))

    again = Reader.pretrained(start)
    again.load_state_dict(state(tmp_path, start))

    rng = np.random.default_rng(5)
    fed = (rng.integers(1000, 30000, (2, 40)), rng.integers(0, 90, (2, 40)), np.ones((2, 40), np.int64))
    for was, now in zip(TorchNetwork(reader)(*fed), TorchNetwork(again)(*fed), strict=True):
        assert np.abs(was - now).max() < 0.05
    for name, values in head_weights(reader).items():
        assert np.allclose(values, head_weights(again)[name], rtol=1e-5), name


def test_another_models_weights_are_refused(start, tmp_path):
    reader = Reader.pretrained(start)
    export(reader, tmp_path / "network.onnx")
    np.savez(tmp_path / "heads.npz", **(head_weights(reader) | {"ties.0.out.bias": np.zeros(9, np.float32)}))
    with pytest.raises(ValueError, match=r"ties.out.0.bias has the shape \(9,\)"):
        state(tmp_path, start)
