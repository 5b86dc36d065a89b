"""What is read from the corpora, and what a lesson asks; all texts are invented."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.tagger.words import WordReader
from training.corpora import (
    Told,
    gap_texts,
    gap_things,
    gum_document,
    marked_report,
    page,
    spaced,
    told_text,
    told_texts,
)
from training.lessons import lesson_of

CONLL = """# begin document GUM_news_ferry
0\tIlse\t(person-1-Ilse_Brandt
1\tBrandt\tperson-1-Ilse_Brandt)
2\t's\t_
3\tferry\t(object-2(person-1-Ilse_Brandt)
4\tsank\tobject-2)
5\t.\t_
# end document
"""
ROW = {
    "Text": "Mara Veldkamp met Anna Roe when she left Oslo with Roe Senior.",
    "Pronoun": "she",
    "Pronoun-offset": "32",
    "A": "Mara Veldkamp",
    "A-offset": "0",
    "A-coref": "FALSE",
    "B": "Anna Roe",
    "B-offset": "18",
    "B-coref": "TRUE",
}


def draws(seed):
    return random.Random(seed)  # noqa: S311  # lessons are drawn, secrets are not


def reader():
    return WordReader(lambda word: [len(word)], unknown=0)


def test_brackets_of_gum_become_mentions():
    document = gum_document("news_ferry", CONLL)
    assert document.text == "Ilse Brandt's ferry sank."
    assert sorted((t.span.of(document.text), *t.means, t.sort) for t in document.things) == [
        ("Ilse Brandt", "1", "person"),
        ("ferry", "1", "person"),
        ("ferry sank", "2", "object"),
    ]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["He", "did", "n't", "go", "(", "yet", ")", "."], "He didn't go (yet)."),
        (["“", "No", ",", "”", "she", "said", "."], "“No,” she said."),
        (["She", "said", ":", '"', "No", '"', "."], 'She said: "No".'),
    ],
)
def test_tokens_stand_as_they_would_be_printed(tokens, text):
    assert spaced(tokens)[0] == text


@given(st.lists(st.text(st.characters(categories=["L", "P", "N"]), min_size=1, max_size=6), max_size=12))
def test_every_token_is_where_it_is_said_to_be(tokens):
    text, spans = spaced(tokens)
    assert [s.of(text) for s in spans] == tokens


def test_a_name_of_gap_that_may_be_one_of_the_two_is_right_only_if_that_one_is():
    told = {t.span.of(ROW["Text"]): t for t in gap_things(ROW, "0")}
    pronoun = told["she"]
    assert {name for name, t in told.items() if t.means & pronoun.means and name != "she"} == {"Anna Roe", "Roe Senior"}
    assert not told["Oslo"].means & (pronoun.means | pronoun.unknown)
    other = {t.span.of(ROW["Text"]): t for t in gap_things(ROW | {"A-coref": "TRUE", "B-coref": "FALSE"}, "0")}
    assert other["Roe Senior"].means & other["she"].unknown


@pytest.mark.parametrize(
    ("titled", "text"), [(True, "Mara Veldkamp\n\n" + ROW["Text"]), (False, ROW["Text"])], ids=["page", "snippet"]
)
def test_a_row_of_gap_may_stand_under_the_title_of_its_page(titled, text):
    row = ROW | {"URL": "http://en.wikipedia.example/wiki/Mara_Veldkamp_(ferry_captain)"}
    report, moved = page(row, titled=titled)
    assert report.text == text
    at = int(row["B-offset"]) + moved
    assert report.text[at:].startswith("Anna Roe when")


def test_where_neither_is_meant_any_other_name_may_be():
    told = {t.span.of(ROW["Text"]): t for t in gap_things(ROW | {"B-coref": "FALSE"}, "0")}
    assert {name for name, t in told.items() if t.means & told["she"].means} == {"she", "Oslo"}


def test_questions_of_a_lesson_offer_earlier_mentions_that_do_not_overlap():
    (text,) = gap_texts([ROW], draws(1))
    lesson = lesson_of(text, reader(), 254, draws(3))
    (question,) = lesson.questions
    words = reader().read(text.text)
    offered = {
        text.text[words.starts[lesson.mentions[k].first] : words.ends[lesson.mentions[k].last]]: right
        for k, right in zip(question.offers, question.right, strict=True)
    }
    assert offered["Mara Veldkamp"] is False
    assert offered["Anna Roe"] is True
    assert "she" not in offered


def test_labels_of_predicates_follow_the_words():
    told = [Told(["It", "did", "n't", "rain", "."], {3: -3.0}), Told(["He", "left", "."], {1: 2.5})]
    for as_given in (True, False):
        text = told_text("0", told, as_given=as_given)
        assert [(span.of(text.text), label) for span, label in text.happened] == [("rain", -3.0), ("left", 2.5)]
        lesson = lesson_of(text, reader(), 254, draws(1))
        words = reader().read(text.text)
        told_words = {text.text[words.starts[k] : words.ends[k]]: label for k, label in lesson.happened.items()}
        assert told_words == {"rain": -3.0, "left": 2.5}
    runs = list(told_texts(told * 9, draws(2)))
    assert sum(len(run.happened) for run in runs) == 18


def test_silver_names_in_no_chain_stand_alone():
    report = {
        "id": "r",
        "text": "Ilse Brandt left. She met Anna Roe.",
        "coreference": [[[0, 11], [18, 21]]],
        "entities": [[0, 11, "PERSON"], [26, 34, "PERSON"], [13, 17, "DATE"]],
    }
    things = marked_report(report).things
    assert [t.span.of(report["text"]) for t in things] == ["Ilse Brandt", "She", "Anna Roe"]
    assert things[0].means == things[1].means != things[2].means
