"""What changed between a mention and the one that has it from it: how sure it is, whose word it is, how many."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from inquit.certainty.numbers import Quantity, numbers
from inquit.core.comparison import Change, Drift, Mention
from inquit.core.records import Link
from inquit.core.spans import Span
from inquit.sources.names import tokens
from inquit.sources.publishers import publishing_body
from inquit.stemma.descriptions import describe, is_nameless

_SURE = {"possible": 1, "probable": 2, "certain": 3}


def drift(giver: Mention, taker: Mention, language: str | None = None) -> Iterator[Drift]:
    """The changes on one step, each with both wordings."""

    def changed(what: Change, before: str, after: str) -> Drift:
        return Drift(giver=giver.id, taker=taker.id, what=what, before=before, after=after)

    before, after = _SURE.get(giver.certainty or ""), _SURE.get(taker.certainty or "")
    if before and after and before != after:
        yield changed("hedge dropped" if after > before else "hedge added", giver.text, taker.text)
    if giver.root is not None and not _still_named(giver.root, taker.chain, language):
        if taker.root is None or taker.root.kind == "outlet":
            yield changed("source dropped", giver.root.name, taker.root.name if taker.root else "")
        elif _promoted(giver.root, taker.root, language):
            yield changed("source promoted", giver.root.name, taker.root.name)
    pair = _changed_number(_quantities(giver.text, language), _quantities(taker.text, language))
    if pair is not None:
        yield changed("number changed", pair[0].span.of(giver.text), pair[1].span.of(taker.text))


def _still_named(root: Link, chain: tuple[Link, ...], language: str | None) -> bool:
    named = [link.name for link in chain]
    named += [body.name for name in named if (body := publishing_body(name, language)) is not None]
    return any(tokens(name) == tokens(root.name) for name in named)


def _promoted(before: Link, after: Link, language: str | None) -> bool:
    """Whether a source gained weight: a name, or more people, or people in place of a rumour."""
    if not is_nameless(before):
        return False
    if not is_nameless(after):
        return True
    if before.kind == "rumour":
        return after.kind != "rumour"
    ours, theirs = describe(before.name, before.kind, language), describe(after.name, after.kind, language)
    return ours.count == 1 and theirs.count != 1


@lru_cache(maxsize=1024)
def _quantities(text: str, language: str | None) -> tuple[Quantity, ...]:
    return numbers(text, Span(0, len(text)), language)


def _changed_number(given: tuple[Quantity, ...], taken: tuple[Quantity, ...]) -> tuple[Quantity, Quantity] | None:
    """Two quantities of the same thing that do not meet, where none of the giver's meets the taker's."""
    for q in taken:
        like = [g for g in given if g.unit == q.unit and (q.unit is not None or g.noun == q.noun)]
        if like and not any(g.meets(q) for g in like):
            return like[0], q
    return None
