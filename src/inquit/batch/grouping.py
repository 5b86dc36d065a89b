"""Puts mentions into claims: by how like they are, and by what people said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from inquit.batch.linking import links
from inquit.claims.groups import groups
from inquit.core.comparison import Likeness, Mention
from inquit.core.records import digest
from inquit.store.writer import Writer

SAME = 0.05  # mean likeness of two groups of mentions that are one claim


def regroup(
    writer: Writer, changed: Sequence[str], likenesses: Iterable[Likeness], *, names: Mapping[str, str] | None = None
) -> None:
    """Puts the mentions `changed`, and all of the claims that they are like, into claims anew.

    A claim keeps its id where most of its mentions stay together. `names` are claims that mentions belonged to before,
    for a correction that is undone.
    """
    near = {i for one in likenesses if one.same >= SAME / 2 for i in (one.first, one.second)}
    pool = _pool(writer, near | set(changed), changed)
    said = links(writer, {m.report for m in pool.values()})
    while outside := {i for pair in said.together for i in pair if set(pair) & pool.keys()} - pool.keys():
        pool |= _pool(writer, outside, sorted(outside))
        said = links(writer, {m.report for m in pool.values()})
    order = sorted(pool)
    found = groups(order, writer.likenesses_between(order), least=SAME, together=said.together, apart=said.apart)
    before = writer.claims_of(order) | {m: claim for m, claim in (names or {}).items() if m in pool}
    usual = {_usual_name(group) for group in found}  # all asked for at once: most are taken by nobody
    used = {*before.values(), *writer.known_claims(usual)}

    def is_free(claim: str) -> bool:
        return claim not in used and (claim in usual or not writer.known_claims([claim]))

    writer.set_claims(dict(_named(found, before, is_free)))


def _pool(writer: Writer, near: set[str], changed: Sequence[str]) -> dict[str, Mention]:
    """The mentions of all claims that some mentions belong to, and those `changed` that belong to none."""
    claims = sorted(set(writer.claims_of(near).values()))
    pool = {m.id: m for those in writer.mentions_of_claims(claims).values() for m in those}
    return pool | writer.mentions([i for i in changed if i not in pool])


def _named(
    found: Sequence[Sequence[str]], before: Mapping[str, str], is_free: Callable[[str], bool]
) -> list[tuple[str, str]]:
    """Each mention with the id of its claim; of two groups that come from one claim the larger keeps the id."""
    given: set[str] = set()
    out: list[tuple[str, str]] = []
    for group in sorted(found, key=lambda g: (-len(g), g)):
        counts: dict[str, int] = {}
        for m in group:
            if m in before and before[m] not in given:
                counts[before[m]] = counts.get(before[m], 0) + 1
        name = min(counts, key=lambda c: (-counts[c], c)) if counts else _new_name(group, given, is_free)
        given.add(name)
        out += [(m, name) for m in group]
    return out


def _new_name(group: Sequence[str], given: set[str], is_free: Callable[[str], bool]) -> str:
    """By the first mention; another one where a claim that it has left is called so."""
    name = _usual_name(group)
    while name in given or not is_free(name):
        name = "c" + digest(group[0], name)
    return name


def _usual_name(group: Sequence[str]) -> str:
    return "c" + digest(group[0])
