"""How well it is told which mentions mean the same: GUM with gold mentions, and GAP's ambiguous pronouns.

    PYTHONPATH=. python benchmarks/coreference.py --data FOLDER [--split {news,other}] [--gap {development,validation}] [--snippet] [--rules]

FOLDER holds `coref/gum_conll.tar.gz` (GUM, Zeldes 2017) and `coref/gap-*.tsv.gz` (Webster et al. 2018). Of GUM's dev
documents those of news are for reporting; the others were looked at to set what the head weighs beside the rules. The
cast is given the gold mentions of persons, organisations and places, and gathers them; a mention that it gives to nobody
stands alone. Once more this is scored for source mentions: those of entities that the tagger finds to be a source
somewhere in the document. MUC, B3 and CEAFe in percent; singletons count, as GUM annotates them.

GAP: the share of cases in which the program decides for one of the two names, and how many of those are right; where
neither is meant, it never is. The title of the page that a case is from stands above it as a report's headline does (the
paper's page context); with --snippet there is none. The training read GAP's development split, so that only validation tells anything; of
development, the last 300 cases were kept out, and are what --gap development scores.
`--rules` leaves the head out.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from cluster_scores import Clusters, Counts, b_cubed, ceaf_e, muc

from inquit.attribution.linker import attributions
from inquit.core.paragraphs import paragraphs
from inquit.core.quotations import quotations
from inquit.core.records import Report
from inquit.core.spans import Span
from inquit.pipeline import shipped_tagger
from inquit.sources.cast import Cast
from inquit.sources.lexicon import lexicon
from inquit.sources.memory import Memory, undecided
from inquit.sources.phrases import Phrase, phrase
from inquit.sources.pronouns import antecedents, chances
from inquit.sources.proper_names import proper_names
from inquit.tagger.tags import Tagger, Tags
from training.corpora import TUNE_GAP, Marked, gap, gum, page

SORTS = ("person", "organization", "place")
MEASURES = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e}
SURE_ENOUGH = 0.40  # chance of a name from which GAP counts as decided; chosen on development, by cross-validation


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--split", choices=("news", "other"), default="news")
    parser.add_argument("--gap", choices=("development", "validation"))
    parser.add_argument("--snippet", action="store_true")
    parser.add_argument("--rules", action="store_true")
    options = parser.parse_args()
    tagger = shipped_tagger()
    if options.gap:
        rows = gap(options.data, options.gap)
        rows = rows if options.gap == "validation" else rows[-TUNE_GAP:]
        ambiguous(rows, tagger, titled=not options.snippet, rules=options.rules)
    else:
        documents = [d for d in gum(options.data, "dev") if d.id.startswith("news") == (options.split == "news")]
        clusters(documents, tagger, rules=options.rules)


def clusters(documents: Sequence[Marked], tagger: Tagger, *, rules: bool) -> None:
    """Scores the cast on GUM's mentions."""
    totals: dict[tuple[str, str], Counts] = {}
    for document, tags in zip(documents, tagger.tag(d.text for d in documents), strict=True):
        report = Report.of(document.text)
        key, response = gathered(report, tags, document, rules=rules)
        speaking = {s for a in attributions(report, tags) for s in a.source}
        spoken = [c for c in key if any(s.overlaps(m) and m.length < 2 * s.length for m in c for s in speaking)]
        mentions = frozenset[Span]().union(*spoken)
        heard = [part for c in response if (part := c & mentions)]
        for what, (gold, found) in {"all": (key, response), "sources": (spoken, heard)}.items():
            for name, measure in MEASURES.items():
                one = measure(gold, found)
                totals[what, name] = one.plus(totals[what, name]) if (what, name) in totals else one
    for what in ("all", "sources"):
        print(what, f"{totals[what, 'B3'].key:.0f} mentions in {totals[what, 'CEAFe'].key:.0f} entities")
        for name in MEASURES:
            t = totals[what, name]
            print(f"  {name:6} precision {t.precision:6.1%}  recall {t.recall:6.1%}  F1 {t.f1:6.1%}")
        print(f"  mean F1 {sum(totals[what, name].f1 for name in MEASURES) / len(MEASURES):.1%}")


