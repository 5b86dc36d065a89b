"""Lists that are read a page at a time, each page from where the last one ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from inquit.core.errors import SettingError

T = TypeVar("T")
LIMIT = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Page(Generic[T]):
    """Some items of a list, and the mark to ask for the following ones with (`after`); None at the end."""

    items: tuple[T, ...]
    next: str | None


def page_of(rows: Sequence[Any], limit: int, item: Callable[[Any], T], mark: Callable[[Any], str]) -> Page[T]:
    """The first `limit` of `rows`, of which one more was asked for than is wanted."""
    more = len(rows) > limit
    return Page(items=tuple(item(row) for row in rows[:limit]), next=mark(rows[limit - 1]) if more else None)


def place(after: str, parts: int) -> tuple[int, ...]:
    """The numbers of a mark.

    Raises:
        SettingError: it is none of `parts` whole numbers of 64 bits, as a page's `next` has them.
    """
    try:
        numbers = tuple(int(part) for part in after.split("."))
    except ValueError:
        numbers = ()
    if len(numbers) != parts or any(abs(number) >= 2**63 for number in numbers):
        raise SettingError(f"{after!r} is no place in this list. Begin with its first page.")
    return numbers


def chunks(items: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """The items in lists of `size`, so that no statement asks for more at once than a database takes."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
