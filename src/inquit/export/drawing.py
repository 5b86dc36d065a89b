"""A stemma as a picture in SVG: time runs down, and every line leads from what was taken to who took it.

Each root, lost witness and report is a row. What others take from a row leaves it to the left and runs down a lane of
its own; whoever has it from there hangs from that lane. Shapes and words tell everything that colours tell.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from inquit.core.comparison import EdgeKind, Stemma
from inquit.core.records import digest
from inquit.export.stemma_rows import Row, names_of, rows, summary
from inquit.export.tree import tree_lines
from inquit.export.visible import one_line, visible

WIDTH = 980  # of the picture, in CSS pixels
_GUTTER, _LANE, _NODE = 148, 15, 14  # widths of the dates, of a lane, and of a node with its margin
_TALL, _SHORT, _HEAD = 46, 26, 30  # heights of a row, of a reprint's row, and below the claim
_LEAVES = 13  # how far below its middle a line leaves a row, so that it meets none that arrives there
_EM = 6.6  # width of a common letter at 13 pixels
_SHOWN = 400  # code points of a text on demand
_DASHES: Mapping[EdgeKind, str] = {
    "reprints": "stroke-width='1'",
    "rewrites": "stroke-width='2'",
    "quotes": "stroke-width='2' stroke-dasharray='1.5 3'",
    "cites": "stroke-width='2' stroke-dasharray='6 3'",
    "attributed to": "stroke-width='3'",
}
STYLE = """
.stemma{color:var(--stemma-ink,#1c1b19);background:var(--stemma-paper,#fffefb);--halo:var(--stemma-paper,#fffefb);
--root:var(--stemma-root,#8a3b12);--against:var(--stemma-against,#a01030);
font:13px/1.3 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
@media(prefers-color-scheme:dark){.stemma{color:var(--stemma-ink,#ece9e2);background:var(--stemma-paper,#191816);
--halo:var(--stemma-paper,#191816);--root:var(--stemma-root,#f0a36f);--against:var(--stemma-against,#ff8fa3)}}
.stemma text{fill:currentColor}.stemma .dim{fill-opacity:.72}.stemma .name{font-weight:650}
.stemma .claim{font-size:16px;font-weight:650}.stemma .small{font-size:12px}.stemma .words{font-style:italic}
.stemma .root{fill:var(--root);stroke:var(--root)}.stemma text.root{stroke:none}
.stemma .open{fill:var(--halo)}.stemma text.against{fill:var(--against)}.stemma path.against{stroke:var(--against)}
.stemma a:focus-visible rect.hit{stroke:currentColor;stroke-width:2}.stemma .row:hover rect.hit{fill-opacity:.07}
"""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row stands: the middle of its node, its height, and the lane that what is taken from it runs down."""

    y: float
    height: int
    lane: int | None


def published_at(row: Row) -> str | None:
    """Where a report was published, None for what has no web address."""
    return row.url if row.url and row.url.startswith(("https://", "http://")) else None


def drawing(stemma: Stemma, *, link: Callable[[Row], str | None] = published_at, styled: bool = True) -> str:
    """The picture as one `<svg>` element, for a file of its own or inside a page; no script, nothing loaded.

    `link` says where a row leads. With `styled` unset, the page it stands in has `STYLE` in a style sheet.

    Colours follow the reader's light or dark mode, and the custom properties --stemma-ink, --stemma-paper,
    --stemma-root and --stemma-against where a page sets them. The description holds the whole tree as text. Takes
    time in proportion to the rows and their steps.
    """
    found = rows(stemma)
    claim = _wrapped(one_line(stemma.claim.text), 92, 3)
    names = names_of(found)
    top = 22 + len(claim) * 21 + _HEAD
    places, lanes, bottom = _laid_out(found, top)
    left = _GUTTER + lanes * _LANE + _NODE
    height = round(bottom + 72)
    name = "stemma-" + digest(stemma.claim.id, stemma.claim.text)
    size = f"viewBox='0 0 {WIDTH} {height}' width='{WIDTH}' height='{height}'"
    links = {row.id: link(row) for row in found}
    # A screen reader meets nothing inside an "img" (WAI-ARIA 1.2), also no links.
    role = "group" if any(links.values()) else "img"
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' class='stemma' role='{role}' {size}",
        f"     aria-labelledby='{name}-t' aria-describedby='{name}-d'>",
        f"<title id='{name}-t'>{_text(stemma.claim.text)}: {_text(summary(stemma))}</title>",
        f"<desc id='{name}-d'>{_text(chr(10).join(tree_lines(stemma)))}</desc>",
        *([f"<style>{STYLE}</style>"] if styled else []),
        *(f"<text class='claim' x='16' y='{26 + k * 21}'>{_text(line)}</text>" for k, line in enumerate(claim)),
        f"<text class='dim' x='16' y='{26 + len(claim) * 21}'>{_text(summary(stemma))}</text>",
        *_days(found, places),
        *_lines(found, places, left),
        *(part for row in found for part in _row(row, places[row.id], left, names, links[row.id])),
        *_legend(bottom + 30),
        "</svg>",
    ]
    return "\n".join(parts)


# ── where everything stands ──────────────────────────────────────────────────────────────────────────────────────


def _laid_out(found: Sequence[Row], top: float) -> tuple[dict[str, _Place], int, float]:
    """The place of each row, the number of lanes, and where the rows end.

    A lane is free again below the last row that hangs from it; each row gets the free one nearest to the nodes.
    """
    order = {row.id: k for k, row in enumerate(found)}
    last: dict[str, int] = {}
    for row in found:
        for taking in row.takes:
            if taking.giver in order:
                last[taking.giver] = max(order[row.id], last.get(taking.giver, 0))
    busy: list[int] = []
    places: dict[str, _Place] = {}
    y = top
    for k, row in enumerate(found):
        height = _SHORT if _is_reprint(row) else _TALL
        lane = None
        if row.id in last:
            free = next((n for n, until in enumerate(busy) if until < k), len(busy))
            busy[free : free + 1] = [last[row.id]]
            lane = free
        places[row.id] = _Place(y + height / 2, height, lane)
        y += height
    return places, len(busy), y


def _is_reprint(row: Row) -> bool:
    return len(row.takes) == 1 and row.takes[0].kind == "reprints" and not (row.changes or row.manner)


# ── lines ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _lines(found: Sequence[Row], places: Mapping[str, _Place], left: float) -> Iterator[str]:
    """The lanes, and from them the steps to each row; a step that passes other lanes lies above them with a gap."""
    steps = [(row, taking, k) for row in found for k, taking in enumerate(row.takes) if taking.giver in places]
    ends: dict[str, float] = {}
    for row, taking, k in steps:
        ends[taking.giver] = max(ends.get(taking.giver, 0), _step_at(row, places[row.id], k))
    for row in reversed(found):
        place = places[row.id]
        if place.lane is None:
            continue
        x, y, node = _lane_at(place.lane, left), place.y + _LEAVES, left - _NODE / 2
        path = f"M{node:g} {place.y + 5:g} V{y - 4:g} q0 4 -4 4 H{x + 5:g} q-5 0 -5 5 V{ends[row.id]:g}"
        yield f"<path d='{path}' fill='none' stroke='var(--halo)' stroke-width='5'/>"
        yield f"<path d='{path}' fill='none' stroke='currentColor' stroke-opacity='.6' stroke-width='1.5'/>"
    for row, taking, k in steps:
        y, x, node = _step_at(row, places[row.id], k), _lane_at(places[taking.giver].lane or 0, left), left - _NODE
        yield f"<path d='M{x + 3:g} {y:g} H{node - 4:g}' fill='none' stroke='var(--halo)' stroke-width='6'/>"
        yield f"<path d='M{x:g} {y:g} H{node - 3:g}' fill='none' stroke='currentColor' {_DASHES[taking.kind]}/>"
        yield f"<circle cx='{x:g}' cy='{y:g}' r='2.4' fill='currentColor'/>"
        yield f"<path d='M{node - 5:g} {y - 3:g} l5 3 l-5 3 z' fill='currentColor'/>"


def _lane_at(lane: int, left: float) -> float:
    return left - _NODE - 14 - lane * _LANE


def _step_at(row: Row, place: _Place, k: int) -> float:
    """The height at which the k-th step of a row arrives: all of them within the row."""
    room = (place.height - 14) / max(1, len(row.takes) - 1)
    gap = min(7.0, room)
    return round(place.y + (k - (len(row.takes) - 1) / 2) * gap, 1)


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _row(row: Row, place: _Place, left: float, names: Mapping[str, str], url: str | None) -> Iterator[str]:
    yield f"<a href={quoteattr(visible(url))}>" if url else "<g>"
    yield f"<g class='row'><title>{_text(_on_demand(row, names))}</title>"
    yield (
        f"<rect class='hit' x='{left - _NODE - 2:g}' y='{place.y - place.height / 2 + 1:g}' rx='4' "
        f"width='{WIDTH - left + _NODE - 8:g}' height='{place.height - 2}' fill='currentColor' fill-opacity='0'/>"
    )
    yield _node(row, left, place.y)
    x, room = left + 12, WIDTH - left - 24
    if _is_reprint(row):
        yield _line(row.name, "reprints " + names[row.takes[0].giver], x, place.y + 4, room, style="small")
    else:
        style = "root" if row.root is not None else ""
        yield _line(row.name, _nature(row), x, place.y - 3 if row.wordings else place.y + 4, room, style=style)
        yield _below(row, x, place.y + 13, room)
    yield "</g></a>" if url else "</g></g>"


def _nature(row: Row) -> str:
    kinds = ", ".join(dict.fromkeys(taking.kind for taking in row.takes if taking.kind != "attributed to"))
    return "; ".join(part for part in (row.nature, kinds, row.manner) if part)


def _line(name: str, rest: str, x: float, y: float, room: float, *, style: str) -> str:
    shown = _fitting(name, room * 0.6)
    rest = _fitting(rest, room - _width(shown) * 1.1 - 12)
    return (
        f"<text x='{x:g}' y='{y:g}' class='{style}'><tspan class='name'>{_text(shown)}</tspan>"
        f"<tspan class='small dim' dx='8'>{_text(rest)}</tspan></text>"
    )


def _below(row: Row, x: float, y: float, room: float) -> str:
    """What changed on the way, and the words."""
    changes = _fitting("; ".join(row.changes), room * 0.5)
    words = f"“{row.wordings[0]}”" if row.wordings else ""
    words = _fitting(words, room - (_width(changes) + 14 if changes else 0))
    marked = f"<tspan class='small'>{_text('≠ ' + changes)}</tspan>" if changes else ""
    gap = " dx='8'" if changes else ""
    return f"<text x='{x:g}' y='{y:g}'>{marked}<tspan class='small words dim'{gap}>{_text(words)}</tspan></text>"


def _node(row: Row, left: float, y: float) -> str:
    """The shape of a row: a diamond for an outlet's own word, a cross for a dispute, dashes for what is lost."""
    x, root = left - _NODE / 2, row.root
    if root is not None and root.own_word:
        return _shape("own word, lost" if row.what == "lost" else "own word", x, y)
    if root is not None:
        kind = "document" if root.kind == "document" else "source"
        return _shape(f"unnamed {kind}" if root.standing == "unnamed" else kind, x, y)
    if row.what == "lost":
        return _shape("lost witness", x, y)
    return _shape("dispute" if row.disputes else "reprint" if _is_reprint(row) else "report", x, y)


def _shape(what: str, x: float, y: float) -> str:
    """A node; the fill tells named from unnamed, the outline what it is."""
    lost = " stroke-dasharray='3 2'" if "lost" in what else ""
    match what:
        case "source" | "unnamed source":
            mark = f"<text class='root name small' x='{x:g}' y='{y + 4:g}' text-anchor='middle'>?</text>"
            style = "root open" if "unnamed" in what else "root"
            return f"<circle class='{style}' cx='{x:g}' cy='{y:g}' r='8' stroke-width='2'/>" + mark * ("open" in style)
        case "document" | "unnamed document":
            style = "root open" if "unnamed" in what else "root"
            return f"<path class='{style}' d='M{x - 6:g} {y - 8:g} h8 l4 4 v12 h-12 z' stroke-width='2'/>"
        case "own word" | "own word, lost":
            return f"<path class='root open' d='M{x:g} {y - 9:g} l9 9 l-9 9 l-9 -9 z' stroke-width='2'{lost}/>"
        case "dispute":
            return (
                f"<path class='against' d='M{x - 6:g} {y - 6:g} l12 12 m0 -12 l-12 12' fill='none' stroke-width='2.4'/>"
            )
        case _:
            r = 4 if what == "reprint" else 6
            return (
                f"<rect x='{x - r:g}' y='{y - r:g}' width='{2 * r}' height='{2 * r}' rx='2' class='open' "
                f"stroke='currentColor' stroke-width='1.8'{lost}/>"
            )


def _on_demand(row: Row, names: Mapping[str, str]) -> str:
    """All that is known of a row, a line for each thing."""
    head = " · ".join(part for part in (row.name, row.when, row.title) if part)
    steps = (f"{taking.kind} {names.get(taking.giver, '')}" for taking in row.takes)
    words = (f"“{_cut(wording, _SHOWN)}”" for wording in row.wordings)
    return "\n".join(part for part in (head, row.nature, row.manner, *steps, *row.changes, *words) if part)


def _days(found: Sequence[Row], places: Mapping[str, _Place]) -> Iterator[str]:
    """The times at the left; a day is written once, above its first report."""
    shown = ""
    for row in found:
        day, _, time = row.when.partition(" ")
        if not day:
            continue
        y = places[row.id].y
        if day != shown:
            yield f"<text class='small name' x='16' y='{y + 4:g}'>{_text(day)}</text>"
            shown = day
        if time:
            yield f"<text class='small dim' x='98' y='{y + 4:g}'>{_text(time)}</text>"


def _legend(y: float) -> Iterator[str]:
    x = 16.0
    samples: tuple[tuple[str, EdgeKind], ...] = (
        ("has it from the source", "attributed to"),
        ("rewrites", "rewrites"),
        ("cites", "cites"),
        ("quotes", "quotes"),
        ("reprints", "reprints"),
    )
    for words, kind in samples:
        yield f"<path d='M{x:g} {y - 4:g} h26' stroke='currentColor' fill='none' {_DASHES[kind]}/>"
        yield f"<text class='small dim' x='{x + 32:g}' y='{y:g}'>{words}</text>"
        x += 56 + len(words) * _EM
    x = 24.0
    for what in ("source", "unnamed source", "document", "own word", "report", "lost witness", "dispute"):
        yield _shape(what, x, y + 22)
        words = {"source": "named source", "own word": "an outlet’s own word", "dispute": "disputes it"}.get(what, what)
        yield f"<text class='small dim' x='{x + 14:g}' y='{y + 26:g}'>{words}</text>"
        x += 40 + len(words) * _EM


# ── text ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _text(text: str) -> str:
    return escape(visible(text))


def _width(text: str) -> float:
    """About how wide a text is, in CSS pixels."""
    return sum(2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1 for c in text) * _EM


def _fitting(text: str, room: float) -> str:
    if _width(text) <= room:
        return text
    shown, width = "", 0.0
    for c in text:
        width += _width(c)
        if width > room - _EM:
            break
        shown += c
    return shown.rstrip() + "…" if shown else ""


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _wrapped(text: str, columns: int, most: int) -> list[str]:
    lines = textwrap.wrap(text, columns, max_lines=most, placeholder="…")
    return lines or [text]
