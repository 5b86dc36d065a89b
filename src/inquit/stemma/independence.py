"""How many roots are distinct: the interval that the evidence permits, with the reasons for both ends.

Roots that may be the same people or thing are joined by an edge. At most, no two of them are: every root counts. At
fewest, as many as possible are: the number of groups in the smallest partition into groups whose members all may be
one, a minimum clique cover (NP-hard; Karp 1972). It is found exactly by branch and bound for each connected part; a
part that takes more than `_BUDGET` steps gets a bound instead, the size of a set of roots of which no two may be one.
That bound is never above the true minimum, so that the interval never leaves out a number that the evidence permits.
"""

from __future__ import annotations

from collections.abc import Sequence

from inquit.core.comparison import Independent, Root
from inquit.sources.names import sound, tokens
from inquit.stemma.descriptions import Description, clash
from inquit.stemma.roots import Source
from inquit.stemma.vocabulary import vocabulary

_BUDGET = 20_000  # steps of the search; every part of up to a dozen roots needs fewer
_SHOWN = 6  # reasons at each end
_BODIES = frozenset({"organisation", "official-body"})
_OUTSIDE = frozenset({"locals", "press", "sport", "politics"})  # circles of people who belong to no such body


def independent(
    sources: Sequence[Source], language: str | None = None
) -> tuple[Independent, dict[str, tuple[str, ...]]]:
    """The interval, and for each root's id those of the roots that it may be.

    Takes time in proportion to the pairs of roots, which are few where mentions are many.
    """
    why = {(a, b): _may_be_one(sources[a], sources[b], language) for b in range(len(sources)) for a in range(b)}
    near: list[set[int]] = [set() for _ in sources]
    for (a, b), reason in why.items():
        if reason is not None:
            near[a].add(b)
            near[b].add(a)
    groups: list[list[int]] = []
    bounded = 0
    for part in _parts(near):
        cover = _cover(part, near)
        if cover is None:
            bounded += 1
            groups.extend([x] for x in _apart(part, near))
        else:
            groups.extend(cover)
    reasons = [
        f"{_called(sources[g[0]])} and {_called(sources[other])} may be one: {why[min(g[0], other), max(g[0], other)]}."
        for g in groups
        for other in g[1:]
    ]
    if bounded:
        reasons.append("So many sources may be one another that fewest is a lower bound, not the exact number.")
    may_be = {s.root.id: tuple(sorted(sources[k].root.id for k in near[n])) for n, s in enumerate(sources)}
    return Independent(
        min=len(groups),
        max=len(sources),
        fewest_because=(*_cut(reasons), *_alone(sources, near)) if sources else ("No report states it.",),
        most_because=_most(sources, near),
    ), may_be


# ── who may be whom ──────────────────────────────────────────────────────────────────────────────────────────────


def _may_be_one(a: Source, b: Source, language: str | None) -> str | None:
    """Why two roots may be the same, as part of a sentence, None if they cannot be."""
    for own, other in ((a, b), (b, a)):
        if own.root.own_word:
            return f"{own.root.name} does not say where it has it from"
        if own.at_large:
            return f"“{own.root.name}” says only that others reported it"
        if own.root.kind == "rumour" and not (other.nameless and _met_together(a, b)):
            return "a rumour may come from anybody"
    if a.nameless and b.nameless:
        return _nameless_pair(a, b, language)
    if a.nameless or b.nameless:
        named, other = (b, a) if a.nameless else (a, b)
        return _one_of(other, named, language)
    shared = set(a.bodies) & set(b.bodies)
    return f"both belong to {min(shared)}" if shared else None


def _met_together(a: Source, b: Source) -> bool:
    """Whether one report tells them apart."""
    return bool(set(a.reports) & set(b.reports))


def _nameless_pair(a: Source, b: Source, language: str | None) -> str | None:
    if any(_wrote(x, y) or _wrote(y, x) for x in a.descriptions for y in b.descriptions):
        return "the paper may be theirs"
    counts = {d.count == 1 for s in (a, b) for d in s.descriptions}
    if _met_together(a, b) and len(counts) == 1:
        return None
    if any(clash(x, y, language) is not None for x in a.descriptions for y in b.descriptions):
        return None
    return "neither is named, and nothing in their descriptions excludes it"


def _wrote(paper: Description, people: Description) -> bool:
    """Whether a document is described as that of such people: "the consultant's estimate" and "a consultant"."""
    return paper.kind == "document" != people.kind and people.head is not None and sound(people.head) in paper.words


