"""A reading on a terminal: the report's head, the marked article if it is asked for, and a table of who says what."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from inquit.export.marks import MarkRole
from inquit.export.plain import marked_paragraphs
from inquit.export.rows import Row, Sheet, byline_of, name_of, reasons, summary_of
from inquit.export.visible import shortened

SHORT = 180  # code points of a content that are shown unless all are asked for: three or four lines of a table
# Legible on dark and light backgrounds, and told apart without colour by weight, slant and line.
_STYLES: dict[MarkRole, str] = {
    "source": "bold cyan",
    "cue": "italic magenta",
    "content": "underline",
    "own voice": "",
}


def screen(sheet: Sheet, *, wide: bool = False, text: bool = False, explain: bool = False) -> RenderableType:
    """Everything about one report for a rich console; contents are shortened unless `wide`."""
    report = sheet.report
    parts: list[RenderableType] = [
        Text(name_of(report), style="bold"),
        Text(byline_of(report), style="dim"),
        Text(summary_of(sheet)),
        Text(),
    ]
    if text:
        parts.extend(Padding(paragraph, (0, 0, 1, 0)) for paragraph in _article(sheet))
    if sheet.rows:
        parts.append(_table(sheet, wide=wide))
    if explain:
        parts.append(_reasons(sheet))
    return Group(*parts)


def _article(sheet: Sheet) -> Iterator[Text]:
    for paragraph in marked_paragraphs(sheet):
        line, open_roles = Text(), list[MarkRole]()
        for words, piece in paragraph:
            if piece.mark is None:
                # Within a content within a content, the innermost role decides.
                line.append(words, style=_STYLES[open_roles[-1]] if open_roles else "")
                continue
            line.append(words, style="dim")
            if piece.step == "open":
                open_roles.append(piece.mark.role)
            else:
                open_roles.pop()
        yield line


def _table(sheet: Sheet, *, wide: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True, padding=(0, 1, 0, 0), leading=1)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("Who says so", ratio=3, overflow="fold")
    table.add_column("Cue", ratio=2, overflow="fold")
    table.add_column("What", ratio=6, overflow="fold")
    table.add_column("Where", justify="right", no_wrap=True)
    table.add_column("Sure", justify="right", no_wrap=True)
    for row in sheet.rows:
        what = row.what if wide else shortened(row.what, SHORT)
        table.add_row(
            str(row.number),
            _who(row),
            Text(row.cue, style=_STYLES["cue"]),
            _stacked(Text(what), row.manner),
            row.label.replace("paragraph", "¶"),
            f"{row.attribution.confidence:.0%}",
        )
    return table


def _who(row: Row) -> Text:
    shown = Text(row.who, style="bold yellow" if row.unnamed else _STYLES["source"])
    written = f"written “{shortened(row.written, SHORT // 3)}”" if row.written else ""
    return _stacked(shown, ", ".join(part for part in (row.nature, written) if part))


def _stacked(upper: Text, lower: str) -> Text:
    return Text.assemble(upper, "\n", (lower, "dim")) if lower else upper


def _reasons(sheet: Sheet) -> Text:
    shown = Text()
    for row in sheet.rows:
        shown.append(f"{row.number}. {row.who}\n", style="bold")
        for reason in reasons(row, sheet.report.text):
            shown.append(f"   {reason}\n")
    return shown
