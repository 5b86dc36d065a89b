"""The shipped model on our own articles: a gate that always runs."""

import re
from pathlib import Path

import pytest
from invented import GOLD

from inquit.core.paragraphs import paragraphs
from inquit.core.spans import Span
from inquit.pipeline import read

EXAMPLES = Path(__file__).parents[2] / "examples"
FLOORS = {"linked": 0.80, "exact": 0.70}  # F1 over the three articles


def located(text, entry):
    """The entry with code points in place of words; fails if they are not there."""
    paragraph, source, cue, contents = entry
    begin = paragraphs(text)[paragraph].start

    def find(words):
        words, _, nth = words.partition("@")
        found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text[begin:])]
        assert found, f"{words!r} is not in the article"
        start = begin + found[int(nth or 1) - 1]
        return Span(start, start + len(words))

    return {
        "source": {find(source)} if source else set(),
        "cue": {find(cue)},
        "content": {find(words) for words in contents},
    }


def touch(a, b):
    return any(x.overlaps(y) for x in a for y in b) or not (a or b)


@pytest.fixture(scope="module")
def pairs():
    """Of each article: what is there, and what was read."""
    out = []
    for name, entries in GOLD.items():
        reading = read(EXAMPLES / name)
        text = reading.report.text
        found = [
            {"source": set(a.source), "cue": set(a.cue), "content": set(a.content)}
            for a in reading.attributions
            if a.content and a.parent is None
        ]
        out.append((text, [located(text, e) for e in entries], found))
    return out


def f1(hits, gold, found):
    return 2 * hits / (gold + found)


def test_attributions_are_found_and_linked(pairs):
    hits = 0
    for _, gold, found in pairs:
        free = list(found)
        for g in gold:
            match = next((p for p in free if all(touch(g[role], p[role]) for role in g)), None)
            if match:
                free.remove(match)
                hits += 1
    score = f1(hits, sum(len(g) for _, g, _ in pairs), sum(len(p) for _, _, p in pairs))
    assert score >= FLOORS["linked"], f"linked {score:.3f}"


def test_spans_have_the_right_edges(pairs):
    hits = gold_spans = found_spans = 0
    for _, gold, found in pairs:
        g = {(role, s) for a in gold for role in a for s in a[role]}
        p = {(role, s) for a in found for role in a for s in a[role]}
        hits, gold_spans, found_spans = hits + len(g & p), gold_spans + len(g), found_spans + len(p)
    score = f1(hits, gold_spans, found_spans)
    assert score >= FLOORS["exact"], f"exact {score:.3f}"


def test_offsets_are_into_the_printed_text(pairs):
    for text, _, found in pairs:
        for a in found:
            for s in a["cue"] | a["source"] | a["content"]:
                assert text[s.start : s.end].strip() == text[s.start : s.end] != ""