def _one_of(nameless: Source, named: Source, language: str | None) -> str | None:
    """Whether an unnamed source may be one of the people of a named body, or of a named person's or paper's body."""
    if _met_together(nameless, named):
        return None
    known = vocabulary(language)
    names = (named.root.name, *named.bodies)
    words = frozenset(sound(w) for n in names for w in tokens(n) if w not in known.sources.words)
    is_body = named.root.kind in _BODIES
    for d in nameless.descriptions:
        if _of_another(d, words):
            continue
        if any(w in words for w in d.words if w != sound(d.head or "")) or (is_body and sound(d.head or "") in words):
            return f"the words for the unnamed source fit {named.bodies[0] if named.bodies else named.root.name}"
        if is_body and d.kind in {"person", "group"} and not d.circles <= _OUTSIDE:
            return f"the unnamed source may be one of the people of {named.root.name}"
    return None


def _of_another(d: Description, words: frozenset[str]) -> bool:
    """Whether a description names a body of its own that is not this one."""
    return bool(d.bodies) and not any(sound(w) in words for body in d.bodies for w in body)


# ── the smallest number of groups ────────────────────────────────────────────────────────────────────────────────


def _parts(near: Sequence[set[int]]) -> list[list[int]]:
    """The connected parts, each in ascending order."""
    seen: set[int] = set()
    found: list[list[int]] = []
    for start in range(len(near)):
        if start in seen:
            continue
        part: list[int] = []
        queue = [start]
        seen.add(start)
        while queue:
            x = queue.pop()
            part.append(x)
            queue.extend(near[x] - seen)
            seen |= near[x]
        found.append(sorted(part))
    return found


def _cover(part: Sequence[int], near: Sequence[set[int]]) -> list[list[int]] | None:
    """A smallest partition of a part into groups whose members are all near each other, None if it takes too long."""
    floor = len(_apart(part, near))
    order = sorted(part, key=lambda x: (len(near[x]), x))  # those that fit few groups first
    best = _greedy(order, near)
    steps = 0
    stack: list[tuple[int, tuple[tuple[int, ...], ...]]] = [(0, ())]
    while stack and len(best) > floor:
        steps += 1
        if steps > _BUDGET:
            return None
        k, groups = stack.pop()
        if k == len(order):
            if len(groups) < len(best):
                best = [list(g) for g in groups]
            continue
        x = order[k]
        if len(groups) + 1 < len(best):
            stack.append((k + 1, (*groups, (x,))))
        for n, group in enumerate(groups):
            if len(groups) < len(best) and near[x].issuperset(group):
                stack.append((k + 1, (*groups[:n], (*group, x), *groups[n + 1 :])))
    return sorted(sorted(g) for g in best)


def _greedy(order: Sequence[int], near: Sequence[set[int]]) -> list[list[int]]:
    groups: list[list[int]] = []
    for x in order:
        fitting = next((g for g in groups if near[x].issuperset(g)), None)
        if fitting is None:
            groups.append([x])
        else:
            fitting.append(x)
    return groups


def _apart(part: Sequence[int], near: Sequence[set[int]]) -> list[int]:
    """Roots of which no two may be one, chosen greedily: no partition has fewer groups than these."""
    found: list[int] = []
    for x in sorted(part, key=lambda x: (len(near[x]), x)):
        if not near[x].intersection(found):
            found.append(x)
    return found


# ── reasons ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _called(source: Source) -> str:
    return f"“{source.root.name}”" if source.nameless else source.root.name


def _cut(reasons: Sequence[str]) -> tuple[str, ...]:
    left = len(reasons) - _SHOWN
    return tuple(reasons) if left <= 1 else (*reasons[:_SHOWN], f"The same holds for {left} further pairs.")


def _alone(sources: Sequence[Source], near: Sequence[set[int]]) -> tuple[str, ...]:
    by_itself = [_called(s) for s, others in zip(sources, near, strict=True) if not others]
    if not by_itself:
        return ()
    if len(by_itself) == 1:
        return (
            f"{by_itself[0]} can be none of the others." if len(sources) > 1 else f"{by_itself[0]} is the only root.",
        )
    return (f"{_listed(by_itself)} are each somebody else.",)


def _most(sources: Sequence[Source], near: Sequence[set[int]]) -> tuple[str, ...]:
    if not sources:
        return ("No report states it.",)
    reasons: list[str] = []
    carried = len({m for s in sources for m in s.root.mentions})
    count = f"{len(sources)} root" + ("" if len(sources) == 1 else "s")
    mentions = "1 mention goes" if carried == 1 else f"{carried} mentions go"
    reasons.append(f"{mentions} back to {count}: {_listed([_called(s) for s in sources])}.")
    if any(near):
        reasons.append("No words show that any two of them are one.")
    reasons += [
        f"{_word(s.root)} counts by itself: nothing shows where it has it from." for s in sources if s.root.own_word
    ]
    return _cut(reasons)


def _word(root: Root) -> str:
    return f"The word of {root.name}"


def _listed(names: Sequence[str]) -> str:
    shown = [*names[:_SHOWN], *([f"{len(names) - _SHOWN} others"] if len(names) > _SHOWN else [])]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
