"""Where a text's paragraphs stand."""

from __future__ import annotations

import re
from statistics import median

from inquit.core.spans import Span, Spans, trim

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile(r"(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])[^\S\r\n]*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])\s*")


def paragraphs(text: str) -> Spans:
    """The paragraphs of `text` in order, white space at their ends left out; none is empty.

    A line is a paragraph, unless the text has blank lines and its other line breaks look like the right margin of a
    typewritten page (most such lines 40 to 100 code points long): then only blank lines part paragraphs.
    """
    breaks = _BLANK if _hard_wrapped(text) else _LINE_END
    ends = [(m.start(), m.end()) for m in breaks.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    spans = (Span(start, end) for start, end in zip(starts, [*(s for s, _ in ends), len(text)], strict=True))
    return tuple(s for s in (trim(text, span) for span in spans) if s.length)


def _hard_wrapped(text: str) -> bool:
    blocks = [b for b in _BLANK.split(text) if b.strip()]
    if len(blocks) < 2:
        return False
    # The last line of a block ends where the paragraph does, so only the others tell of a margin.
    inner = [len(line) for block in blocks for line in _LINE_END.split(block.strip())[:-1]]
    return len(inner) >= 4 and 40 <= median(inner) <= 100 and sorted(inner)[int(0.95 * (len(inner) - 1))] <= 110
