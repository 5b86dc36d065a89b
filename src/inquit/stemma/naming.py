"""Where a report's text names outlets, also outside its attributions: "a meeting that Norpress reported", "leaked to the Harrow"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from inquit.core.spans import Span

_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


class Named(NamedTuple):
    """An outlet, and where it is named."""

    outlet: str
    span: Span


class Names:
    """The names of some outlets, ready to be found in texts."""

    def __init__(self, outlets: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for outlet in sorted(set(outlets), key=lambda o: (-len(o), o)):
            # A lone word after an article ("The Weir") is a name only together with it: "the weir" is a weir.
            name = outlet if len(_WORD.findall(outlet)) == 2 else _ARTICLE.sub("", outlet, count=1)
            first = _WORD.search(name)
            if first is not None and name[:1].isupper():
                self._by_first.setdefault(first[0], []).append((name, outlet))

    def find(self, text: str) -> Iterator[Named]:
        """Each outlet once, where the text first names it as it writes itself; time grows with the text's words."""
        met: set[str] = set()
        for word in _WORD.finditer(text):
            for name, outlet in self._by_first.get(word[0], ()):
                end = word.start() + len(name)
                if text.startswith(name, word.start()) and not text[end : end + 1].isalnum():
                    if outlet not in met:
                        met.add(outlet)
                        yield Named(outlet, Span(word.start(), end))
                    break
