"""The command `inquit`: its subcommands and what holds for all of them."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from inquit import __version__
from inquit.cli.add import add
from inquit.cli.claims import claims
from inquit.cli.correct import correct
from inquit.cli.corrections import corrections
from inquit.cli.disputes import disputes
from inquit.cli.read import read
from inquit.cli.reread import reread
from inquit.cli.search import search
from inquit.cli.serve import serve
from inquit.cli.sources import sources
from inquit.cli.stories import stories
from inquit.cli.trace import trace
from inquit.core.errors import InquitError, SettingError
from inquit.export.visible import one_line

app = typer.Typer(
    name="inquit",
    no_args_is_help=True,
    # Plain help: quick to show, and nothing in it that a screen reader reads as "box drawings light horizontal".
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"inquit {__version__}")
        raise typer.Exit


@app.callback(epilog="Example: inquit read examples/river-talks.html")
def inquit(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Read news reports and show, for every claim, who says so."""


app.command(epilog="Example: inquit read examples/river-talks.html --html page.html")(read)
app.command(epilog="Example: inquit add examples/ --collection examples.inquit")(add)
app.command(epilog="Example: inquit reread --collection examples.inquit")(reread)
app.command(epilog="Example: inquit claims --sort disputed --limit 10")(claims)
app.command(epilog="Example: inquit trace granary sale")(trace)
app.command(epilog="Example: inquit disputes --limit 10")(disputes)
app.command(epilog="Example: inquit sources --standing unnamed")(sources)
app.command(epilog="Example: inquit stories --outlet 'The Harrow Courier'")(stories)
app.command(epilog="Example: inquit search granary '\"close to the negotiations\"'")(search)
app.add_typer(correct, name="correct")
app.command(epilog="Example: inquit corrections --all")(corrections)
app.command(epilog="Example: inquit serve examples.inquit")(serve)


def main() -> None:
    """Runs the command line; the entry point of the package."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows few characters gets "?" for the others
    try:
        app()
    except InquitError as error:
        typer.echo(f"inquit: {one_line(str(error))}", err=True)
        sys.exit(2 if isinstance(error, SettingError) else 1)
