"""Which sources of different reports are one: the same name, a body and who speaks for it, unnamed people met alike."""

from __future__ import annotations

from collections.abc import Sequence

from inquit.core.records import Link
from inquit.sources.names import same_body, same_person, sound, tokens, without_possessive
from inquit.stemma.affiliations import Affiliation
from inquit.stemma.descriptions import Description, clash, describe, is_common, noun_of
from inquit.stemma.origins import Meeting
from inquit.stemma.press import bare
from inquit.stemma.vocabulary import Vocabulary

Words = tuple[str, ...]
_PERSON, _PAPER, _BODY = "person", "document", "body"
_BODIES = frozenset({"organisation", "official-body"})
_SORTS: dict[str, str] = {"person": _PERSON, "document": _PAPER}
_SHORT = 3  # a first word of so few letters does not tell one body from another
_ALIKE = 0.5  # share of telling words that two descriptions of one outlet have in common to be the same source


def name_words(name: str, known: Vocabulary, *, is_person: bool) -> Words:
    """The words of a name without an article, and without the titles and ranks before a person's."""
    words = bare(name)
    while is_person and len(words) > 1 and (words[0] in known.sources.titles or words[0] in known.sources.nouns):
        words = words[1:]
    return words


class Names:
    """Groups the names of sources: `group_of` gives one name of a group, the same for all of its names.

    A short name joins the only longer name that it can be short for; where there are several, it stays by itself.
    """

    def __init__(self, links: Sequence[Link], affiliations: Sequence[Affiliation], known: Vocabulary) -> None:
        self._known = known
        self._documents = sorted({x.name for x in links if x.kind == "document"})
        self._parent: dict[str, str] = {}
        self._heads: dict[str, list[tuple[Words, str, str]]] = {}
        sorts = {x.name: _SORTS.get(x.kind, _BODY) for x in sorted(links, key=lambda x: (x.name, x.kind))}
        for a in affiliations:
            sorts.setdefault(a.body, _BODY)
            sorts.setdefault(a.name, _BODY if a.how == "same" else _PERSON)
        for name in sorted(sorts, key=lambda n: (-len(name_words(n, known, is_person=sorts[n] == _PERSON)), n)):
            self._add(name, sorts[name])
        self.members: dict[str, list[str]] = {}
        for a in affiliations:
            if a.how == "belongs to":
                self.members.setdefault(a.name, []).append(a.body)
            else:
                self._join(a.name, a.body)
        self._join_documents(links)
        self._join_common(links)
        self.members = {self.group_of(n): [self.group_of(b) for b in bodies] for n, bodies in self.members.items()}

    def group_of(self, name: str) -> str:
        """The name that stands for all names of a source."""
        at = name
        while (up := self._parent.get(at, at)) != at:
            at = up
        return at

    def _add(self, name: str, sort: str) -> None:
        words = name_words(name, self._known, is_person=sort == _PERSON)
        self._parent[name] = name
        near = {head for w in words for head in self._heads.get(sound(w), ())}
        if len(words) == 1:
            near.update(self._heads.get("initials " + words[0], ()))
        same = sorted({other for theirs, other, its in near if its == sort and self._same(words, theirs, sort)})
        exact = [other for theirs, other, _ in near if theirs == words]
        if exact or len(same) == 1:
            self._parent[name] = min(exact) if exact else same[0]
            return
        head = (words, name, sort)
        initials = "".join(w[0] for w in words)
        for key in {*map(sound, words), "initials " + initials}:
            self._heads.setdefault(key, []).append(head)

    def _same(self, a: Words, b: Words, sort: str) -> bool:
        same = same_person if sort == _PERSON else same_body
        return same(a, b, self._known.sources)

    def _join_documents(self, links: Sequence[Link]) -> None:
        """Who wrote a document and the document are one source: a document is a body's whose name stands in its own, and a
        person's if it is called theirs, "Koval's letter".
        """
        people = sorted({x.name for x in links if x.kind == "person"})
        bodies = sorted({x.name for x in links if x.kind in _BODIES})
        for document in self._documents:
            owners = {tokens(w) for x in document.split() if (w := without_possessive(x)) != x}
            writers = [p for p in people if name_words(p, self._known, is_person=True)[-1:] in owners]
            if writers:
                if len({self.group_of(p) for p in writers}) == 1:
                    self._join(document, writers[0])
                continue
            words = tokens(document)
            for body in bodies:
                name = bare(body)
                known = name[0] in self._known.sources.name_words or name[0] in self._known.sources.demonyms
                if set(name) <= set(words) or (not known and len(name[0]) > _SHORT and name[0] in words):
                    self._join(document, body)
                    break

    def _join_common(self, links: Sequence[Link]) -> None:
        """A body that is called by a common noun alone ("the hospital") is the only named one of the claim that it can be:
        whose name has that noun; or, where none has it, that is of its kind and whose name tells no other sort of body.
        """
        bodies = {x.name: x.kind for x in links if x.kind in _BODIES}
        proper = [name for name in bodies if not is_common(name)]
        for name in sorted(bodies.keys() - set(proper)):
            noun = noun_of(name, self._known)
            fitting = [other for other in proper if noun in self._nouns(other)]
            if not fitting and len(tokens(name)) == 1:
                fitting = [x for x in proper if bodies[x] == bodies[name] and not self._sorts(x)]
            if noun is not None and len({self.group_of(x) for x in fitting}) == 1:
                self._join(name, fitting[0])

    def document_of(self, link: Link) -> str | None:
        """The group of the only named document that one called "the filing" can be, None if there is none or several."""
        noun = noun_of(link.name, self._known)
        found = {self.group_of(name) for name in self._documents if noun in self._nouns(name)}
        return found.pop() if noun is not None and len(found) == 1 else None

    def issuer_of(self, link: Link, met: Sequence[Link]) -> str | None:
        """The group of the only source with a name that was met, where it is a body and a paper is one in which a body speaks
        for itself, and nothing says which: "the statement", "Monday's statements". None for others.
        """
        known = self._known.sources
        noun = noun_of(link.name, self._known)
        rest = (w for w in bare(link.name) if known.singular(w) != noun and w != noun and not known.has(w, "when"))
        if noun is None or known.nouns.get(noun) != "own document" or any(rest):
            return None
        named = [x for x in met if x.standing == "named" and x.kind in _BODIES | {"person"}]
        found = {self.group_of(x.name) for x in named}
        return found.pop() if len(found) == 1 and any(x.kind in _BODIES for x in named) else None

    def _nouns(self, name: str) -> set[str]:
        return {self._known.sources.singular(w) or w for w in tokens(name)}

    def _sorts(self, name: str) -> set[str]:
        """The words of a name that say what sort of body it is."""
        return {w for w in tokens(name) if w in self._known.sources.name_words}

    def _join(self, one: str, other: str) -> None:
        a, b = sorted((self.group_of(one), self.group_of(other)))
        self._parent[b] = a


