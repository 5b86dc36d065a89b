"""The model that ships: whole, or refused by name."""

import hashlib
import json
import shutil
from importlib import resources
from pathlib import Path

import pytest

from inquit.claims import model as comparison
from inquit.core.errors import ModelError
from inquit.tagger.model import FILES, check, load

SHIPPED = Path(str(resources.files("inquit.tagger") / "model"))


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(SHIPPED, tmp_path / "model"))


def test_the_manifest_fits_the_files():
    assert set(check(SHIPPED)["sha256"]) == set(FILES)
    assert sum(f.stat().st_size for f in SHIPPED.iterdir()) < 25_000_000


def test_the_manifest_of_the_comparison_fits_its_files():
    folder = comparison.shipped()
    assert set(check(folder, ())["sha256"]) == {*comparison.MEANINGS, *comparison.CLOSER, *comparison.CERTAINTY}
    check(folder, (*comparison.MEANINGS, *comparison.CLOSER, *comparison.CERTAINTY))
    assert sum(f.stat().st_size for f in folder.iterdir()) < 77_000_000


@pytest.mark.parametrize(
    ("names", "load"),
    [
        (comparison.MEANINGS, comparison.load),
        (comparison.CLOSER, comparison.load_closer),
        (comparison.CERTAINTY, comparison.load_certainty_reader),
    ],
)
def test_a_changed_file_of_the_comparison_is_refused_by_name(tmp_path, names, load):
    folder = Path(shutil.copytree(comparison.shipped(), tmp_path / "model"))
    for name in names:
        whole = (folder / name).read_bytes()
        (folder / name).write_bytes(whole[:-1])
        with pytest.raises(ModelError, match=name.replace(".", r"\.")):
            load(folder)
        (folder / name).write_bytes(whole)


def test_the_ranking_of_pronouns_is_the_one_that_was_trained():
    folder = Path(str(resources.files("inquit.sources")))
    weights = (folder / "pronouns.npz").read_bytes()
    assert hashlib.sha256(weights).hexdigest() == json.loads((folder / "pronouns.json").read_text())["sha256"]
    assert len(weights) < 300_000


@pytest.mark.parametrize("name", FILES)
def test_a_changed_or_missing_file_is_refused_by_name(copy, name):
    (copy / name).write_bytes((copy / name).read_bytes()[:-1])
    with pytest.raises(ModelError, match=name.replace(".", r"\.")):
        load(copy)
    (copy / name).unlink()
    with pytest.raises(ModelError, match="no usable model"):
        load(copy)


def test_a_model_of_another_release_is_refused(copy):
    manifest = json.loads((copy / "manifest.json").read_text())
    (copy / "manifest.json").write_text(json.dumps(manifest | {"layout": 99}))
    with pytest.raises(ModelError, match="another release"):
        load(copy)
