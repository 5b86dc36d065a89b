"""The readings of whole expressions: points with their surroundings, stretches between points, lengths, repetitions.

Each takes the phrase that its pattern in `patterns.tsv` matched and gives what it comes to, or raises as points do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import ceil
from typing import Literal, NamedTuple

from inquit.time import periods
from inquit.time.counted import around, counted, duration, moved_by
from inquit.time.periods import DAY, MONTH, Period
from inquit.time.phrase import Length, Phrase
from inquit.time.points import bare, day_of, point
from inquit.time.scene import Reference, Scene, Undated

Kind = Literal["date", "interval", "duration", "set"]


class Whole(NamedTuple):
    """What an expression comes to; `period` is there where later expressions may be counted from it."""

    kind: Kind
    value: str
    period: Period | None = None


def whole(name: str, phrase: Phrase, scene: Scene) -> Whole:
    """What a phrase comes to that the pattern `name` matched.

    Raises:
        Undated: it cannot be told when it is.
        ValueError: there is no such time.
    """
    return _READINGS[name](phrase, scene)


def _dated(period: Period) -> Whole:
    return Whole("interval" if "/" in period.value else "date", period.value, period)


def _point(phrase: Phrase, scene: Scene) -> Whole:
    return _dated(point(phrase, scene))


def _edge(phrase: Phrase, scene: Scene) -> Whole:
    return _dated(_end(phrase, scene))


def _end(phrase: Phrase, scene: Scene) -> Period:
    """The point, part of a point ("early March") or moment ("now") in a phrase."""
    if phrase.where("NOW") is not None:
        return periods.day(scene.today(DAY, "P0D"))
    if phrase.where("DAYPART") is not None:
        return _part_of_day(phrase, scene)
    edge = phrase.value("EDGE", "EDGENOUN")
    match = phrase.lexicon.points.search(phrase.tokens.codes, phrase.start, phrase.end)
    if match is None and phrase.where("YEAR") is not None:
        period = periods.containing(date(int(phrase.value("YEAR") or 0), 1, 1), periods.YEAR)
    elif match is None and (unit := phrase.value("UNIT", "YEARUNIT", "QUARTER")):
        period = periods.containing(scene.today(unit, "P0" + unit[-1]), unit)
    else:
        period = point(phrase, scene)
    return period if edge is None else periods.early_to_late(period, edge)


def _part(phrase: Phrase, scene: Scene) -> Whole:
    return _dated(_part_of_day(phrase, scene))


def _part_of_day(phrase: Phrase, scene: Scene) -> Period:
    """A morning, evening or night: the day it belongs to, for ISO 8601 has nothing between a day and an hour."""
    if phrase.where("SHIFT") is not None and phrase.where("WEEKDAY", "UNIT", "YEARUNIT", "WEEKEND") is None:
        shift = phrase.shift("SHIFT")
        if shift > 0:
            return periods.day(scene.named(DAY, "P1D").start + timedelta(1))
        return periods.day(scene.today(DAY, f"P{shift}D") + timedelta(shift))
    if phrase.where("TOLD") is not None and phrase.where("WEEKDAY", "UNIT") is None:
        shift = phrase.shift("TOLD")
        named = scene.named if shift else scene.that
        return periods.day(named(DAY, f"P{shift}D").start + timedelta(shift))
    period = point(phrase, scene)
    if _not_yet(phrase, period, scene.published) and scene.tense() != "future":
        period = periods.day(period.start - timedelta(7))
    return period


def _not_yet(phrase: Phrase, period: Period, published: Reference | None) -> bool:
    """Whether a weekday's evening is later than the hour in which it is told as past."""
    if published is None or published.hour is None or period.start != published.day:
        return False
    return (
        phrase.where("WEEKDAY") is not None
        and phrase.where("MONTH", "MONTHLIKE") is None
        and (int(phrase.value("DAYPART") or 0) > published.hour)
    )


def _stamp(phrase: Phrase, scene: Scene) -> Whole:
    period = point(phrase, scene)
    if len(period.value) != len("2024-01-31") or "W" in period.value:
        return _dated(period)
    return Whole("date", f"{period.value}{_clock(phrase, scene).value}", period)


def _clock(phrase: Phrase, scene: Scene) -> Whole:
    del scene
    value = phrase.value("CLOCK", "DECIMAL")
    if value is None:
        at = phrase.where("CLOCKHALF") or phrase.start
        value = str(phrase.between(at - 1, at).number() or 0)
    hour, _, minute = value.replace(".", ":").partition(":")
    hours, half = int(hour), phrase.value("CLOCKHALF")
    if half:
        hours = hours % 12 + (12 if half == "pm" else 0)
    if hours > 24 or len(minute.split(":")[0]) not in (0, 2) or minute > "59:59":
        raise ValueError("no such time of day")
    return Whole("date", f"T{hours:02}:{minute or '00'}{phrase.value('ZONE') or ''}")


