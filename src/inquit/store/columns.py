"""Kinds of columns: any text at all, packed text, packed JSON, big whole numbers as keys."""

# ruff: noqa: ARG002  # SQLAlchemy passes the dialect to all types

from __future__ import annotations

import json
import re
import zlib
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, LargeBinary, Text, TypeDecorator

from inquit.core.errors import DamagedCollection

KEY = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts up by itself in SQLite

_NOT_STORABLE = re.compile("[\x00\x1a\ud800-\udfff]")
_ESCAPED = re.compile("\x1a([0-9a-f]{4})")


class AnyText(TypeDecorator[str]):
    """Text of any code points. What databases refuse (U+0000, lone surrogates) is written as U+001A and four digits."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return _NOT_STORABLE.sub(lambda m: f"\x1a{ord(m[0]):04x}", value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), value) if "\x1a" in value else value


class PackedText(TypeDecorator[str]):
    """Long text, deflated (RFC 1950)."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else zlib.compress(value.encode("utf-8", "surrogatepass"))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        return None if value is None else _unpacked(value)


class PackedJson(TypeDecorator[Any]):
    """A value of JSON, deflated."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> bytes:
        return zlib.compress(json.dumps(value, separators=(",", ":")).encode())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        try:
            return json.loads(_unpacked(value))
        except ValueError as error:
            raise damaged(error) from error


class PlainJson(TypeDecorator[Any]):
    """A small value of JSON, legible to anyone who opens the database; only ASCII, so that it takes any text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str:
        return json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise damaged(error) from error


def damaged(error: Exception) -> DamagedCollection:
    """The error for something stored that cannot be read back."""
    return DamagedCollection(
        "The collection", f"holds something that cannot be read back ({error})", "Restore it from a copy"
    )


def _unpacked(value: bytes) -> str:
    try:
        return zlib.decompress(value).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError) as error:
        raise damaged(error) from error
