import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.core.spans import Span
from inquit.tagger.tags import Entity
from inquit.time.lexicon import lexicon
from inquit.time.resolve import When, expressions

TUESDAY = "2024-10-15T05:30:00Z"


def values(text, published=TUESDAY):
    return [(when.span.of(text), when.value) for when in expressions(text, (), published)]


def one(text, published=TUESDAY) -> When:
    found = expressions(text, (), published)
    assert len(found) == 1, values(text, published)
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The pilots went home on Monday.", "Monday", "2024-10-14"),
        ("The pilots will vote on Monday.", "Monday", "2024-10-21"),
        ("The mayor said on Sunday that the bridge would open.", "Sunday", "2024-10-13"),
        ("The bridge is going to open, she said in a speech to farmers on Sunday.", "Sunday", "2024-10-13"),
        ("On Sunday the bridge will open.", "Sunday", "2024-10-20"),
        ("She flew to Orsk on Tuesday night.", "Tuesday night", "2024-10-08"),
        ("She missed last Wednesday's session.", "last Wednesday", "2024-10-09"),
        ("He leaves next Monday.", "next Monday", "2024-10-21"),
        ("Yesterday the harbour was quiet.", "Yesterday", "2024-10-14"),
        ("The lights went out overnight.", "overnight", "2024-10-14/2024-10-15"),
        ("The quay flooded three weeks ago.", "three weeks ago", "2024-W39"),
        ("The firm was founded two decades ago.", "two decades ago", "2004~"),
        ("It broke a few days ago.", "a few days ago", "2024-10-12~"),
        ("It broke a year and a half ago.", "a year and a half ago", "2023-04"),
        ("The ferry sank last month.", "last month", "2024-09"),
        ("The clerk resigned earlier this week.", "earlier this week", "2024-10-14/2024-10-15"),
        ("The road has been shut since 2014.", "since 2014", "2014/.."),
        ("The road will be shut until May 2026.", "until May 2026", "../2026-05"),
        ("Pay must rise by the end of the month.", "by the end of the month", "../2024-10-31"),
        ("The road was shut in March.", "March", "2024-03"),
        ("The road will be shut in March.", "March", "2025-03"),
        ("The dam was mended in the spring.", "the spring", "2024-21"),
        ("The dam will be mended in the spring.", "the spring", "2025-21"),
        ("It rained in the 1990s.", "the 1990s", "199X"),
        ("It rained in the 19th century.", "the 19th century", "18XX"),
        ("Sales fell in the third quarter of 2023.", "the third quarter of 2023", "2023-35"),
        ("Sales fell in the first half of last year.", "the first half of last year", "2023-40"),
        ("The budget of fiscal 2023 was spent.", "fiscal 2023", "2023"),
        ("The hall burned in mid-June.", "mid-June", "2024-06-10/2024-06-20"),
        ("The hall opened in early 2023.", "early 2023", "2023-40"),
        ("The firm was sold on 3 March 2019.", "3 March 2019", "2019-03-03"),
        ("The firm was sold on March 3, 2019.", "March 3, 2019", "2019-03-03"),
        ("The valve failed at 9.26 p.m. on Sept. 17.", "9.26 p.m. on Sept. 17", "2024-09-17T21:26"),
        ("The signal ended at 04:17 UTC on 3 March.", "04:17 UTC on 3 March", "2024-03-03T04:17Z"),
        ("It lasted from 3 to 9 May 2021.", "from 3 to 9 May 2021", "2021-05-03/2021-05-09"),
        ("It fell over the past three weeks.", "over the past three weeks", "2024-W39/2024-W42"),
        ("A 60-day truce was signed.", "60-day", "P60D"),
        ("It costs 900 million crowns a year.", "a year", "R/P1Y"),
        ("The choir met every two weeks.", "every two weeks", "R/P2W"),
        ("The first Tuesday of November is polling day.", "The first Tuesday of November", "2024-11-05"),
        ("They met two Saturdays ago.", "two Saturdays ago", "2024-10-05"),
        ("It fell two days after 9 May 2021.", "two days after 9 May 2021", "2021-05-11"),
        ("They meet from Monday to Friday next week.", "from Monday to Friday next week", "2024-10-21/2024-10-25"),
        ("They met on the Friday of last week.", "the Friday of last week", "2024-10-11"),
    ],
)
def test_news_reading(text, words, value):
    assert (words, value) in values(text)


def test_next_day_is_counted_from_the_day_named_before():
    assert values("It began on 9 May 2021 and ended the next day.") == [
        ("9 May 2021", "2021-05-09"),
        ("the next day", "2021-05-10"),
    ]


