"""How often the times that news names are resolved rightly, beside what plain dateparser makes of the same words.

    python benchmarks/times.py --data FOLDER [--failures] [--speed]

FOLDER holds `time/recognizers_text_english.tar.gz` (the specifications of Microsoft Recognizers-Text, MIT),
`stories/*.json` and `polnear/train.jsonl.gz`. Of the cases a quarter, by the SHA-256 of the input, is only counted
(report); the rules were written with the others in view (develop). The stories are for developing, too; what their
times stand for is in `times_stories.tsv`. The silver dates are those of SUTime, which is given no date of publication
and leaves relative what is. The program ends with 1 if a figure is below its floor.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import tarfile
import time
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from dateparser.date import DateDataParser

from inquit.core.spans import Span
from inquit.tagger.tags import Entity
from inquit.time.resolve import When, expressions

FLOORS = {"cases, develop": 0.94, "cases, report": 0.85, "stories": 0.99, "silver dates": 0.93}
FILES = ("DateParser", "DatePeriodParser", "DurationParser")
Range = tuple[date, date]  # both days counted


class Case(NamedTuple):
    """A case of the specifications: the words at `span` of `text`, and each reading that counts as right."""

    text: str
    published: str
    span: Span
    timex: str
    right: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> str:
        return self.span.of(self.text)

    @property
    def half(self) -> str:
        return "report" if hashlib.sha256(self.text.encode()).digest()[0] % 4 == 3 else "develop"


# Kinds that news does not use, by the expected words or their TIMEX, in the order in which they are looked for.
EXCLUDED: dict[str, Callable[[Case], bool]] = {
    "a number of the month alone (the 15)": lambda c: (
        bool(re.fullmatch(r"XXXX-XX-\d\d", c.timex)) and "week" not in c.words
    ),
    "month and day as figures, or a short year (4/22, Oct/2, 9-18-15)": lambda c: bool(
        re.search(r"(?<![\d/])\d{1,2}/\d{1,2}(?!/?\d)|[a-z]+[/-]\d|\b\d+-\d+-\d\d\b", c.words, re.IGNORECASE)
    ),
    "month and year as figures (11 - 2016)": lambda c: (
        bool(re.fullmatch(r"\d+ ?[/-] ?\d+", c.words)) and bool(re.fullmatch(r"\d{4}-\d\d", c.timex))
    ),
    "a year in words (nineteen ninety nine)": lambda c: bool(
        re.search(r"nineteen|thousand|hundred|twenty[ -]t", c.words, re.IGNORECASE)
    ),
    "a season for which nothing is expected": lambda c: not c.right[0] and bool(re.search(r"SP|SU|FA|WI", c.timex)),
    "shorthand of messages (tmrw, w/c, 2016H2, 2015.3)": lambda c: bool(
        re.search(r"\b(tmrw?|tmw|w/c)\b|\b\d{4} ?[hq.]\d|\b[hq]\d{4}", c.words, re.IGNORECASE)
    ),
    "a calendar of one's own (my week)": lambda c: bool(re.search(r"\bmy\b", c.words, re.IGNORECASE)),
    "a bare unit (the day)": lambda c: bool(
        re.fullmatch(r"(the )?(day|week|weekend|month|year)", c.words, re.IGNORECASE)
    ),
    "business days": lambda c: "BD" in c.timex or "business day" in c.words,
    "a length from a start, as calendars take it (for 3 days from today)": lambda c: (
        bool(re.match(r"(for )?(a|\d+|\w+) (day|week|month)s?,? (starting|from)", c.words, re.IGNORECASE))
        and "," in c.timex
    ),
}


def cases(folder: Path) -> Iterator[Case]:
    """The cases of FILES for which something is expected."""
    with tarfile.open(folder / "time/recognizers_text_english.tar.gz") as tar:
        for name in FILES:
            member = tar.extractfile(f"English/{name}.json")
            if member is None:
                raise SystemExit(f"{name}.json is not in the archive")
            for spec in json.loads(member.read().decode("utf-8-sig")):
                published = spec.get("Context", {}).get("ReferenceDateTime", "2016-11-07")[:10]
                for result in spec["Results"]:
                    value = result["Value"]
                    readings = [value.get(f"{tense}Resolution", {}) for tense in ("Past", "Future")]
                    span = Span(result["Start"], result["Start"] + result["Length"])
                    right = tuple(dict.fromkeys(tuple(r.values()) for r in readings))
                    yield Case(spec["Input"], published, span, value["Timex"], right)


def bounds(value: str) -> Range | None:
    """The first and the last day of a date, period or closed interval in ISO 8601 or EDTF."""
    if "/" in value:
        first, last = (bounds(part) for part in value.split("/"))
        return (first[0], last[1]) if first and last else None
    value = value.split("T", maxsplit=1)[0].rstrip("~")
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + timedelta(6)
    if match := re.fullmatch(r"(\d+)(X+)", value):
        first = int(match[1]) * 10 ** len(match[2])
        return date(max(1, first), 1, 1), date(first + 10 ** len(match[2]) - 1, 12, 31)
    if match := re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value):
        year, number, day = int(match[1]), int(match[2] or 0), match[3]
        if day:
            return (date(year, number, int(day)),) * 2
        if number > 12:
            first, months = (
                {2: (21, 3), 3: (33, 3), 4: (40, 6)}[number // 10] if number < 37 or number > 39 else (37, 4)
            )
            start = 3 * (number - 20) - 1 if number < 33 else (number - first) * months
        else:
            start, months = max(0, number - 1), 1 if number else 12
        end = year * 12 + start + months - 1
        return date(year, start + 1, 1), date(end // 12, end % 12 + 1, monthrange(end // 12, end % 12 + 1)[1])
    return None


def seconds(value: str) -> float:
    """An ISO 8601 duration in seconds, with a year of 365 and a month of 30 days."""
    factors = {"Y": 31536000, "M": 2592000, "W": 604800, "D": 86400}, {"H": 3600, "M": 60, "S": 1}
    parts = value.removeprefix("P").partition("T")[::2]
    return sum(
        float(n) * f[u] for part, f in zip(parts, factors, strict=True) for n, u in re.findall(r"([\d.]+)(\w)", part)
    )


def is_right(case: Case, value: str | None) -> bool:
    """Whether a value means what one of the case's readings does.

    The specifications count the end of a stretch sometimes in and sometimes out, and start some a day late: a day's
    difference at either end of a stretch is right. Where they give a day for what is told in weeks, months or years
    ("a month ago"), the week, month or year that holds it is right. Where they give the start of a month or year as
    the end of a stretch, the month or year is.
    """
    impossible = any("0001-01-01" in part for reading in case.right for part in reading)
    if value is None or impossible:
        return value is None and impossible
    return any(_same(case, reading, value) for reading in case.right if reading)


def _same(case: Case, reading: tuple[str, ...], value: str) -> bool:
    if len(reading) == 1 and not re.match(r"\d{4}-", reading[0]):
        return value.startswith("P") and abs(seconds(value) - float(reading[0])) < 1
    expected = tuple(date.fromisoformat(part) for part in reading)
    found = None if value.startswith(("P", "R", "T", "..")) or value.endswith("..") else bounds(value)
    if found is None:
        return False
    if len(expected) == 1:
        units = {"day": 1, "week": 31 if re.search(r"few|several", case.words) else 7, "month": 31, "year": 366}
        unit = next((d for u, d in units.items() if re.search(rf"\b{u}s?\b", case.words, re.IGNORECASE)), 1)
        return found[0] <= expected[0] <= found[1] and (found[1] - found[0]).days < unit
    first, last = (bounds(value.split("/")[k]) or found for k in (0, -1))
    near = timedelta(1)
    starts = abs(found[0] - expected[0]) <= near or ("/" in value and first[0] <= expected[0] <= first[1])
    ends = abs(found[1] - expected[1]) <= near or ("/" in value and last[0] <= expected[1] <= last[1])
    return starts and ends


def ours(text: str, span: Span, published: str | None) -> When | None:
    """The expression that shares most with `span`; no entities are given."""
    whens = [w for w in expressions(text, (), published) if w.span.overlaps(span)]
    return max(whens, key=lambda w: min(w.span.end, span.end) - max(w.span.start, span.start), default=None)


def plain(words: str, published: str) -> str | None:
    """What dateparser alone makes of words that somebody cut out for it."""
    day = datetime.fromisoformat(published[:10])  # days, not moments
    settings = {"RELATIVE_BASE": day, "PREFER_DATES_FROM": "past"}
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(words)
    if found.date_obj is None:
        return None
    return found.date_obj.date().isoformat()[: {"year": 4, "month": 7}.get(found.period, 10)]


@dataclass
class Tally:
    """How many are right, of ours and of the baseline, and which are not."""

    of: int = 0
    right: int = 0
    baseline: int | None = None
    failures: list[str] = field(default_factory=list[str])

    def add(self, *, right: bool, baseline: bool | None, failure: str) -> None:
        self.of += 1
        self.right += right
        if baseline is not None:
            self.baseline = (self.baseline or 0) + baseline
        if not right:
            self.failures.append(failure)


def tally_cases(folder: Path) -> tuple[dict[str, Tally], Counter[str]]:
    tallies, left_out = {"cases, develop": Tally(), "cases, report": Tally()}, Counter[str]()
    for case in cases(folder):
        why = next((name for name, test in EXCLUDED.items() if test(case)), None)
        if why is not None:
            left_out[why] += 1
            continue
        when = ours(case.text, case.span, case.published)
        right = " or ".join("/".join(reading) for reading in case.right)
        failure = f"{case.text!r} of {case.published}: expected {right}, found {_shown(when, case.text)}"
        tallies[f"cases, {case.half}"].add(
            right=is_right(case, when and when.value),
            baseline=is_right(case, plain(case.words, case.published)),
            failure=failure,
        )
    return tallies, left_out


def tally_stories(folder: Path) -> Tally:
    tally = Tally()
    reports: dict[tuple[str, str], tuple[str, str]] = {}
    for path in sorted((folder / "stories").glob("*.json")):
        family = json.loads(path.read_text("utf-8"))
        for article in family["articles"]:
            text = f"{article['title']}\n\n{article['text']}"
            reports[family["family"], article["id"]] = text, article["published"]
    for line in Path(__file__).with_name("times_stories.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        family, article, start, end, value = line.split("\t")
        text, published = reports[family, article]
        span = Span(int(start), int(end))
        when = ours(text, span, published)
        tally.add(
            right=when is not None and when.value == value,
            baseline=plain(span.of(text), published) == value,
            failure=f"{family} {article} {span.of(text)!r}: expected {value}, found {_shown(when, text)}",
        )
    return tally


def tally_silver(folder: Path) -> Tally:
    """Whether we and SUTime agree on the dates that both resolve, the report's date kept from both."""
    tally = Tally()
    with gzip.open(folder / "polnear/train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for report in map(json.loads, lines):
            whens = expressions(report["text"], (), None)
            for start, end, label, *values in report["entities"]:
                when = next((w for w in whens if w.span.overlaps(Span(start, end))), None)
                found = when and (when.value or when.relative)
                if label != "DATE" or not values or not found:
                    continue
                silver = re.sub(r"T(NI|MO|EV|AF)$", "", values[0]).removeprefix("OFFSET ")
                failure = f"{report['text'][start:end]!r}: SUTime {silver}, found {found}"
                tally.add(right=found.replace("/..", "").replace("../", "") == silver, baseline=None, failure=failure)
    return tally


def _shown(when: When | None, text: str) -> str:
    return "nothing" if when is None else f"{when.value} in {when.span.of(text)!r} ({when.why})"


def speed(folder: Path) -> float:
    """Microseconds a word, of processor time, the best of three runs over the reports."""
    with gzip.open(folder / "polnear/train.jsonl.gz", "rt", encoding="utf-8") as lines:
        reports = [
            (r["text"], [Entity(Span(s, e), label, 1.0) for s, e, label, *_ in r["entities"]], r["date"])
            for r in map(json.loads, lines)
        ]
    words = sum(len(text.split()) for text, _, _ in reports)
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        for text, entities, published in reports:
            expressions(text, entities, published)
        best = min(best, time.process_time() - begin)
    return best / words * 1e6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of shared data")
    parser.add_argument("--failures", action="store_true", help="list each case that is not right")
    parser.add_argument("--speed", action="store_true", help="also measure microseconds a word")
    args = parser.parse_args()
    tallies, left_out = tally_cases(args.data)
    tallies |= {"stories": tally_stories(args.data), "silver dates": tally_silver(args.data)}
    low = False
    for name, tally in tallies.items():
        share = tally.right / tally.of
        baseline = "" if tally.baseline is None else f"  dateparser alone {tally.baseline / tally.of:6.1%}"
        low |= share < FLOORS[name]
        print(f"{name:16} {tally.right:5} of {tally.of:5} {share:6.1%}{baseline}  floor {FLOORS[name]:.0%}")
        if args.failures:
            print(*(f"    {failure}" for failure in tally.failures), sep="\n")
    print(f"left out as no use of news: {sum(left_out.values())}")
    print(*(f"    {count:3} {name}" for name, count in left_out.items()), sep="\n")
    if args.speed:
        print(f"{speed(args.data):.2f} microseconds a word")
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
