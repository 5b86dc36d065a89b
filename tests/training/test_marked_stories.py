"""Marked text: what is marked is where it was marked, and what does not pair is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.marked_stories import Mark, plain, story

STORY = """family: x1-ferry
topic: a ferry
claim c1: The ferry sank.
claim c2: The ferry was late.
=== Quay Post | local paper | 2031-03-04T08:30:00+00:00 | Ann Bo
{c1|Ferry lost}

{c1-|It did not sink, {c2~|it was perhaps late}}, he said.

The end.
=== Harrow | tabloid | 2031-03-05T08:30:00+00:00 | -
No ferry

{c1,c2|It was late and went down.}
"""


def test_a_story_becomes_a_family():
    family = story(STORY)
    assert [a["id"] for a in family["articles"]] == ["a1", "a2"]
    assert family["articles"][0]["text"] == "It did not sink, it was perhaps late, he said.\n\nThe end."
    assert family["articles"][0]["title"] == "Ferry lost"
    assert family["articles"][1]["byline"] is None
    first, second = family["claims"]
    assert [(m["article"], m["span"], m["certainty"], m.get("in")) for m in first["mentions"]] == [
        ("a1", "Ferry lost", "certain", "title"),
        ("a1", "It did not sink, it was perhaps late", "denied", None),
        ("a2", "It was late and went down.", "certain", None),
    ]
    assert [m["certainty"] for m in second["mentions"]] == ["probable", "certain"]


@pytest.mark.parametrize("text", ["{c1|open", "closed}", "{no mark}", "{c1|a}}"])
def test_marks_that_do_not_pair_are_refused(text):
    with pytest.raises(ValueError, match=r"half|closed"):
        plain(text)


def test_an_unknown_claim_is_refused():
    with pytest.raises(ValueError, match="no claim c3"):
        story(STORY.replace("{c1|Ferry", "{c3|Ferry"))


PIECES = st.text(alphabet=st.characters(exclude_characters="{}", exclude_categories=("Cs",)), max_size=12)


@given(PIECES, PIECES, PIECES, PIECES, PIECES)
def test_marks_are_where_they_were_put(a, b, c, d, e):
    text, marks = plain(f"{a}{{c1|{b}{{c2?|{c}}}{d}}}{e}")
    assert text == a + b + c + d + e
    one = len(a)
    two = one + len(b)
    assert marks == [
        Mark(two, two + len(c), "c2", "possible"),
        Mark(one, two + len(c) + len(d), "c1", "certain"),
    ]
