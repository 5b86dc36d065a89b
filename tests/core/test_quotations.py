import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.core.paragraphs import paragraphs
from inquit.core.quotations import quotations


def quoted(text):
    found, stray = quotations(text, paragraphs(text))
    return [q.span.of(text) for q in found], [s.of(text) for s in stray]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"I will go," she said. "Now."', ['"I will go,"', '"Now."']),
        ("“I will go,” she said.", ["“I will go,”"]),
        ("„Ich gehe“, sagte sie; „jetzt.“", ["„Ich gehe“", "„jetzt.“"]),
        ("« Je pars », dit-elle.", ["« Je pars »"]),
        ("»Jeg går,« sagde hun.", ["»Jeg går,«"]),
        ("''I will go,'' she said.", ["''I will go,''"]),
        ("“He said ‘never’ twice,” she said.", ["“He said ‘never’ twice,”", "‘never’"]),
        ("'The ministers' aide will go,' she said.", ["'The ministers' aide will go,'"]),
        ("It's the dogs' dinner, isn't it.", []),
        ("In the ’90s she’d go.", []),
    ],
)
def test_styles(text, expected):
    assert quoted(text) == (expected, [])


def test_a_quotation_that_goes_on_is_open_at_the_end_of_its_paragraph():
    text = "“One.\n\n“Two,” he said."
    found, stray = quotations(text, paragraphs(text))
    assert [(q.span.of(text), q.closing) for q in found] == [("“One.", 0), ("“Two,”", 1)]
    assert not stray


def test_a_mark_without_a_partner_costs_nothing_beyond_itself():
    whole = "“It is late,” she said.\n\n{}“Go,” he said."
    clean, _ = quoted(whole.format(""))
    for noise in ('He said "no.\n\n', "Five foot two” tall.\n\n", "”\n\n"):
        found, stray = quoted(whole.format(noise))
        assert found == clean
        assert len(stray) == 1


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„`"))
def test_quotations_stay_inside_paragraphs_and_keep_their_marks(text):
    spans = paragraphs(text)
    found, stray = quotations(text, spans)
    for q in found:
        assert any(p.holds(q.span) for p in spans)
        assert q.start + q.opening <= q.inner.end <= q.end
    assert all(text[s.start : s.end].strip() for s in stray)


def test_takes_linear_time():
    def seconds(n):
        text = "'a \"b' " * n
        start = time.perf_counter()
        quotations(text, paragraphs(text))
        return time.perf_counter() - start

    seconds(1000)
    short, long = (min(seconds(n) for _ in range(3)) for n in (4_000, 40_000))
    assert long < 40 * max(short, 1e-3)
