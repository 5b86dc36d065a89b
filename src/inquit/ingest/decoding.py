"""Bytes to text: which encoding they are in, and which of their characters a reader sees.

The order follows the WHATWG Encoding Standard's labels (a page that says iso-8859-1 is windows-1252) but trusts the
bytes above the label: what is valid UTF-8 and not plain ASCII is UTF-8, whatever it says of itself.
"""

from __future__ import annotations

import codecs
import re
from io import BytesIO

from inquit.core.errors import NotText

# Byte order marks; UTF-32 before UTF-16, whose mark it begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels that the standard reads as a larger encoding than their name says; the others Python knows itself.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# The standard's encodings by Python's names; its other labels, and Python's own inventions, are no text of the web's.
_KNOWN = frozenset(
    {
        "utf-8",
        *(f"cp{page}" for page in (866, 874, 932, 949, *range(1250, 1259))),
        *(f"iso8859-{part}" for part in (*range(2, 9), 10, *range(13, 17))),
        *("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp"),
    }
)
_LABEL = re.compile(
    rb"""<(?:meta\b[^>]{0,500}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
_HEAD = 4096
_SAMPLE = 100_000
# Above this share of bytes outside ASCII among all letters, a text is in no Western European language: those of the
# measured pages stay under 0.08, and Greek, Cyrillic or East Asian text is nearly all of it.
_WESTERN = 0.12

_REMEDY = "Save it as UTF-8"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Never seen by a reader, and apt to part a word or steer a terminal: control characters, the soft hyphen, the zero
# width space and a byte order mark in mid-text. Joiners and direction marks stay, for some scripts need them.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\ufeff]")
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def decode(data: bytes, *, where: str, declared: str | None = None) -> str:
    """The text that `data` encodes.

    `declared` is the charset of an HTTP header; one in the text itself (`<meta charset>`) is found here. In order: a
    byte order mark; UTF-16 by the place of its zero bytes; UTF-8, with up to a tenth of its characters broken; what
    is declared; windows-1252 where few bytes are outside ASCII; charset-normalizer's best guess.

    Raises:
        NotText: the bytes are no text, or in an encoding that cannot be told.
    """
    text = _decode(data, where, declared)
    if len(_CONTROL.findall(text, 0, _SAMPLE)) * 100 > min(len(text), _SAMPLE):
        raise _binary(where)
    return text


def visible(text: str) -> str:
    """`text` with a line feed at each line's end and without the characters that a reader never sees; all others are kept."""
    return _UNSEEN.sub("", _LINE_END.sub("\n", text))


def _decode(data: bytes, where: str, declared: str | None) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    named = _codec(declared) or _codec_in(data)
    if b"\0" in data:
        return _wide(data, where)
    if named == "iso2022_jp":  # of seven bits, so that it would pass for UTF-8
        return data.decode(named, "replace")
    text = _nearly(data, "utf-8")
    if text is None and named and named != "utf-8":
        text = _nearly(data, named)
    if text is None and _western(data):
        text = _nearly(data, "cp1252")
    if text is None:
        text = _guessed(data)
    if text is None:
        raise NotText(where, "is in an encoding that cannot be told", _REMEDY)
    return text


def _codec(label: str | None) -> str | None:
    """Python's name for the encoding, or None for a label that names none of the standard's."""
    try:
        name = codecs.lookup((label or "").strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    wider = _WIDER.get(name, name)
    return wider if wider in _KNOWN else None


def _codec_in(data: bytes) -> str | None:
    label = _LABEL.search(data, 0, _HEAD)
    return _codec(label[1].decode("ascii", "replace")) if label else None


def _nearly(data: bytes, codec: str) -> str | None:
    """The text, if at least ten characters outside ASCII can be read for each one that cannot."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
        outside = len(text) - len(text.encode("ascii", "ignore"))
        return text if text.count("\ufffd") * 11 <= outside else None


def _wide(data: bytes, where: str) -> str:
    """UTF-16 without a mark: in most scripts every other byte is zero, or nearly so."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    codec = "utf-16-le" if odd > 9 * even else "utf-16-be" if even > 9 * odd else None
    if codec is None or max(even, odd) * 5 < len(sample):
        raise _binary(where)
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise _binary(where) from error


def _western(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    outside = len(re.findall(rb"[\x80-\xff]", sample))
    return outside <= _WESTERN * (outside + len(re.findall(rb"[A-Za-z]", sample)))


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_fp  # noqa: PLC0415  # rarely needed, slow to import

    best = from_fp(BytesIO(data[:_SAMPLE])).best()
    return _nearly(data, best.encoding) if best else None


def _binary(where: str) -> NotText:
    return NotText(where, "is binary, not text", "Give the article's text or web page; save a PDF or Word file as text")
