import json
import re

import pytest

from inquit.core.codec import from_json
from inquit.export.json_lines import json_line, json_object


@pytest.mark.parametrize("write", [json_line, json_object])
def test_what_is_written_is_read_back(write, reading, hostile):
    for written in (reading, hostile):
        assert from_json(json.loads(write(written, explain=True))) == written


@pytest.mark.parametrize("write", [json_line, json_object])
def test_nothing_in_it_drives_a_terminal_or_breaks_utf_8(write, hostile):
    shown = write(hostile, explain=True)
    shown.encode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", shown)


def test_a_line_is_a_line(hostile):
    assert len(json_line(hostile).splitlines()) == 1


def test_evidence_comes_only_when_asked_for(reading):
    assert "evidence" not in json.loads(json_line(reading))["attributions"][2]
    assert json.loads(json_line(reading, explain=True))["attributions"][2]["evidence"][0]["by"] == "linker"


def test_an_object_keeps_each_span_together(reading):
    assert re.search(r'"cue": \[\n\s+\[\d+, \d+\]\n', json_object(reading))
