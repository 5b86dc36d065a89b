import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.core.spans import Span
from inquit.sources.lexicon import lexicon
from inquit.sources.phrases import phrase, tokens_of, tokens_within
from inquit.sources.proper_names import proper_names

ENGLISH = lexicon("en")


def read(text):
    names = [n.span for n in proper_names(text, (Span(0, len(text)),), (), ENGLISH)]
    return phrase(text, Span(0, len(text)), names, ENGLISH)


def words(text, span):
    return None if span is None else span.of(text)


@pytest.mark.parametrize(
    ("text", "name", "roles", "owner"),
    [
        ("the harbour master, Mara Veldkamp", "Mara Veldkamp", {"master"}, None),
        ("Mara Veldkamp, head of research at Corvin Bank,", "Mara Veldkamp", {"head"}, "Corvin Bank"),
        ("Foreign Minister Piet Ardenne", "Piet Ardenne", set(), None),
        ("the trade blog Tideline", "Tideline", {"blog"}, None),
        ("Mara Veldkamp of Corvin Bank", "Mara Veldkamp", set(), "Corvin Bank"),
    ],
)
def test_names_roles_and_owners_are_told_apart(text, name, roles, owner):
    found = read(text)
    assert words(text, found.name) == name
    assert roles <= found.roles
    assert words(text, found.owner) == owner


@pytest.mark.parametrize(
    ("text", "head", "given", "plural", "number"),
    [
        ("a second official", "official", "indefinite", False, None),
        ("the general", "general", "definite", False, None),
        ("two diplomats", "diplomat", "indefinite", True, "two"),
        ("residents", "resident", "bare", True, None),
        ("the same source", "source", "definite", False, None),
        ("the news agency", "news agency", "definite", False, None),
        ("a study commissioned by the ministry", "study", "indefinite", False, None),
    ],
)
def test_descriptions_have_a_head_and_a_number(text, head, given, plural, number):
    found = read(text)
    assert (found.head, found.given, found.plural, found.number) == (head, given, plural, number)


def test_closeness_and_reason_are_kept_as_the_text_says_them():
    found = read("three officials familiar with the tender, who were not authorised to speak publicly")
    assert found.head == "official"
    assert found.number == "three"
    assert found.closeness == "familiar with the tender"
    assert "not authorised to speak publicly" in found.reason


def test_a_relay_inside_the_phrase_is_no_part_of_its_head():
    text = "government sources cited by the Tideline"
    found = read(text)
    assert found.head == "source"
    assert [(r.direction, r.span.of(text)) for r in found.relays] == [("by", "the Tideline")]


@pytest.mark.parametrize("text", ["", " ", "of", "“", "who", "'s", "a", "," * 900])
def test_odd_phrases_do_no_harm(text):
    found = phrase(text, Span(0, len(text)), (), ENGLISH)
    assert found.name is None
    assert 0 <= found.span.start <= found.span.end <= len(text)


def test_a_language_without_words_is_read_with_those_of_english():
    assert lexicon("xx") is lexicon("en") is lexicon(None)
    assert lexicon("../en") is lexicon("en")


@given(st.text(alphabet="abA.’'&-@ 1\n", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_the_words_of_a_part_are_those_that_it_has_by_itself(text, one, other):
    part = Span(min(one, other, len(text)), min(max(one, other), len(text)))
    assert tokens_within(text, Span(0, len(text)), part) == tokens_of(text, part)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("a tabloid has reported", "tabloid"),
        ("eleven engineers at the mill were told", "engineer"),
        ("the governor Will Ost", None),  # a name
        ("Banco do Corvin", None),
        ("the executor of the will", "executor"),
    ],
)
def test_a_source_ends_where_a_verb_begins(text, head):
    found = read(text)
    assert found.head == head
    described = found.head_span or found.name
    assert described is not None
    assert not {"has", "were"} & set(described.of(text).split())