def _days(phrase: Phrase, scene: Scene) -> Whole:
    pair = phrase.value("NUMS")
    if pair is not None:
        first, last = (int(x) for x in pair.replace("–", "-").split("-"))
    else:
        at = phrase.where("TO", "HYPHEN", "AND", "UNTIL") or phrase.start
        first, last = phrase.between(phrase.start, at).number() or 0, phrase.between(at, phrase.end).number() or 0
    if phrase.where("MONTH", "MONTHLIKE") is None:
        end = periods.moved(scene.today(MONTH, None), MONTH, phrase.shift("SHIFT")).replace(day=last)
    else:
        end = day_of(phrase, scene, last).start
    return _dated(periods.days(end.replace(day=first), end))


def _range(phrase: Phrase, scene: Scene) -> Whole:
    years = phrase.value("YEARS")
    if years is not None:
        first, last = years[:4], years[5:]
        return Whole("interval", f"{first}/{first[: 4 - len(last)]}{last}")
    begins = phrase.where("BETWEEN", "FROM")
    if begins is not None and begins > phrase.start:  # next week from Tuesday to Thursday
        frame = point(phrase.between(phrase.start, begins), scene)
        scene, phrase = Scene(Reference(frame.start, DAY), fallback="future"), phrase.between(begins, phrase.end)
    if phrase.where("BETWEEN") is not None:
        at = phrase.where("AND") or phrase.start
    else:
        at = phrase.where("TO", "UNTIL") or phrase.where("HYPHEN") or phrase.start
    first, last = _ends(phrase.between(phrase.start, at), phrase.between(at + 1, phrase.end), scene)
    if last.end <= first.start:
        raise ValueError("ends before it begins")
    value = f"{first.value.split('/')[0]}/{last.value.split('/')[-1]}"
    return Whole("interval", value, Period(first.start, last.end, value))


def _ends(left: Phrase, right: Phrase, scene: Scene) -> tuple[Period, Period]:
    """Both ends of a range; what one leaves out (its year, its week) is as the other has it."""
    fixed = ("YEAR", "SHIFT", "NUMDATE", "TODAY", "NOW", "UNIT", "YEARUNIT")
    dated = right.where("YEAR", "NUMDATE") is not None or (
        right.where("SHIFT") is not None
        and right.where("MONTH", "MONTHLIKE", "WEEKDAY") is not None
        and right.where("UNIT", "YEARUNIT") is not None
    )
    if left.where(*fixed) is None and dated:
        last = _end(right, scene)
        return _end(left, Scene(Reference(last.last, DAY), fallback="past")), last
    first = _end(left, scene)
    follows = right.where(*fixed) is None  # what has no year of its own ends after it begins
    return first, _end(right, Scene(Reference(first.start, DAY), fallback="future") if follows else scene)


def _open(phrase: Phrase, scene: Scene) -> Whole:
    """From or until a point: since, until, by, before, after, from."""
    first, rest = phrase.between(phrase.start, phrase.start + 1), phrase.between(phrase.start + 1, phrase.end)
    forward = first.where("SINCE", "FROM") is not None or first.shift("AFTER") > 0
    scene.fallback = "past" if first.where("SINCE") is not None else "future" if first.shift("AFTER") <= 0 else None
    period, edge = _end(rest, scene), rest.value("EDGE", "EDGENOUN")
    if edge in ("begin", "end") and forward == (edge == "begin"):
        frame = _end(rest.between((rest.where("EDGE", "EDGENOUN") or rest.start) + 1, rest.end), scene)
        period = periods.day(frame.start if forward else frame.last)
    began = scene.published is not None and period.start <= scene.published.day
    if first.where("FROM") is not None and began:
        return _dated(period)  # "a letter from March"
    value = f"{period.value.split('/')[0]}/.." if forward else f"../{period.value.split('/')[-1]}"
    return Whole("interval", value, period if began else None)


def _window(phrase: Phrase, scene: Scene) -> Whole:
    """The weeks, months, ... that lead up to the report's date or on from it."""
    at = phrase.where("SHIFT", "TOLD") or phrase.start
    rest = phrase.between(at + 1, phrase.end)  # the next two weeks, this past two weeks
    lengths, sign = rest.lengths(), rest.shift("SHIFT") or phrase.shift("SHIFT", "TOLD")
    if sign == 0 or any(not count for count, *_ in lengths):
        raise Undated(None)
    relative = duration(lengths, sign)
    unit = lengths[-1].unit
    today = scene.today(DAY if unit.startswith("PT") else unit, relative)
    if unit.startswith("PT"):
        hours = sum(count for count, unit, *_ in lengths if unit == "PT1H")
        other = today + timedelta(sign * ceil(hours / 24))
    else:
        other = moved_by(today, lengths, sign)
    first, last = around(min(today, other), lengths), around(max(today, other), lengths)
    value = f"{first.value}/{last.value}"
    return Whole("interval", value, Period(min(today, other), max(today, other) + timedelta(1), value))


