"""Passages whose pronouns are certain, rewritten; all names are invented."""

import random

import pytest

from inquit.sources.lexicon import lexicon
from training.passages import persons, rewritten

NAMES = {"m": ["Paul", "Eric", "Karl"], "f": ["Julia", "Laura", "Carol"], "last": ["Bremer", "Castell", "Dorn"]}
TEXT = "Peter Rahm met Anna Veld. Mr. Rahm told her that he was late. Veld kept her boat, and saw him go."


def made(text, seed):
    return rewritten(text, persons(text, lexicon("en")), NAMES, random.Random(seed))  # noqa: S311  # no secret


@pytest.mark.parametrize("seed", range(6))
def test_everybody_is_of_one_gender_and_pronouns_mean_whom_they_meant(seed):
    passage = made(TEXT, seed)
    first, last, _, other, another = passage.text.partition(".")[0].split()
    gender = "f" if first in NAMES["f"] else "m"
    assert first in NAMES[gender]
    assert other in NAMES[gender]
    assert f"{'Ms' if gender == 'f' else 'Mr'}. {last} told" in passage.text
    words = ("her", "she", "her", "her") if gender == "f" else ("him", "he", "his", "him")
    assert [at.of(passage.text) for at, _ in passage.asked] == list(words)
    assert [who for _, who in passage.asked] == [another, last, another, last]


@pytest.mark.parametrize(
    "text",
    [
        "Peter Rahm met Karl Veld. Rahm told him that he was late.",  # either may be meant
        "Peter Rahm met Anna Veld. His wife said she was late.",  # somebody else too
        "Peter Rahm met Anna Veld. Rahm was late, and Veld went home.",  # nothing to ask
    ],
)
def test_what_is_not_certain_is_not_asked(text):
    assert made(text, 1) is None
