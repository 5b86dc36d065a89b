"""Bytes in, never more than asked for: unpacks gzip by what the bytes say, not by the name."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Any

from inquit.core.errors import MissingInput, NotText, TooLarge

Stream = BufferedReader | gzip.GzipFile

_GZIP = b"\x1f\x8b\x08"  # RFC 1952: two bytes of identification, then the only method there is


@contextmanager
def opened(path: Path) -> Generator[BufferedReader]:
    """The file at `path`.

    Raises:
        MissingInput: it is not there, may not be read, or its name is none that the system takes.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise MissingInput(str(path), "is not there", "Check the path") from error
    except PermissionError as error:
        raise MissingInput(str(path), "may not be read", "Check its permissions") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise MissingInput(str(path), f"cannot be opened ({_reason(error)})", "Check the path") from error
    with file:
        yield file


@contextmanager
def told(where: str) -> Generator[None]:
    """Turns what goes wrong in reading into an InputError that names `where`."""
    try:
        yield
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise NotText(where, "is a damaged gzip file", "Pack it again, or give it unpacked") from error
    except OSError as error:
        raise MissingInput(where, f"cannot be read ({_reason(error)})", "Check what it is on") from error


def unpacked(stream: BufferedReader[Any]) -> Stream:
    """The stream itself, or what is packed in it."""
    return gzip.GzipFile(fileobj=stream) if stream.peek(3)[:3] == _GZIP else stream


def read_whole(stream: Stream, limit: int, where: str) -> bytes:
    """All bytes of the stream.

    Raises:
        TooLarge: there are more than `limit`.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(where, limit, "INQUIT_INPUT_BYTES")
    return data


def _reason(error: OSError | ValueError) -> str:
    return ((isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__).lower()


def too_large(where: str, limit: int, setting: str) -> TooLarge:
    """The error for an input of more than `limit` bytes, which the variable `setting` sets."""
    return TooLarge(where, f"is larger than the limit of {limit:,} bytes", f"Split it, or set {setting} higher")
