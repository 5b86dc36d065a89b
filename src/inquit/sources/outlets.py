"""The directory of outlets and agencies: who publishes under which name and at which domain.

`data/outlets.tsv` comes with Inquit (scripts/outlets.py makes it). INQUIT_OUTLETS names a file of your own in the same
form; its lines are looked at first.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from inquit.core.errors import SettingError

SETTING = "INQUIT_OUTLETS"
COLUMNS = ("names", "domains", "country", "owner", "agency")
_LARGEST = 20_000_000


class Outlet(NamedTuple):
    """One publisher. `names` begins with the usual one; `country` is ISO 3166-1 alpha-2; "" is what is not known."""

    names: tuple[str, ...]
    domains: tuple[str, ...]
    country: str
    owner: str
    agency: bool


def outlet_named(name: str) -> Outlet | None:
    """The outlet of that name or short name; letter case and a leading "the" make no difference."""
    return _found(_directory()[0], _name_key(name))


def outlet_at(domain: str) -> Outlet | None:
    """The outlet that publishes at a domain ("www.example.org") or at one above it ("example.org")."""
    parts = domain.strip().lower().rstrip(".").split(".")
    at = _directory()[1]
    return next((o for k in range(len(parts) - 1) if (o := _found(at, ".".join(parts[k:])))), None)


def _name_key(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def _found(index: dict[str, str], key: str) -> Outlet | None:
    line = index.get(key)
    if line is None:
        return None
    names, domains, country, owner, agency = line.split("\t")
    return Outlet(tuple(names.split("|")), tuple(d for d in domains.split("|") if d), country, owner, agency == "yes")


@cache
def _directory() -> tuple[dict[str, str], dict[str, str]]:
    """The lines of both files by name and by domain; a line is only taken apart when it is asked for."""
    by_name: dict[str, str] = {}
    by_domain: dict[str, str] = {}
    shipped = (files("inquit.data") / "outlets.tsv").read_text(encoding="utf-8")
    for text in (shipped, _own_file()):
        for line in text.splitlines():
            if line[:1] in {"#", ""}:
                continue
            names, domains, _ = line.split("\t", 2)
            for name in names.casefold().split("|"):
                by_name[name.removeprefix("the ")] = line
            for domain in domains.split("|"):
                by_domain[domain] = line
    return by_name, by_domain


def _own_file() -> str:
    path = os.environ.get(SETTING)
    if not path:
        return ""
    try:
        if Path(path).stat().st_size > _LARGEST:
            raise SettingError(f"{SETTING} names a file of more than {_LARGEST} bytes: {path}. Give a smaller one.")
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(
            f"{SETTING} names a file that cannot be read: {path} ({error}). Give a UTF-8 file."
        ) from error
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split("\t")
        if line.startswith("#") or not line.strip():
            continue
        if len(cells) > len(COLUMNS) or not cells[0].strip():
            raise SettingError(
                f"{SETTING}: line {number} of {path} is not an outlet. "
                f"Give up to {len(COLUMNS)} columns with tabs between them: {', '.join(COLUMNS)}."
            )
        lines.append("\t".join([*cells, *[""] * (len(COLUMNS) - len(cells))]))
    return "\n".join(lines)
