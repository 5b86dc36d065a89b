"""What the reports together know of a single name that one of them takes for a person's: "Tarnova", "Granit"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from inquit.core.comparison import Claim, Mention, Witness
from inquit.core.records import Kind, Link
from inquit.sources.names import tokens
from inquit.sources.publishers import publishing_body
from inquit.stemma.affiliations import Affiliation
from inquit.stemma.press import bare
from inquit.stemma.vocabulary import vocabulary

_BODIES: frozenset[Kind] = frozenset({"organisation", "official-body"})


def with_known_kinds(
    claim: Claim, witnesses: Mapping[str, Witness], affiliations: Iterable[Affiliation], language: str | None
) -> Claim:
    """The claim, its sources' kinds as the other sources and the outlets of its reports tell them.

    A named person is an outlet, if one of the claim's reports has an outlet of just that name: not one whom a report introduces,
    nor of a name of several words that begins with a given one. A single name is a body's, if the longer names that begin
    with it are of one kind of body, or one publishes under it. One that is part of a person's longer name stays a person's,
    and so does what somebody put right. Takes time in proportion to the sources.
    """
    links = [link for m in claim.mentions for link in m.chain if link.standing == "named"]
    reports = {m.report for m in claim.mentions}
    outlets = {w.outlet for r, w in witnesses.items() if r in reports and w.outlet}
    own = {o: publishing_body(o, language) for o in outlets}
    press = {bare(o) for o, body in own.items() if body is None}
    bodies: dict[str, set[Kind]] = {}
    for link in links:
        if link.kind in _BODIES and len(words := bare(link.name)) > 1:
            bodies.setdefault(words[0], set()).add(link.kind)
    for body in own.values():
        if body is not None:
            bodies.setdefault(bare(body.name)[0], set()).add(body.kind)
    people = [*(x.name for x in links if x.kind == "person"), *(a.name for a in affiliations if a.how != "same")]
    introduced = {bare(a.name) for a in affiliations if a.how != "same"}
    given = vocabulary(language).sources.given_names
    persons = {word for name in people if len(words := tokens(name)) > 1 for word in words}

    def settled(link: Link) -> Link:
        words = bare(link.name)
        if link.kind != "person" or link.standing != "named" or not words:
            return link
        single = len(words) == 1
        known = words[0] in persons if single else words in introduced or words[0] in given
        if words in press and not known:
            return replace(link, kind="outlet")
        if known or not single:
            return link
        kinds = bodies.get(words[0], set())
        return replace(link, kind=next(iter(kinds))) if len(kinds) == 1 else link

    def of(m: Mention) -> Mention:
        return m if m.corrected else replace(m, chain=tuple(map(settled, m.chain)))

    return replace(claim, mentions=tuple(map(of, claim.mentions)))
