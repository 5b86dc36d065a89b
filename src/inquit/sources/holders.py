"""Who is spoken of in a report: each holder gathers the mentions that mean one person, body or document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from inquit.core.records import Kind, Standing
from inquit.core.spans import Span
from inquit.sources.lexicon import Lexicon
from inquit.sources.names import same_body, same_person, same_word
from inquit.sources.phrases import Phrase

Sort = Literal["person", "group", "body", "outlet", "document", "rumour"]
"""What can be one holder with what: official bodies and organisations are alike here, kinds are told apart later."""

_ACRONYM = 3  # letters of a name that may be an acronym
_SORTS: dict[str, Sort] = {
    "person": "person",
    "group": "group",
    "official-body": "body",
    "organisation": "body",
    "outlet": "outlet",
    "document": "document",
    "own document": "document",
    "personal document": "document",
    "rumour": "rumour",
}


@dataclass(slots=True, eq=False)
class Holder:
    """One source in the making; `names` are its proper names as written, the fullest first."""

    sort: Sort | None
    names: list[str] = field(default_factory=list[str])
    keys: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    roles: set[str] = field(default_factory=set[str])
    words: set[str] = field(default_factory=set[str])
    gender: str = "-"
    plural: bool = False
    definite: bool = False
    description: str | None = None
    kinds: Counter[str] = field(default_factory=Counter[str])
    owner: Holder | None = None
    mentions: list[Span] = field(default_factory=list[Span])
    spoke_at: list[int] = field(default_factory=list[int])
    is_own_outlet: bool = False
    is_place: bool = False
    number: str | None = None
    closeness: str | None = None
    reason: str | None = None

    @property
    def named(self) -> bool:
        return bool(self.names)

    @property
    def label(self) -> str:
        """The fullest name, or else the description: "source close to the board"; of a transcript's "OLA VENN", Ola Venn."""
        if self.names:
            name = self.names[0]
            return name.title() if self.sort == "person" and name.isupper() and len(name) > _ACRONYM else name
        if self.description is None:
            return ""
        near = self.closeness if self.closeness and self.closeness not in self.description else ""
        return f"{self.description} {near}".rstrip()

    def last_before(self, position: int) -> int | None:
        """Where it was last mentioned before `position`, None if nowhere."""
        return next((m.start for m in reversed(self.mentions) if m.start < position), None)

    def add_name(self, name: str, key: tuple[str, ...]) -> None:
        """Takes another spelling; the one of most words becomes the first."""
        if key in self.keys:
            return
        self.names.append(name)
        self.keys.append(key)
        if len(key) > len(self.keys[0]) and not (self.sort == "person" and len(key) > 5):
            self.names.insert(0, self.names.pop())
            self.keys.insert(0, self.keys.pop())


def sort_of_label(label: str, key: tuple[str, ...], roles: frozenset[str], lexicon: Lexicon) -> Sort | None:
    """What sort of holder a proper name is, by what stands with it, the words in it and its entity tag."""
    told = {_SORTS[kind] for role in roles if (kind := lexicon.nouns.get(role)) is not None}
    for sort in ("outlet", "person", "body"):
        if sort in told:
            return sort
    if label == "PERSON":
        return "person"
    for word in reversed(key):
        kind = lexicon.name_words.get(word)
        if kind is not None:
            return _SORTS[kind]
    if len(key) > 1 and lexicon.nouns.get(key[0]) == "document":
        return "document"  # Table 3, Annex B
    return "body" if label in {"ORGANIZATION", "LOCATION"} else None


def sort_of_noun(noun: str | None, *, plural: bool, lexicon: Lexicon) -> Sort | None:
    """What sort of holder a common noun names; more than one person is a group."""
    kind = lexicon.nouns.get(noun or "")
    sort = None if kind is None else _SORTS[kind]
    return "group" if plural and sort in {"person", "outlet"} else sort


def may_be(holder: Holder, key: tuple[str, ...], sort: Sort | None, lexicon: Lexicon) -> bool:
    """Whether a proper name can be another spelling of a holder's."""
    if not holder.keys or (sort and holder.sort and sort != holder.sort and {sort, holder.sort} != {"body", "outlet"}):
        return key in holder.keys
    same = same_person if "person" in {sort, holder.sort} else same_body
    return any(same(known, key, lexicon) for known in holder.keys)


def fits(holder: Holder, p: Phrase, lexicon: Lexicon) -> float:
    """How well a description says what a holder is, 0 to 1: by its head noun, then by the words before it."""
    head = p.head or ""
    if head in holder.roles or any(same_word(head, w, lexicon) for key in holder.keys for w in key[-1:]):
        base = 0.7
    elif head in holder.words or any(head in key for key in holder.keys):
        base = 0.5
    else:
        return 0.0
    mine = p.words - {head}
    told = {w for w in mine if len(w) > 2 and w not in lexicon.words}
    if not told:
        return base
    known = holder.words.union(*holder.keys)
    # Another adjective makes another person of "the official"; of "the 14-page draft" it only tells more.
    other = holder.sort != "document" and not told & known and holder.words - {head}
    return base + 0.3 * len(told & known) / len(told) - (0.25 if other else 0.0)


def is_official(holder: Holder, lexicon: Lexicon) -> bool:
    """Whether a body is one of government, by what it is called, then by the last telling word of its name."""
    called = [kind for role in holder.roles if (kind := lexicon.nouns.get(role)) in {"official-body", "organisation"}]
    named = [next((lexicon.name_words[w] for w in reversed(key) if w in lexicon.name_words), "") for key in holder.keys]
    votes = 2 * called + 3 * named
    if holder.is_place and "organisation" not in votes:
        return True
    return votes.count("official-body") > votes.count("organisation")


def kind_of(holder: Holder, lexicon: Lexicon) -> Kind:
    """What kind of source a holder is; a holder of no sort is an organisation."""
    if holder.sort == "body" or holder.sort is None:
        return "official-body" if is_official(holder, lexicon) else "organisation"
    return holder.sort


def standing_of(holder: Holder) -> Standing:
    """Whether a reader could look the source up: persons and groups by name, bodies and documents always."""
    if holder.sort in {"person", "group", None}:
        handle = holder.named and all(n.startswith("@") or any(c.isdigit() for c in n) for n in holder.names)
        return "named" if holder.named and not handle else "unnamed"
    return "unnamed" if holder.sort == "rumour" or (holder.plural and not holder.named) else "named"


def stands_for(holder: Holder, lexicon: Lexicon) -> str | None:
    """Whose government a place speaks for: "the United States" for Washington, its own for a country."""
    if holder.sort not in {"body", None} or not is_official(holder, lexicon):
        return None
    for name in holder.names:
        known = next((n for n in (name, f"The {name}", name.removeprefix("The ")) if n in lexicon.metonyms), None)
        if known is not None:
            return lexicon.metonyms[known]
    return holder.names[0] if holder.is_place and holder.names else None
