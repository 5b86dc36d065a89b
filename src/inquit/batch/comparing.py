"""Compares a report that is added with those on the same matter: what it took from whom, which claims it carries."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from inquit.batch.corrected import of_readings, settle
from inquit.batch.grouping import regroup
from inquit.batch.storytelling import place
from inquit.claims.certainties import CertaintyReader
from inquit.claims.closer import Closer
from inquit.claims.comparison import Statement, compare, statement
from inquit.claims.meaning import Meaning, MeaningReader
from inquit.claims.mentions import mentions
from inquit.claims.model import shipped_certainty_reader, shipped_closer, shipped_meanings
from inquit.claims.terms import COMMON, keys, related, shares, stretches, terms
from inquit.core.comparison import Derivation, Likeness
from inquit.core.records import Reading, Report
from inquit.reuse.boilerplate import Imprint
from inquit.reuse.candidates import Candidates, candidates
from inquit.reuse.derivation import derivations
from inquit.reuse.prints import prints
from inquit.store.writer import Writer

NEIGHBOURS = 64  # reports on the same matter that a new one is compared with
CARRIERS = 32  # reports that a fingerprint is looked up for
KEPT = 0.01  # a less probable likeness is not kept,
TOLD = 0.1  # and one less probable than this without its reasons
_REMEMBERED = 256  # reports whose statements are kept ready


class Comparer:
    """What `batch.adding.add` calls for each report, see `batch.relating.Relate`.

    It keeps the statements of the last few hundred reports ready, since reports on one matter come together. `meanings`,
    `closer` and `certainties` are for others than those that ship; with other meanings nothing looks closer, and the rules
    alone say how certain a statement is put, unless they are given.
    """

    def __init__(
        self,
        meanings: MeaningReader | None = None,
        closer: Closer | None = None,
        certainties: CertaintyReader | None = None,
    ) -> None:
        self._meanings = meanings or shipped_meanings()
        self._closer = closer if meanings or closer else shipped_closer()
        self._certainties = certainties if meanings or certainties else shipped_certainty_reader()
        self._ready: OrderedDict[str, list[Statement]] = OrderedDict()

    def __call__(self, writer: Writer, reading: Reading) -> None:
        report = reading.report
        self._ready.pop(report.id, None)  # of an earlier version
        near, numbers, alike = self._neighbours(writer, report)
        taken = self._reuse(writer, report, near, numbers)
        writer.put_derivations(taken)
        new = self._new(writer, reading)
        others = [s for other in near for s in self._statements(writer, other)]
        likenesses = self._looked_closer(
            list(_in_one_story(compare(new, others), report.id, new, others, near)), new, others
        )
        writer.put_likenesses(likenesses)
        regroup(writer, [s.mention.id for s in new], likenesses)
        place(writer, report, alike, taken)

    def _looked_closer(
        self, found: Sequence[Likeness], new: Sequence[Statement], others: Sequence[Statement]
    ) -> list[Likeness]:
        if self._closer is not None:
            found = list(self._closer(found, {s.mention.id: s for s in (*new, *others)}))
        kept = (replace(one, same=round(one.same, 3)) for one in found if one.same >= KEPT)
        return [one if one.same >= TOLD else replace(one, reasons=()) for one in kept]

    def _neighbours(self, writer: Writer, report: Report) -> tuple[dict[str, float], tuple[int, ...], dict[str, float]]:
        """The reports on the same matter, the nearest first, and how surely they are; the numbers that this one will be
        found by; and how much others share with it, see `terms.shares`.
        """
        found = terms(report, self._meanings.reader)
        times = stretches(report.published)
        each = [keys(found, when) for when in times]
        asked = list(zip(*each, strict=True))
        carried = writer.carriers([key for one in asked for key in one], COMMON)
        near = related(asked, carried, at_most=NEIGHBOURS)
        near.pop(report.id, None)  # an earlier version
        return near, each[1], shares(asked, carried)

    def _reuse(
        self, writer: Writer, report: Report, near: Iterable[str], numbers: tuple[int, ...]
    ) -> tuple[Derivation, ...]:
        """What the report took from others, and what younger ones took from it or from others, decided anew."""
        found = prints(report.text)
        wanted = candidates(found, lambda hashes: writer.carriers(hashes, CARRIERS), lambda ids: _imprints(writer, ids))
        writer.put_prints(report.id, {*numbers, *(p.hash for p in found)})
        others = list(dict.fromkeys([*(r for r in wanted.reports if r != report.id), *islice(near, CARRIERS // 2)]))
        texts = {r.id: r for r in (writer.report(other) for other in others) if r is not None}
        known = writer.derivations_of(texts)
        out = list(_derived(report, list(texts.values()), known, wanted))
        for younger in texts.values():
            if (younger.published or "") > (report.published or "~"):
                givers = {d.origin for d in known if d.report == younger.id} - {report.id}
                rest = [texts.get(g) or writer.report(g) for g in sorted(givers)]
                anew = _derived(younger, [report, *(r for r in rest if r is not None)], known, Candidates((), ()))
                out += [d for d in anew if d.origin == report.id]
        return tuple(out)

    def _new(self, writer: Writer, reading: Reading) -> list[Statement]:
        """The statements of a new report, once its mentions are in the collection."""
        report, found = reading.report, mentions(reading)
        meanings = self._meanings.read(report, found)
        if self._certainties is not None:
            found = tuple(self._certainties(found, meanings, report.language))
        writer.put_mentions(found)
        ready = [(m, meaning) for m, meaning in zip(found, meanings, strict=True) if meaning is not None]
        if report.id in of_readings(writer):
            settle(writer, report.id)
        writer.put_vectors({m.id: meaning.to_bytes() for m, meaning in ready})
        return self._remember(report.id, [statement(m, meaning, report.language) for m, meaning in ready])

    def _statements(self, writer: Writer, report: str) -> list[Statement]:
        known = self._ready.get(report)
        if known is not None:
            self._ready.move_to_end(report)
            return known
        found = {m.id: m for m in writer.mentions_of_report(report)}
        vectors = writer.vectors(found)
        return self._remember(
            report, [statement(m, Meaning.from_bytes(vectors[m.id])) for m in found.values() if m.id in vectors]
        )

    def _remember(self, report: str, those: list[Statement]) -> list[Statement]:
        self._ready[report] = those
        while len(self._ready) > _REMEMBERED:
            self._ready.popitem(last=False)
        return those


def _in_one_story(
    found: Iterable[Likeness],
    report: str,
    new: Sequence[Statement],
    others: Sequence[Statement],
    near: Mapping[str, float],
) -> Iterator[Likeness]:
    """The likenesses of a report's statements by their words, each less probable if both reports may tell of two stories."""
    where = {s.mention.id: s.mention.report for s in (*new, *others)}
    for one in found:
        other = next((r for r in (where[one.first], where[one.second]) if r != report), None)
        yield replace(one, same=one.same * near.get(other or "", 1.0))


def _derived(
    report: Report, others: Sequence[Report], known: Sequence[Derivation], found: Candidates
) -> tuple[Derivation, ...]:
    return derivations(report, others, known=known, boilerplate=found.boilerplate)


def _imprints(writer: Writer, ids: Iterable[str]) -> dict[str, Imprint]:
    return {i: Imprint(i, head.outlet, head.published) for i, head in writer.heads(ids).items()}
