"""Who disputes which claims: as a list for people, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inquit.core.comparison import Stemma
from inquit.export.claims_json import stemma_json
from inquit.export.listing import Column, Entry, Listing


def dispute_list(found: Sequence[Stemma], words: Mapping[str, str]) -> Listing:
    """An entry for each dispute; `words` are those of the mentions that dispute, by id."""
    columns = (Column("Disputed claim"), Column("By"))
    return Listing(heading="Disputed claims", columns=columns, entries=tuple(_entries(found, words)))


def disputes_json(found: Sequence[Stemma], words: Mapping[str, str]) -> dict[str, Any]:
    """The disputed claims with the words of who disputes them, as docs/format.md has it."""
    return {"inquit": 1, "claims": [_claim(one, words) for one in found if one.disputes]}


def _entries(found: Sequence[Stemma], words: Mapping[str, str]) -> Iterator[Entry]:
    for stemma in found:
        for dispute in stemma.disputes:
            where = dispute.outlet or dispute.report
            said = words.get(dispute.mention, "")
            yield Entry((stemma.claim.text, dispute.name), f"{dispute.why} in {where}: “{said}” · {stemma.claim.id}")


def _claim(stemma: Stemma, words: Mapping[str, str]) -> dict[str, Any]:
    told = stemma_json(stemma)
    disputed = [one | {"text": words.get(one["mention"], "")} for one in told["disputed_by"]]
    return {name: told[name] for name in ("id", "text", "independent")} | {"disputed_by": disputed}
