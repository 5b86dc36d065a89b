"""The cast of a report: every mention of a source, given to the holder that it means.

A mention is tried as a pronoun, a proper name or a description; what fits nobody known begins a holder of its own.
"""

from __future__ import annotations

from inquit.core.records import Evidence
from inquit.core.spans import Span
from inquit.sources.descriptions import described, owner
from inquit.sources.holders import Holder
from inquit.sources.memory import Memory
from inquit.sources.naming import named
from inquit.sources.phrases import Phrase
from inquit.sources.pronouns import antecedents


class Cast:
    """Meets the mentions of a report one after the other; `why` says of each what decided who it is."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.why: dict[Span, Evidence] = {}

    def meet(self, p: Phrase, *, speaks: bool, in_title: bool = False) -> Holder | None:
        """The holder that a phrase means; None for the report's own voice and for pronouns of nobody known."""
        if p.pronoun is not None:
            holder, rule = self._pronoun(p, speaks=speaks), "pronoun"
        elif p.name is not None:
            holder, rule = named(self.memory, p, speaks=speaks), "name"
        else:
            holder, rule = described(self.memory, p, speaks=speaks, in_title=in_title)
        self.why.setdefault(p.span, Evidence(what="who the source is", by=rule, spans=(p.span,)))
        self.memory.of[p.name or p.span] = holder
        if holder is not None:
            if p.owner is not None and holder.owner is None and p.pronoun is None:
                holder.owner = owner(self.memory, p.owner, but=holder)
            self.memory.note(holder, p, speaks=speaks)
        return holder

    def _pronoun(self, p: Phrase, *, speaks: bool) -> Holder | None:
        pronoun = self.memory.lexicon.pronouns[p.pronoun or ""]
        if pronoun.person == "1":
            return None
        ranked = antecedents(self.memory, p.span, pronoun, speaks=speaks)
        if not ranked:
            return None
        (score, best), others = ranked[0], ranked[1:4]
        self.why[p.span] = Evidence(
            what="who the source is",
            by="pronoun",
            spans=(p.span, *best.mentions[-1:]),
            score=round(score, 2),
            instead=tuple(h.label for _, h in others),
        )
        return best
