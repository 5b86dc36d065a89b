"""What a person puts right in a collection, and takes back: each in one transaction, with all that follows from it.

What the machine said stays; a correction goes to the log, with who made it and when, and is anchored to words. Each
function returns the correction as the log has it.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from typing import Any

from inquit.batch.anchors import Anchor, place_of
from inquit.batch.corrected import OF_READINGS, CorrectionKind, settle
from inquit.batch.grouping import regroup
from inquit.batch.linking import mention_at
from inquit.core.comparison import How
from inquit.core.errors import SettingError
from inquit.core.moments import moment
from inquit.core.records import Kind, Standing
from inquit.store.collection import Collection
from inquit.store.log import Correction
from inquit.store.view import View
from inquit.store.writer import Writer


def me() -> str:
    """The login name of whoever runs this, or "unknown"."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name in the environment, and none in the system's list
        return "unknown"


def anchor(view: View, *, mention: str | None = None, attribution: tuple[str, str] | None = None) -> Anchor:
    """The place of a mention by its id, or of an attribution by its report's id and its own.

    A mention that is part of an attribution's content stands for all of it.

    Raises:
        SettingError: there is no such thing in the collection.
    """
    if mention is not None:
        known = view.mentions([mention]).get(mention)
        if known is None:
            raise SettingError(f"There is no mention {mention}. inquit trace ID --json gives their ids.")
        report, span = known.report, known.span
        attribution = (known.report, known.attribution) if known.attribution else None
    elif attribution is not None:
        report, span = attribution[0], None
    else:
        raise SettingError("Say what is meant: a mention or an attribution.")
    reading = view.reading(report)
    if reading is None:
        raise SettingError(f"There is no report {report}.")
    wanted = attribution[1] if attribution else None
    span = next((place_of(a) for a in reading.attributions if a.id == wanted and a.spans), span)
    if span is None:
        raise SettingError(f"There is no attribution {wanted} in {report}.")
    return Anchor.of(reading.report, span)


def not_an_attribution(collection: Collection, at: Anchor, *, who: str) -> Correction:
    """Says that the words at a place are attributed to nobody: the report states them itself."""
    return _put(collection, "not an attribution", {"at": at.to_json()}, who)


def other_source(
    collection: Collection, at: Anchor, *, name: str, kind: Kind, standing: Standing, direct: bool = False, who: str
) -> Correction:
    """Says who it is that says the words at a place, as the innermost source.

    The outlets and people that they came through stay, unless the report has them from the source `direct`.
    """
    if not name.strip():
        raise SettingError("A source has a name, or words that describe it.")
    source = {"name": " ".join(name.split()), "kind": kind, "standing": standing}
    return _put(collection, "source", {"at": at.to_json(), "source": source, "direct": direct}, who)


def same_claim(collection: Collection, first: Anchor, second: Anchor, *, who: str) -> Correction:
    """Says that the mentions at two places state one claim."""
    return _put_pair(collection, "same claim", first, second, who)


def not_the_same_claim(collection: Collection, first: Anchor, second: Anchor, *, who: str) -> Correction:
    """Says that the mentions at two places state two claims."""
    return _put_pair(collection, "not the same claim", first, second, who)


def took(collection: Collection, report: str, origin: str, *, how: How = "rewrite", who: str) -> Correction:
    """Says that a report has it from another, which came out no later."""
    with collection.viewing() as view:
        heads = _both(view, report, origin)
    later, earlier = (moment(head.published) for head in heads)
    if later and earlier and earlier > later:
        raise SettingError(f"{origin} came out after {report}, which cannot have taken anything from it.")
    return _put(collection, "took", {"report": report, "origin": origin, "how": how}, who)


def did_not_take(collection: Collection, report: str, origin: str, *, who: str) -> Correction:
    """Says that a report has nothing from another."""
    with collection.viewing() as view:
        _both(view, report, origin)
    return _put(collection, "did not take", {"report": report, "origin": origin}, who)


def undo(collection: Collection, id: int, *, redo: bool = False) -> Correction:
    """Takes a correction back, or with `redo` puts it in again; one that is so already stays as it is.

    Raises:
        SettingError: there is no such correction.
    """
    with collection.writing() as writer:
        known = next((one for one in _all(writer) if one.id == id), None)
        if known is None:
            raise SettingError(f"There is no correction {id}. inquit corrections lists them.")
        if (known.undone is None) == redo:
            return known
        writer.undo_correction(id, redo=redo)
        _follow(writer, known, undone=not redo)
        return next(one for one in _all(writer) if one.id == id)


def holds(view: View, correction: Correction) -> bool:
    """Whether the places of a correction are found in the texts as they are now."""
    anchors = [
        Anchor.from_json(correction.payload[key]) for key in ("at", "first", "second") if key in correction.payload
    ]
    reports = {one.report: view.report(one.report) for one in anchors}
    return all(text is not None and one.place(text.text) for one in anchors for text in [reports[one.report]])


def _all(view: View) -> Iterable[Correction]:
    after: str | None = None
    while True:
        page = view.corrections(undone=True, after=after, limit=500)
        yield from page.items
        after = page.next
        if after is None:
            return


def _both(view: View, report: str, origin: str) -> list[Any]:
    heads = view.heads([report, origin])
    for wanted in (report, origin):
        if wanted not in heads:
            raise SettingError(f"There is no report {wanted}.")
    if report == origin:
        raise SettingError("A report takes nothing from itself.")
    return [heads[report], heads[origin]]


def _put_pair(collection: Collection, kind: CorrectionKind, first: Anchor, second: Anchor, who: str) -> Correction:
    with collection.viewing() as view:
        mentions = [mention_at(view, end) for end in (first, second)]
        if None in mentions or mentions[0] == mentions[1]:
            raise SettingError("Give two mentions that are there, and differ.")
        claims = set(view.claims_of(m for m in mentions if m).values())
        were = {m.id: claim for claim, those in view.mentions_of_claims(claims).items() for m in those}
    payload = {"first": first.to_json(), "second": second.to_json(), "claims": were}
    return _put(collection, kind, payload, who)


def _put(collection: Collection, kind: CorrectionKind, payload: dict[str, Any], who: str) -> Correction:
    with collection.writing() as writer:
        put = writer.put_correction(kind, payload, who=who)
        _follow(writer, put, undone=False)
    return put


def _follow(writer: Writer, one: Correction, *, undone: bool) -> None:
    """Brings everything that a correction touches up to date, now that it holds, or does not any more."""
    if one.kind in OF_READINGS:
        settle(writer, one.payload["at"]["report"])
    elif one.kind in {"took", "did not take"}:
        carried = (set(writer.claims_of_report(one.payload[end])) for end in ("report", "origin"))
        writer.forget_summaries(set[str].intersection(*carried))
    else:
        ends = [mention_at(writer, Anchor.from_json(one.payload[end])) for end in ("first", "second")]
        regroup(writer, [m for m in ends if m], (), names=one.payload["claims"] if undone else None)
