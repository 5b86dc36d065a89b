"""What the reports together know of a name that one of them alone takes for a person's: "Halcyra", "Channel Nine"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from inquit.core.comparison import Claim, Witness
from inquit.core.records import Kind, Link
from inquit.sources.names import tokens
from inquit.sources.publishers import publishing_body
from inquit.stemma.affiliations import Affiliation
from inquit.stemma.press import bare

_BODIES: frozenset[Kind] = frozenset({"organisation", "official-body"})


def with_known_kinds(
    claim: Claim, witnesses: Mapping[str, Witness], affiliations: Iterable[Affiliation], language: str | None
) -> Claim:
    """The claim, its sources' kinds as the other sources and the outlets of its reports tell them.

    A person or body of just the name that an outlet of the press has is the outlet. A person of a single name with which the
    name of one kind of body begins is a body, unless it is somebody's surname too.
    """
    links = [link for m in claim.mentions for link in m.chain if link.standing == "named"]
    outlets = {w.outlet for w in witnesses.values() if w.outlet}
    own = [body for o in outlets if (body := publishing_body(o, language)) is not None]
    press = {bare(o) for o in outlets if publishing_body(o, language) is None}
    bodies = _first_words([*((x.name, x.kind) for x in (*links, *own) if x.kind in _BODIES)])
    people = [*(x.name for x in links if x.kind == "person"), *(a.name for a in affiliations if a.how != "same")]
    surnames = {words[-1] for name in people if len(words := tokens(name)) > 1}

    def settled(link: Link) -> Link:
        words = bare(link.name)
        if link.standing != "named" or link.kind not in {"person", *_BODIES} or not words:
            return link
        if words in press:
            return replace(link, kind="outlet")
        kinds = bodies.get(words[0], set())
        if link.kind == "person" and len(words) == len(kinds) == 1 and words[0] not in surnames:
            return replace(link, kind=next(iter(kinds)))
        return link

    return replace(
        claim, mentions=tuple(replace(m, chain=tuple(settled(link) for link in m.chain)) for m in claim.mentions)
    )


def _first_words(bodies: Iterable[tuple[str, Kind]]) -> dict[str, set[Kind]]:
    found: dict[str, set[Kind]] = {}
    for name, kind in bodies:
        words = bare(name)
        if len(words) > 1:
            found.setdefault(words[0], set()).add(kind)
    return found
