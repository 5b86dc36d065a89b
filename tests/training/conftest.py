import sys
from pathlib import Path

import pytest

# The training code is not installed with the package; without this, `training` would be the folder of these tests.
sys.path.insert(0, str(Path(__file__).parents[2]))


@pytest.fixture(scope="session")
def start(tmp_path_factory):
    """The folder of a pretrained encoder that has learnt nothing, and is small."""
    torch, transformers = pytest.importorskip("torch"), pytest.importorskip("transformers")
    folder = tmp_path_factory.mktemp("start")
    shape = transformers.BertConfig(hidden_size=32, num_hidden_layers=3, num_attention_heads=2, intermediate_size=64)
    torch.manual_seed(1)
    transformers.BertModel(shape, add_pooling_layer=False).save_pretrained(folder)
    return folder
