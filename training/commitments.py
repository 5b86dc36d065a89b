"""What embedding verbs commit to, from MegaVeridicality's train split, as rows of data/en/certainty/commitments.tsv.

usage: python -m training.commitments FACTUALITY_FOLDER > src/inquit/data/en/certainty/commitments.tsv

The items are frames with bleached nouns ("Someone didn't VERB that a particular thing happened", White & Rawlins 2018)
whose label from -3 to 3 says whether annotators take the thing to have happened. Verbs that predicates.tsv has are
left out: there, what counts is the view of the source.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from inquit.certainty.lexicon import rows

_ITEM = re.compile(
    r"(?:Someone|John|A particular person)(?P<aux> did| was)?(?P<neg> n't)? (?P<verb>[a-z]+)"
    r"(?: for)?(?: a particular (?:person|thing))? (?P<frame>that|to) "
)
_HEAD = (
    "# Verbs that embed, in the form of the predicates file: act, frame, certainty, certainty when negated, stance, "
    "forms. Derived from the train split of MegaVeridicality (White & Rawlins 2018) by training/commitments.py."
)


def main() -> None:
    """Prints the table."""
    known = {form for row in rows("en", "predicates") for form in row[5].split(", ")}
    means: dict[tuple[str, str], dict[bool, list[float]]] = defaultdict(lambda: {True: [], False: []})
    for verb, frame, negated, label in items(Path(sys.argv[1]) / "megaveridicality2.train.jsonl.gz"):
        if verb not in known:
            means[verb, frame][negated].append(label)
    forms: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for (verb, frame), labels in sorted(means.items()):
        if labels[False] and labels[True]:
            forms[frame, level(mean(labels[False])), level(mean(labels[True]))].append(verb)
    print(_HEAD)
    for (frame, certainty, negated), verbs in sorted(forms.items()):
        print("-", frame, certainty, negated, "-", ", ".join(verbs), sep="\t")


def items(path: Path) -> Iterator[tuple[str, str, bool, float]]:
    """Verb, frame, whether it is negated, and label of every item with a plain clause or infinitive."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            found = _ITEM.match(item["text"])
            if found:
                yield found["verb"], found["frame"], found["neg"] is not None, item["targets"][0]["label"]


def level(label: float) -> str:
    """The certainty that a mean label stands for."""
    if label >= 1:
        return "certain"
    if label >= 0.5:
        return "probable"
    return "denied" if label <= -1 else "unknown"


if __name__ == "__main__":
    main()