def test_an_end_without_a_year_comes_after_its_beginning():
    assert values("It ran from November 3 to January 8, 2020.") == [
        ("from November 3 to January 8, 2020", "2019-11-03/2020-01-08")
    ]


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("The quay flooded three weeks ago.", "P-3W"),
        ("Yesterday it rained.", "P-1D"),
        ("It rained last month.", "P-1M"),
        ("It rained on Monday.", "XXXX-WXX-1"),
        ("It rained in March.", "XXXX-03"),
        ("It rained on 9 May.", "XXXX-05-09"),
    ],
)
def test_a_report_without_a_date_leaves_the_relative_relative(text, relative):
    when = one(text, published=None)
    assert (when.value, when.relative) == (None, relative)
    assert "the report has no date" in when.why


def test_a_coarse_date_resolves_only_what_it_can():
    assert one("It rained last year.", published="2024").value == "2023"
    when = one("It rained yesterday.", published="2024")
    assert (when.value, when.relative) == (None, "P-1D")


@pytest.mark.parametrize("published", ["", "soon", "2024-13-40", "24"])
def test_a_published_that_is_no_date_is_none(published):
    assert one("It rained yesterday.", published=published).value is None


@pytest.mark.parametrize(
    "text",
    [
        "The march may start here, and a second march might follow.",
        "The sun sat low while spring water fell.",
        "Room 1204 was empty and 31 people left.",
        "She met 30 February with a laugh.",
        "A total of 2,014 votes were cast.",
    ],
)
def test_words_that_only_look_like_times(text):
    assert values(text) == []


def test_an_entity_confirms_what_could_be_a_name():
    text = "Few knew what May brought."
    assert expressions(text, (), TUESDAY) == ()
    entity = Entity(Span(text.index("May"), text.index("May") + 3), "DATE", 0.9)
    assert [w.value for w in expressions(text, (entity,), TUESDAY)] == ["2024-05"]


def test_a_language_without_words_of_its_own_needs_entities():
    text = "Es regnete am 3. März 2021 und vor 3 Wochen."
    assert expressions(text, (), TUESDAY, language="de") == ()
    entities = [Entity(Span(14, 26), "DATE", 0.9), Entity(Span(31, 43), "DATE", 0.9), Entity(Span(0, 2), "PERSON", 0.9)]
    found = expressions(text, entities, TUESDAY, language="de")
    assert [(w.span.of(text), w.value) for w in found] == [("3. März 2021", "2021-03-03"), ("vor 3 Wochen", "2024-W39")]


def test_a_language_that_nobody_knows():
    text = "3 xx"
    assert expressions(text, [Entity(Span(0, 4), "DATE", 0.9)], TUESDAY, language="xx") == ()
    assert lexicon("../en") is None


WORDS = st.sampled_from(
    [
        *(
            "on",
            "Monday",
            "the",
            "last",
            "week",
            "of",
            "March",
            "3",
            "2014",
            ",",
            ".",
            "since",
            "until",
            "two",
            "three",
        ),
        *(
            "weeks",
            "ago",
            "a.m.",
            "9.26",
            "21:40",
            "-",
            "in",
            "İ",
            "May",
            "and",
            "half",
            "first",
            "quarter",
            "'s",
            "to",
        ),
        *(
            "1990s",
            "from",
            "by",
            "next",
            "spring",
            "“",
            "\n",
            "days",
            "before",
            "early",
            "end",
            "over",
            "past",
            "Easter",
        ),
    ]
)


@given(
    st.lists(WORDS, max_size=40).map(" ".join),
    st.sampled_from([None, "2024", "2024-10-15", "0001-01-01", "9999-12-31"]),
)
def test_spans_lie_in_order_and_values_are_written_as_promised(text, published):
    found = expressions(text, (), published)
    assert all(w.span.length > 0 and w.span.end <= len(text) for w in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for when in found:
        assert when.value is None or re.fullmatch(r"[0-9XTZWPRYMDHS:./~-]+", when.value), when
        assert (when.value is None) <= (published in (None, "2024") or when.relative is not None)


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    assert all(0 <= w.span.start < w.span.end <= len(text) for w in expressions(text, (), TUESDAY))


@pytest.mark.parametrize(
    "piece", ["1 day ", "two ", "the ", "Monday ", "1-", "from to ", "last week of ", "a.m.", "(", "\n "]
)
def test_time_grows_with_the_length_of_the_text(piece):
    def seconds(times):
        begin = time.process_time()
        expressions(piece * times, (), TUESDAY)
        return time.process_time() - begin

    seconds(10)
    # The least of several: one of them may pay for a collection of all that the session holds.
    short, long = min(seconds(400) for _ in range(3)), min(seconds(8000) for _ in range(3))
    assert long < 100 * short + 0.1  # twenty times the text; four hundred times the time if it were quadratic
