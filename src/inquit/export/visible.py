"""Text from strangers, made safe to show: no character of it can move a cursor or turn the line around.

Every replacement is one code point for one, so that spans still fit.
"""

from __future__ import annotations

_PICTURES = 0x2400  # Unicode's control pictures ␀, ␁, ... stand in the order of the characters they picture
_REPLACEMENT = 0xFFFD

_SHOWN: dict[int, int] = {
    **{code: _PICTURES + code for code in range(0x20)},
    0x7F: 0x2421,
    # C1 controls: some terminals obey them as they obey an escape sequence.
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    # Embeddings, overrides and isolates of the bidirectional algorithm (UAX #9) reorder the words around them. The
    # marks U+200E, U+200F and U+061C only lend a direction to what they touch, and honest texts need them.
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), _REPLACEMENT),
    # A surrogate by itself cannot be written in UTF-8.
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
    # White space stays white space.
    **{ord(c): ord(c) for c in "\t\n"},
    **dict.fromkeys(map(ord, "\r\x0b\x0c\x85"), ord(" ")),
    **dict.fromkeys((0x2028, 0x2029), ord("\n")),
}


def visible(text: str) -> str:
    """`text` with control characters shown as pictures or as U+FFFD, of the same length; tabs and line feeds stay."""
    return text.translate(_SHOWN)


def one_line(text: str) -> str:
    """`visible` text with every run of white space made one space: for a cell of a table or a line of a list."""
    return " ".join(visible(text).split())


def shortened(text: str, length: int) -> str:
    """`text`, cut at a space and ended by "…" where it is longer than `length` code points."""
    if len(text) <= length:
        return text
    cut = text.rfind(" ", length // 2, length)
    return text[: cut if cut > 0 else length - 1].rstrip(" ,;:—–-") + "…"
