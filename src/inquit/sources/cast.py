"""The cast of a report: every mention of a source, given to the holder that it means.

One visible loop in reading order, the headline last because it names what the body introduces. A mention is tried as
a pronoun, a proper name or a description; what fits nobody known begins a holder of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence

from inquit.core.records import Evidence, Report
from inquit.core.spans import Span
from inquit.sources.holders import Holder, Sort, fits, is_official, may_be, sort_of_label, sort_of_noun
from inquit.sources.lexicon import Lexicon, Pronoun
from inquit.sources.names import sound, tokens
from inquit.sources.outlets import outlet_named
from inquit.sources.phrases import TOKEN, Phrase
from inquit.sources.proper_names import ProperName

SameSource = Callable[[Span, Span], float]
"""How probable it is (0 to 1) that two mentions mean one source; 0.5 where nothing is known."""

_REMEMBERED = 60  # holders that a pronoun or description can mean: those spoken of last
_BRIDGE = 3  # sentences over which "the coach" can mean somebody who was never called one


def undecided(_a: Span, _b: Span) -> float:
    """The policy of nobody: whether two mentions are the same is left to the visible rules."""
    return 0.5


class Cast:
    """The holders found so far, and who each mention is."""

    def __init__(
        self,
        report: Report,
        sentences: Sequence[Span],
        names: Sequence[ProperName],
        quoted: Sequence[Span],
        lexicon: Lexicon,
        relayed: Collection[int] = (),
        same_source: SameSource = undecided,
    ) -> None:
        self.report, self.lexicon, self.same_source = report, lexicon, same_source
        self.text = report.text
        self.names = names
        self.holders: list[Holder] = []
        self.of: dict[Span, Holder | None] = {}
        self.why: dict[Span, Evidence] = {}
        self._name_starts = [n.span.start for n in names]
        self._sentence_starts = [s.start for s in sentences]
        self._quoted = quoted
        self._relayed = frozenset(relayed)
        self._quote_starts = [q.start for q in quoted]
        self._by_word: dict[str, list[Holder]] = {}
        self._recent: OrderedDict[int, Holder] = OrderedDict()
        self._subjects: dict[int, Holder] = {}
        self.own = self._own_outlet()

    def names_in(self, span: Span) -> list[ProperName]:
        """The proper names that overlap `span`."""
        k = max(0, bisect_right(self._name_starts, span.start) - 1)
        found: list[ProperName] = []
        for name in self.names[k:]:
            if name.span.start >= span.end:
                break
            if name.span.end > span.start:
                found.append(name)
        return found

    def sentence_at(self, position: int) -> int:
        return bisect_right(self._sentence_starts, position)

    def in_quote(self, position: int) -> bool:
        k = bisect_right(self._quote_starts, position) - 1
        return k >= 0 and position < self._quoted[k].end

    # ── one mention ──────────────────────────────────────────────────────────────────────────────────────────────

    def meet(self, p: Phrase, *, speaks: bool, in_title: bool = False) -> Holder | None:
        """The holder that a phrase means; None for the report's own voice and for pronouns of nobody known."""
        if p.pronoun is not None:
            holder, rule = self._pronoun(p, speaks=speaks), "pronoun"
        elif p.name is not None:
            holder, rule = self._name(p, in_title=in_title), "name"
        else:
            holder, rule = self._description(p, speaks=speaks, in_title=in_title)
        if holder is not None:
            self._note(holder, p, speaks=speaks)
        self.of[p.span] = holder
        if p.name is not None:
            self.of[p.name] = holder
        self.why.setdefault(p.span, Evidence(what="who the source is", by=rule, spans=(p.span,)))
        return holder

    def _note(self, holder: Holder, p: Phrase, *, speaks: bool) -> None:
        span = p.name or p.head_span or p.span
        holder.mentions.append(span)
        if speaks:
            holder.spoke_at.append(span.start)
        if p.pronoun is None:
            holder.number = holder.number or p.number
            holder.closeness = holder.closeness or p.closeness
            holder.reason = holder.reason or p.reason
        elif holder.gender == "-" and (pronoun := self.lexicon.pronouns[p.pronoun]).gender in {"m", "f"}:
            holder.gender = pronoun.gender
        self._recent[id(holder)] = holder
        self._recent.move_to_end(id(holder))
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
        if not self.in_quote(span.start):
            self._subjects.setdefault(self.sentence_at(span.start), holder)

    def _begin(self, sort: Sort | None) -> Holder:
        holder = Holder(sort=sort)
        self.holders.append(holder)
        return holder

    # ── names ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _name(self, p: Phrase, *, in_title: bool) -> Holder:
        assert p.name is not None  # noqa: S101  # the caller's branch; tells the type checker
        proper = next((n for n in self.names_in(p.name) if n.span == p.name), None)
        written = p.name.of(self.text)
        key = tokens(written)
        label = proper.label if proper else "MISC"
        titles = proper.titles if proper else ()
        roles = frozenset(r for r in (*p.roles, *titles) if r)
        sort = "person" if titles and label == "PERSON" else sort_of_label(label, key, roles, self.lexicon)
        if sort in {"body", None} and outlet_named(written) is not None:
            sort = "outlet"
        if self.own is not None and may_be(self.own, key, sort, self.lexicon) and sort != "person":
            return self.own
        found = self._stated_alias(p.name) or self._known_by_name(key, sort, p.name)
        if found is None:
            found = self._begin(sort)
        for word in key:
            known = self._by_word.setdefault(sound(word), [])
            if found not in known:
                known.append(found)
        found.sort = found.sort or sort
        found.add_name(written, key)
        found.is_place = found.is_place or (label == "LOCATION" and len(key) < 3) or self._is_metonym(written)
        if (
            found.sort in {"body", None}
            and not found.is_place
            and self._publishes(p.name)
            and not is_official(found, self.lexicon)
        ):
            found.sort = "outlet"
        found.roles |= roles
        found.words |= p.words
        found.gender = self._gender(key, roles, found.gender)
        if p.owner is not None and found.owner is None:
            found.owner = self._owner(p.owner, but=found)
        return found

    def _is_metonym(self, name: str) -> bool:
        return name in self.lexicon.metonyms or f"The {name}" in self.lexicon.metonyms

    def _publishes(self, name: Span) -> bool:
        """Whether the words around a name are those around an outlet's: "told X", "X reported", "seen by X"."""
        after = TOKEN.match(self.text, name.end + 1)
        if after is not None and self.lexicon.has(after.group().lower(), "publishes"):
            return True
        return name.end in self._relayed

    def _stated_alias(self, name: Span) -> Holder | None:
        """Whose other name this is, if the text says so: "Spectrum Authority (SA)", "Vesh, known as Veshno"."""
        k = bisect_right(self._name_starts, name.start) - 1
        if k < 1:
            return None
        other = self.names[k - 1].span
        between = self.text[other.end : name.start]
        return self.of.get(other) if self.lexicon.aliases.fullmatch(between) else None

    def _known_by_name(self, key: tuple[str, ...], sort: Sort | None, at: Span) -> Holder | None:
        candidates: dict[int, Holder] = {}
        for word in key:
            for holder in self._by_word.get(sound(word), ()):
                candidates[id(holder)] = holder
        if len(key) == 1 and len(key[0]) <= 6:
            candidates.update((id(h), h) for h in self._recent.values() if h.names)
        same = [h for h in candidates.values() if may_be(h, key, sort, self.lexicon)]
        exact = [h for h in same if key in h.keys]
        return max(exact or same, key=lambda h: h.last_before(at.start) or -1, default=None)

    def _gender(self, key: tuple[str, ...], roles: frozenset[str], known: str) -> str:
        if known != "-":
            return known
        told = next((g for r in roles if (g := self.lexicon.titles.get(r, "-")) != "-"), "-")
        return told if told != "-" or len(key) < 2 else self.lexicon.given_names.get(key[0], "-")

    def _own_outlet(self) -> Holder | None:
        if not self.report.outlet:
            return None
        own = self._begin("outlet")
        own.is_own_outlet = True
        own.add_name(self.report.outlet, tokens(self.report.outlet))
        return own

    # ── descriptions ─────────────────────────────────────────────────────────────────────────────────────────────

    def _description(self, p: Phrase, *, speaks: bool, in_title: bool) -> tuple[Holder | None, str]:
        lexicon = self.lexicon
        head = p.head or ""
        if self._is_own(p):
            return self.own, "the report's own outlet"
        sort = sort_of_noun(head, plural=p.plural, lexicon=lexicon)
        if sort is None and not speaks:
            return None, "no word for a source"
        known = p.given == "definite" or in_title or p.same
        if in_title and head == "report" and (cited := self._first_cited()) is not None:
            return cited, "the report it is about"
        if known and (best := self._best_fit(p, sort, in_title=in_title)) is not None:
            return self._rather_named(best, p), "description"
        if (speaker := self._speaks_through(p)) is not None:
            return speaker, "speaks for, or through"
        if known and not in_title and (bridged := self._bridge(p, sort)) is not None:
            return bridged, "last one spoken of"
        alike = self._alike(p)
        if alike is not None:
            return alike, "the same words"
        return self._new_description(p, sort), "new"

    def _is_own(self, p: Phrase) -> bool:
        first = self.text[p.span.start : p.span.start + 5].lower()
        mine = first.startswith(("our ", "this ")) and p.owner is None
        return mine and self.lexicon.has(p.head or "", "own")

    def _best_fit(self, p: Phrase, sort: Sort | None, *, in_title: bool) -> Holder | None:
        best: tuple[float, int] = (0.0, -1)
        found: Holder | None = None
        unnamed = self.lexicon.has(p.head or "", "unnamed")
        for holder in self._recent.values():
            if sort and holder.sort and holder.sort != sort and {sort, holder.sort} - {"body", "outlet"}:
                continue
            if holder.plural != p.plural and sort in {"person", "group"}:
                continue
            score = fits(holder, p, self.lexicon)
            if unnamed and not score and sort == "person" and not holder.named and holder.spoke_at:
                score = 0.6
            last = holder.last_before(p.span.start) or 0
            score += self.same_source(p.span, holder.mentions[-1]) - 0.5 if holder.mentions else 0.0
            if score >= 0.45 and (score, last) > best:
                best, found = (score, last), holder
        return found

    def _speaks_through(self, p: Phrase) -> Holder | None:
        """For "a spokesman", "Corvin's statement" and "his post": the body or person whose words they are."""
        kind = self.lexicon.nouns.get(p.head or "")
        if self.lexicon.has(p.head or "", "spokesperson") or kind == "own document":
            return self._speaks_for(p)
        if kind != "personal document":
            return None
        first = TOKEN.match(self.text, p.span.start)
        low = first.group().lower() if first else ""
        if low in self.lexicon.pronouns:
            ranked = self.antecedents(p.span, self.lexicon.pronouns[low])
            return ranked[0][1] if ranked else None
        owner = None if p.owner is None else self._owner(p.owner)
        return owner if owner is not None and owner.sort in {"person", "body"} else None

    def _first_cited(self) -> Holder | None:
        return next((h for h in self.holders if h.sort == "outlet" and h.named and not h.is_own_outlet), None)

    def _rather_named(self, found: Holder, p: Phrase) -> Holder:
        """For "the agency" that was only ever "a news agency": the outlet or body that was named since, if one was."""
        if found.named or found.sort not in {"outlet", "body"}:
            return found
        last = self._last_of(found.sort, p.span.start)
        if (
            last is None
            or not last.named
            or (last.last_before(p.span.start) or -1) < max(m.start for m in found.mentions)
        ):
            return found
        return last

    def _speaks_for(self, p: Phrase) -> Holder | None:
        """The body that a spokesperson or a statement speaks for: the one it names, or else the last one spoken of."""
        if p.owner is not None:
            owner = self._owner(p.owner)
            if owner is not None and owner.sort in {"body", "outlet", "person", None}:
                return owner
        for word in p.words:
            if self.lexicon.nouns.get(word) in {"official-body", "organisation"} and word != p.head:
                described = Phrase(span=p.span, head=word, roles=frozenset({word}), words=frozenset({word}),
                                   given="definite", head_span=self._word_span(p, word))  # fmt: skip
                return self._best_fit(described, "body", in_title=False) or self._new_description(described, "body")
        return self._last_of("body", p.span.start)

    def _word_span(self, p: Phrase, word: str) -> Span:
        at = self.text.lower().find(word, p.span.start, p.span.end)
        return Span(at, at + len(word)) if at >= 0 else p.span

    def _owner(self, span: Span, but: Holder | None = None) -> Holder | None:
        for name in self.names_in(span):
            key = tokens(name.span.of(self.text))
            sort = sort_of_label(name.label, key, frozenset(), self.lexicon)
            found = self._known_by_name(key, sort, name.span)
            if found is None and name.label != "MISC":
                found = self._name(Phrase(span=name.span, name=name.span), in_title=False)
            if found is not None and found is not but:
                return found
        words = [w.strip(".,’'") for w in span.of(self.text).lower().split()]
        noun = next((n for w in words if (n := self.lexicon.singular(w))), None)
        sort = sort_of_noun(noun, plural=False, lexicon=self.lexicon)
        if noun is None or sort not in {"body", "outlet"}:
            return None
        described = Phrase(
            span=span, head=noun, roles=frozenset({noun}), words=frozenset(words), given="definite", head_span=span
        )
        return self._best_fit(described, sort, in_title=False) or self._new_description(described, sort)

    def _bridge(self, p: Phrase, sort: Sort | None) -> Holder | None:
        """Whom "the coach" means when nobody was called one: who was spoken of last, if that is not long ago."""
        if sort == "document" and not self.lexicon.has(p.head or "", "generic-paper"):
            return None
        if sort in {"document", "outlet", "body"}:
            if sort == "body" and self.lexicon.nouns.get(p.head or "") == "official-body":
                return None
            return self._last_of(sort, p.span.start)
        if sort == "group" or p.plural or p.owner is not None or p.same:
            return None
        here = self.sentence_at(p.span.start)
        gender = self.lexicon.titles.get(p.head or "", "-")
        for back in range(_BRIDGE):
            holder = self._subjects.get(here - back)
            if holder is None or holder.sort != "person" or not holder.named:
                continue
            if gender in {"-", holder.gender} or holder.gender == "-":
                holder.roles |= p.roles
                return holder
        return None

    def _last_of(self, sort: Sort, before: int) -> Holder | None:
        """The body, outlet or document that is most on the reader's mind: often named, lately named, a source."""
        here = self.sentence_at(before)
        best: tuple[float, int] = (0.0, -1)
        found: Holder | None = None
        for holder in self._recent.values():
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

    def _alike(self, p: Phrase) -> Holder | None:
        """An unnamed holder that was described in the same words, or the same plural: "officials", again."""
        wanted = self._described(p).lower()
        if any(self.lexicon.has(w, "other") or w == "another" for w in p.words):
            return None
        for holder in reversed(self._recent.values()):
            if holder.named or holder.description is None:
                continue
            if holder.description.lower() == wanted:
                return holder
            if p.plural and holder.plural and p.head in holder.roles and p.given == "bare" and p.owner is None:
                return holder
        return None

    def _new_description(self, p: Phrase, sort: Sort | None) -> Holder:
        holder = self._begin(sort)
        holder.description = self._described(p)
        holder.roles |= p.roles
        holder.words |= p.words
        holder.plural = p.plural
        holder.gender = next((g for r in p.roles if (g := self.lexicon.titles.get(r, "-")) != "-"), "-")
        if p.owner is not None:
            holder.owner = self._owner(p.owner, but=holder)
        return holder

    def _described(self, p: Phrase) -> str:
        """The words of a description without its article."""
        words = (p.head_span or p.span).of(self.text).split()
        low = words[0].lower() if words else ""
        if len(words) > 1 and (self.lexicon.has(low, "definite") or low in {"a", "an"}):
            words = words[1:]
        return " ".join(words).strip(" ,;:.–—")

    # ── pronouns ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _pronoun(self, p: Phrase, *, speaks: bool) -> Holder | None:
        pronoun = self.lexicon.pronouns[p.pronoun or ""]
        if pronoun.person == "1":
            return None
        ranked = self.antecedents(p.span, pronoun, speaks=speaks)
        if ranked:
            self.why[p.span] = Evidence(
                what="who the source is",
                by="pronoun",
                spans=(p.span, *ranked[0][1].mentions[-1:]),
                score=round(ranked[0][0], 2),
                instead=tuple((h.names or [h.description or ""])[0] for _, h in ranked[1:4]),
            )
        return ranked[0][1] if ranked else None

    def antecedents(self, at: Span, pronoun: Pronoun, *, speaks: bool = True) -> list[tuple[float, Holder]]:
        """Whom a pronoun can mean, best first, with a score that is only good for ranking."""
        here = self.sentence_at(at.start)
        quoted = self.in_quote(at.start)
        found: list[tuple[float, Holder]] = []
        for holder in self._recent.values():
            if holder.is_own_outlet or not _agrees(holder, pronoun):
                continue
            last = max((m for m in holder.mentions if m.start < at.start), default=None)
            if last is None:
                continue
            back = here - self.sentence_at(last.start)
            score = 4.0 - 1.2 * min(back, 6)
            if holder.spoke_at and speaks:
                since = here - self.sentence_at(max((s for s in holder.spoke_at if s < at.start), default=0))
                score += 3.0 if since <= 2 else 1.0 if since <= 4 else 0.0
            if any(self._subjects.get(here - k) is holder for k in range(min(back, 2), 3)):
                score += 1.5
            if not quoted and self.in_quote(last.start):
                score -= 2.0
            if holder.gender == pronoun.gender:
                score += 1.0
            if pronoun.plural and holder.sort != "group" and not holder.plural:
                if not holder.spoke_at:
                    continue
                score -= 2.0
            score += 4 * (self.same_source(at, last) - 0.5)
            score += min(len(holder.mentions), 6) * 0.1
            if back <= 8:
                found.append((score, holder))
        found.sort(key=lambda x: -x[0])
        return found


def _agrees(holder: Holder, pronoun: Pronoun) -> bool:
    if pronoun.plural:
        return holder.sort in {"group", "body", "outlet", None} or holder.plural
    if holder.plural or holder.sort == "rumour":
        return False
    if pronoun.gender == "n":
        return holder.sort in {"body", "outlet", "document", None}
    return holder.sort in {"person", None} and holder.gender in {"-", pronoun.gender}
