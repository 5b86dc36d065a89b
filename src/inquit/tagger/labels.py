"""The labels of every head, in the order in which the model gives them."""

from __future__ import annotations

ROLES = ("source", "cue", "content")
ENTITIES = (
    "PERSON",
    "ORGANIZATION",
    "LOCATION",
    "MISC",
    "DATE",
    "TIME",
    "DURATION",
    "SET",
    "NUMBER",
    "ORDINAL",
    "PERCENT",
    "MONEY",
)


def bio(names: tuple[str, ...]) -> tuple[str, ...]:
    """O, then B- and I- of each name: the label with index 2k + 1 begins a span of names[k], 2k + 2 goes on in it."""
    return ("O", *(f"{prefix}-{name}" for name in names for prefix in "BI"))


ROLE_TAGS = bio(ROLES)
ENTITY_TAGS = bio(ENTITIES)
