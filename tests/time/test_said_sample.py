"""The times of saying in invented sentences that were labelled before the program had read them."""

from pathlib import Path

from test_said import said_of

SAMPLE = Path(__file__).with_name("said_sample.tsv")
FLOOR = 0.92


def test_when_it_was_said_is_told():
    rows = [line.split("\t") for line in SAMPLE.read_text(encoding="utf-8").splitlines()[1:]]
    wrong = [(marked, value, found) for marked, value in rows if (found := said_of(marked).said or "-") != value]
    assert len(rows) >= 60
    assert 1 - len(wrong) / len(rows) >= FLOOR, wrong
