"""`inquit read`: who says what in reports, on a terminal, in a pipe, as JSON or as a web page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from inquit.cli.intake import Intake
from inquit.cli.outputs import Choice, outputs, report_failures, tidy_end
from inquit.cli.progress import progress
from inquit.core.errors import InputError, SettingError
from inquit.core.records import Report
from inquit.core.settings import from_environment


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Text files, HTML pages, .jsonl files of reports, feeds, OPML lists, web archives (all also .gz), "
            "folders, web addresses, or - for standard input.",
            show_default=False,
        ),
    ],
    *,
    text: Annotated[
        bool, typer.Option("--text", help="Show the whole article with sources, cues and contents marked.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say for each attribution what it rests on; in JSON as “evidence”.")
    ] = False,
    wide: Annotated[bool, typer.Option("--wide", help="Do not shorten what is said in the terminal’s table.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for one report.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Print one JSON object a line, for each report in order.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write one web page with all reports; prints nothing by itself."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", metavar="NAME", help="Who published it, whatever the page says.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="When (ISO 8601), whatever the page says."),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TITLE", help="Its headline, whatever the page says; one report.")
    ] = None,
    allow_local: Annotated[
        bool, typer.Option("--allow-local", help="Fetch from private and loopback addresses too.")
    ] = False,
) -> None:
    """Show who says what in news reports.

    Every source, the words that attribute, what is attributed, and where it stands.
    """
    choice = Choice(text=text, explain=explain, wide=wide, json=json, jsonl=jsonl, html=html)
    _refuse(json and jsonl, "--json", "Give --json or --jsonl, not both.")
    _refuse((json or jsonl) and text, "--text", "JSON holds the text already. Leave --text out.")
    from inquit.ingest.inputs import Overrides, reports  # noqa: PLC0415  # brings lxml, which --help can do without
    from inquit.pipeline import read_reports  # noqa: PLC0415

    try:
        overrides = Overrides(outlet=outlet, published=published, title=title)
    except SettingError as error:
        raise typer.BadParameter(str(error), param_hint="--published") from error
    limits = from_environment()

    def items() -> Iterator[Report | InputError]:
        for where in sources:
            yield from reports(where, overrides=overrides, limits=limits, allow_local=allow_local)

    intake = Intake(items())
    with tidy_end(), ExitStack() as stack:
        several = intake.several()
        _refuse(several and json, "--json", "This is more than one report. Use --jsonl: one JSON object a line.")
        _refuse(several and title is not None, "--title", "This is more than one report, and a title belongs to one.")
        stack.callback(report_failures, intake.failures)
        shows = outputs(choice, stack)
        # On one and the same terminal the readings themselves show how far it is.
        shown = several and sys.stderr.isatty() and not (choice.prints and sys.stdout.isatty())
        step = stack.enter_context(progress(shown=shown))
        for reading in read_reports(intake.reports()):
            for show in shows:
                show(reading)
            step(reading.report)
    if intake.failures:
        raise typer.Exit(1)


def _refuse(wrong: bool, option: str, reason: str) -> None:
    if wrong:
        raise typer.BadParameter(reason, param_hint=option)