def gathered(report: Report, tags: Tags, document: Marked, *, rules: bool) -> tuple[Clusters, Clusters]:
    """The gold's clusters of a document, and those of the cast that met the same mentions."""
    words = lexicon("en")
    blocks = paragraphs(report.text)
    names = proper_names(report.text, tags.sentences, tags.entities, words)
    quotes = tuple(q.span for q in quotations(report.text, blocks)[0] if q.depth == 0)
    same = undecided if rules else tags.same or undecided
    memory = Memory(report, words, sentences=tags.sentences, names=names, quoted=quotes, same_source=same)
    cast = Cast(memory)
    speaking = {s for a in attributions(report, tags) for s in a.source}
    key: dict[frozenset[str], set[Span]] = defaultdict(set)
    response: dict[int, set[Span]] = defaultdict(set)
    things = sorted((t for t in document.things if t.sort in SORTS), key=lambda t: t.span)
    for number, thing in enumerate(things):
        inside = [n.span for n in memory.names_in(thing.span)]
        read = phrase(report.text, thing.span, inside, words)
        if not (read.pronoun or read.name) and inside == [thing.span]:
            read = Phrase(span=thing.span, name=thing.span)
        holder = cast.meet(read, speaks=any(s.overlaps(thing.span) for s in speaking))
        key[thing.means].add(thing.span)
        response[-number if holder is None else id(holder)].add(thing.span)
    return list(map(frozenset, key.values())), list(map(frozenset, response.values()))


def ambiguous(rows: Sequence[dict[str, str]], tagger: Tagger, *, titled: bool, rules: bool) -> None:
    """Scores GAP."""
    counts: Counter[str] = Counter()
    for row, tags in zip(rows, tagger.tag(page(row, titled=titled)[0].text for row in rows), strict=True):
        choice, chance = decide(row, tags, titled=titled, rules=rules)
        counts["decided"] += choice is not None and chance >= SURE_ENOUGH
        counts["right"] += choice is not None and chance >= SURE_ENOUGH and row[f"{choice}-coref"] == "TRUE"
        counts["taken"] += choice is not None
        counts["taken, right"] += choice is not None and row[f"{choice}-coref"] == "TRUE"
    print(f"decided {counts['decided'] / len(rows):.1%} of {len(rows)}", end="")
    print(f", right of those {counts['right'] / max(1, counts['decided']):.1%}")
    print(f"without a threshold {counts['taken'] / len(rows):.1%}", end="")
    print(f", right of those {counts['taken, right'] / max(1, counts['taken']):.1%}")


def decide(row: dict[str, str], tags: Tags, *, titled: bool, rules: bool) -> tuple[str | None, float]:
    """Which of the two names the pronoun rather means, and how probable that is; None if neither can be meant."""
    words = lexicon("en")
    report, moved = page(row, titled=titled)
    names = proper_names(report.text, tags.sentences, tags.entities, words)
    same = undecided if rules else tags.same or undecided
    memory = Memory(report, words, sentences=tags.sentences, names=names, same_source=same)
    cast = Cast(memory)
    for n in names:
        cast.meet(Phrase(span=n.span, name=n.span), speaks=False)
    start = int(row["Pronoun-offset"]) + moved
    at, pronoun = Span(start, start + len(row["Pronoun"])), words.pronouns[row["Pronoun"].lower()]
    ranked = antecedents(memory, at, pronoun, speaks=False)
    for chance, (_, holder) in zip(chances([score for score, _ in ranked]), ranked, strict=True):
        for letter in "AB":
            start = int(row[f"{letter}-offset"]) + moved
            place = Span(start, start + len(row[letter]))
            if any(m.overlaps(place) for m in holder.mentions):
                return letter, chance
    return None, 0.0


if __name__ == "__main__":
    main()