def nameless_groups(met: Sequence[Meeting], names: Names, language: str | None) -> list[list[Meeting]]:
    """Unnamed sources that are one: within a report by what it calls them, across reports by who passed them on.

    `met` stands in the order of time. Whoever is not shown to be the same stays apart.
    """
    groups: list[list[Meeting]] = []
    by_key: dict[tuple[str, ...], list[int]] = {}
    for m in met:
        ours = describe(m.link.name, m.link.kind, language)
        for key in (keys := _keys(m, names)):
            k = next((k for k in by_key.get(key, ()) if _fits(ours, m, key, groups[k], language)), None)
            if k is not None:
                groups[k].append(m)
                break
        else:
            k = len(groups)
            groups.append([m])
        for key in keys:
            if k not in by_key.setdefault(key, []):
                by_key[key].append(k)
    return groups


def _keys(m: Meeting, names: Names) -> list[tuple[str, ...]]:
    """Under what a source may be met again, the surest first."""
    keys: list[tuple[str, ...]] = [("report", m.report, m.outlet)]
    keys += [("via", names.group_of(x.name)) for x in reversed(m.via)]
    # A paper that two outlets describe in the same telling words is one paper.
    return [*keys, ("document",)] if m.link.kind == "document" else [*keys, ("outlet", *bare(m.outlet))]


def _fits(ours: Description, m: Meeting, key: tuple[str, ...], group: Sequence[Meeting], language: str | None) -> bool:
    theirs = [describe(x.link.name, x.link.kind, language) for x in group]
    if key[0] == "report":
        here = [x for x in group if (x.report, x.outlet) == (m.report, m.outlet)]
        return any(_called_alike(m.link, x.link) for x in here)
    if any(x.report == m.report for x in group) and key[0] == "outlet":
        return False
    if any(clash(ours, d, language) is not None for d in theirs):
        return False
    alike = [_described_alike(ours, d) for d in theirs]
    return key[0] == "via" or (all(alike) if key[0] == "document" else any(alike))


def _called_alike(a: Link, b: Link) -> bool:
    if a.source is not None and b.source is not None:
        return a.source == b.source
    return tokens(a.name) == tokens(b.name)


def _described_alike(a: Description, b: Description) -> bool:
    """Whether two descriptions agree in more than the bare noun: "officials" of two days need not be the same."""
    if a.kind != b.kind:
        return False
    if a.kind == "document":
        return a.words <= b.words or b.words <= a.words
    if a.head != b.head:
        return False
    ours, theirs = a.words - {sound(a.head or "")}, b.words - {sound(b.head or "")}
    return len(ours & theirs) >= _ALIKE * max(1, min(len(ours), len(theirs)))
