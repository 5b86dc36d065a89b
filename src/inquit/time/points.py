"""The readings of what names a time: "3 March", "last Tuesday", "three weeks ago", "the spring".

Each takes the phrase that its pattern in `patterns.tsv` matched and gives the period it stands for. A reading raises
Undated where that cannot be told, and ValueError where there is no such time (30 February).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from inquit.time import periods
from inquit.time.counted import after, ago, around, duration, later, moved_by, shifted, today, told, weekend
from inquit.time.periods import DAY, MONTH, WEEK, YEAR, Period
from inquit.time.phrase import Length, Phrase
from inquit.time.scene import Scene, Undated, by_word

_EVENING = 18  # what will be "on Monday" is not the rest of a Monday that is as good as over
_FRAMES = ("MONTH", "MONTHLIKE", "YEAR", "UNIT", "YEARUNIT", "QUARTER")


def point(phrase: Phrase, scene: Scene) -> Period:
    """The first point in a phrase.

    Raises:
        Undated: it cannot be told when it is, or the phrase holds no point.
        ValueError: there is no such time.
    """
    match = phrase.lexicon.points.search(phrase.tokens.codes, phrase.start, phrase.end)
    if match is None or match.lastgroup is None:
        raise Undated(None)
    return _READINGS[match.lastgroup.rstrip("0123456789")](phrase.between(*match.span()), scene)


def bare(phrase: Phrase, scene: Scene) -> Period:
    """A month or year that stands alone and could be another word or number."""
    return (_month if phrase.where("YEAR") is None else _year)(phrase, scene)


def _date(phrase: Phrase, scene: Scene) -> Period:
    return day_of(phrase, scene, phrase.number() or 0)


def day_of(phrase: Phrase, scene: Scene, of_month: int) -> Period:
    """A day of the month that a phrase names, of the year that it names or else of the one that fits best."""
    number = int(phrase.value("MONTH", "MONTHLIKE") or 0)
    if phrase.where("YEAR", "SHORTYEAR", "SHIFT") is not None:
        return periods.day(date(_year_of(phrase, scene), number, of_month))
    if date(2000, number, of_month).month != number:
        raise ValueError("no such day")
    year = scene.today(DAY, f"XXXX-{number:02}-{of_month:02}").year
    days = [periods.day(d) for y in range(year - 5, year + 5) if (d := _day_or_none(y, number, of_month))]
    weekday = int(phrase.value("WEEKDAY") or 0)
    near = [p for p in days if abs(p.start.year - year) <= 1 and p.start.isoweekday() == weekday]
    return near[0] if len(near) == 1 else scene.choose(days, DAY, nearest=True)


def _day_or_none(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def _year_of(phrase: Phrase, scene: Scene) -> int:
    year = phrase.value("YEAR")
    short = phrase.value("SHORTYEAR")
    if short:
        return int(short[1:]) + (2000 if int(short[1:]) < 50 else 1900)
    return int(year) if year else scene.today(YEAR, f"P{phrase.shift('SHIFT')}Y").year + phrase.shift("SHIFT")


def _numeric(phrase: Phrase, scene: Scene) -> Period:
    del scene
    written = phrase.value("NUMDATE") or ""
    first, second, third = (int(part) for part in written.replace("/", "-").replace(".", "-").split("-"))
    if first > 31:
        return periods.day(date(first, second, third))
    year = third if third > 99 else third + (2000 if third < 50 else 1900)
    month_first = "." not in written and first <= 12
    return periods.day(date(year, first, second) if month_first else date(year, second, first))


def _nth(phrase: Phrase, scene: Scene) -> Period:
    at = phrase.where("WEEKDAY", "UNIT", "QUARTER", "HALF", "WEEKEND") or phrase.start
    which = phrase.between(phrase.start, at)
    k = which.number() or (-1 if which.shift("SHIFT") < 0 else 0)
    rest = phrase.between(at + 1, phrase.end)
    if rest.where(*_FRAMES) is None and which.where("YEAR", "YEARUNIT") is not None:
        rest = which  # 2016's third quarter
    if phrase.tokens.codes[at] == phrase.lexicon.codes["QUARTER"] and rest.where(*_FRAMES) is None:
        return _quarter(32 + k, scene)
    frame = _frame(rest, scene)
    kind, unit = phrase.lexicon.codes["WEEKDAY"], phrase.tokens.value(at)
    if phrase.tokens.codes[at] == kind:
        days = [periods.day(d) for d in _days(frame) if d.isoweekday() == int(unit)]
    elif unit == periods.HALF and _months(frame) == 1:
        days = [periods.early_to_late(frame, "early"), periods.early_to_late(frame, "late")]
    else:
        # A week belongs to the month or year that has its Thursday, a weekend to that of its Saturday.
        middle = {WEEK: 4, periods.WEEKEND: 6}.get(unit)
        days = [periods.containing(d, unit) for d in _days(frame) if middle is None or d.isoweekday() == middle]
        days = list(dict.fromkeys(days))
    if k == 0 or k > len(days):
        raise ValueError("no such day")
    return days[k - 1 if k > 0 else k]


def _frame(phrase: Phrase, scene: Scene) -> Period:
    """The month, year, ... whose days, weeks or quarters are counted."""
    if phrase.where("MONTH", "MONTHLIKE") is not None:
        return _month(phrase, scene)
    if phrase.where("YEAR") is not None:
        return _year(phrase, scene)
    unit = phrase.value("UNIT", "YEARUNIT", "QUARTER") or MONTH  # "the second Sunday" is one of this month
    return periods.containing(periods.moved(scene.today(unit, None), unit, phrase.shift("SHIFT", "TOLD")), unit)


def _some(phrase: Phrase, scene: Scene) -> Period:
    """The first or last few days, weeks, ... of something."""
    at = phrase.where("UNIT", "UNITS", "YEARUNIT") or phrase.start
    lengths = phrase.between(phrase.start + 1, at + 1).lengths()
    frame = _frame(phrase.between(at + 1, phrase.end), scene)
    if phrase.shift("SHIFT") < 0:
        start, end = moved_by(frame.end, lengths, -1), frame.end
    else:
        start, end = frame.start, moved_by(frame.start, lengths, 1)
    return periods.days(max(start, frame.start), min(end, frame.end) - timedelta(1))


def _months(period: Period) -> int:
    return round((period.end - period.start).days / 30.4)


def _days(frame: Period) -> Iterable[date]:
    return (frame.start + timedelta(i) for i in range(min(366, (frame.end - frame.start).days)))


def _dayof(phrase: Phrase, scene: Scene) -> Period:
    number, weekday = phrase.number() or 0, int(phrase.value("WEEKDAY") or 0)
    if phrase.where("TOLD") is not None:
        month = periods.moved(scene.that(MONTH, None).start, MONTH, phrase.shift("TOLD"))
        return periods.day(month.replace(day=number))
    if phrase.where("OF") is not None:
        month = periods.moved(scene.today(MONTH, None), MONTH, phrase.shift("SHIFT"))
        return periods.day(month.replace(day=number))
    months = [periods.moved(scene.today(DAY, None).replace(day=1), MONTH, k) for k in range(-6, 7)]
    days = [d for m in months if (d := _day_or_none(m.year, m.month, number))]
    fitting = [periods.day(d) for d in days if not weekday or d.isoweekday() == weekday]
    return scene.choose(fitting, DAY, nearest=bool(weekday))


def _month(phrase: Phrase, scene: Scene) -> Period:
    if phrase.where("MONTH", "MONTHLIKE") is None:
        raise Undated(None)  # the month of something else
    number, shift = int(phrase.value("MONTH", "MONTHLIKE") or 0), phrase.where("SHIFT", "TOLD")
    if phrase.where("YEAR", "SHORTYEAR") is not None or (shift is not None and phrase.where("YEARUNIT") is not None):
        return periods.month(_year_of(phrase, scene), number)
    today = scene.today(MONTH, f"XXXX-{number:02}")
    months = [periods.month(y, number) for y in range(today.year - 3, today.year + 4)]
    if phrase.where("TOLD") is not None:
        return by_word(months, scene.named(MONTH, None).start, phrase.shift("TOLD"))
    return scene.choose(months, MONTH) if shift is None else _by_word(phrase, months, today)


def _weekday(phrase: Phrase, scene: Scene) -> Period:
    number = int(phrase.value("WEEKDAY") or 0)
    relative = f"XXXX-WXX-{number}"
    shift, told = phrase.where("SHIFT"), phrase.where("TOLD")
    if told is not None:
        k = phrase.shift("TOLD")
        named = (scene.named if k else scene.that)(DAY, relative).start - timedelta(not k)
        days = [d for i in range(1, 8) if (d := named + timedelta(i * (k or 1))).isoweekday() == number]
        return periods.day(days[0])
    today = scene.today(DAY, relative)
    if shift is not None:
        return periods.day(_shifted_weekday(phrase.between(shift, phrase.end), today, number))
    onward = scene.onward()
    if onward is not None:
        return periods.day(onward + timedelta((number - onward.isoweekday() - 1) % 7 + 1))
    if scene.tense() != "future":
        return periods.day(today - timedelta((today.isoweekday() - number) % 7))
    evening = scene.published is not None and (scene.published.hour or 0) >= _EVENING
    return periods.day(today + timedelta((number - today.isoweekday()) % 7 or (7 if evening else 0)))


def _shifted_weekday(phrase: Phrase, today: date, number: int) -> date:
    """Last Monday, next Monday: that of the week before or after; but the past and the coming one are the nearest."""
    words = [phrase.value("SHIFT"), phrase.between(phrase.start + 1, phrase.end).value("SHIFT")]
    if "past" in words:
        return today - timedelta((today.isoweekday() - number - 1) % 7 + 1)
    if "coming" in words:
        return today + timedelta((number - today.isoweekday() - 1) % 7 + 1)
    if (phrase.value("UNIT") or WEEK) != WEEK:
        raise Undated(None)
    return periods.containing(today, WEEK).start + timedelta(7 * phrase.shift("SHIFT") + number - 1)


def _by_word(phrase: Phrase, candidates: list[Period], today: date) -> Period:
    nearest = phrase.value("SHIFT") in ("past", "coming")
    return by_word(candidates, today, phrase.shift("SHIFT", "TOLD"), nearest=nearest)


def _season(phrase: Phrase, scene: Scene) -> Period:
    number = int(phrase.value("SEASON", "SEASONLIKE") or 0)
    if phrase.where("YEAR", "SHORTYEAR", "YEARUNIT") is not None:
        return periods.season(_year_of(phrase, scene), number)
    today = scene.today(MONTH, f"XXXX-{number}")
    seasons = [periods.season(y, number) for y in range(today.year - 3, today.year + 4)]
    if phrase.where("TOLD") is not None:
        return by_word(seasons, scene.named(MONTH, None).start, phrase.shift("TOLD"))
    if phrase.where("SHIFT") is None:
        return scene.choose(seasons, MONTH)
    shift = phrase.shift("SHIFT")
    current = next((p for p in seasons if p.start <= today < p.end), None)
    return current if shift == 0 and current else _by_word(phrase, seasons, today)


def _holiday(phrase: Phrase, scene: Scene) -> Period:
    name = phrase.value("HOLIDAY") or ""
    if phrase.where("YEAR") is not None:
        return periods.day(_feast(name, _year_of(phrase, scene)))
    today = scene.today(DAY, None)
    feasts = [periods.day(_feast(name, y)) for y in range(today.year - 3, today.year + 4)]
    shift = phrase.where("SHIFT", "TOLD")
    return scene.choose(feasts, DAY, nearest=True) if shift is None else _by_word(phrase, feasts, today)


def _feast(name: str, year: int) -> date:
    if name.startswith("easter"):
        return periods.easter(year) + timedelta(int(name.removeprefix("easter")))
    return date.fromisoformat(f"{year:04}-{name}")


def _century(phrase: Phrase, scene: Scene) -> Period:
    del scene
    number = phrase.number() or 0
    if phrase.value("UNIT") != periods.CENTURY or not 1 <= number <= 99:
        raise Undated(None)
    return periods.containing(date(100 * (number - 1) + 1, 1, 1), periods.CENTURY)


def _decade(phrase: Phrase, scene: Scene) -> Period:
    value = phrase.value("DECADE", "TENS", "YEAR", "NUM") or ""
    year = int("".join(c for c in value if c.isdecimal()))
    if year % 10:
        raise ValueError("no decade")
    if year < 100:
        latest = scene.published.day.year if scene.published else date.max.year
        year += 2000 if 2000 + year <= min(latest, 2039) else 1900
    return periods.containing(date(year, 1, 1), periods.DECADE)


def _named(phrase: Phrase, scene: Scene) -> Period:
    quarter, half = phrase.value("QUARTERNAME"), phrase.value("HALFNAME")
    number = 32 + int(quarter) if quarter else 39 + int(half or 1)
    if phrase.where("YEAR", "SHIFT") is not None:
        return periods.part(_year_of(phrase, scene), number)
    return _quarter(number, scene)


def _quarter(number: int, scene: Scene) -> Period:
    year = scene.today(MONTH, f"XXXX-{number}").year
    return scene.choose([periods.part(y, number) for y in (year - 1, year, year + 1)], MONTH)


def _offset(phrase: Phrase, scene: Scene) -> Period:
    at = phrase.where("AFTER", "FROM") or phrase.start
    lengths = phrase.between(phrase.start, at).lengths()
    if not lengths:
        lengths = (Length(1, phrase.value("UNIT") or DAY),)
    rest = phrase.between(at + 1, phrase.end)
    start = scene.today(DAY, duration(lengths)) if rest.where("NOW") is not None else point(rest, scene).start
    return around(moved_by(start, lengths, phrase.between(at, at + 1).shift("AFTER") or 1), lengths)


def _week(phrase: Phrase, scene: Scene) -> Period:
    unit, number = phrase.value("UNIT", "WEEKEND") or WEEK, phrase.number() or 0
    if unit not in (WEEK, periods.WEEKEND):
        raise Undated(None)
    if phrase.where("MONTH", "MONTHLIKE") is not None:
        return periods.containing(_date(phrase, scene).start, unit)
    today = scene.today(WEEK, None)
    if phrase.where("NUM") is not None:
        year = int(phrase.value("YEAR") or today.year)
        return periods.containing(date.fromisocalendar(year, number, 1), WEEK)
    months = [periods.moved(today.replace(day=1), MONTH, k) for k in (-1, 0, 1)]
    days = [periods.day(d) for m in months if (d := _day_or_none(m.year, m.month, number))]
    return periods.containing(scene.choose(days, DAY, nearest=True).start, unit)


def _year(phrase: Phrase, scene: Scene) -> Period:
    del scene
    return periods.containing(date(int(phrase.value("YEAR") or phrase.number() or 0), 1, 1), YEAR)


_READINGS: dict[str, Callable[[Phrase, Scene], Period]] = {
    "date": _date,
    "numeric": _numeric,
    "nth": _nth,
    "some": _some,
    "dayof": _dayof,
    "month": _month,
    "weekday": _weekday,
    "offset": _offset,
    "today": today,
    "ago": ago,
    "later": later,
    "told": told,
    "after": after,
    "shifted": shifted,
    "weekend": weekend,
    "season": _season,
    "holiday": _holiday,
    "century": _century,
    "decade": _decade,
    "named": _named,
    "week": _week,
    "year": _year,
}
