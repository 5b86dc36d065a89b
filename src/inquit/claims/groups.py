"""Puts mentions together that state one claim, by the likenesses that are known between them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any

import igraph  # pyright: ignore[reportMissingTypeStubs]  # comes without types

from inquit.core.comparison import Likeness

_igraph: Any = igraph
_NEVER = -1e6  # likeness of mentions that stay apart


def groups(
    mentions: Sequence[str],
    likenesses: Iterable[Likeness],
    *,
    least: float,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> list[list[str]]:
    """The ids in groups; each group in the order given, the groups by their first member.

    The groups are those for which the likenesses within them, less `least` for each pair, add up to the most that the
    Leiden algorithm finds (constant Potts model, Traag, Waltman & van Eck 2019): no two of them are as like as `least` in
    the mean. A pair that was not compared, or was found unlike, counts 0. The result does not depend on the order of the
    likenesses; it takes about as long as reading them.

    The pairs `together` are in one group whatever their likeness; those `apart` are in two, if they are not together.
    """
    number = _numbered(mentions, together)
    sums: dict[tuple[int, int], float] = {}
    for one in likenesses:
        if one.first in number and one.second in number:
            pair = _pair(number[one.first], number[one.second])
            sums[pair] = sums.get(pair, 0.0) + one.same
    for first, second in apart:
        if first in number and second in number:
            sums[_pair(number[first], number[second])] = _NEVER
    edges = sorted(pair for pair in sums if pair[0] != pair[1])
    sizes = [0] * len(set(number.values()))
    for k in number.values():
        sizes[k] += 1
    _igraph.set_random_number_generator(random.Random(0))  # noqa: S311  # only so that the same comes out each time
    graph = _igraph.Graph(len(sizes), edges)
    found = graph.community_leiden(
        objective_function="CPM",
        weights=[sums[pair] for pair in edges],
        node_weights=sizes,
        resolution=least,
        n_iterations=-1,
    )
    home: list[int] = found.membership
    out: dict[int, list[str]] = {}
    for mention in mentions:
        out.setdefault(home[number[mention]], []).append(mention)
    return list(out.values())


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _numbered(mentions: Sequence[str], together: Iterable[tuple[str, str]]) -> dict[str, int]:
    """A number from 0 on for each mention; those that belong together have one."""
    first = {m: m for m in mentions}

    def home(mention: str) -> str:
        while first[mention] != mention:
            first[mention] = mention = first[first[mention]]
        return mention

    for a, b in together:
        if a in first and b in first:
            first[home(b)] = home(a)
    numbers: dict[str, int] = {}
    return {m: numbers.setdefault(home(m), len(numbers)) for m in mentions}
