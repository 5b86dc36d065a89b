"""The wordings of a claim, and the attributions of a report, as CSV (RFC 4180) for a spreadsheet or a data frame.

A cell that a spreadsheet would take for a formula begins with an apostrophe instead (OWASP: CSV injection). Places are
half-open code points of the report's text, several parted by a space: "12-40 55-61".
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from inquit.core.comparison import Mention, Stemma, Witness
from inquit.core.records import Link, Reading
from inquit.core.spans import Spans
from inquit.export.rows import Row, sheet_of
from inquit.export.visible import one_line

WORDINGS = (
    *("published", "outlet", "title", "words", "source", "kind", "standing", "via", "act", "certainty", "said"),
    *("headline", "url", "report", "mention", "places"),
)
ATTRIBUTIONS = (
    *("number", "words", "source", "kind", "standing", "via", "written", "cue", "quote", "act", "certainty", "said"),
    *("inside", "confidence", "paragraph", "attribution", "places"),
)
_FORMULA = ("=", "+", "-", "@")


def wordings_csv(stemma: Stemma) -> str:
    """A line for each mention of a claim, the oldest first, under `WORDINGS`."""
    witnesses = {w.report: w for w in stemma.witnesses}
    return _written(
        WORDINGS, (_wording(m, witnesses.get(m.report) or Witness(report=m.report)) for m in stemma.claim.mentions)
    )


def attributions_csv(reading: Reading) -> str:
    """A line for each attribution of a report, in reading order, under `ATTRIBUTIONS`."""
    rows = sheet_of(reading).rows
    numbers = {row.attribution.id: row.number for row in rows}
    return _written(ATTRIBUTIONS, (_attribution(row, numbers.get(row.attribution.parent or "")) for row in rows))


def _wording(m: Mention, witness: Witness) -> tuple[object, ...]:
    return (
        *(witness.published, witness.outlet, witness.title, m.text, *_chain(m.chain), m.act, m.certainty, m.said),
        *("yes" if m.headline else "", witness.url, m.report, m.id, _places(m.spans)),
    )


def _attribution(row: Row, inside: int | None) -> tuple[object, ...]:
    a = row.attribution
    name, kind, standing, via = _chain(a.chain) if a.chain else (row.source, "", "", "")
    return (
        *(row.number, row.what, name, kind, standing, via, row.written, row.cue, a.quote, a.act, a.certainty, a.said),
        *(inside, f"{a.confidence:.2f}", row.label, a.id, _places(a.content or a.cue)),
    )


def _chain(chain: tuple[Link, ...]) -> tuple[str, str, str, str]:
    """The root's name, kind and standing, and those that it came through, the innermost first."""
    if not chain:
        return "", "", "", ""
    *outer, root = chain
    return root.name, root.kind, root.standing, "; ".join(link.name for link in reversed(outer))


def _places(spans: Spans) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)


def _written(head: Iterable[str], lines: Iterable[Iterable[object]]) -> str:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in line] for line in lines)
    return out.getvalue()


def _cell(value: object) -> str:
    shown = "" if value is None else one_line(str(value))
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
