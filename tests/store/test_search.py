"""Full-text search finds the same in both databases, and says where."""

import pytest
from hypothesis import given, settings
from kept_records import anything, reading_of

from inquit.store import search

TEXT = "The café’s owner, İpek O'Neil-Löw, said 1,400 jars broke. कुल बिक्री बढ़ी। 東京都の橋。 หมอกหนา"


def put(collection, *texts):
    with collection.writing() as writer:
        for k, text in enumerate(texts):
            writer.put_reading(reading_of(text, id=f"a{k}", published=f"20{k + 10}"), model="m1")


def found(collection, words, **more):
    with collection.viewing() as view:
        return [
            (one.report.id, [span.of(one.report.text) for span in one.spans])
            for one in view.search(words, **more).items
        ]


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("CAFE", ["café"]),
        ("café owner", ["café", "owner"]),
        ("ipek", ["İpek"]),
        ("o'neil-low", ["O'Neil-Löw"]),
        ('"jars broke"', ["jars broke"]),
        ("“jars broke” said", ["said", "jars broke"]),
        ("1,400", ["1,400"]),
        ("बिक्री", ["बिक्री"]),
        ("京都", ["京都"]),
        ("หมอก", ["หมอก"]),
    ],
)
def test_words_are_found_in_any_script(collection, words, marked):
    put(collection, TEXT, "Another text.")
    assert found(collection, words) == [("a0", marked)]


@pytest.mark.parametrize("words", ['"broke jars"', "jar", "cafés", "café zebra", "", '"', "!?", "都京", "बिक्र"])
def test_other_words_are_not(collection, words):
    put(collection, TEXT)
    assert found(collection, words) == []


@pytest.mark.parametrize("words", ["a' OR 'b", '"a" OR "b', "a* NEAR(b)", "a:* | !b", "\x00 \ud800 a\\", "said : ^x"])
def test_no_words_are_taken_for_commands(collection, words):
    put(collection, TEXT)
    assert found(collection, words) == []


def test_what_is_found_comes_newest_first_in_pages(collection):
    put(collection, *(f"Rain {k}." for k in range(5)), "Sun.")
    with collection.viewing() as view:
        first = view.search("rain", limit=3)
        rest = view.search("rain", limit=3, after=first.next)
    assert [one.report.id for one in (*first.items, *rest.items)] == ["a4", "a3", "a2", "a1", "a0"]
    assert rest.next is None


def test_a_text_longer_than_can_be_searched_goes_in_and_is_found_by_its_beginning(collection):
    long = " ".join(f"w{k}" for k in range(70_000))
    put(collection, "first " + long + " last")
    assert found(collection, "first w1") == [("a0", ["first", "w1"])]
    assert found(collection, "last") == []
    put_again = reading_of("Short now.", id="a0")
    with collection.writing() as writer:
        writer.replace_reading(put_again, model="m2")
    assert found(collection, "w1") == []


def test_a_word_of_any_length_goes_in(collection):
    put(collection, "x" * 5000 + " short")
    assert found(collection, "short") == [("a0", ["short"])]
    assert found(collection, "x" * 5000) == [("a0", ["x" * 5000])]


@given(text=anything)
def test_words_stand_where_they_are_said_to(text):
    for word, span in search.words(text):
        assert word == search.folded(span.of(text))
        assert word


@settings(max_examples=15)
@given(text=anything)
def test_every_word_of_a_text_finds_it(shared, text):
    with shared.writing() as writer:
        stored = writer.put_reading(reading_of(text + " end"), model="m1")
        report = stored.reading.report
        for word in {span.of(text) for _, span in search.words(text)}:
            after, ids = None, set()
            while True:
                page = writer.search(word, limit=500, after=after)
                ids |= {one.report.id for one in page.items}
                if page.next is None:
                    break
                after = page.next
            assert report.id in ids
