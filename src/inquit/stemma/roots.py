"""The roots of a claim: the innermost sources of the mentions that took it from no other report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from inquit.core.comparison import Root
from inquit.core.records import Kind, Link, digest
from inquit.stemma.affiliations import Affiliation
from inquit.stemma.descriptions import Description, describe, is_nameless, noun_of
from inquit.stemma.identity import Names, nameless_groups
from inquit.stemma.origins import Meeting, Origin, disputes_version
from inquit.stemma.plausible import weighed
from inquit.stemma.press import bare
from inquit.stemma.tradition import Tradition
from inquit.stemma.vocabulary import Vocabulary

_POINTING = ("article", "same", "ours", "anonymous")  # classes of words that only point to a source
# What one source is named after when it was met as several: the person who spoke, else the paper, else the body.
_MOST_TELLING: tuple[Kind, ...] = ("person", "document", "official-body", "organisation", "outlet", "group", "rumour")


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A root with what tells whether it may be another one. `bodies` are those it belongs to, by the name of a group."""

    root: Root
    nameless: bool
    at_large: bool
    """It is the press at large: "reports"."""
    descriptions: tuple[Description, ...]
    bodies: tuple[str, ...]
    outlets: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Roots:
    """`of` gives the ids of the roots that a mention goes back to."""

    sources: tuple[Source, ...]
    of: Mapping[str, tuple[str, ...]]

    def only(self, counts: Callable[[Root], bool]) -> Roots:
        """The roots that count, and what goes back to them."""
        kept = tuple(s for s in self.sources if counts(s.root))
        ids = {s.root.id for s in kept}
        return Roots(sources=kept, of={m: tuple(r for r in those if r in ids) for m, those in self.of.items()})


def began(t: Tradition, likely: Roots) -> Roots:
    """Those roots without the outlets that tell it in their own voice after others.

    Of fifty outlets that repeat one leak, and do not say from whom they have it, none began it but the first. Others are
    those with a root of their own among the likely ones, in reports that surely came out before. An outlet that somebody
    cites for it may have told it earlier than its own report at hand does.
    """
    told = {t.by_id[m].report for m, those in likely.of.items() if those}

    def repeats(s: Source) -> bool:
        own = set(s.reports)
        return (
            s.root.own_word
            and s.root.kind == "outlet"
            and all((t.press.outlet(r) or r) in s.outlets for r in own)
            and any(all(t.press.surely_earlier(r, mine) for mine in own) for r in told - own)
        )

    repeated = {s.root.id for s in likely.sources if repeats(s)}
    return likely.only(lambda r: r.id not in repeated)


def roots(t: Tradition, origins: Mapping[str, Origin], affiliations: Sequence[Affiliation] = ()) -> Roots:
    """The roots, those met first first, and which of them each mention goes back to."""
    counted = [m for m in t.told if not disputes_version(t, origins, m)]
    met = {m.id: meeting for m in counted if (meeting := origins[m.id].met) is not None}
    met.update(_broken_off(t, origins, met))
    chains = [link for m in counted for link in t.sources(m)]
    known = [link for link in (*chains, *(x.link for x in met.values())) if not is_nameless(link)]
    # An outlet is never one with a body of a like name: Gallia News is not Gallia.
    names = Names(tuple(link for link in known if link.kind != "outlet"), affiliations, t.vocabulary)
    outlets = Names(tuple(link for link in known if link.kind == "outlet"), (), t.vocabulary)
    distinct = sorted({x.mention: x for x in met.values()}.values(), key=lambda x: t.place[x.mention])
    key_of = {x.mention: _name(t, x.link, names, outlets) for x in distinct if not is_nameless(x.link)}
    papers = [x for x in distinct if x.link.kind == "document" and x.mention not in key_of]
    links = [x.link for x in distinct]
    named = ((x, names.document_of(x.link) or names.issuer_of(x.link, links)) for x in papers)
    key_of.update({x.mention: name for x, name in named if name is not None})
    nameless = nameless_groups([x for x in distinct if x.mention not in key_of], names, t.language)
    key_of.update({x.mention: f"nameless {k}" for k, group in enumerate(nameless) for x in group})
    passed_on = _passed_on(distinct, names, key_of)
    groups: dict[str, list[Meeting]] = {}
    for x in distinct:
        if key_of[x.mention] not in passed_on:
            groups.setdefault(key_of[x.mention], []).append(x)
    key_of = {mention: passed_on.get(key, key) for mention, key in key_of.items()}
    own = {m: key_of[x.mention] for m, x in met.items()}
    back = _propagated(t, origins, own)
    sources = {key: _source(t, key, group, names, back) for key, group in groups.items()}
    ordered = sorted(sources.values(), key=lambda s: (t.place[s.root.mentions[0]], s.root.id))
    if t.compared:  # nothing else tells that a mention may state something else
        probable = weighed([s.root for s in ordered], t.mentions)
        ordered = [replace(s, root=root) for s, root in zip(ordered, probable, strict=True)]
    return Roots(
        sources=tuple(ordered),
        of={m: tuple(sources[k].root.id for k in keys if k in sources) for m, keys in back.items()},
    )


