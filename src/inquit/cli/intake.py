"""The reports that come in, and those that could not be read, kept apart until the end."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from inquit.core.errors import InputError
from inquit.core.records import Report


class Intake:
    """Passes on the reports among `items`, one at a time; the errors among them are kept in `failures`."""

    def __init__(self, items: Iterable[Report | InputError]) -> None:
        self.failures: list[InputError] = []
        self._items = iter(items)

    def several(self) -> bool:
        """Whether there is more than one item; looks at no more than two, and loses none."""
        first = list(itertools.islice(self._items, 2))
        self._items = itertools.chain(first, self._items)
        return len(first) > 1

    def reports(self) -> Iterator[Report]:
        for item in self._items:
            if isinstance(item, InputError):
                self.failures.append(item)
            else:
                yield item
