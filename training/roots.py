"""Weighs what tells that a source is a root of its claim (`inquit.stemma.plausible`).

`python -m training.roots --help`. Every family of the develop split of `benchmarks/families` is made a collection with the
program as it is. A root that the claim nearest to a gold claim has, or has passed over, is right if the gold has one of its
name. Over their features goes a logistic regression with a little ridge. Printed is how well the roots of each family are
told by the weights of all others, beside their support alone, as the area under the curve. The encoder of meanings has
learnt from six of the families (a1 to b3), where likenesses are therefore somewhat better than elsewhere.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.answers import predict, read_families
from benchmarks.provenance_scores import Names, counterparts, find_mentions
from benchmarks.splits import DEVELOP
from inquit.core.comparison import Mention, Root
from inquit.core.spans import Span
from inquit.stemma.plausible import FEATURES, features
from training.weighing import area, weighed

Json = dict[str, Any]
OUT = Path("src/inquit/stemma/plausible.json")
SUPPORT = FEATURES.index("support")


class Rows(NamedTuple):
    """The features of some roots [n, FEATURES], and which of them are right [n]."""

    told: npt.NDArray[np.float64]
    right: npt.NDArray[np.bool_]


def rows(family: Json, answer: Json) -> Rows:
    """The roots of the claims that are nearest to a gold claim each."""
    names = Names(family["aliases"])
    found = counterparts(family, answer, find_mentions(family, answer))
    told: list[tuple[float, ...]] = []
    right: list[bool] = []
    for gold, claim in zip(family["claims"], found, strict=True):
        if claim is not None:
            mentions = list(_mentions(claim, answer))
            order = {m.id: k for k, m in enumerate(mentions)}
            roots = [_root(r) for r in (*claim["roots"], *claim["passed_over"])]
            roots.sort(key=lambda r: (min(order[m] for m in r.mentions), r.id))  # whichever now counts
            told += features(roots, mentions)
            right += _right([r["name"] for r in gold["roots"]], [r.name for r in roots], names)
    return Rows(np.array(told).reshape(-1, len(FEATURES)), np.array(right, bool))


def _root(r: Json) -> Root:
    known = ("id", "name", "kind", "standing", "first_report", "own_word", "support")
    return Root(mentions=tuple(r["mentions"]), **{key: r[key] for key in known})


def _mentions(claim: Json, answer: Json) -> Iterator[Mention]:
    """In the order of time."""
    published = {r["id"]: r["published"] or "~" for r in answer["reports"]}
    for m in sorted(claim["mentions"], key=lambda m: (published[m["report"]], m["report"], m["span"])):
        yield Mention(id=m["id"], report=m["report"], spans=(Span(*m["span"]),), text=m["text"])


def _right(gold: list[str], found: list[str], names: Names) -> list[bool]:
    """Which of the names found are those of gold roots, each of which is found once at most."""
    free = list(range(len(found)))
    for name in gold:
        match = next((k for k in free if names.same(name, found[k])), None)
        if match is not None:
            free.remove(match)
    return [k not in free for k in range(len(found))]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--families", type=Path, default=Path("benchmarks/families"))
    ap.add_argument("--names", nargs="+", default=sorted(DEVELOP), help="what the files' names begin with")
    ap.add_argument("--out", type=Path, default=OUT)
    opt = ap.parse_args()
    found: list[Rows] = []
    for name, family in read_families(opt.families, frozenset(opt.names)).items():
        found.append(rows(family, predict(family["articles"])))
        print(f"{name}: {found[-1].right.sum()} of {len(found[-1].right)} roots are right", flush=True)
    told, right = (np.concatenate(parts) for parts in zip(*found, strict=True))
    left_out = np.concatenate([_by_others(found, k) for k in range(len(found))])
    print(f"area under the curve: {area(left_out, right):.3f}, by support {area(told[:, SUPPORT], right):.3f}")
    slopes, bias = weighed(told, right).plain()
    weights = {"features": FEATURES, "weights": [round(float(x), 4) for x in slopes], "bias": round(bias, 4)}
    opt.out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def _by_others(found: list[Rows], number: int) -> npt.NDArray[np.float64]:
    """The logits of a family's roots by the weights of all others."""
    told, right = (np.concatenate(parts) for parts in zip(*(found[:number] + found[number + 1 :]), strict=True))
    slopes, bias = weighed(told, right).plain()
    return found[number].told @ slopes + bias


if __name__ == "__main__":
    main()
