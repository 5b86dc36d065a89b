import pytest

from inquit.sources.lexicon import lexicon
from inquit.sources.names import same_body, same_person, tokens

ENGLISH = lexicon("en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara Veldkamp", "Veldkamp"),
        ("Mara Veldkamp", "Mara"),
        ("Mara Veldkamp", "M. Veldkamp"),
        ("Robert Ashdene", "Bob Ashdene"),
        ("Joris van Eldonk", "Van Eldonk"),
        ("Serhiy Kovalskyy", "Sergei Kovalsky"),
        ("Kovalskiy", "Kovalsky"),
        ("Łucja Żuk", "Lucja Zuk"),
        ("Qasim Haddadh", "Qasim Haddad"),
    ],
)
def test_spellings_of_one_person(one, other):
    assert same_person(tokens(one), tokens(other), ENGLISH)
    assert same_person(tokens(other), tokens(one), ENGLISH)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mara Veldkamp", "Piet Veldkamp"), ("Mara Veldkamp", "Mara Ardenne"), ("Veldkamp", "Ardenne")],
)
def test_different_people_stay_apart(one, other):
    assert not same_person(tokens(one), tokens(other), ENGLISH)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Corvin Bank", "Corvin"),
        ("Spectrum and Harbour Authority", "SHA"),
        ("Ministry of Lakes and Fisheries", "Ministry"),
        ("Kiev Harbour Board", "Kyiv Harbour Board"),
    ],
)
def test_spellings_of_one_body(one, other):
    assert same_body(tokens(one), tokens(other), ENGLISH)


@pytest.mark.parametrize(
    ("one", "other"), [("Corvin Bank", "Tarn Bank"), ("Corvin Bank", "CBS"), ("Tideline", "German")]
)
def test_different_bodies_stay_apart(one, other):
    assert not same_body(tokens(one), tokens(other), ENGLISH)


def test_possessives_and_points_are_no_part_of_a_name():
    assert tokens("Veldkamp's") == tokens("Veldkamp’s") == ("veldkamp",)
    assert tokens("U.N.") == ("un",)
