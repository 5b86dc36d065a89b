"""What people put right, as words, as a list and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from inquit.export.listing import Column, Entry, Listing
from inquit.export.visible import one_line, shortened
from inquit.store.log import Correction

_WORDS = 70  # code points of a quotation


def told(one: Correction) -> str:
    """A correction in a sentence, safe to show."""
    said: Any = one.payload
    match one.kind:
        case "not an attribution":
            sentence = f"{_quote(said['at'])} is not an attribution"
        case "source":
            source = said["source"]
            sentence = f"{_quote(said['at'])} is said by {source['name']} ({source['standing']} {source['kind']})"
        case "same claim" | "not the same claim":
            sentence = f"{_quote(said['first'])} and {_quote(said['second'])} are {one.kind}"
        case "took":
            sentence = f"{said['report']} has it from {said['origin']} ({said['how']})"
        case _:
            sentence = f"{said['report']} has nothing from {said['origin']}"
    return one_line(sentence)


def correction_list(found: Iterable[tuple[Correction, bool]]) -> Listing:
    """The corrections, each with whether its words are still in the texts."""
    columns = (Column("Correction"), Column("Number"), Column("Who"), Column("When"))
    return Listing(heading="Corrections", columns=columns, entries=tuple(_entry(*pair) for pair in found))


def correction_json(one: Correction, *, holds: bool) -> dict[str, Any]:
    """A correction as docs/format.md has it."""
    payload = {key: value for key, value in one.payload.items() if key != "claims"}  # what it was before is for undoing
    return {
        "id": one.id,
        "kind": one.kind,
        **payload,
        "who": one.who,
        "made": one.made,
        "undone": one.undone,
        "found": holds,
    }


def _entry(one: Correction, holds: bool) -> Entry:
    state = ("" if holds else "its words are not in the text any more", one.undone and f"undone {one.undone[:16]}")
    below = ", ".join(part for part in state if part)
    return Entry((told(one), str(one.id), one.who, one.made[:16].replace("T", " ")), below)


def _quote(anchor: dict[str, str]) -> str:
    return f"“{shortened(one_line(anchor['quote']), _WORDS)}” ({anchor['report']})"
