import pytest

import inquit
from inquit.core.errors import BadRecord, InputError, MissingInput
from inquit.core.spans import Span
from inquit.pipeline import read, read_all
from inquit.tagger.tags import RoleSpan, Tags, Tie

TEXT = "The quay is open. Ada Moss said it was safe."


class Said:
    """Takes the two words before each "said" for its source, and the rest of the line for its content."""

    def tag(self, texts):
        for text in texts:
            at = text.find(" said ")
            if at < 0:
                yield Tags()
                continue
            start = text.rfind(" ", 0, text.rfind(" ", 0, at)) + 1
            roles = (
                RoleSpan(Span(start, at), "source", 0.9),
                RoleSpan(Span(at + 1, at + 5), "cue", 0.9),
                RoleSpan(Span(at + 6, len(text)), "content", 0.9),
            )
            yield Tags(roles=roles, ties=(Tie(0, 1, 0.9), Tie(2, 1, 0.9)), sentences=(Span(0, 17), Span(18, len(text))))


def words(reading):
    return [
        tuple(s.of(reading.report.text) for role in (a.source, a.cue, a.content) for s in role)
        for a in reading.attributions
    ]


def test_a_text_a_file_and_a_path_are_read(tmp_path):
    expected = [("Ada Moss", "said", "it was safe.")]
    path = tmp_path / "quay news.txt"
    path.write_text(TEXT)
    for source in (TEXT, path, str(path)):
        reading = read(source, tagger=Said(), outlet="The Fen Post")
        assert words(reading) == expected
        assert reading.report.outlet == "The Fen Post"
        assert [s.of(TEXT) for s in reading.own_voice] == ["The quay is open."]


def test_what_is_missing_or_more_than_one_is_an_error(tmp_path):
    with pytest.raises(MissingInput, match=r"nowhere\.txt"):
        read("nowhere.txt", tagger=Said())
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    with pytest.raises(InputError, match="more than one report"):
        read(tmp_path, tagger=Said())


def test_read_all_loses_nothing_to_a_bad_line(tmp_path):
    lines = tmp_path / "reports.jsonl"
    lines.write_text('{"id": "a", "text": "Ada Moss said yes."}\n{broken\n{"id": "b", "text": "Bo Lind said no."}\n')
    found = list(read_all([lines, "nowhere.txt"], tagger=Said()))
    assert [type(f).__name__ for f in found] == ["Reading", "BadRecord", "Reading", "MissingInput"]
    assert isinstance(found[1], BadRecord)
    assert "reports.jsonl" in str(found[1])
    assert [f.report.id for f in found if isinstance(f, inquit.Reading)] == ["a", "b"]


def test_read_all_streams(tmp_path):
    lines = tmp_path / "reports.jsonl"
    lines.write_text('{"id": "a", "text": "Ada Moss said yes."}\n' * 5)
    opened = []

    class Watched(Said):
        def tag(self, texts):
            for text in texts:
                opened.append(text)
                yield from super().tag([text])

    stream = read_all([lines], tagger=Watched())
    next(stream)
    assert len(opened) == 1
