"""benchmarks/growth_data.py on a little invented data."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from inquit.core.codec import from_json

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "growth_data.py"


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    (folder / "news").mkdir()
    with gzip.open(folder / "news" / "allsides.jsonl.gz", "wt", encoding="utf-8") as lines:
        for number in range(20):
            body = "\n\n".join(
                f"The ferry of pier {place} left Norrbruck at noon, and the yard behind it closed on day {number}. "
                f"“We looked at every bolt of engine {number},” said Ilse Kwant. Nobody else spoke of it."
                for place in ("Alder", "Birch", "Cedar", "Dogwood", "Elm")
            )
            report = {"title": f"Ferry {number}", "outlet": f"Post {number % 3}", "text": body}
            lines.write(json.dumps(report | {"topic": "ferries", "published": f"2031-03-{number // 4 + 1:02}"}) + "\n")

    def run(*options):
        command = [sys.executable, SCRIPT, "--data", folder, *options]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()

    return run


def test_depends_on_the_seed_alone_and_more_begin_as_fewer_do(printed):
    many = printed("--reports", "120")
    assert many[:50] == printed("--reports", "50")
    assert many[:50] != printed("--reports", "50", "--seed", "2")
    lines = [json.loads(line) for line in many]
    assert len({line["id"] for line in lines}) == 120
    assert [line["published"] for line in lines] == sorted(line["published"] for line in lines)
    assert all(line["title"] and line["outlet"] and line["text"] for line in lines)


def test_fake_readings_are_readings_of_the_same_reports(printed):
    lines = [json.loads(line) for line in printed("--reports", "30")]
    readings = [from_json(json.loads(line)) for line in printed("--reports", "30", "--fake-readings")]
    assert [r.report.text for r in readings] == [f"{line['title']}\n\n{line['text']}" for line in lines]
    first = readings[0]
    assert len(first.attributions) >= 3
    for one in first.attributions:
        assert one.content[0].of(first.report.text).startswith("“")
        assert one.cue[0].of(first.report.text) == "said"
        assert one.chain[0].name == one.source[0].of(first.report.text)
        assert one.chain[0].source in {source.id for source in first.sources}
    assert first.own_voice