def _name(t: Tradition, link: Link, names: Names, outlets: Names) -> str:
    """The name that stands for a source; that of an outlet is told from those of bodies."""
    if link.kind != "outlet":
        return names.group_of(link.name)
    found = t.press.outlets_of(link)
    return "outlet " + (found[0] if len(found) == 1 else outlets.group_of(link.name))


def _broken_off(t: Tradition, origins: Mapping[str, Origin], met: Mapping[str, Meeting]) -> dict[str, Meeting]:
    """What mentions had it from whose only step went against time: the named outlet itself, if nothing else is found.

    Where the ring has a root elsewhere, the mention only repeats it.
    """
    rooted = set(met)
    for m in t.told:
        if any(s.giver in rooted for s in origins[m.id].steps):
            rooted.add(m.id)
    found: dict[str, Meeting] = {}
    for m in t.told:
        broken = origins[m.id].broken
        if broken is not None and broken.step.giver not in rooted and m.id not in rooted:
            found[m.id] = Meeting(broken.link, m.id, m.report, broken.link.name, own_word=True)
            rooted.update((m.id, broken.step.giver))
    return found


def _passed_on(met: Sequence[Meeting], names: Names, key_of: Mapping[str, str]) -> dict[str, str]:
    """By the group of a source that is known to have it from somebody else: the group of whom it has it from.

    Of several the one met first. Two that have it from each other stay as they are, and so does who is met at first hand
    more often than as one who passes it on: one report that reads a chain otherwise shall not move all the others.
    """
    beyond: dict[str, list[str]] = {}
    for x in met:
        for via in x.via:
            relay = names.group_of(via.name)
            if relay != key_of[x.mention] and not is_nameless(via) and via.kind != "document":
                beyond.setdefault(relay, []).append(key_of[x.mention])
    first_hand = Counter(key_of[x.mention] for x in met)
    given = {relay: those[0] for relay, those in beyond.items() if len(those) >= first_hand[relay]}
    found: dict[str, str] = {}
    for relay in given:
        way = [relay]
        while (further := given.get(way[-1])) is not None and further not in way:
            way.append(further)
        if given.get(way[-1]) is None:
            found[relay] = way[-1]
    return found


