"""All that is ever written to a collection, inside one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import chain, count
from typing import Any, Literal

from sqlalchemy import Table, bindparam, delete, insert, null, select, update
from sqlalchemy.dialects import postgresql, sqlite

from inquit.core.codec import to_json
from inquit.core.comparison import Derivation, Likeness, Mention
from inquit.core.moments import moment
from inquit.core.records import Reading, Report, digest
from inquit.store import identity, search, summaries
from inquit.store.feeds import Feed, read, remove
from inquit.store.log import Correction
from inquit.store.mentions import chain_rows, corrected_row, evidence_rows
from inquit.store.migrations import now
from inquit.store.paging import chunks
from inquit.store.relations import hash_of
from inquit.store.schema import (
    UNDATED,
    corrections,
    derivations,
    feeds,
    keys,
    likenesses,
    mentions,
    prints,
    report_sources,
    reports,
    vectors,
    versions,
)
from inquit.store.summaries import ClaimSummary
from inquit.store.view import View

_HEAD = ("title", "outlet", "published", "url", "byline", "language")


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """What became of a reading. `reading` is as it is kept: under the id that the report has in the collection."""

    what: Literal["new", "version", "there"]
    reading: Reading
    given_id: str | None = None
    """The id it came with, where another report had that already."""


class Writer(View):
    """Reads and writes in one transaction. Everything refers to reports and mentions that are there, by their ids.

    Raises:
        KeyError: a record names a report or mention that is not in the collection.
    """

    def put_reading(self, reading: Reading, *, model: str) -> Stored:
        """Keeps a report and what was read in it, unless it is there already.

        A new version takes the place of the one before: mentions, fingerprints and all else that was found in that one
        is removed, its text and reading stay as history. `model` names what read it.
        """
        standing = self.standing(reading.report)
        if standing.what == "there":
            return Stored(what="there", reading=_renamed(reading, standing.id or reading.report.id))
        if standing.id is None:
            kept = _renamed(reading, self._free_id(reading.report))
            key, number = self._insert(reports, {"id": kept.report.id, "version": 1, **_columns(kept.report)}), 1
        else:
            kept = _renamed(reading, standing.id)
            key, number = self._clear(standing.id)
            columns = _columns(kept.report)
            if columns["address"] is None:
                del columns["address"]  # found by its text: where it was met first stays known
            self._db.execute(update(reports).where(reports.c.key == key).values(version=number, **columns))
        self._put_version(key, number, kept, model)
        given = reading.report.id if standing.id is None and kept.report.id != reading.report.id else None
        return Stored(what=standing.what, reading=kept, given_id=given)

    def replace_reading(self, reading: Reading, *, model: str) -> None:
        """Puts a new reading of a report's current text in the old one's place, for a newer model.

        What was found in the old one is removed, as for a new version; the number of the version stays.
        """
        key, number = self._clear(reading.report.id)
        self._db.execute(delete(versions).where(versions.c.report == key, versions.c.number == number - 1))
        self._put_version(key, number - 1, reading, model)

    def put_mentions(self, those: Iterable[Mention]) -> None:
        """Keeps mentions of reports that are there; one that is there already stays as it is, with its claim."""
        those = tuple(those)
        owners = self._keys(reports, (one.report for one in those))
        self._put(mentions, (_mention_row(one, owners[one.report]) for one in those), again="keep")

    def put_prints(self, report: str, hashes: Iterable[int]) -> None:
        """Keeps a report's fingerprints: whole numbers of 64 bits with their sign."""
        key = self._keys(reports, [report])[report]
        self._put(prints, ({"hash": number, "report": key} for number in sorted(set(hashes))), again="keep")

    def put_keys(self, wanted: Mapping[str, Iterable[str]]) -> None:
        """Keeps the keys of mentions, by the mention's id: what it may be looked up by."""
        owners = self._keys(mentions, wanted)
        rows = ((hash_of(key), owners[mention]) for mention, those in wanted.items() for key in those)
        self._put(keys, ({"hash": number, "mention": key} for number, key in sorted(set(rows))), again="keep")

    def put_vectors(self, wanted: Mapping[str, bytes]) -> None:
        """Keeps the vectors of mentions, by the mention's id, in place of earlier ones."""
        owners = self._keys(mentions, wanted)
        rows = ({"mention": owners[mention], "vector": vector} for mention, vector in wanted.items())
        self._put(vectors, rows, again="replace")

    def put_derivations(self, those: Iterable[Derivation]) -> None:
        """Keeps what reports took from others, in place of what was known of the same two and the same `how`."""
        those = tuple(those)
        owners = self._keys(reports, (end for one in those for end in (one.report, one.origin)))
        self._put(derivations, (_derivation_row(one, owners) for one in those), again="replace")
        for one in those:
            self.forget_summaries({*self.claims_of_report(one.report)} & {*self.claims_of_report(one.origin)})

    def forget_summaries(self, claims: Iterable[str]) -> None:
        """Says that claims have changed, so that their rows are filled in anew, see `store.summaries`."""
        summaries.forget(self._db, claims)

    def put_summaries(self, wanted: Iterable[str], found: Iterable[ClaimSummary]) -> None:
        """Keeps the figures `found` of the claims `wanted`; one of which there are none has no mentions any more."""
        summaries.filled(self._db, wanted, found)

    def put_likenesses(self, those: Iterable[Likeness]) -> None:
        """Keeps comparisons of mentions, in place of earlier ones of the same two."""
        those = tuple(those)
        owners = self._keys(mentions, (end for one in those for end in (one.first, one.second)))
        self._put(likenesses, (_likeness_row(one, owners) for one in those), again="replace")

    def set_claims(self, claims: Mapping[str, str | None]) -> None:
        """Says to which claim mentions belong, by the mention's id; None for none."""
        owners = self._keys(mentions, claims)
        before = self.claims_of(claims)
        moved = [{"at": owners[m], "to": claim} for m, claim in claims.items() if before.get(m) != claim]
        if moved:
            changed = update(mentions).where(mentions.c.key == bindparam("at")).values(claim=bindparam("to"))
            self._db.execute(changed, moved)
        summaries.forget(self._db, {*before.values(), *claims.values()})

    def set_stories(self, stories: Mapping[str, str | None]) -> None:
        """Says to which story reports belong, by the report's id; None for none."""
        owners = self._keys(reports, stories)
        for report, story in stories.items():
            self._db.execute(update(reports).where(reports.c.key == owners[report]).values(story=story))

    def set_corrected(self, wanted: Mapping[str, Mention | None]) -> None:
        """Puts what a person says of mentions over what the machine said, by the mention's id; None takes it off."""
        owners = self._keys(mentions, wanted)
        for mention, one in wanted.items():
            row = null() if one is None else corrected_row(one)
            self._db.execute(update(mentions).where(mentions.c.key == owners[mention]).values(corrected=row))

    def set_sources(self, reading: Reading) -> None:
        """Counts who is quoted in a report anew, from a reading that a person has corrected."""
        key = self._keys(reports, [reading.report.id])[reading.report.id]
        one, rows = report_sources.c, {row["source"]: row for row in _source_rows(reading, key)}
        there = set(self._db.execute(select(one.source).where(one.report == key)).scalars())
        for source in there:
            at = (one.report == key) & (one.source == source)
            changed = update(report_sources).where(at).values(rows[source]) if source in rows else None
            self._db.execute(delete(report_sources).where(at) if changed is None else changed)
        self._put(report_sources, [row for source, row in rows.items() if source not in there], again="keep")

    def put_correction(self, kind: str, payload: Any, *, who: str) -> Correction:
        """Adds to the log; `payload` is anything that JSON can say."""
        row = {"kind": kind, "payload": payload, "who": who, "made": now()}
        return Correction(id=self._insert(corrections, row), **row)

    def undo_correction(self, id: int, *, redo: bool = False) -> None:
        """Says that a correction does not hold any more, or with `redo` that it holds again."""
        done = self._db.execute(
            update(corrections).where(corrections.c.id == id).values(undone=None if redo else now())
        )
        if not done.rowcount:
            raise KeyError(f"no correction {id}")

    def watch(self, feed: Feed) -> None:
        """Puts a feed on the list, in place of what was known of the same address."""
        self._put(feeds, [asdict(feed)], again="replace")

    def put_feed_read(self, feed: Feed) -> None:
        """Keeps what came of reading a feed, if it is still watched; how often it is read stays."""
        read(self._db, feed)

    def unwatch(self, url: str) -> None:
        """Takes a feed off the list, if it is there."""
        remove(self._db, url)

    def _free_id(self, report: Report) -> str:
        own = "r" + digest(report.text, report.outlet, report.published, report.url)
        for free in chain((report.id, own), (f"{own}-{k}" for k in count(2))):
            if self._db.execute(select(reports.c.key).where(reports.c.id == free)).first() is None:
                return free
        raise AssertionError  # there is no end of ids

    def _clear(self, id: str) -> tuple[int, int]:
        """Removes all that was found in the current version of a report; its key, and the number of the next."""
        current = (versions.c.report == reports.c.key) & (versions.c.number == reports.c.version)
        asked = select(reports.c.key, reports.c.version, versions.c.text).join(versions, current)
        row = self._db.execute(asked.where(reports.c.id == id)).first()
        if row is None:
            raise KeyError(f"no report {id}")
        search.remove(self._db, row.key, row.text)
        claims = self.claims_of_report(id)
        for column in (
            mentions.c.report,  # with their keys, vectors and likenesses, by the foreign keys
            prints.c.report,
            report_sources.c.report,
            derivations.c.taker,
            derivations.c.origin,
        ):
            self._db.execute(delete(column.table).where(column == row.key))
        summaries.forget(self._db, claims)
        return row.key, row.version + 1

    def _put_version(self, key: int, number: int, reading: Reading, model: str) -> None:
        report, found = reading.report, to_json(reading, explain=True)
        row = {
            "report": key,
            "number": number,
            "content": identity.content(report),
            "added": now(),
            "model": model,
            "head": {name: getattr(report, name) for name in _HEAD},
            "text": report.text,
            "reading": {name: value for name, value in found.items() if name not in {"inquit", "report"}},
        }
        self._db.execute(insert(versions), row)
        search.put(self._db, key, report.text)
        self._put(report_sources, _source_rows(reading, key), again="keep")

    def _keys(self, owners: Table, ids: Iterable[str]) -> dict[str, int]:
        wanted = set(ids)
        found: dict[str, int] = {}
        for chunk in chunks(wanted):
            rows = self._db.execute(select(owners.c.id, owners.c.key).where(owners.c.id.in_(chunk)))
            found.update((row.id, row.key) for row in rows)
        if missing := wanted - found.keys():
            raise KeyError(f"no row of {owners.name} for {min(missing)}")
        return found

    def _insert(self, table: Table, row: Mapping[str, Any]) -> int:
        key = self._db.execute(insert(table), row).inserted_primary_key
        assert key is not None  # noqa: S101  # only statements of many rows give none
        return key[0]

    def _put(self, table: Table, rows: Iterable[Mapping[str, Any]], *, again: Literal["keep", "replace"]) -> None:
        rows = list(rows)
        if not rows:
            return
        dialect = sqlite if self._db.dialect.name == "sqlite" else postgresql
        statement = dialect.insert(table)
        if again == "keep":
            statement = statement.on_conflict_do_nothing()
        else:
            known = table.primary_key.columns
            others = {column.name: statement.excluded[column.name] for column in table.c if column.name not in known}
            statement = statement.on_conflict_do_update(index_elements=list(known), set_=others)
        self._db.execute(statement, rows)


