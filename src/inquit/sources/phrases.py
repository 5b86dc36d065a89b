"""What the words that name a source say: its name, what it is, whom it belongs to, how near it is, why it is unnamed.

    "Anna Bell, head of research at Corvin Bank"     name Anna Bell, roles head, of Corvin Bank
    "two officials familiar with the talks"           head official, plural, number two, closeness
    "government sources cited by the Courier"         head source, relay by the Courier

Read from left to right without a parse: what belongs to the noun phrase ends at the first relay, reason, closeness,
relative clause or verb; commas part appositions; the last word before a preposition is the head.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from inquit.core.spans import Span, trim
from inquit.sources.lexicon import Lexicon

TOKEN = re.compile(r"@?\w+(?:[.’'&/-]\w+)*(?:(?<=\b[A-Za-z])\.|['’](?=\s))?")
_APPOSITION = re.compile(r"\s*[,–—(]\s*")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s?[ap]\.?m\.?)?\s+(?=[^\W\d_a-z])")
_PAUSE = re.compile(r"[,;]")
_LONGEST = 600
_POSSESSIVE = re.compile(r"['’]s?\Z")
Given = Literal["definite", "indefinite", "bare"]


class Token(NamedTuple):
    """A word and where it stands; `low` is it in lower case."""

    start: int
    end: int
    text: str
    low: str


class Relay(NamedTuple):
    """`direction` is that of relays.tsv; `span` is whom the words name, `words` the words that pass it on."""

    direction: str
    words: Span
    span: Span


class Phrase(NamedTuple):
    """What a source phrase says. Every noun is singular and lower-case."""

    span: Span
    pronoun: str | None = None
    name: Span | None = None
    head: str | None = None
    head_span: Span | None = None
    roles: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    owner: Span | None = None
    given: Given = "bare"
    plural: bool = False
    same: bool = False
    number: str | None = None
    closeness: str | None = None
    reason: str | None = None
    relays: tuple[Relay, ...] = ()


@lru_cache(maxsize=1024)  # several rules read each sentence of a report
def tokens_of(text: str, span: Span) -> Sequence[Token]:
    """The words in a stretch of the text, with where they stand."""
    found = TOKEN.finditer(text, span.start, span.end)
    return tuple([Token(m.start(), m.end(), word := m.group(), word.lower()) for m in found])


def tokens_within(text: str, sentence: Span, part: Span) -> Sequence[Token]:
    """The words in a part of a sentence: those of the sentence, where it does not begin or end inside one."""
    words = tokens_of(text, sentence)
    first, last = bisect_left(words, (part.start,)), bisect_left(words, (part.end,))
    before, final = words[first - 1 : first], words[max(first, last - 1) : last]
    # Whether a mark belongs to the word before it depends on what follows: "the clerks’ boat".
    cut = any(t.end > part.end or (t.end == part.end and t.text[-1] in "'’") for t in final)
    return tokens_of(text, part) if cut or any(t.end > part.start for t in before) else words[first:last]


def phrase(text: str, span: Span, names: Sequence[Span], lexicon: Lexicon) -> Phrase:
    """What the words of `span` say; `names` are the proper names that overlap it, in reading order."""
    span = trim(text, Span(span.start, min(span.end, span.start + _LONGEST)))
    relays, end = _relays(text, span, lexicon)
    reason, end = _said(text, span, end, lexicon.reason)
    closeness, end = _said(text, span, end, lexicon.closeness)
    tokens = tokens_of(text, Span(span.start, end))
    for k, token in enumerate(tokens):
        if k and (_is_verb(tokens, k, names, lexicon) or lexicon.has(token.low, "relative")):
            end = token.start
            tokens = tokens[:k]
            break
    if not tokens:
        return Phrase(span=span, relays=relays, closeness=closeness, reason=reason)
    while len(tokens) > 1 and _is_emphasis(tokens, names, lexicon):
        end, tokens = tokens[-2].end, tokens[:-1]  # "the bank itself", but "one of them"
    if len(tokens) == 1 or lexicon.has(tokens[0].low, "relative"):
        tokens = tokens[:1] if tokens[0].low in lexicon.pronouns else tokens
    if len(tokens) == 1 and tokens[0].low in lexicon.pronouns:
        return Phrase(span=Span(*tokens[0][:2]), pronoun=tokens[0].low, relays=relays)
    found = _noun_phrases(text, span.start, tokens, names, lexicon)
    return _merged(span, found, lexicon, relays=relays, closeness=closeness, reason=reason)


def without_clock(text: str, span: Span) -> Span:
    """A source without the time of an entry in a live blog before it: "10.05 The club's doctor"."""
    clock = _CLOCK.match(text, span.start, span.end)
    return Span(clock.end(), span.end) if clock else span


def _is_verb(tokens: Sequence[Token], k: int, names: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether a source ends before this word: a verb, no part of a name ("Banco do Brasil"), nor a noun ("the will")."""
    t, before = tokens[k], tokens[k - 1]
    if not (t.text.islower() and lexicon.has(t.low, "finite")) or lexicon.has(before.low, "definite"):
        return False
    inside = any(n.start < t.end and t.start < n.end for n in names)
    between = before.text[:1].isupper() and k + 1 < len(tokens) and tokens[k + 1].text[:1].isupper()
    return not (inside or between)


