from pathlib import Path

import pytest

from inquit.core.records import Report
from inquit.ingest.inputs import reports

EXAMPLES = Path(__file__).parents[2] / "examples"
HEADS = {
    "market-hall.txt": (None, None, None, None),
    "night-bus.html": (
        "‘We were told it would be running by Easter’: Ardley waits for its night bus",
        "Pennick Post",
        "2025-05-09",
        "Harriet Loame",
    ),
    "river-talks.html": (
        "Kesria may quit river talks within days, officials say",
        "The Lindhaven Observer",
        "2025-11-18",
        "Jonas Ekholt",
    ),
}


def test_each_example_is_known():
    assert {path.name for path in EXAMPLES.iterdir()} == {*HEADS, "granary-deal"}


@pytest.mark.parametrize("name", HEADS)
def test_an_example_is_read_whole(name):
    (report,) = reports(EXAMPLES / name)
    assert isinstance(report, Report)
    day = report.published and report.published[:10]
    assert (report.title, report.outlet, day, report.byline) == HEADS[name]
    assert 250 <= len(report.text.split()) <= 520
    assert "©" not in report.text


def test_the_granary_deal_is_six_reports():
    got = [report for report in reports(EXAMPLES / "granary-deal") if isinstance(report, Report)]
    assert {report.outlet: (report.published or "")[:10] for report in got} == {
        "Brackwater Post": "2025-03-03",
        "Southmere Press Agency": "2025-03-03",
        "Daily Lantern": "2025-03-04",
        "Alderstone Hotels": "2025-03-04",
        "Rooms & Quays": "2025-03-05",
        "Radio Estuary": "2025-03-06",
    }
    assert all(report.title and 130 <= len(report.text.split()) <= 220 for report in got)
    assert not any("©" in report.text for report in got)
