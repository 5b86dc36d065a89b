from dataclasses import asdict, fields

import pytest

from inquit.core.errors import SettingError
from inquit.core.settings import DEFAULT_LIMITS, Limits, from_environment


def test_defaults_without_environment():
    assert from_environment({"PATH": "/bin", "INQUIT_DATA": "x"}) == DEFAULT_LIMITS


def test_every_limit_can_be_set():
    wanted = {name: value + 1 for name, value in asdict(DEFAULT_LIMITS).items()}
    given = {f"INQUIT_{name.upper()}": str(value) for name, value in wanted.items()}
    assert from_environment(given) == Limits(**wanted)


def test_digits_may_be_grouped():
    assert from_environment({"INQUIT_INPUT_BYTES": "50_000_000"}).input_bytes == 50_000_000


def test_redirects_may_be_none_at_all():
    assert from_environment({"INQUIT_REDIRECTS": "0"}).redirects == 0


@pytest.mark.parametrize("name", [limit.name for limit in fields(Limits)])
@pytest.mark.parametrize("value", ["", "many", "-1", "nan", "inf", "1e999"])
def test_bad_value_names_the_variable(name, value):
    with pytest.raises(SettingError, match=f"^INQUIT_{name.upper()} is .*Set it to a .*number of [01] or more"):
        from_environment({f"INQUIT_{name.upper()}": value})