def _is_emphasis(tokens: Sequence[Token], names: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether the last word only stresses who it is, "the bank itself"; not that of "one of them", nor of "Harry You"."""
    last = tokens[-1]
    named = any(n.start < last.end and last.start < n.end for n in names)
    return last.low in lexicon.pronouns and not named and not lexicon.has(tokens[-2].low, "preposition")


def _relays(text: str, span: Span, lexicon: Lexicon) -> tuple[tuple[Relay, ...], int]:
    """The relays inside a source phrase, and where the phrase without them ends."""
    found: list[Relay] = []
    end = span.end
    for direction, pattern in lexicon.relays:
        for m in pattern.finditer(text, span.start + 1, span.end):
            stop = _APPOSITION.search(text, m.end(), span.end)
            whom = trim(text, Span(m.end(), stop.start() if stop else span.end))
            if whom.length:
                found.append(Relay(direction, Span(m.start(), m.end()), whom))
                end = min(end, m.start())
    return tuple(sorted(found, key=lambda r: r.words)), end


def _said(text: str, span: Span, end: int, pattern: re.Pattern[str]) -> tuple[str | None, int]:
    found = pattern.search(text, span.start, span.end)
    if found is None:
        return None, end
    stop = _PAUSE.search(text, found.end(), span.end)
    words = text[found.start() : stop.start() if stop else span.end].strip()
    return words, min(end, found.start()) if found.start() > span.start else end


def _noun_phrases(
    text: str, start: int, tokens: Sequence[Token], names: Sequence[Span], lexicon: Lexicon
) -> list[Phrase]:
    """The noun phrase and its appositions: what stands between commas, dashes and brackets."""
    parts: list[list[Token]] = [[]]
    last = start
    for token in tokens:
        between = text[last : token.start]
        if "(" in between and parts[-1]:
            break
        if parts[-1] and _APPOSITION.search(between) and not any(n.start < last and token.start < n.end for n in names):
            parts.append([])
        parts[-1].append(token)
        last = token.end
    return [_noun_phrase(part, names, lexicon) for part in parts]


def _noun_phrase(tokens: Sequence[Token], names: Sequence[Span], lexicon: Lexicon) -> Phrase:
    owners = {k for k in range(len(tokens) - 1) if not lexicon.has(tokens[k + 1].low, "preposition")}
    ends = [_own_end(t) if k in owners else t.end for k, t in enumerate(tokens)]
    name_at = {k: n for n in names for k, t in enumerate(tokens) if n.start <= t.start and ends[k] <= n.end}
    cut = next(
        (k for k, t in enumerate(tokens) if k and k not in name_at and lexicon.has(t.low, "preposition")), len(tokens)
    )
    cut = next((k for k in range(1, cut) if _is_participle(tokens, k, name_at, lexicon)), cut)
    core = _to_its_head(tokens[:cut], name_at, lexicon)
    given, number, same = _determined(core, lexicon)
    owner = _owner(tokens[cut:], name_at, cut)
    for k in range(len(core) - 1):
        if k in name_at and name_at.get(k + 1) != name_at[k]:
            owner = owner or name_at[k]
            given = "definite" if _POSSESSIVE.search(core[k].text) else given
    bare = (_POSSESSIVE.sub("", t.low) or t.low for t in core)
    words = frozenset(lexicon.singular(w) or w for w in bare)
    span = Span(tokens[0].start, tokens[-1].end)
    name = name_at.get(len(core) - 1)
    if name is not None:
        before = [t for t in core if t.end <= name.start]
        roles = {noun for t in before if (noun := lexicon.singular(t.low)) and lexicon.nouns[noun] != "group"}
        roles.update(two for a, b in pairwise(before) if (two := f"{a.low} {b.low}") in lexicon.nouns)
        owner = None if owner == name else owner
        return Phrase(
            span=span, name=name, roles=frozenset(roles), words=words, given=given, number=number, owner=owner
        )
    noun, plural = _head(core, lexicon)
    return Phrase(
        span=span,
        head=noun,
        head_span=span,
        roles=frozenset({noun, noun.rpartition(" ")[2]}),
        words=words,
        given=given,
        plural=(plural or number is not None) and not lexicon.has(number or "", "singular"),
        number=number,
        same=same,
        owner=owner,
    )


def _own_end(token: Token) -> int:
    """Where an owner's name ends, without the possessive ending: "Corvin’s" of "Corvin’s head"."""
    ending = _POSSESSIVE.search(token.text)
    return token.end - len(ending[0]) if ending else token.end


def _to_its_head(core: Sequence[Token], name_at: dict[int, Span], lexicon: Lexicon) -> Sequence[Token]:
    """The words up to the last that is a name or a word for a source; all of them if none is."""
    last = next((k for k in range(len(core) - 1, -1, -1) if k in name_at or lexicon.singular(core[k].low)), None)
    return core if last is None else core[: last + 1]


def _determined(core: Sequence[Token], lexicon: Lexicon) -> tuple[Given, str | None, bool]:
    """What the small words of a noun phrase say: "the", "a second", "two"; "same" is told apart."""
    first = lexicon.words.get(core[0].low, frozenset()) if core else frozenset[str]()
    given: Given = (
        "definite" if first & {"definite", "possessive"} else "indefinite" if "indefinite" in first else "bare"
    )
    number = next((t.low for t in core if lexicon.has(t.low, "number")), None)
    same = any(lexicon.has(t.low, "same") for t in core)
    if same:
        return "definite", number, True
    if given == "bare" and (number or any(lexicon.has(t.low, "other") for t in core)):
        given = "indefinite"
    return given, number, False


def _head(core: Sequence[Token], lexicon: Lexicon) -> tuple[str, bool]:
    """The head noun in the singular (two words where nouns.tsv has them), and whether it stands in the plural."""
    low = core[-1].low if core else ""
    noun = lexicon.singular(low) or low
    plural = not low.endswith(noun) or lexicon.nouns.get(noun) == "group"
    two = f"{core[-2].low} {noun}" if len(core) > 1 else ""
    return (two if two in lexicon.nouns else noun), plural


def _is_participle(tokens: Sequence[Token], k: int, name_at: dict[int, Span], lexicon: Lexicon) -> bool:
    """Whether a clause without its own verb begins here, behind a noun: "a study" / "commissioned by the bank"."""
    low = tokens[k].low
    if k not in name_at and lexicon.words.get(low, frozenset()) & {"definite", "indefinite", "possessive"}:
        return lexicon.singular(tokens[k - 1].low) is not None  # "a note" / "the bank sent out"
    if k in name_at or k + 1 == len(tokens) or not (low.endswith(("ed", "ing")) or lexicon.has(low, "participle")):
        return False
    return k - 1 in name_at or lexicon.singular(tokens[k - 1].low) is not None


def _owner(rest: Sequence[Token], name_at: dict[int, Span], cut: int) -> Span | None:
    """The name, or else the words, behind the first preposition: whom the head belongs to."""
    if len(rest) < 2:
        return None
    for k in range(1, len(rest)):
        if cut + k in name_at:
            return name_at[cut + k]
    return Span(rest[1].start, rest[-1].end)


def _merged(
    span: Span,
    found: list[Phrase],
    lexicon: Lexicon,
    *,
    relays: tuple[Relay, ...],
    closeness: str | None,
    reason: str | None,
) -> Phrase:
    """One phrase of a noun phrase and its appositions; a name wins over a description, the first over the others."""
    first = found[0]
    named = next((p for p in found if p.name is not None), None)
    if first.name is None and named is not None and not first.plural and _names_it(first, lexicon):
        lead = named
    else:
        lead = first
    roles = lead.roles.union(*(p.roles for p in found if p is not lead and p.name is None), first.roles)
    owner = next((p.owner for p in found if p.owner is not None), None)
    return Phrase(
        span=span, name=lead.name, head=lead.head, head_span=lead.head_span,
        roles=frozenset(r for r in roles if r in lexicon.nouns or r == lead.head),
        words=first.words | lead.words, owner=owner, given=first.given, plural=lead.plural, same=first.same,
        number=first.number, closeness=closeness, reason=reason, relays=relays,
    )  # fmt: skip


def _names_it(described: Phrase, lexicon: Lexicon) -> bool:
    """Whether a description is one that a name can follow: "her deputy, Ana Roe", not "Tuesday, Ana Roe"."""
    return described.head in lexicon.nouns
