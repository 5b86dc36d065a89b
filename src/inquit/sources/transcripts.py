"""Turns of interviews and transcripts: paragraphs that begin with the name of who speaks.

VENN: The lock was open all night.
INES VENN, HARBOUR MASTER: It was not.
VENN (on the radio): Nobody asked me.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from inquit.core.records import Attribution, Evidence, Report
from inquit.core.spans import Span, Spans

_LABEL = re.compile(r"(?P<name>[^\W\d_][\w.,’' -]{2,60}?)\s*(?:\([^()\n]{1,40}\)\s*)?(?P<cue>:)\s+(?=\S)")
_SURE = 0.8
_LONGEST = 8  # words of a label


def with_turns(report: Report, attributions: Sequence[Attribution], blocks: Spans) -> tuple[Attribution, ...]:
    """The attributions with one for each turn; what the tagger made of a label and its colon gives way to it."""
    body = report.headline.end if report.headline else 0
    found = [t for block in blocks if block.start >= body for t in _turn(report.text, block)]
    often = Counter(label.of(report.text) for label, _, _ in found)
    turns = [t for t in found if t[0].of(report.text).isupper() or often[t[0].of(report.text)] > 1]
    if len(turns) < 2:
        return tuple(attributions)
    made = tuple(
        replace(
            Attribution.of(report, source=(label,), cue=(cue,), content=(told,), confidence=_SURE),
            evidence=(Evidence(what="attribution", by="turn of a transcript", spans=(label,)),),
        )
        for label, cue, told in turns
        if not told.of(report.text).rstrip("”\"’' ").endswith("?")
    )
    labels = {cue.start for _, cue, _ in turns}
    rest = (a for a in attributions if not any(c.end - 1 in labels for c in a.cue))
    return tuple(sorted((*rest, *made), key=lambda a: a.spans))


def _turn(text: str, block: Span) -> list[tuple[Span, Span, Span]]:
    """The label, the colon and the words of the turn that a paragraph is, if it is one."""
    m = _LABEL.match(text, block.start, block.end)
    words = m["name"].split() if m else []
    if m is None or len(words) > _LONGEST or not all(w[0].isupper() for w in words if len(w) > 3):
        return []
    return [(Span(*m.span("name")), Span(*m.span("cue")), Span(m.end(), block.end))]