def _renamed(reading: Reading, id: str) -> Reading:
    return reading if reading.report.id == id else replace(reading, report=replace(reading.report, id=id))


def _columns(report: Report) -> dict[str, Any]:
    when = moment(report.published)
    return {
        "address": identity.address(report.url),
        "publisher": identity.publisher(report),
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published,
        "url": report.url,
        "moment": UNDATED if when is None else int(when.timestamp()),
    }


def _source_rows(reading: Reading, key: int) -> Iterable[dict[str, Any]]:
    said: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for one in reading.attributions:
        if one.root and one.root.source:
            said[one.root.source] += 1
            words[one.root.source] += sum(len(span.of(reading.report.text).split()) for span in one.content)
    for source in reading.sources:
        yield {
            "report": key,
            "source": source.id,
            "name": source.name,
            "folded": search.folded_name(source.name),
            "kind": source.kind,
            "standing": source.standing,
            "statements": said[source.id],
            "words": words[source.id],
        }


def _mention_row(one: Mention, report: int) -> dict[str, Any]:
    return {
        "id": one.id,
        "report": report,
        "start": one.span.start,
        "spans": [list(span) for span in one.spans],
        "text": one.text,
        "chain": chain_rows(one.chain),
        "act": one.act,
        "certainty": one.certainty,
        "stance": one.stance,
        "said": one.said,
        "attribution": one.attribution,
        "headline": one.headline,
        "confidence": one.confidence,
    }


def _derivation_row(one: Derivation, owners: Mapping[str, int]) -> dict[str, Any]:
    return {
        "taker": owners[one.report],
        "origin": owners[one.origin],
        "how": one.how,
        "confidence": one.confidence,
        "passages": [[*passage.taken, *passage.given, passage.likeness] for passage in one.passages],
        "evidence": evidence_rows(one.evidence),
    }


def _likeness_row(one: Likeness, owners: Mapping[str, int]) -> dict[str, Any]:
    return {
        "first": owners[one.first],
        "second": owners[one.second],
        "same": one.same,
        "rival": one.rival,
        "contrary": one.contrary,
        "reasons": evidence_rows(one.reasons),
    }
