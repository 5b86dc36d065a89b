"""docs/format.md names every field that a collection's JSON has; so a new one cannot be forgotten there."""

import json
import re
from pathlib import Path

import bridge
import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
COMMANDS = (
    ["claims"],
    ["trace", "bridge", "--explain"],
    ["disputes"],
    ["sources"],
    ["stories"],
    ["search", "bridge"],
    ["corrections"],
)


def names(value):
    """The names of all fields in a value of JSON."""
    if isinstance(value, dict):
        return set(value) | {name for below in value.values() for name in names(below)}
    return {name for below in value for name in names(below)} if isinstance(value, list) else set()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_each_field_is_told(inquit, tmp_path, command):
    store = bridge.make(tmp_path / "a.inquit")
    for correction in (
        ["source", "spring", "--name", "Cy Dunn"],
        ["same", "ferry", "spring"],
        ["took", "radio", "courier"],
    ):
        assert inquit("correct", *correction, "-c", store).exit_code == 0
    told = json.loads(inquit(*command, "-c", store, "--json").stdout)
    assert len(names(told)) >= 2
    assert names(told) <= set(re.findall(r'"([a-z_]+)"', PAGE))
