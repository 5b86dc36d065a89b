"""MUC, B3 and CEAFe: how well clusters of mentions fit those of the gold, as precision and recall.

Each takes the gold's clusters (key) and the found ones (response) as sets of mentions, and gives the counts that
precision and recall are made of, so that several documents can be added up.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Clusters = Sequence[AbstractSet[Hashable]]


class Counts(NamedTuple):
    """What is right, and out of how much: of the key for recall, of the response for precision."""

    right_of_key: float
    key: float
    right_of_response: float
    response: float

    def plus(self, other: Counts) -> Counts:
        """The counts of two documents together."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def recall(self) -> float:
        return self.right_of_key / self.key if self.key else 0.0

    @property
    def precision(self) -> float:
        return self.right_of_response / self.response if self.response else 0.0

    @property
    def f1(self) -> float:
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def muc(key: Clusters, response: Clusters) -> Counts:
    """Links (Vilain et al. 1995): of each cluster's links, one less than its mentions, those that the other side has."""
    return Counts(*_links(key, response), *_links(response, key))


def _links(clusters: Clusters, other: Clusters) -> tuple[float, float]:
    where = _where(other)
    right = total = 0
    for cluster in clusters:
        parts = {where[m] for m in cluster if m in where}
        alone = sum(m not in where for m in cluster)
        right += len(cluster) - len(parts) - alone
        total += len(cluster) - 1
    return right, total


def b_cubed(key: Clusters, response: Clusters) -> Counts:
    """Mentions (Bagga & Baldwin 1998): of each mention the share of its cluster that the other side keeps with it."""
    return Counts(*_kept(key, response), *_kept(response, key))


def _kept(clusters: Clusters, other: Clusters) -> tuple[float, float]:
    where = _where(other)
    right = sum(len(c & other[where[m]]) / len(c) for c in clusters for m in c if m in where)
    return right, sum(map(len, clusters))


def ceaf_e(key: Clusters, response: Clusters) -> Counts:
    """Entities (Luo 2005): clusters are matched one to one, so that the sum of their Dice likeness is the largest."""
    if not key or not response:
        return Counts(0, len(key), 0, len(response))
    alike = np.array([[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key])
    best = sum(alike[i, j] for i, j in assignment(alike))
    return Counts(best, len(key), best, len(response))


def assignment(worth: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Rows and columns, each taken once, with the largest sum of worth (Kuhn 1955, by shortest augmenting paths)."""
    if worth.shape[0] > worth.shape[1]:
        return sorted((i, j) for j, i in assignment(worth.T))
    rows, columns = worth.shape
    cost = worth.max() - worth
    of_row, of_column = np.zeros(rows), np.zeros(columns + 1)
    taken = np.full(columns + 1, -1)  # of each column its row; the last column is where a path begins
    for row in range(rows):
        taken[columns], column = row, columns
        least = np.full(columns, np.inf)
        before = np.full(columns, columns)
        done = np.zeros(columns + 1, np.bool_)
        while taken[column] >= 0:
            done[column] = True
            open_ = ~done[:columns]
            reduced = cost[taken[column]] - of_row[taken[column]] - of_column[:columns]
            nearer = open_ & (reduced < least)
            least[nearer], before[nearer] = reduced[nearer], column
            following = int(np.where(open_, least, np.inf).argmin())
            step = least[following]
            of_row[taken[done]] += step
            of_column[done] -= step
            least[open_] -= step
            column = following
        while column != columns:
            taken[column], column = taken[before[column]], before[column]
    return sorted((int(i), j) for j, i in enumerate(taken[:columns]) if i >= 0)


def _where(clusters: Clusters) -> dict[Hashable, int]:
    return {m: number for number, cluster in enumerate(clusters) for m in cluster}
