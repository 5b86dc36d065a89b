"""Acts, quote kinds and certainty on sample.tsv, whose labels are older than the rules."""

import re
from pathlib import Path

import pytest

from inquit.certainty.weigh import weigh
from inquit.core.records import Attribution, Report
from inquit.core.spans import Span
from inquit.tagger.tags import Tags

_TAG = re.compile(r"<(/?)([sct])>")


def read(line):
    act, quote, certainty, marked = line.split("\t")
    marked = marked.replace("¶", "\n")
    text, at, opened = "", 0, 0
    spans = {"s": [], "c": [], "t": []}
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if tag.group(1):
            spans[tag.group(2)].append(Span(opened, len(text)))
        else:
            opened = len(text)
    report = Report(id="sample", text=text + marked[at:])
    bare = Attribution.of(report, source=tuple(spans["s"]), cue=tuple(spans["c"]), content=tuple(spans["t"]))
    return (act, quote, certainty), weigh(report, Tags(), (bare,))[0]


@pytest.fixture(scope="module")
def cases():
    lines = Path(__file__).with_name("sample.tsv").read_text(encoding="utf-8").splitlines()
    return [read(line) for line in lines if line and not line.startswith("#")]


def test_the_sample_is_large_enough(cases):
    assert len(cases) >= 200


@pytest.mark.parametrize(("field", "floor"), [("act", 0.92), ("quote", 0.92), ("certainty", 0.92)])
def test_floor(cases, field, floor):
    column = ("act", "quote", "certainty").index(field)
    right = [getattr(found, field) == gold[column] for gold, found in cases]
    assert sum(right) / len(right) >= floor


def test_every_case_carries_its_evidence(cases):
    for _, found in cases:
        assert {"act", "certainty"} <= {e.what for e in found.evidence}
        assert {"quote", "scare quotes"} & {e.what for e in found.evidence}
