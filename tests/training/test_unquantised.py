"""What ships can be gone on from: its int8 weights come back as those of the network they were made of."""

import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
transformers = pytest.importorskip("transformers")

from training.cross import Cross  # noqa: E402
from training.cross_export import export  # noqa: E402
from training.unquantised import cross_state  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def model(start):
    torch.manual_seed(1)
    model = Cross(start).eval()
    for part in model.parameters():  # biases of nothing but noughts would be exported as one
        part.data += 0.02 * torch.randn_like(part)
    return model


def test_every_weight_comes_back_but_for_what_rounding_takes(model, tmp_path):
    export(model, tmp_path)
    found = cross_state(tmp_path)
    were = model.state_dict()
    assert set(found) == set(were)
    for name, values in were.items():
        step = (values.max() - values.min()) / 100
        assert (found[name].reshape(values.shape) - values).abs().max() <= step, name


def test_a_file_that_is_no_cross_encoder_is_refused(model, tmp_path):
    export(model, tmp_path)
    file = onnx.load(tmp_path / "cross.onnx")
    kept = [t for t in file.graph.initializer if "MatMul" not in t.name]
    del file.graph.initializer[:]
    file.graph.initializer.extend(kept)
    onnx.save(file, tmp_path / "cross.onnx")
    with pytest.raises(ValueError, match="six for each of 2 layers"):
        cross_state(tmp_path)
