"""What a reader has in mind at a point of a report: who was spoken of, who last, and who was a sentence's subject."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection, Sequence
from math import exp, log

from inquit.core.records import Report
from inquit.core.spans import Span
from inquit.sources.holders import Holder, Sort, is_official
from inquit.sources.lexicon import Lexicon
from inquit.sources.names import sound, tokens
from inquit.sources.phrases import Phrase
from inquit.sources.proper_names import ProperName
from inquit.tagger.tags import Same

_COMPARED, _LOOKED_AT = 3, 12  # mentions of a holder that one more is compared with: the nearest, of the last so many
_SUREST = 5.0  # log-odds beyond which nobody is believed
_REMEMBERED = 60  # holders that a pronoun or description can mean: those spoken of last


def undecided(_a: Span, _b: Span) -> float:
    """The policy of nobody: whether two mentions are the same is left to the visible rules."""
    return 0.5


def chance(odds: float) -> float:
    """What is probable, 0 to 1, at these log-odds."""
    return 1 / (1 + exp(-odds))


class Memory:
    """The holders met so far. `relayed` says where names end that words like "told" or "seen by" come before."""

    def __init__(
        self,
        report: Report,
        lexicon: Lexicon,
        *,
        sentences: Sequence[Span],
        names: Sequence[ProperName],
        quoted: Sequence[Span] = (),
        relayed: Collection[int] = (),
        same_source: Same = undecided,
    ) -> None:
        self.report, self.lexicon, self.same_source = report, lexicon, same_source
        self.text = report.text
        self.names = names
        self.relayed = frozenset(relayed)
        self.holders: list[Holder] = []
        self.of: dict[Span, Holder | None] = {}
        self.recent: OrderedDict[int, Holder] = OrderedDict()
        self.subjects: dict[int, Holder] = {}
        self._by_word: dict[str, list[Holder]] = {}
        self._name_starts = [n.span.start for n in names]
        self._sentences = sentences
        self._sentence_starts = [s.start for s in sentences]
        self._quoted = quoted
        self._quote_starts = [q.start for q in quoted]
        self.own = self._own_outlet()

    def _own_outlet(self) -> Holder | None:
        if not self.report.outlet:
            return None
        own = self.begin("outlet")
        own.is_own_outlet = True
        own.add_name(self.report.outlet, tokens(self.report.outlet))
        return own

    # ── where things stand ───────────────────────────────────────────────────────────────────────────────────────

    def names_in(self, span: Span) -> list[ProperName]:
        """The proper names that overlap `span`."""
        found: list[ProperName] = []
        for k in range(max(0, bisect_right(self._name_starts, span.start) - 1), len(self.names)):
            name = self.names[k]
            if name.span.start >= span.end:
                break
            if name.span.end > span.start:
                found.append(name)
        return found

    def name_before(self, name: Span) -> Span | None:
        """The proper name that comes before this one."""
        k = bisect_right(self._name_starts, name.start) - 2
        return self.names[k].span if k >= 0 else None

    def sentence_at(self, position: int) -> int:
        return bisect_right(self._sentence_starts, position)

    def sentence_before(self, position: int) -> Span | None:
        """The last sentence that ends at or before `position`, None if it stands in the first."""
        k = bisect_right(self._sentence_starts, position) - 1
        while k >= 0 and self._sentences[k].end > position:
            k -= 1
        return self._sentences[k] if k >= 0 else None

    def named_in(self, span: Span) -> list[Holder]:
        """The holders met so far whose names stand in a span; of a name not met yet, those it can be the name of."""
        found: list[Holder] = []
        for n in self.names_in(span):
            met = self.of.get(n.span)
            found += self.known_as(tokens(n.span.of(self.text))[-1]) if met is None else [met]
        return found

    def quotes_in(self, span: Span) -> list[Span]:
        """The quotations that overlap `span`."""
        first = max(0, bisect_right(self._quote_starts, span.start) - 1)
        last = bisect_right(self._quote_starts, span.end)
        return [q for q in self._quoted[first:last] if q.overlaps(span)]

    def in_quote(self, position: int) -> bool:
        k = bisect_right(self._quote_starts, position) - 1
        return k >= 0 and position < self._quoted[k].end

    def likeness(self, at: Span, holder: Holder) -> float:
        """The log-odds that a mention means a holder by `same_source`, from the most like of its nearest mentions."""
        odds = max((self.same_source(at, m) for m in self.nearest(at, holder)), default=0.5)
        return max(-_SUREST, min(_SUREST, log(odds / (1 - odds)))) if 0 < odds < 1 else _SUREST * (2 * odds - 1)

    def nearest(self, at: Span, holder: Holder) -> list[Span]:
        """The mentions of a holder that one more at `at` is compared with, the nearest first."""
        apart = (m for m in holder.mentions[-_LOOKED_AT:] if not m.overlaps(at))
        return sorted(apart, key=lambda m: abs(m.start - at.start))[:_COMPARED]

    # ── who was met ──────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self, sort: Sort | None) -> Holder:
        """A holder that was not met before."""
        holder = Holder(sort=sort)
        self.holders.append(holder)
        return holder

    def known_as(self, word: str) -> list[Holder]:
        """The holders with this word, in any spelling, in a name."""
        return self._by_word.get(sound(word), [])

    def learn_name(self, holder: Holder, key: tuple[str, ...]) -> None:
        for word in key:
            known = self._by_word.setdefault(sound(word), [])
            if holder not in known:
                known.append(holder)

    def note(self, holder: Holder, p: Phrase, *, speaks: bool) -> None:
        """Writes down a mention of `holder`, and what the phrase says of it."""
        span = p.name or p.head_span or p.span
        holder.mentions.append(span)
        if speaks:
            holder.spoke_at.append(span.start)
        if p.pronoun is None:
            holder.number = holder.number or p.number
            holder.closeness = holder.closeness or p.closeness
            holder.reason = holder.reason or p.reason
        elif holder.gender == "-" and (gender := self.lexicon.pronouns[p.pronoun].gender) in {"m", "f"}:
            holder.gender = gender
        self.recent[id(holder)] = holder
        self.recent.move_to_end(id(holder))
        if len(self.recent) > _REMEMBERED:
            self.recent.popitem(last=False)
        if not self.in_quote(span.start):
            self.subjects.setdefault(self.sentence_at(span.start), holder)

    def most_in_mind(self, sort: Sort, before: int) -> Holder | None:
        """The body, outlet or document that "the company" or "the paper" means: often met, lately met, a source."""
        here = self.sentence_at(before)
        best: tuple[float, int] = (0.0, -1)
        found: Holder | None = None
        for holder in self.recent.values():
            last = holder.last_before(before)
            if holder.sort != sort or last is None or holder.is_own_outlet or holder.plural or holder.is_place:
                continue
            if sort == "body" and is_official(holder, self.lexicon):
                continue
            score = min(len(holder.mentions), 8) + 2 * min(len(holder.spoke_at), 3)
            score -= min(here - self.sentence_at(last), 12) * (0.7 if sort == "body" else 3.0)
            if found is None or (score, last) > best:
                best, found = (score, last), holder
        return found
