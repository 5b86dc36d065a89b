import pytest

from inquit.core.errors import SettingError
from inquit.sources import outlets


@pytest.fixture(autouse=True)
def fresh_directory():
    outlets._directory.cache_clear()
    yield
    outlets._directory.cache_clear()


def test_outlets_are_found_by_name_and_by_short_name():
    reuters = outlets.outlet_named("reuters")
    assert reuters is not None
    assert reuters.agency
    assert outlets.outlet_named("the AP") == outlets.outlet_named("Associated Press")
    assert outlets.outlet_named("no such outlet anywhere") is None


def test_outlets_are_found_by_domain_and_by_what_is_below_it():
    assert outlets.outlet_at("www.bbc.co.uk") == outlets.outlet_at("BBC.co.uk.") == outlets.outlet_named("BBC")
    assert outlets.outlet_at("co.uk") is None
    assert outlets.outlet_at("") is None


def test_every_region_has_an_agency():
    for country in ("BR", "CN", "EG", "IN", "JP", "KE", "NG", "QA", "RU", "UA", "ZA", "AU", "MX", "DE"):
        lines = outlets._directory()[0].values()
        assert any(line.split("\t")[2] == country and line.endswith("\tyes") for line in lines), country


def test_a_file_of_your_own_is_looked_at_too(tmp_path, monkeypatch):
    mine = tmp_path / "mine.tsv"
    mine.write_text("# mine\n\nThe Tideline|Tide\ttideline.example\tNL\nReuters\treuters.example\n", encoding="utf-8")
    monkeypatch.setenv(outlets.SETTING, str(mine))
    found = outlets.outlet_named("Tide")
    assert found == outlets.Outlet(("The Tideline", "Tide"), ("tideline.example",), "NL", "", agency=False)
    assert outlets.outlet_at("news.tideline.example") == found
    assert outlets.outlet_named("Reuters").domains == ("reuters.example",)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a\tb\tc\td\te\tf\n", b"\tx.example\n"])
def test_a_file_that_is_no_directory_is_refused_with_a_reason(tmp_path, monkeypatch, content):
    mine = tmp_path / "mine.tsv"
    mine.write_bytes(content)
    monkeypatch.setenv(outlets.SETTING, str(mine))
    with pytest.raises(SettingError, match=outlets.SETTING):
        outlets.outlet_named("Reuters")


def test_a_missing_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv(outlets.SETTING, str(tmp_path / "nowhere.tsv"))
    with pytest.raises(SettingError, match="cannot be read"):
        outlets.outlet_named("Reuters")
