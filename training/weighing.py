"""Logistic regressions over a few features, and how well they tell."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

RIDGE = 1e-3
STEPS = 300


class Weights(NamedTuple):
    """A logistic regression over features of mean 0 and deviation 1: logit = (x - mean) / deviation @ weights + bias."""

    weights: Floats
    bias: float
    mean: Floats
    deviation: Floats

    def plain(self) -> tuple[Floats, float]:
        """The weights and the bias for features as they are."""
        slopes = self.weights / self.deviation
        return slopes, self.bias - float(slopes @ self.mean)


def weighed(rows: Floats, right: npt.NDArray[np.bool_]) -> Weights:
    """The weights by which rows of features [n, features] tell what is right, with a little ridge; Newton's steps until they
    are small.
    """
    mean, deviation = rows.mean(0), rows.std(0) + 1e-6
    x = np.column_stack([(rows - mean) / deviation, np.ones(len(rows))])
    w = np.zeros(x.shape[1])
    penalty = np.diag([RIDGE * len(rows)] * (len(w) - 1) + [0.0])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (right - p) - penalty @ w)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return Weights(w[:-1], float(w[-1]), mean, deviation)


def classes(rows: Floats, right: npt.NDArray[np.int64], number: int) -> Floats:
    """The weights [features, number] by which rows of features [n, features], one of them 1, tell which class is right, with
    a little ridge on all; Newton's steps until they are small.
    """
    n, width = rows.shape
    asked, w = np.eye(number)[right], np.zeros((width, number))
    for _ in range(STEPS):
        logits = rows @ w
        p = np.exp(logits - np.logaddexp.reduce(logits, 1)[:, None])
        slopes = rows.T @ (p - asked) + RIDGE * n * w
        curves = np.eye(width * number) * RIDGE * n
        for a in range(number):
            for b in range(number):
                share = p[:, a] * ((a == b) - p[:, b])
                curves[a * width : (a + 1) * width, b * width : (b + 1) * width] += (rows * share[:, None]).T @ rows
        step = np.linalg.solve(curves, slopes.T.ravel()).reshape(number, width).T
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def area(found: Floats, right: npt.NDArray[np.bool_]) -> float:
    """The area under the curve: how often one that is right comes before one that is not; ties count half."""
    values, places = np.unique(found, return_inverse=True)
    all_, those = np.bincount(places, minlength=len(values)), np.bincount(places[right], minlength=len(values))
    below = np.cumsum(all_ - those) - (all_ - those)
    n = right.sum()
    return float((those * (below + (all_ - those) / 2)).sum() / (n * (len(right) - n)))
