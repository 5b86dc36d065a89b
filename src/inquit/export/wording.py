"""Two wordings side by side: which words of each the other does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+(?:[.,’'-]\w+)*|[^\w\s]")
_LONGEST = 400  # words that are compared: beyond, matching takes time as their square


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words, and whether the other wording lacks them."""

    text: str
    changed: bool


def side_by_side(before: str, after: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both wordings in stretches that together are the whole text. Case does not count."""
    words = [list(_WORD.finditer(text))[:_LONGEST] for text in (before, after)]
    folded = [[word[0].casefold() for word in those] for those in words]
    same = SequenceMatcher(None, *folded, autojunk=False).get_matching_blocks()
    kept = [{block[side] + k for block in same for k in range(block.size)} for side in (0, 1)]
    return tuple(_stretches(before, words[0], kept[0])), tuple(_stretches(after, words[1], kept[1]))


def _stretches(text: str, words: list[re.Match[str]], kept: set[int]) -> Iterator[Stretch]:
    at, start, changed = 0, 0, False
    for k, word in enumerate(words):
        if (k not in kept) != changed:
            # White space between two stretches belongs to the one that is not marked.
            edge = word.start() if k not in kept else at
            if edge > start:
                yield Stretch(text[start:edge], changed)
            start, changed = edge, not changed
        at = word.end()
    if changed and at < len(text):
        yield Stretch(text[start:at], changed=True)
        start, changed = at, False
    if start < len(text):
        yield Stretch(text[start:], changed)
