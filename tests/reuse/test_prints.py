"""Prints: what they depend on, what they guarantee, what they cost."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.reuse.prints import GUARANTEED, prints

TEXT = (
    "The ferry Aurelia ran aground off Tessen at 5.40 on Friday with 212 people on board. “Nobody was hurt,” said "
    "Captain Odo Brandt, whose company bought the ship in 1998. Divers found a 14-metre tear below the waterline."
)
WORDS = st.lists(st.sampled_from([f"{a}{b}" for a in "klmnprst" for b in ("ado", "emi", "iru", "onte", "usk")]))


def hashes(text: str, family: str | None = None) -> set[int]:
    return {p.hash for p in prints(text) if family in (None, p.family)}


def test_prints_do_not_depend_on_the_process() -> None:
    code = f"from inquit.reuse.prints import prints; print([(p.hash, *p.span) for p in prints({TEXT!r})])"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {str([(p.hash, *p.span) for p in prints(TEXT)]) + "\n"}


PINNED = [(105582526218293169, (19, 49), "shingle"), (452016983756961128, (43, 59), "pair")]


def test_prints_are_pinned_so_that_a_stored_collection_stays_of_use() -> None:
    found = prints("Captain Odo Brandt sailed the Aurelia from Tessen to Marrow Bay")
    assert [(p.hash, tuple(p.span), p.family) for p in found] == PINNED


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace(" ", "\n  "),
        TEXT.replace("“", '"').replace("”", '"'),
        TEXT.replace("“", "«").replace("”", "»"),
        TEXT.upper(),
        TEXT.replace("é", "e\u0301"),
    ],
)
def test_white_space_quotation_marks_and_case_make_no_difference_to_shingles(changed: str) -> None:
    assert hashes(changed, "shingle") == hashes(TEXT, "shingle")


def test_white_space_and_quotation_marks_make_no_difference_to_pairs() -> None:
    assert hashes(TEXT.replace(" ", " \n\n").replace("“", "'").replace("”", "'")) == hashes(TEXT)


@given(WORDS, WORDS, WORDS, WORDS, st.lists(st.sampled_from(["ora", "vex", "Nilt", "41"]), min_size=GUARANTEED))
def test_texts_that_share_enough_words_in_a_row_share_a_print(
    a: list[str], b: list[str], c: list[str], d: list[str], common: list[str]
) -> None:
    one, other = " ".join([*a, *common, *b]), " ".join([*c, *common, *d])
    assert hashes(one, "shingle") & hashes(other, "shingle")


@given(st.text(max_size=300))
def test_prints_point_at_words_of_the_text_and_are_non_negative_63_bit(text: str) -> None:
    found = prints(text)
    assert all(0 <= p.span.start < p.span.end <= len(text) and 0 <= p.hash < 1 << 63 for p in found)
    assert len({(p.hash, p.family) for p in found}) == len(found)
    assert [p.span for p in found] == sorted(p.span for p in found)


def test_a_rewrite_shares_pairs_where_it_shares_no_shingle() -> None:
    rewrite = (
        "There were 212 people aboard when Aurelia, a ferry, hit rocks near Tessen at 5.40, early on Friday. According "
        "to Captain Brandt, no one came to harm. Divers saw a gash of 14 metres; Brandt's company has had her since 1998."
    )
    assert not hashes(rewrite, "shingle") & hashes(TEXT, "shingle")
    assert hashes(rewrite, "pair") & hashes(TEXT, "pair")


@pytest.mark.parametrize("text", ["word " * 200_000, "é" * 1_000_000, "。" * 1_000_000])
def test_a_million_of_the_same_make_few_prints(text: str) -> None:
    assert len(prints(text)) <= 2


def test_a_script_without_spaces_has_prints() -> None:
    assert hashes("東京都で大きな地震がありました。被害は少ない。", "shingle")
