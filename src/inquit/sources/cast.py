"""The cast of a report: every mention of a source, given to the holder that it means.

A mention is tried as a pronoun, a proper name or a description; what fits nobody known begins a holder of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from inquit.core.records import Evidence
from inquit.core.spans import Span, Spans
from inquit.sources.descriptions import described, owner
from inquit.sources.holders import Holder
from inquit.sources.memory import Memory, chance, undecided
from inquit.sources.naming import named
from inquit.sources.phrases import Phrase
from inquit.sources.pronouns import antecedents, chances


class Cast:
    """Meets the mentions of a report one after the other; `why` says of those in `asked` what decided who they are."""

    def __init__(
        self, memory: Memory, asked: Collection[Span] = (), speech: Mapping[Span, Spans] | None = None
    ) -> None:
        """`speech` are the quotations that the words for a speaker introduce, by those words."""
        self.memory = memory
        self._speech = speech or {}
        self.why: dict[Span, Evidence] = {}
        self._asked = asked  # an explanation compares a mention with others, and most names are nobody's words

    def meet(self, p: Phrase, *, speaks: bool, in_title: bool = False) -> Holder | None:
        """The holder that a phrase means; None for the report's own voice, "nobody", and pronouns of nobody known."""
        if p.pronoun is not None:
            holder = self._pronoun(p, speaks=speaks)
        elif self._is_nobody(p):
            holder = None
            self._explain(p, "nobody", holder)
        elif p.name is not None:
            holder = named(self.memory, p, speaks=speaks)
            self._explain(p, "name", holder)
        else:
            holder, rule, passed_over = described(self.memory, p, speaks=speaks, in_title=in_title)
            self._explain(p, rule, holder, passed_over)
        self.memory.of[p.name or p.span] = holder
        if holder is not None:
            if p.owner is not None and holder.owner is None and p.pronoun is None:
                holder.owner = owner(self.memory, p.owner, but=holder)
            self.memory.note(holder, p, speaks=speaks)
        return holder

    def _is_nobody(self, p: Phrase) -> bool:
        """Whether a phrase says that there is no source, or has no letter ("10.40"); a name of several words is one."""
        words = p.span.of(self.memory.text)
        named = p.name is not None and " " in p.name.of(self.memory.text)
        return not named and (self.memory.lexicon.is_nobody(words) or not any(c.isalpha() for c in words))

    def _explain(self, p: Phrase, rule: str, holder: Holder | None, passed_over: Sequence[Holder] = ()) -> None:
        """Notes the rule, how probable the head thinks what it found, and whom it thought too unlikely."""
        if p.span not in self._asked:
            return
        known = holder is not None and bool(holder.mentions) and self.memory.same_source is not undecided
        self.why[p.span] = Evidence(
            what="who the source is",
            by=rule,
            spans=(p.span, *(holder.mentions[-1:] if known and holder is not None else ())),
            score=round(chance(self.memory.likeness(p.span, holder)), 2) if known and holder is not None else None,
            instead=tuple(self._told(p.span, h) for h in passed_over),
        )

    def _pronoun(self, p: Phrase, *, speaks: bool) -> Holder | None:
        pronoun = self.memory.lexicon.pronouns[p.pronoun or ""]
        ranked = [] if pronoun.person in {"1", "2"} else antecedents(self.memory, p.span, pronoun, speaks=speaks)
        named = [h for q in self._speech.get(p.span, ()) for h in self.memory.named_in(q)]
        ranked = [(score, h) for score, h in ranked if h not in named]  # nobody speaks of himself by name
        if not ranked:
            self._explain(p, "pronoun", None)
            return None
        (_, best), others = ranked[0], ranked[1:4]
        if p.span in self._asked:
            self.why[p.span] = Evidence(
                what="who the source is",
                by="pronoun",
                spans=(p.span, *best.mentions[-1:]),
                score=round(chances([score for score, _ in ranked])[0], 2),
                instead=tuple(self._told(p.span, h) for _, h in others),
            )
        return best

    def _told(self, at: Span, holder: Holder) -> str:
        """Whom else a mention could mean, with what the head says of it where there is one."""
        if self.memory.same_source is undecided:
            return holder.label
        return f"{holder.label} ({chance(self.memory.likeness(at, holder)):.2f})"
