from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.time import periods
from inquit.time.numerals import number

UNITS = ["P1D", "P1W", "P1M", "P3M", "P6M", "P1Y", "P10Y", "P100Y"]
DAYS = st.dates(date(2100, 1, 1), date(7800, 1, 1))


@given(DAYS, st.sampled_from(UNITS))
def test_a_day_is_in_its_periods_and_they_join(day, unit):
    period = periods.containing(day, unit)
    assert period.start <= day < period.end
    assert periods.containing(period.end, unit).start == period.end
    assert periods.containing(period.last, unit) == period


@given(DAYS, st.sampled_from(UNITS), st.integers(-20, 20))
def test_moving_there_and_back(day, unit, by):
    there_and_back = periods.moved(periods.moved(day, unit, by), unit, -by)
    assert abs(there_and_back - day) <= timedelta(3)  # the 31st of a month without one


@pytest.mark.parametrize(
    ("unit", "value"), [("P1D", "2024-12-30"), ("P1W", "2025-W01"), ("P3M", "2024-36"), ("P10Y", "202X")]
)
def test_values(unit, value):
    assert periods.containing(date(2024, 12, 30), unit).value == value


def test_what_the_calendar_does_not_have():
    with pytest.raises(ValueError, match="PT1H"):
        periods.containing(date(2024, 1, 1), "PT1H")
    with pytest.raises(ValueError, match="no day"):
        periods.moved(date(2024, 1, 1), "P1D", 10**9)
    with pytest.raises(ValueError, match="year"):
        periods.moved(date(9999, 1, 1), "P1Y", 1)


@pytest.mark.parametrize(
    ("year", "day"), [(1961, "04-02"), (2000, "04-23"), (2024, "03-31"), (2025, "04-20"), (2038, "04-25")]
)
def test_easter(year, day):
    assert periods.easter(year) == date.fromisoformat(f"{year}-{day}")


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        ([(20, False), (1, False)], 21),
        ([(3, False), (100, True), (12, False)], 312),
        ([(2, False), (12, True)], 24),
        ([(2, False), (1000, True), (18, False)], 2018),
        ([(2, False), (3, False)], None),
    ],
)
def test_number_words(parts, total):
    assert number(parts) == total
