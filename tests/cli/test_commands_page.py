"""docs/commands.md tells of every command, option and setting; so a new one cannot be forgotten there."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from typer.main import get_command

from inquit.cli.main import app
from inquit.core.settings import PREFIX, Limits

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
SECTIONS = {
    m.group(1): m.group(2) for m in re.finditer(r"^## `?([^`\n]+)`?\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
}


def commands(command, path):
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, f"{path} {name}")


ALL = dict(commands(get_command(app), "inquit"))


def test_there_are_commands_to_look_for():
    assert {"inquit", "inquit read"} <= set(ALL)


@pytest.mark.parametrize("path", ALL)
def test_each_command_has_a_section_with_all_its_options(path):
    assert path in SECTIONS
    told = set(re.findall(r"^\| `(--[a-z-]+)", SECTIONS[path], re.MULTILINE))
    assert told == {option for param in ALL[path].params for option in param.opts if option.startswith("--")} | {
        "--help"
    }


def test_no_section_tells_of_a_command_that_is_gone():
    assert {title for title in SECTIONS if title.startswith("inquit")} == set(ALL)


def test_each_limit_is_told_with_its_default():
    for limit in fields(Limits):
        row = re.search(rf"^\| `{PREFIX}{limit.name.upper()}` \| ([\d,.]+) \|", SECTIONS["Environment"], re.MULTILINE)
        assert row
        assert float(row.group(1).replace(",", "")) == limit.default