def _rest(phrase: Phrase, scene: Scene) -> Whole:
    unit, shift = phrase.value("UNIT", "YEARUNIT", "QUARTER", "WEEKEND") or DAY, phrase.shift("SHIFT")
    today = scene.today(unit, f"P{shift}{unit[-1]}")
    frame = periods.containing(periods.moved(today, unit, shift), unit)
    return _dated(periods.days(max(today, frame.start), frame.last) if unit != DAY else frame)


def _sofar(phrase: Phrase, scene: Scene) -> Whole:
    unit, shift = phrase.value("UNIT", "YEARUNIT", "QUARTER", "WEEKEND") or DAY, phrase.shift("SHIFT")
    today = scene.today(unit, f"P{shift}{unit[-1]}")
    frame = periods.containing(periods.moved(today, unit, shift), unit)
    if unit == DAY or not frame.start <= today <= frame.last:
        return _dated(frame)
    return _dated(periods.days(frame.start, today) if phrase.shift("LATER") < 0 else periods.days(today, frame.last))


def _overnight(phrase: Phrase, scene: Scene) -> Whole:
    del phrase
    today = scene.today(DAY, "P-1D/P0D")
    return _dated(periods.days(today - timedelta(1), today))


def _set(phrase: Phrase, scene: Scene) -> Whole:
    del scene
    often = phrase.value("OFTEN")
    if often is not None:
        return Whole("set", f"R/{often}")
    lengths = phrase.between(phrase.start + 1, phrase.end).lengths()
    if lengths and not lengths[0].many:
        raise Undated(None)
    unit = phrase.value("UNIT", "YEARUNIT", "QUARTER")
    if lengths or unit:
        return Whole("set", f"R/{duration(lengths or (Length(2 if phrase.where('OTHER') else 1, unit or DAY),))}")
    yearly = phrase.where("SEASON", "MONTH", "MONTHLIKE") is not None
    weekly = phrase.where("WEEKDAY", "WEEKDAYS", "WEEKEND") is not None
    return Whole("set", "R/P1Y" if yearly else "R/P1W" if weekly else "R/P1D")


def _within(phrase: Phrase, scene: Scene) -> Whole:
    lengths = phrase.lengths()
    if scene.tense() != "future" or any(unit.startswith("PT") or not count for count, unit, *_ in lengths):
        return _duration(phrase, scene)
    today = scene.today(lengths[-1].unit, f"P0D/{duration(lengths)}")
    return _dated(periods.days(today, moved_by(today, lengths, 1)))


def _ahead(phrase: Phrase, scene: Scene) -> Whole:
    if scene.tense() != "future" and phrase.where("TIME") is None:
        return _duration(phrase, scene)
    return _dated(counted(phrase.lengths(), scene, 1))


def _duration(phrase: Phrase, scene: Scene) -> Whole:
    del scene
    if phrase.where("ALL") is not None:
        return Whole("duration", phrase.value("UNIT", "YEARUNIT", "QUARTER") or DAY)
    lengths = phrase.lengths()
    if any(not many or vague for many, _, vague, _ in lengths):
        raise Undated(None)
    return Whole("set", f"R/{duration(lengths)}") if _is_rate(phrase) else Whole("duration", duration(lengths))


def _vague(phrase: Phrase, scene: Scene) -> Whole:
    """Three to five years: neither ISO 8601 nor EDTF can write a duration between two."""
    del phrase, scene
    raise Undated(None)


def _is_rate(phrase: Phrase) -> bool:
    """Whether "a year" is how often, as in "twice a year" and "40 million cases a year"."""
    if phrase.where("A") != phrase.start or phrase.end - phrase.start != 2:
        return False
    code, before = phrase.lexicon.codes, phrase.tokens.codes[max(0, phrase.start - 4) : phrase.start]
    if before.endswith(code["TIMES"]):
        return True
    counts = any(code[kind] in before for kind in ("NUM", "DECIMAL", "NUMWORD", "NUMSCALE", "YEAR"))
    return counts and before[-1] in (
        code["ANY"],
        code["MARK"],
        code["NUM"],
        code["DECIMAL"],
        code["NUMWORD"],
        code["NUMSCALE"],
    )


def _weak(phrase: Phrase, scene: Scene) -> Whole:
    return _dated(bare(phrase, scene))


_READINGS: dict[str, Callable[[Phrase, Scene], Whole]] = {
    "stamp": _stamp,
    "days": _days,
    "range": _range,
    "open": _open,
    "window": _window,
    "rest": _rest,
    "sofar": _sofar,
    "edge": _edge,
    "part": _part,
    "overnight": _overnight,
    "set": _set,
    "point": _point,
    "within": _within,
    "ahead": _ahead,
    "vague": _vague,
    "duration": _duration,
    "clock": _clock,
    "weak": _weak,
}