def _propagated(t: Tradition, origins: Mapping[str, Origin], own: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The groups that each mention goes back to; steps lead to earlier mentions, so that one pass in time is enough."""
    back: dict[str, tuple[str, ...]] = {}
    ordered = sorted(t.told, key=lambda m: (t.order[m.report], not t.sources(m), t.place[m.id]))
    for _ in range(1 + any(origins[m.id].broken for m in t.told)):
        for m in ordered:
            origin = origins[m.id]
            if m.id in own:
                back[m.id] = (own[m.id],)
            else:
                steps = [*origin.steps, *([origin.broken.step] if origin.broken else [])]
                back[m.id] = tuple(dict.fromkeys(k for s in steps for k in back.get(s.giver, ())))
    return back


def _source(
    t: Tradition, key: str, group: Sequence[Meeting], names: Names, back: Mapping[str, tuple[str, ...]]
) -> Source:
    first = min(group, key=lambda x: t.place[x.mention])
    carried = sorted((m for m, keys in back.items() if key in keys), key=t.place.__getitem__)
    link = _telling(t, group)
    nameless = is_nameless(link)
    if nameless:
        link = _fullest(t, link, [m for m in carried if back[m] == (key,)])
    # Who the outlet met is told from others by the outlet; a paper is the same thing wherever it is met.
    met_there = nameless and first.outlet and link.kind != "document"
    name = f"{_bare_description(link, t.vocabulary)} ({first.outlet})" if met_there else link.name
    identity = (first.mention,) if nameless else (names.group_of(link.name),)
    root = Root(
        id="root:" + digest(t.claim, *identity),
        name=name,
        kind=link.kind,
        standing=link.standing,
        first_report=t.by_id[carried[0]].report,
        mentions=tuple(carried),
        own_word=all(x.own_word for x in group),
        support=round(sum(t.supports[m] for m in carried), 6),  # so that equal ones are equal in any order
    )
    described = {describe(x.link.name, x.link.kind, t.language) for x in group if is_nameless(x.link)}
    belongs = {body for x in group for body in names.members.get(names.group_of(x.link.name), ())}
    return Source(
        root=root,
        nameless=nameless,
        at_large=any(t.press.is_vague(x.link) for x in group),
        descriptions=tuple(sorted(described, key=repr)),
        bodies=tuple(sorted(belongs | (set() if nameless else {names.group_of(link.name)}))),
        outlets=tuple(sorted({x.outlet for x in group})),
        reports=tuple(sorted({x.report for x in group})),
    )


def _telling(t: Tradition, group: Sequence[Meeting]) -> Link:
    """The link that a root is named after: of the first report's the most telling kind, in its fullest form."""
    first = t.by_id[min(group, key=lambda x: t.place[x.mention]).mention].report
    here = [x.link for x in group if t.by_id[x.mention].report == first]
    kind = min((x.kind for x in here), key=_MOST_TELLING.index)
    forms = [x.link for x in sorted(group, key=lambda x: t.place[x.mention]) if x.link.kind == kind]
    known = t.vocabulary.press
    return max(forms, key=lambda x: (len(set(bare(x.name)) - known), len(x.name)))  # of equals, the one met first


def _fullest(t: Tradition, link: Link, retold: Sequence[str]) -> Link:
    """A paper that its own report calls no more than a document or a text, in the words of those who have it from there."""
    noun = noun_of(link.name, t.vocabulary)
    if link.kind != "document" or noun is None or not t.vocabulary.sources.has(noun, "generic-paper"):
        return link
    told = (sources[-1] for m in retold if (sources := t.sources(t.by_id[m])))
    papers = [x for x in told if x.kind == "document" and is_nameless(x)]
    return max([link, *papers], key=lambda x: len(describe(x.name, x.kind, t.language).words))


def _bare_description(link: Link, known: Vocabulary) -> str:
    """What a source is called without what only points to it: "the same director", "our insiders"; a rumour of which
    nothing is told is no more than one: "word has it".
    """
    words = link.name.split()
    while len(words) > 1 and any(known.sources.has(words[0].lower(), of) for of in _POINTING):
        words = words[1:]
    if link.kind == "rumour" and all(known.sources.nouns.get(w.lower()) == "rumour" for w in words):
        return link.kind
    return " ".join(words)
