"""Passages: where they stand, what they say, what they cost."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from inquit.reuse.alignment import passages
from inquit.reuse.words import words

WORD = st.sampled_from(["harbour", "Tessen", "closed", "after", "the", "ferry", "212", "a", "Brandt", "said", "in"])
SENTENCE = st.lists(WORD, min_size=1, max_size=25).map(lambda ws: " ".join(ws) + ".")
TEXT = st.lists(SENTENCE, min_size=1, max_size=8).map(" ".join)


def forms(text: str) -> list[int]:
    return words(text).forms.tolist()


@given(TEXT, TEXT)
def test_spans_lie_in_the_texts_apart_and_equal_words_stand_where_likeness_is_1(taker: str, giver: str) -> None:
    found = passages(taker, giver)
    end = 0
    for p in found:
        assert end <= p.taken.start < p.taken.end <= len(taker)
        assert 0 <= p.given.start < p.given.end <= len(giver)
        assert 0 <= p.likeness <= 1
        if p.likeness == 1:
            assert forms(p.taken.of(taker)) == forms(p.given.of(giver))
        end = p.taken.end


@given(TEXT)
def test_an_exact_copy_is_one_passage_of_the_whole_text(text: str) -> None:
    (found,) = passages(text, text.replace(" ", "\n"))
    assert found.likeness == 1
    assert found.taken.of(text) == text.rstrip(".")


@given(TEXT)
def test_texts_without_a_word_in_common_share_nothing(text: str) -> None:
    assert passages(text, "Otters swim upstream. Nobody minds 17 umbrellas, or does one?") == ()


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_strings_can_be_compared(one: str, other: str) -> None:
    assert all(p.taken.end <= len(one) and p.given.end <= len(other) for p in passages(one, other))


A = "The harbour of Tessen was closed on Friday after the ferry Aurelia ran aground."
B = "Captain Odo Brandt said that all passengers were taken ashore by three lifeboats within an hour."
C = "Divers are expected to examine the damaged hull before the end of the week."


def test_sentences_may_change_their_order() -> None:
    taker, giver = f"{C} {A} {B}", f"{A} {B} {C}"
    found = passages(taker, giver)
    assert [(p.taken.of(taker), p.given.of(giver)) for p in found] == [
        (C[:-1], C[:-1]),
        (f"{A} {B}"[:-1], f"{A} {B}"[:-1]),
    ]


def test_changed_and_inflected_words_lower_the_likeness_and_do_not_part_the_passage() -> None:
    taker = "Captain Odo Brandt says all passengers had been taken ashore by three lifeboats within one hour."
    (found,) = passages(taker, f"{A} {B} {C}")
    assert 0.5 < found.likeness < 0.95
    assert found.given.of(f"{A} {B} {C}").startswith("Captain Odo Brandt said")
    assert found.taken.of(taker).startswith("Captain Odo Brandt says")


def test_a_short_sentence_between_copied_ones_belongs_to_the_passage() -> None:
    copied = f"{A} He left. {B}"
    (found,) = passages(f"Own words come first here. {copied} And last.", f"{copied} {C}")
    assert found.likeness == 1
    assert found.taken.length == len(copied) - 1


def text_of(count: int, seed: int) -> str:
    rng = random.Random(seed)  # noqa: S311  # no secret
    vocabulary = ["".join(rng.choices("abcdefghijklmnoprstu", k=rng.randint(2, 10))) for _ in range(5000)]
    return " ".join(" ".join(rng.choices(vocabulary, k=20)).capitalize() + "." for _ in range(count // 20))


def test_long_and_hostile_texts_take_bounded_time() -> None:
    long = text_of(20_000, 1)
    sentences = long.split(". ")
    random.Random(2).shuffle(sentences)  # noqa: S311  # no secret
    start = time.process_time()
    assert sum(p.taken.length for p in passages(". ".join(sentences), long)) > 0.9 * len(long)
    passages("word " * 200_000, "word " * 199_000)
    assert time.process_time() - start < 8  # a tenth of it on an idle machine
