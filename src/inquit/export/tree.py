"""A stemma on a terminal: from its roots down, each report under what it has it from; and as plain lines for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from inquit.core.comparison import Stemma
from inquit.export.stemma_rows import Row, Taking, names_of, passed_over, rows, summary
from inquit.export.visible import one_line, shortened

_SHORT = 110  # code points of a wording that are shown unless all are asked for
_MARKS = {"root": "●", "lost": "◌", "report": "○"}


def tree(stemma: Stemma, *, wide: bool = False) -> RenderableType:
    """The claim, its tree, who disputes it and why the interval is what it is, for a rich console."""
    found = rows(stemma)
    parts: list[RenderableType] = [Text(one_line(stemma.claim.text), style="bold"), Text(summary(stemma)), Text()]
    below = _below(found)
    names = names_of(found)
    grown: dict[str, Tree] = {}
    for row in found:
        above = _above(row)
        label = _label(row, names, wide=wide)
        if above is not None and above.giver in grown:
            grown[row.id] = grown[above.giver].add(label)
        elif row.id in below or row.takes or row.root is not None:
            grown[row.id] = Tree(label, guide_style="dim")
            parts.append(grown[row.id])
    parts += [Text(), *(Text(line, style="dim" if line.startswith(" ") else "") for line in _remarks(stemma, names))]
    return Group(*parts)


def tree_lines(stemma: Stemma) -> Iterator[str]:
    """The same as lines that depend on no width, each report on one line with all that it takes from others."""
    found = rows(stemma)
    names = names_of(found)
    yield one_line(stemma.claim.text)
    yield summary(stemma)
    for row in found:
        parts = (row.when, row.nature, row.manner, _from(row.takes, names))
        told = ", ".join(part for part in (*parts, *row.changes) if part)
        words = f" | {' / '.join(row.wordings)}" if row.wordings else ""
        yield f"{row.what}: {names[row.id]}" + (f" ({told})" if told else "") + words
    yield from _remarks(stemma, names)


def _above(row: Row) -> Taking | None:
    """The step that a row hangs from: the first, which is the closest kind."""
    return row.takes[0] if row.takes else None


def _below(found: Sequence[Row]) -> set[str]:
    return {taking.giver for row in found for taking in row.takes}


def _label(row: Row, names: dict[str, str], *, wide: bool) -> Text:
    label = Text()
    label.append(f"{_MARKS[row.what]} ", style="bold" if row.what == "root" else "")
    label.append(names[row.id], style="bold yellow" if row.what == "root" and "unnamed" in row.nature else "bold")
    closest = row.takes[0].kind if row.takes and row.takes[0].kind != "attributed to" else ""
    also = _from(row.takes[1:], names)
    for part in (row.when, row.nature, closest, row.manner, also and f"also {also}"):
        if part:
            label.append(f"  {part}", style="dim")
    for change in row.changes:
        label.append(f"  {change}", style="italic red")
    for words in row.wordings if wide else row.wordings[:1]:
        label.append(f"\n“{words if wide else shortened(words, _SHORT)}”", style="italic")
    return label


def _from(takes: Sequence[Taking], names: dict[str, str]) -> str:
    return ", ".join(f"{taking.kind} {names[taking.giver]}" for taking in takes if taking.giver in names)


def _remarks(stemma: Stemma, names: dict[str, str]) -> Iterator[str]:
    for d in stemma.disputes:
        how = "disputed by" if d.sure else "may be disputed by"
        yield f"{how} {one_line(d.name)} in {names.get(d.report, one_line(d.outlet or d.report))}: {one_line(d.why)}"
    for root, why in passed_over(stemma):
        yield f"not counted: {one_line(root.name)}, {why}"
    for loop in stemma.loops:
        yield "cite each other: " + ", ".join(names.get(report, one_line(report)) for report in loop)
    yield f"at least {stemma.independent.min}:"
    yield from (f"  {one_line(reason)}" for reason in stemma.independent.fewest_because)
    yield f"at most {stemma.independent.max}:"
    yield from (f"  {one_line(reason)}" for reason in stemma.independent.most_because)
