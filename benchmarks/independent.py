"""How well the independent sources of a claim are counted, on invented stories with known provenance.

usage: python benchmarks/independent.py [--families FOLDER] [--split develop|report|all] [--run | --predicted FOLDER]

Prints for the baselines, and for Inquit where asked, the share of claims whose true interval is met ("hit"), is told
exactly ("exact"), and how many sources the answer is off on average. --run makes a collection of every family and asks
it; --predicted takes one FAMILY.json a family with what `inquit claims --json` printed. With either, the other figures
of provenance follow, micro-averaged. The baselines are told which reports carry a claim; Inquit is told nothing, and a
claim that it did not find counts as no source.

Two baselines need a threshold: it is the one that hits most claims of our own develop split, whatever is scored. With
--split all, FOLDER may hold any families of this layout.
benchmarks/families/README.md says which family is in which.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from statistics import mean

from answers import predict, read_families
from provenance_baselines import BASELINES, THRESHOLDS, WITH_THRESHOLD, Baseline
from provenance_scores import FIGURES, Record, Span, Tally, counterparts, distance, find_mentions, interval, score
from splits import DEVELOP, SPLITS

OWN = Path(__file__).parent / "families"

Pair = tuple[Span, Span]  # an interval that was answered, and the true one


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=Path, default=OWN)
    parser.add_argument("--split", choices=SPLITS, default="develop")
    inquit = parser.add_mutually_exclusive_group()
    inquit.add_argument("--run", action="store_true", help="let Inquit read the families now")
    inquit.add_argument("--predicted", type=Path, help="folder of answers, one FAMILY.json a family")
    args = parser.parse_args()

    families = read_families(args.families, SPLITS[args.split])
    claims = sum(len(family["claims"]) for family in families.values())
    print(f"{args.split} split: {len(families)} families, {claims} claims\n")
    print(f"{'':28}{'hit':>8}{'exact':>8}{'off by':>8}")
    for name, baseline in (BASELINES | with_best_thresholds(read_families(OWN, DEVELOP))).items():
        print_row(name, counted(families, baseline))
    if args.run:
        answers = {name: predict(family["articles"]) for name, family in families.items()}
    elif args.predicted:
        answers = {name: read_answer(args.predicted / f"{name}.json") for name in families}
    else:
        return
    print_row("Inquit", answered(families, answers))
    print()
    for name, tally in scored(families, answers).items():
        print(f"{name:28}{tally.percent(FIGURES[name]):8.1f}")


def read_answer(path: Path) -> Record:
    if not path.is_file():
        raise SystemExit(f"{path} is not there: every family needs its answer.")
    return json.loads(path.read_text(encoding="utf-8"))


def with_best_thresholds(develop: dict[str, Record]) -> dict[str, Baseline]:
    best: dict[str, Baseline] = {}
    for name, make in WITH_THRESHOLD.items():
        tried = [(hits(counted(develop, make(least))), least) for least in THRESHOLDS]
        least = max(tried)[1]
        best[f"{name} (from {least})"] = make(least)
    return best


def counted(families: dict[str, Record], baseline: Baseline) -> list[Pair]:
    """A baseline's number for every claim, as an interval of one."""
    pairs: list[Pair] = []
    for family in families.values():
        for claim in family["claims"]:
            carriers = {mention["article"] for mention in claim["mentions"]}
            number = baseline([a for a in family["articles"] if a["id"] in carriers], family["articles"])
            pairs.append(((number, number), true_interval(claim)))
    return pairs


def answered(families: dict[str, Record], answers: dict[str, Record]) -> list[Pair]:
    """Inquit's interval for every claim; [0, 0] for one that it did not find."""
    pairs: list[Pair] = []
    for name, family in families.items():
        found = counterparts(family, answers[name], find_mentions(family, answers[name]))
        pairs += [(interval(claim), true_interval(gold)) for gold, claim in zip(family["claims"], found, strict=True)]
    return pairs


def hits(pairs: list[Pair]) -> int:
    return sum(distance(answer, truth) == 0 for answer, truth in pairs)


def true_interval(claim: Record) -> Span:
    return claim["independent_min"], claim["independent_max"]


def scored(families: dict[str, Record], answers: dict[str, Record]) -> dict[str, Tally]:
    total = {name: Tally() for name in FIGURES}
    for name, family in families.items():
        for figure, tally in score(family, answers[name]).items():
            total[figure].add(tally)
    return total


def print_row(name: str, pairs: list[Pair]) -> None:
    exact = mean(answer == truth for answer, truth in pairs)
    apart = mean(distance(answer, truth) for answer, truth in pairs)
    print(f"{name:28}{100 * hits(pairs) / len(pairs):8.1f}{100 * exact:8.1f}{apart:8.2f}")


if __name__ == "__main__":
    main()
