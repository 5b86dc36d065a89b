"""What a language's words do to certainty, read from data/<language>/certainty/*.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast

from inquit.certainty.words import Phrases
from inquit.core.records import Act, Certainty, Stance

Effect = Literal["negation", "possible", "probable", "unknown", "none", "stress"]
Opener = Literal["conditional", "relative", "adverbial", "coordinate", "addition"]
OPENERS = ("conditional", "relative", "adverbial", "coordinate", "addition")


class Predicate(NamedTuple):
    """A word that attributes or embeds, in one frame: what it commits its subject to, and so when it is negated.

    `act` and `negated_act` are None for a word that only embeds ("fail"). `frame` is the word or class of words that
    opens what it embeds: "to", "that", "for", "whether" (any word that opens a question), "to-later" (a "to" that is
    not the first word), "*" (anything).
    """

    act: Act | None
    negated_act: Act | None
    frame: str
    certainty: Certainty
    negated: Certainty
    stance: Stance | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; each set holds forms as `words.Word` has them."""

    predicates: Phrases[tuple[Predicate, ...]]
    modifiers: Phrases[Effect]
    openers: Phrases[Opener]
    complement: frozenset[str]
    infinitive: frozenset[str]
    question: frozenset[str]
    subject: frozenset[str]
    first: frozenset[str]
    soft: frozenset[str]

    def frames_at(self, form: str) -> tuple[str, ...]:
        """The frames that a clause opened by the word `form` can fill, the most telling first."""
        if form in self.question:
            return ("whether", "*")
        if form in self.infinitive:
            return ("to", "*")
        return (form, "*")


@cache
def lexicon(language: str | None) -> Lexicon | None:
    """The lexicon of an ISO 639-1 language, English where it is not told; None if there is none for it."""
    folder = files("inquit").joinpath("data", language or "en", "certainty")
    if not folder.joinpath("predicates.tsv").is_file():
        return None
    language = language or "en"
    predicates: dict[str, list[Predicate]] = {}
    listed = [*rows(language, "predicates"), *rows(language, "commitments")]
    for act, frame, certain, negated, stance, forms in listed:
        first, _, second = act.partition("/")
        entry = Predicate(
            act=None if act == "-" else cast("Act", first),
            negated_act=cast("Act", second) if second else "say" if act == "deny" else None,
            frame=frame,
            certainty=cast("Certainty", certain),
            negated=cast("Certainty", negated),
            stance=None if stance == "-" else cast("Stance", stance),
        )
        for form in forms.split(", "):
            predicates.setdefault(form, []).append(entry)
    openers = list(rows(language, "clauses"))
    classes = {kind: frozenset(forms.split(", ")) for kind, forms in openers}
    return Lexicon(
        predicates=Phrases((form, tuple(entries)) for form, entries in predicates.items()),
        modifiers=Phrases(
            (form, cast("Effect", effect))
            for effect, forms in rows(language, "modifiers")
            for form in forms.split(", ")
        ),
        openers=Phrases((form, kind) for kind, forms in openers if kind in OPENERS for form in forms.split(", ")),
        **{kind: classes[kind] for kind in ("complement", "infinitive", "question", "subject", "first", "soft")},
    )


def rows(language: str, name: str) -> Iterator[list[str]]:
    """The tab-separated lines of a data file of a language, its comments left out; none if it has no such file."""
    file = files("inquit").joinpath("data", language, "certainty", name + ".tsv")
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
