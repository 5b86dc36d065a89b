import dataclasses
import inspect
import pickle

import pytest

from inquit.core import errors, records
from inquit.core.records import Attribution, Report
from inquit.core.spans import Span

RECORDS = [c for _, c in inspect.getmembers(records, dataclasses.is_dataclass)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda c: c.__name__)
def test_records_are_frozen_and_take_keywords_only(record):
    assert record.__dataclass_params__.frozen
    kinds = {p.kind for p in inspect.signature(record).parameters.values()}
    assert kinds == {inspect.Parameter.KEYWORD_ONLY}


def test_ids_come_from_the_content():
    one, same = Report.of("Text.", outlet="The Fen Post"), Report.of("Text.", outlet="The Fen Post")
    assert one.id == same.id != Report.of("Text.", outlet="The Fen Mail").id
    a, b, c = (Attribution.of(one, source=(), cue=(Span(0, n),), content=()) for n in (1, 1, 2))
    assert a.id == b.id != c.id
    assert Report.of("Text.", id="mine").id == "mine"


def test_the_title_stands_above_the_body():
    report = Report.of("Body.", title="Head")
    assert report.text == "Head\n\nBody."
    assert report.headline == Span(0, 4)
    assert Report.of("Body.").headline is None


def test_errors_say_what_and_what_to_do_and_travel_between_processes():
    error = errors.TooLarge("a.txt", "is 30 MB", "Raise the limit")
    assert str(error) == "a.txt: is 30 MB. Raise the limit."
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (errors.TooLarge, str(error))


def test_every_error_is_an_inquit_error():
    mine = [c for _, c in inspect.getmembers(errors, inspect.isclass) if c.__module__ == errors.__name__]
    assert len(mine) > 5
    assert all(issubclass(c, errors.InquitError) for c in mine)
    drawn = inspect.getdoc(errors)
    assert all(c.__name__ in drawn for c in mine)
