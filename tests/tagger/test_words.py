from hypothesis import given
from hypothesis import strategies as st

from inquit.core.spans import Span
from inquit.tagger.windows import windows
from inquit.tagger.words import GAPS, LOOKS, QUOTES, SHAPES, WordReader

reader = WordReader(lambda word: [ord(c) for c in word], unknown=0)
texts = st.text() | st.text(alphabet="ab C9.\n\"“”'’-")


def looks(text):
    words = reader.read(text)
    return [
        (
            words.span(k, k).of(text),
            SHAPES[v // (len(GAPS) * len(QUOTES))],
            GAPS[v // len(QUOTES) % len(GAPS)],
            QUOTES[v % len(QUOTES)],
        )
        for k, v in enumerate(words.looks)
    ]


@given(texts)
def test_words_are_in_order_inside_their_paragraph_and_lose_nothing_visible(text):
    words = reader.read(text)
    for k in range(len(words)):
        span = words.span(k, k)
        assert words.paragraphs[words.paragraph[k]].holds(span)
        assert words.pieces[k]
        assert 0 <= words.looks[k] < LOOKS
    assert all(a <= b for a, b in zip(words.ends, words.starts[1:], strict=False))
    assert "".join(words.span(k, k).of(text) for k in range(len(words))) == "".join(text.split())


@given(texts, st.data())
def test_covered_words_are_those_that_a_span_touches(text, data):
    words = reader.read(text)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    touched = [k for k in range(len(words)) if span.length and span.overlaps(words.span(k, k))]
    assert list(words.covered(span)) == touched or not span.length


def test_looks_tell_what_the_uncased_encoder_cannot_see():
    assert looks('Go\n"I, NATO 5pm"') == [
        ("Go", "title", "paragraph", "outside"),
        ('"', "mark", "paragraph", "opens"),
        ("I", "letter", "none", "inside"),
        (",", "mark", "none", "inside"),
        ("NATO", "capitals", "space", "inside"),
        ("5pm", "digits", "space", "inside"),
        ('"', "mark", "none", "closes"),
    ]
    assert looks("a “b")[1] == ("“", "mark", "space", "stray")
    assert [q for *_, q in looks("“a ‘b’ c”")] == ["opens", "inside", "opens", "inside", "closes", "inside", "closes"]


def test_scripts_without_spaces_and_combining_marks():
    assert [w for w, *_ in looks("他说 cafe\u0301s")] == ["他", "说", "cafe\u0301s"]


def test_a_word_of_a_megabyte_has_few_pieces():
    words = reader.read("x" * 1_000_000)
    assert len(words) == 1
    assert len(words.pieces[0]) < 20


@given(texts, st.integers(4, 40))
def test_windows_keep_every_word_once_in_bounded_size(text, size):
    words = reader.read(text)
    found = list(windows(words, size=size))
    assert [k for w in found for k in w] == list(range(len(words)))
    for w in found:
        assert sum(len(words.pieces[k]) for k in w) <= size or len(w) == 1


def test_windows_end_with_paragraphs_then_with_clauses():
    words = reader.read("aa bb cc dd\nee ff gg, hh ii jj kk ll")
    found = [words.span(w[0], w[-1]) for w in windows(words, size=14)]
    assert [(s.start, s.end) for s in found] == [(0, 11), (12, 21), (22, 36)]
