"""Where a report's text names outlets, also outside its attributions: "a meeting that Norpress reported", "leaked to the Harrow"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from inquit.core.spans import Span
from inquit.stemma.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)


class Named(NamedTuple):
    """An outlet, and where it is named."""

    outlet: str
    span: Span


class _Form(NamedTuple):
    """A way to write an outlet's name; some are names only behind a definite article."""

    name: str
    outlet: str
    after_article: bool = False


class Names:
    """The names of some outlets, ready to be found in texts: "Lyon Street Ledger", "the Ledger", "KOLW" of "KOLW Channel".

    A short name that two of the outlets could bear is none.
    """

    def __init__(self, outlets: Iterable[str], known: Vocabulary) -> None:
        self._known = known
        self._by_first: dict[str, list[_Form]] = {}
        full = sorted(set(outlets), key=lambda o: (-len(o), o))
        short = [form for outlet in full for form in self._short(outlet)]
        bearers = Counter(form.name for form in short)
        # A lone word after an article ("The Weir") is a name only together with it: "the weir" is a weir.
        whole = (_Form(o if len(_WORD.findall(o)) == 2 else _ARTICLE.sub("", o, count=1), o) for o in full)
        for form in (*whole, *(form for form in short if bearers[form.name] == 1)):
            first = _WORD.search(form.name)
            if first is not None and form.name[:1].isupper():
                self._by_first.setdefault(first[0], []).append(form)

    def find(self, text: str) -> Iterator[Named]:
        """Each outlet once, where the text first names it as it writes itself; time grows with the text's words."""
        met: set[str] = set()
        before = ""
        for word in _WORD.finditer(text):
            for name, outlet, after_article in self._by_first.get(word[0], ()):
                end = word.start() + len(name)
                if not text.startswith(name, word.start()) or text[end : end + 1].isalnum():
                    continue
                if after_article and not self._known.sources.has(before.lower(), "definite"):
                    continue
                if outlet not in met:
                    met.add(outlet)
                    yield Named(outlet, Span(word.start(), end))
                break
            before = word[0]

    def _short(self, outlet: str) -> Iterator[_Form]:
        """The last word of a name of several, behind an article; what it is without the words that outlets add."""
        words = _WORD.findall(_ARTICLE.sub("", outlet, count=1))
        own = list(words)
        while own and own[-1].lower() in self._known.press:
            own.pop()
        if len(words) > 1:
            yield _Form(words[-1], outlet, after_article=True)
        if len(own) == 1 < len(words) and outlet.endswith(" ".join(words)):
            yield _Form(own[0], outlet)
