"""Whom a proper name means."""

from __future__ import annotations

import re

from inquit.core.spans import Span
from inquit.sources.holders import Holder, Sort, is_official, may_be, sort_of_label
from inquit.sources.lexicon import Lexicon
from inquit.sources.memory import Memory
from inquit.sources.names import tokens
from inquit.sources.outlets import outlet_named
from inquit.sources.phrases import TOKEN, Phrase

_LONGEST_ACRONYM = 6
_LATELY = 2  # sentences within which a name without introduction is that of who was described
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def named(memory: Memory, p: Phrase, *, speaks: bool = False) -> Holder:
    """The holder that bears the name of `p`: one that is known by it, or one that begins here.

    Raises ValueError if the phrase has no name.
    """
    if p.name is None:
        raise ValueError("a phrase without a name")
    proper = next((n for n in memory.names_in(p.name) if n.span == p.name), None)
    label, titles = (proper.label, proper.titles) if proper else ("MISC", ())
    written = p.name.of(memory.text)
    key = tokens(written)
    roles = frozenset((*p.roles, *titles))
    sort = "person" if titles and label == "PERSON" else sort_of_label(label, key, roles, memory.lexicon)
    if sort in {"body", None} and (outlet_named(written) or _is_compound_outlet(written, memory.lexicon)):
        sort = "outlet"
    if memory.own is not None and sort != "person" and may_be(memory.own, key, sort, memory.lexicon):
        return memory.own
    holder = (
        _alias(memory, p.name)
        or known_by_name(memory, key, sort, p.name)
        or (_described_before(memory, p, roles, sort) if speaks else None)
        or memory.begin(sort)
    )
    memory.learn_name(holder, key)
    holder.sort = holder.sort or sort
    holder.add_name(written, key)
    holder.roles |= roles
    holder.words |= p.words
    holder.gender = _gender(memory, key, roles, holder.gender)
    is_metonym = written in memory.lexicon.metonyms or f"The {written}" in memory.lexicon.metonyms
    holder.is_place = holder.is_place or is_metonym or (label == "LOCATION" and len(key) < 3)
    if holder.sort in {"body", None} and not holder.is_place and _publishes(memory, p.name):
        holder.sort = holder.sort if is_official(holder, memory.lexicon) else "outlet"
    return holder


def known_by_name(memory: Memory, key: tuple[str, ...], sort: Sort | None, at: Span) -> Holder | None:
    """The holder met under this name or one that it can be short for; of several, the one met last."""
    candidates = {id(h): h for word in key for h in memory.known_as(word)}
    if len(key) == 1 and len(key[0]) <= _LONGEST_ACRONYM:
        candidates.update((id(h), h) for h in memory.recent.values() if h.names)
    exact = [h for h in candidates.values() if key in h.keys]
    found = exact or [h for h in candidates.values() if may_be(h, key, sort, memory.lexicon)]
    return max(found, key=lambda h: h.last_before(at.start) or -1, default=None)


def _described_before(memory: Memory, p: Phrase, roles: frozenset[str], sort: Sort | None) -> Holder | None:
    """Who was only "the deputy mayor" so far, and is named now: with the same office, or bare where she goes on."""
    if sort != "person" or p.name is None:
        return None
    unnamed = [h for h in reversed(memory.recent.values()) if h.sort == "person" and not h.named and h.definite]
    office = {r for r in roles if memory.lexicon.has(r.rpartition(" ")[2], "official")}
    same = next((h for h in unnamed if office & h.roles), None)
    if same is not None or roles or p.head is not None or " " not in p.name.of(memory.text):
        return same
    here = memory.sentence_at(p.name.start)
    lately = (h for h in unnamed[:1] if h.spoke_at and here - memory.sentence_at(h.spoke_at[-1]) <= _LATELY)
    return next(lately, None)


def _gender(memory: Memory, key: tuple[str, ...], roles: frozenset[str], known: str) -> str:
    if known != "-":
        return known
    told = next((g for r in sorted(roles) if (g := memory.lexicon.titles.get(r, "-")) != "-"), "-")
    return told if told != "-" or len(key) < 2 else memory.lexicon.given_names.get(key[0], "-")


def _is_compound_outlet(written: str, lexicon: Lexicon) -> bool:
    """Whether a name written in one word is made of one for an outlet: "ShoreNews24"."""
    parts = () if " " in written else _PART.findall(written)
    return len(parts) > 1 and any(lexicon.name_words.get(w.lower()) == "outlet" for w in parts)


def _publishes(memory: Memory, name: Span) -> bool:
    """Whether the words around a name are those around an outlet's: "told X", "X reported", "seen by X"."""
    after = TOKEN.match(memory.text, name.end + 1)
    if after is not None and memory.lexicon.has(after.group().lower(), "publishes"):
        return True
    return name.end in memory.relayed


def _alias(memory: Memory, name: Span) -> Holder | None:
    """Whose other name this is, if the text says so: "Spectrum Authority (SA)", "Vesh, known as Veshno"."""
    other = memory.name_before(name)
    if other is None or not memory.lexicon.aliases.fullmatch(memory.text, other.end, max(other.end, name.start)):
        return None
    return memory.of.get(other)
