"""The readings of what is counted from a day: "yesterday", "three weeks ago", "last month", "the day before".

As in `points`, each takes the phrase that its pattern matched; it may raise Undated and ValueError.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from inquit.time import periods
from inquit.time.periods import DAY, MONTH, WEEK, YEAR, Period
from inquit.time.phrase import Length, Phrase
from inquit.time.scene import Scene, Undated

_SMALLER = {
    YEAR: (MONTH, 12),
    periods.DECADE: (YEAR, 10),
    periods.CENTURY: (YEAR, 100),
    MONTH: (DAY, 30),
    WEEK: (DAY, 7),
}
_EXACT = {periods.FORTNIGHT: WEEK, periods.DECADE: YEAR, periods.CENTURY: YEAR, periods.QUARTER: MONTH}
_TIMES = {periods.FORTNIGHT: 2, periods.QUARTER: 3, periods.DECADE: 10, periods.CENTURY: 100}


def moved_by(start: date, lengths: Iterable[Length], sign: int) -> date:
    """The day that lies all of `lengths` before (-1) or after (1) `start`; what a unit cannot be parted into is cut."""
    for count, unit, *_ in lengths:
        whole, part = divmod(count, 1)
        start = periods.moved(start, unit, sign * int(whole))
        if part and unit in _SMALLER:
            smaller, times = _SMALLER[unit]
            start = periods.moved(start, smaller, sign * round(part * times))
    return start


def duration(lengths: Iterable[Length], sign: int = 1) -> str:
    """Lengths as an ISO 8601 duration: "P2Y6M"."""
    calendar_part = clock_part = ""
    for count, unit, *_ in lengths:
        written = (
            f"{'-' if sign < 0 else ''}{count * _TIMES.get(unit, 1):g}{'D' if unit == periods.WEEKEND else unit[-1]}"
        )
        if unit.startswith("PT"):
            clock_part += written
        else:
            calendar_part += written
    return "P" + calendar_part + ("T" + clock_part if clock_part else "")


def today(phrase: Phrase, scene: Scene) -> Period:
    """Yesterday, today, tomorrow."""
    shift = phrase.shift("TODAY")
    return periods.day(scene.today(DAY, f"P{shift}D") + timedelta(shift))


def around(target: date, lengths: tuple[Length, ...]) -> Period:
    """The period around `target` that is as exact as the unit it was counted in."""
    count, unit, vague, about = lengths[-1]
    exact = _EXACT.get(unit, unit)
    if count % 1 and exact in _SMALLER:
        exact = _SMALLER[unit][0]
    if vague and exact == WEEK:
        exact = MONTH  # EDTF has no approximate week; that of "about three weeks ago" is rough enough
    rough = (vague or about or unit in (periods.DECADE, periods.CENTURY)) and exact != WEEK
    period = periods.containing(target, exact)
    return period._replace(value=period.value + "~") if rough else period


def ago(phrase: Phrase, scene: Scene) -> Period:
    """Some time ago, or from now."""
    sign = phrase.shift("AGO", "LATER") or 1
    weekday = phrase.value("WEEKDAY", "WEEKDAYS")
    if weekday is None and phrase.where("WEEKEND") is not None:
        start = periods.moved(scene.today(periods.WEEKEND, None), periods.WEEKEND, sign * (phrase.number() or 1))
        return periods.containing(start, periods.WEEKEND)
    if weekday is None:
        return counted(phrase.lengths(), scene, sign)
    many = phrase.number() or 1  # two Saturdays ago
    today = scene.today(DAY, None)
    first = 1 + (sign * (int(weekday) - today.isoweekday()) - 1) % 7
    return periods.day(today + timedelta(sign * (first + 7 * (many - 1))))


def counted(lengths: tuple[Length, ...], scene: Scene, sign: int) -> Period:
    """The period that lies `lengths` before or after the report's date."""
    if any(not count for count, *_ in lengths):
        raise Undated(None)
    relative = duration(lengths, sign)
    hours = sum(count for count, unit, *_ in lengths if unit == "PT1H")
    if all(unit.startswith("PT") for _, unit, *_ in lengths):
        today = scene.today(DAY, relative)
        hour = scene.published.hour if scene.published else None
        if hour is None and hours:
            raise Undated(relative)
        return periods.day(today + timedelta((round(hour or 0) + sign * int(hours)) // 24))
    longer = tuple(x for x in lengths if not x.unit.startswith("PT"))
    return around(moved_by(scene.today(longer[-1].unit, relative), longer, sign), longer)


def later(phrase: Phrase, scene: Scene) -> Period:
    """Some time before or after the time that was named last."""
    lengths, sign = phrase.lengths(), phrase.shift("LATER", "AFTER")
    relative = duration(lengths, sign)
    if any(not count or unit.startswith("PT") for count, unit, *_ in lengths):
        raise Undated(relative)
    return around(moved_by(scene.counted_from(lengths[-1].unit, relative).start, lengths, sign), lengths)


def told(phrase: Phrase, scene: Scene) -> Period:
    """The previous, the same or the following day, week, ...; the day before or after."""
    unit = phrase.value("UNIT", "YEARUNIT", "QUARTER", "WEEKEND") or DAY
    shift = phrase.shift("TOLD", "AFTER")
    relative = duration((Length(abs(shift), unit),), shift)
    start = (scene.named if shift else scene.that)(unit, relative).start
    return periods.containing(periods.moved(start, unit, shift), unit)


def after(phrase: Phrase, scene: Scene) -> Period:
    """The week after next, the year before last."""
    unit, shift = phrase.value("UNIT", "YEARUNIT", "QUARTER", "WEEKEND") or DAY, phrase.shift("SHIFT")
    if shift != phrase.shift("AFTER"):
        raise Undated(None)
    return periods.containing(periods.moved(scene.today(unit, None), unit, 2 * shift), unit)


def shifted(phrase: Phrase, scene: Scene) -> Period:
    """Last, this or next week, month, ...; the past year."""
    unit = phrase.value("UNIT", "YEARUNIT", "QUARTER", "WEEKEND") or DAY
    at = phrase.where("SHIFT") or phrase.start
    word = phrase.between(at + 1, phrase.end)  # this past week, this coming weekend
    word = word if word.where("SHIFT") is not None else phrase
    shift = word.shift("SHIFT")
    relative = duration((Length(abs(shift), unit),), shift)
    if unit.startswith("PT"):
        raise Undated(relative)
    if unit == DAY and shift > 0:
        return periods.day(scene.named(DAY, relative).start + timedelta(1))
    today = scene.today(unit, relative)
    target = periods.moved(today, unit, shift)
    if unit == periods.FORTNIGHT:
        return periods.days(min(today, target), max(today, target))
    if unit == periods.WEEKEND and word.value("SHIFT") in ("past", "coming"):
        near = periods.containing(today, unit)
        return near if (near.start > today) == (shift > 0) and near.start != today else periods.containing(target, unit)
    if word.value("SHIFT") == "past":
        return periods.days(target, today)
    return periods.containing(target, unit)


def weekend(phrase: Phrase, scene: Scene) -> Period:
    """The weekend, as the tense tells."""
    del phrase
    today = scene.today(periods.WEEKEND, "XXXX-WXX-6/XXXX-WXX-7")
    onward = scene.onward()
    if onward is not None:
        return periods.containing(onward + timedelta((6 - onward.isoweekday()) % 7), periods.WEEKEND)
    weekends = [periods.containing(today + timedelta(7 * k), periods.WEEKEND) for k in (-1, 0)]
    return scene.choose(weekends, periods.WEEKEND)
