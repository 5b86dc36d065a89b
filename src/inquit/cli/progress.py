"""How far the reading has come, on standard error, if that is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from inquit.core.records import Report
from inquit.export.rows import count, name_of
from inquit.export.visible import shortened


@contextmanager
def progress(*, shown: bool, done: str = "read") -> Generator[Callable[[Report], None]]:
    """A function to be called with each report that is `done`: counts them and names the last one, while `shown`."""
    if not shown:
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  # costs more than `inquit --help` may take
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading")

        def step(report: Report) -> None:
            number = int(bar.tasks[0].completed) + 1
            name = shortened(name_of(report), 50)
            bar.update(task, advance=1, description=f"{count(number, 'report')} {done}, last “{name}”")

        yield step
