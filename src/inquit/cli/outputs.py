"""Where readings go: a terminal, plain lines, JSON, a page, and tidy ends for all of them."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import typer

from inquit.core.errors import InputError
from inquit.core.records import Reading
from inquit.export.rows import count
from inquit.export.visible import one_line

INTERRUPTED = 130  # as a shell reports SIGINT
CLOSED_PIPE = 141  # as a shell reports SIGPIPE
LEAST_COLUMNS = 70  # in less, a table of six columns breaks most words

Show = Callable[[Reading], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What the options of `inquit read` ask for."""

    text: bool
    explain: bool
    wide: bool
    json: bool
    jsonl: bool
    html: Path | None

    @property
    def prints(self) -> bool:
        """Whether anything goes to standard output: a page alone is silent."""
        return self.json or self.jsonl or self.text or self.html is None


def outputs(choice: Choice, stack: ExitStack) -> list[Show]:
    """A function for each output, to be called with each reading; what must be closed is put on `stack`."""
    shows: list[Show] = []
    if choice.html:
        shows.append(_page(choice.html, stack, explain=choice.explain))
    if choice.json or choice.jsonl:
        shows.append(_json(choice))
    elif choice.prints:
        shows.append(_screen(choice) if holds_a_table() else _lines(choice))
    return shows


def holds_a_table() -> bool:
    """Whether standard output is a terminal that is able and wide enough to show one."""
    wide = shutil.get_terminal_size().columns >= LEAST_COLUMNS
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and wide


def _page(file: Path, stack: ExitStack, *, explain: bool) -> Show:
    from inquit.export.page import Page  # noqa: PLC0415  # brings jinja2

    try:
        return stack.enter_context(Page(file, explain=explain)).add
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be written: {error.strerror}.", param_hint="--html") from error


def _json(choice: Choice) -> Show:
    from inquit.export.json_lines import json_line, json_object  # noqa: PLC0415  # only what is asked for

    stdout: object = sys.stdout
    if isinstance(stdout, io.TextIOWrapper):
        stdout.reconfigure(encoding="utf-8")  # JSON is UTF-8 wherever it goes (RFC 8259)
    write = json_line if choice.jsonl else json_object
    return lambda reading: print(write(reading, explain=choice.explain), flush=True)  # noqa: T201  # its purpose


def _screen(choice: Choice) -> Show:
    from rich.console import Console  # noqa: PLC0415  # costs more than `inquit --help` may take

    from inquit.export.rows import sheet_of  # noqa: PLC0415
    from inquit.export.terminal import screen  # noqa: PLC0415

    console = Console(highlight=False, markup=False, emoji=False)
    return lambda reading: console.print(
        screen(sheet_of(reading), wide=choice.wide, text=choice.text, explain=choice.explain)
    )


def _lines(choice: Choice) -> Show:
    from inquit.export.plain import plain_lines  # noqa: PLC0415
    from inquit.export.rows import sheet_of  # noqa: PLC0415

    def show(reading: Reading) -> None:
        for line in plain_lines(sheet_of(reading), text=choice.text, explain=choice.explain):
            print(line)  # noqa: T201  # its purpose
        print(flush=True)  # noqa: T201

    return show


def report_failures(failures: Sequence[InputError]) -> None:
    """Says on standard error what could not be read, and why."""
    if len(failures) > 1:
        typer.echo(f"inquit: {count(len(failures), 'input')} could not be read:", err=True)
    for failure in failures:
        typer.echo(f"{'  ' if len(failures) > 1 else 'inquit: '}{one_line(str(failure))}", err=True)


@contextmanager
def tidy_end() -> Generator[None]:
    """Makes Ctrl-C and a reader that goes away (`| head`) end the command with a code, and without a traceback."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("inquit: interrupted; what was read before is written.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the last flush goes nowhere, in silence
        raise typer.Exit(CLOSED_PIPE) from None
