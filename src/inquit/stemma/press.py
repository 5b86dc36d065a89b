"""Which outlet of a collection a name means: full and short names, initials, domains, "this newspaper"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from inquit.core.comparison import Witness
from inquit.core.moments import moment, width
from inquit.core.records import Link
from inquit.sources.names import is_acronym, same_body, sound, tokens
from inquit.sources.outlets import outlet_at, outlet_named
from inquit.sources.publishers import publishing_body
from inquit.stemma.vocabulary import Vocabulary

LOST = "lost:"
_ARTICLES = ("the", "a", "an")


def lost_id(name: str) -> str:
    """The id of the lost witness that an outlet's name stands for."""
    return LOST + (" ".join(bare(name)) or name)


def bare(name: str) -> tuple[str, ...]:
    """The words of a name as `names.tokens` has them, without a leading article."""
    words = tokens(name)
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


class Press:
    """The outlets of the reports, and the order in which the reports came out.

    Reports of one time, and those of no known time after all others, stand in the order of their ids.
    """

    def __init__(self, witnesses: Mapping[str, Witness], vocabulary: Vocabulary, language: str | None) -> None:
        self.witnesses, self.vocabulary, self.language = witnesses, vocabulary, language
        self._called: dict[str, tuple[str, ...]] = {}
        self.reports: dict[str, list[str]] = {}
        """The reports of each outlet, oldest first."""
        for report in sorted(witnesses, key=self.place):
            outlet = witnesses[report].outlet
            if outlet and not witnesses[report].lost:
                self.reports.setdefault(outlet, []).append(report)

    def place(self, report: str) -> tuple[bool, float, str]:
        """What reports are sorted by."""
        witness = self.witnesses.get(report)
        when = moment(witness.published) if witness else None
        return (when is None, when.timestamp() if when else 0.0, report)

    def surely_earlier(self, report: str, than: str) -> bool:
        """Whether a report came out before another, however much their dates leave open."""
        one, other = (w.published if (w := self.witnesses.get(r)) else None for r in (report, than))
        first, second = moment(one), moment(other)
        return bool(one and first and second and first < second and first + width(one) <= second)

    def outlet(self, report: str) -> str:
        """The outlet's name, "" where it is not known."""
        witness = self.witnesses.get(report)
        return (witness and witness.outlet) or ""

    def is_vague(self, link: Link) -> bool:
        """Whether a source is the press at large, or an outlet described and not named: "reports", "a tabloid"."""
        if link.kind not in {"outlet", "group", "rumour"} or (link.kind == "outlet" and self.called(link.name)):
            return False
        press = any(self._is_press(w) for w in bare(link.name))
        return press and (not self._is_name(link.name) if link.kind == "outlet" else link.standing == "unnamed")

    def _is_press(self, word: str) -> bool:
        known = self.vocabulary.sources
        return word in self.vocabulary.press or known.nouns.get(known.singular(word) or word) == "outlet"

    def _is_name(self, written: str) -> bool:
        """Whether words are a name, and no description: "an English-language daily published in Tarn" is none."""
        words, known = written.split(), self.vocabulary.sources
        ends = (k for k, w in enumerate(words) if k and known.words.get(w, frozenset()) & {"preposition", "participle"})
        core = words[: next(ends, len(words))]
        return any(w[:1].isupper() and w.partition("-")[0].lower() not in known.demonyms for w in core)

    def is_own(self, link: Link, report: str) -> bool:
        """Whether a source is the report's own outlet: its name, or "this newspaper"."""
        outlet = self.outlet(report)
        body = publishing_body(outlet, self.language)
        words = tokens(link.name)
        if (outlet and outlet in self.outlets_of(link)) or (body is not None and words == tokens(body.name)):
            return True
        known = self.vocabulary.sources
        return len(words) > 1 and known.has(words[0], "ours") and known.has(words[-1], "own")

    def outlets_of(self, link: Link) -> tuple[str, ...]:
        """The outlets that a source can be; a body only where it publishes under its own name."""
        if link.kind in {"outlet", "organisation", "official-body"}:
            found = self.called(link.name)
            return found if link.kind == "outlet" else tuple(o for o in found if self._is_body(o, link.name))
        if link.kind == "document":
            words = set(tokens(link.name))
            return tuple(o for o in self.called(link.name) if len(bare(o)) > 1 and words.issuperset(bare(o)))
        # Who reads one report takes an outlet of an unusual name for a person; the collection knows it, in full or as
        # "Meridian" for the Meridian Wire.
        return tuple(o for o in self.called(link.name) if self._is_body(o, link.name)) if link.kind == "person" else ()

    def called(self, name: str) -> tuple[str, ...]:
        """The outlets that a name can mean, in alphabetical order: those of just that name, or else those of like ones."""
        if name not in self._called:
            self._called[name] = self._find(name)
        return self._called[name]

    def _find(self, name: str) -> tuple[str, ...]:
        words = bare(name)
        if not words:
            return ()
        known = outlet_at(name) if "." in name and " " not in name else outlet_named(name)
        exact = {*self._by_key.get(words, ()), *(self._by_usual_name.get(known.names[0], ()) if known else ())}
        if exact:
            return tuple(sorted(exact))
        near = sorted({o for w in words for o in self._by_word.get(sound(w), ())} | set(self._by_initials(words)))
        return tuple(o for o in near if self._alike(words, bare(o)))

    def _alike(self, words: tuple[str, ...], outlet: tuple[str, ...]) -> bool:
        if set(words) <= self.vocabulary.press or set(outlet) <= self.vocabulary.press:
            return False
        if len(words) > 1 and set(outlet) < set(words) and len(outlet) > 1:
            return True
        return same_body(words, outlet, self.vocabulary.sources)

    def _is_body(self, outlet: str, name: str) -> bool:
        """Whether an outlet is a body's own: its name, with no more than "website" or "news" added."""
        mine, body = bare(outlet), bare(name)
        return mine == body or (set(body) <= set(mine) and set(mine) - set(body) <= self.vocabulary.press)

    def _by_initials(self, words: tuple[str, ...]) -> Iterable[str]:
        if len(words) == 1:
            return self._initials.get(words[0], ())
        return (o for w in ("".join(x[0] for x in words),) for o in self._by_key.get((w,), ()))

    @cached_property
    def _by_key(self) -> dict[tuple[str, ...], list[str]]:
        found: dict[tuple[str, ...], list[str]] = {}
        for outlet in self.reports:
            found.setdefault(bare(outlet), []).append(outlet)
        return found

    @cached_property
    def _by_usual_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for outlet in self.reports:
            known = outlet_named(outlet)
            if known:
                found.setdefault(known.names[0], []).append(outlet)
        for witness in self.witnesses.values():
            host = (witness.url or "").partition("://")[2].partition("/")[0].partition(":")[0]
            known = outlet_at(host) if host else None
            if known and witness.outlet and not witness.lost:
                found.setdefault(known.names[0], []).append(witness.outlet)
        return found

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for outlet in self.reports:
            for word in bare(outlet):
                found.setdefault(sound(word), []).append(outlet)
        return found

    @cached_property
    def _initials(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for outlet in self.reports:
            words = bare(outlet)
            for short in {"".join(w[0] for w in words), "".join(w[0] for w in words if len(w) > 3)}:
                if is_acronym(short, words):
                    found.setdefault(short, []).append(outlet)
        return found
