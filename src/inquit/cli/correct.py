"""`inquit correct`: puts right what the machine got wrong in a collection, and takes it back."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from inquit.cli.asking import DEFAULT_COLLECTION, CollectionOption, opened
from inquit.core.errors import SettingError
from inquit.export.visible import one_line, shortened

if TYPE_CHECKING:
    from inquit.batch.anchors import Anchor
    from inquit.store.collection import Collection
    from inquit.store.log import Correction

MANY = 8  # mentions that are listed where words do not tell which is meant

correct = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

WhoOption = Annotated[
    str | None, typer.Option("--who", metavar="NAME", help="Who says so; by default your login name.")
]
_MENTION = "The id of a mention, or words that only one mention has."


class SourceKind(StrEnum):
    """What `--kind` takes, see `core.records.Kind`."""

    person = "person"
    official_body = "official-body"
    organisation = "organisation"
    outlet = "outlet"
    document = "document"
    group = "group"
    rumour = "rumour"


class TakenHow(StrEnum):
    """What `--how` takes, see `core.comparison.How`."""

    reprint = "reprint"
    rewrite = "rewrite"
    cites = "cites"
    quotes = "quotes"


@correct.callback(epilog="Example: inquit correct source m1c0ffee12345 --name 'Ann Bo'")
def _correct() -> None:
    """Put right what the machine got wrong; everything that rests on it follows."""


@correct.command("not-attribution")
def not_attribution(
    mention: Annotated[str, typer.Argument(metavar="MENTION", help=_MENTION)],
    *,
    collection: CollectionOption = DEFAULT_COLLECTION,
    who: WhoOption = None,
) -> None:
    """Say that the words are nobody's but the report's own."""
    from inquit.batch.correcting import not_an_attribution  # noqa: PLC0415  # --help can do without

    with _correcting(collection, who) as (asked, name):
        _tell(not_an_attribution(asked, _place(asked, mention), who=name))


@correct.command()
def source(
    mention: Annotated[str, typer.Argument(metavar="MENTION", help=_MENTION)],
    *,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Who says so; or a description.")],
    kind: Annotated[SourceKind, typer.Option("--kind", help="What the source is.")] = SourceKind.person,
    unnamed: Annotated[bool, typer.Option("--unnamed", help="The report does not name it.")] = False,
    direct: Annotated[bool, typer.Option("--direct", help="The report has it from nobody in between.")] = False,
    collection: CollectionOption = DEFAULT_COLLECTION,
    who: WhoOption = None,
) -> None:
    """Say who it is that says so."""
    from inquit.batch.correcting import other_source  # noqa: PLC0415

    standing = "unnamed" if unnamed else "named"
    with _correcting(collection, who) as (asked, me):
        at = _place(asked, mention)
        _tell(other_source(asked, at, name=name, kind=kind.value, standing=standing, direct=direct, who=me))


@correct.command()
def same(
    first: Annotated[str, typer.Argument(metavar="MENTION", help=_MENTION)],
    second: Annotated[str, typer.Argument(metavar="MENTION", help="Another one.")],
    *,
    collection: CollectionOption = DEFAULT_COLLECTION,
    who: WhoOption = None,
) -> None:
    """Say that two mentions state one claim."""
    from inquit.batch.correcting import same_claim  # noqa: PLC0415

    with _correcting(collection, who) as (asked, name):
        _tell(same_claim(asked, _place(asked, first), _place(asked, second), who=name))


@correct.command("not-same")
def not_same(
    first: Annotated[str, typer.Argument(metavar="MENTION", help=_MENTION)],
    second: Annotated[str, typer.Argument(metavar="MENTION", help="Another one.")],
    *,
    collection: CollectionOption = DEFAULT_COLLECTION,
    who: WhoOption = None,
) -> None:
    """Say that two mentions state two claims."""
    from inquit.batch.correcting import not_the_same_claim  # noqa: PLC0415

    with _correcting(collection, who) as (asked, name):
        _tell(not_the_same_claim(asked, _place(asked, first), _place(asked, second), who=name))


@correct.command()
def took(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The id of the report that took it.")],
    origin: Annotated[str, typer.Argument(metavar="ORIGIN", help="The id of the report that it took it from.")],
    *,
    how: Annotated[TakenHow, typer.Option("--how", help="In which way.")] = TakenHow.rewrite,
    collection: CollectionOption = DEFAULT_COLLECTION,
    who: WhoOption = None,
) -> None:
    """Say that a report has it from another."""
    from inquit.batch import correcting  # noqa: PLC0415

    with _correcting(collection, who) as (asked, name):
        _tell(correcting.took(asked, report, origin, how=how.value, who=name))


@correct.command("not-took")
def not_took(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The id of a report.")],
    origin: Annotated[str, typer.Argument(metavar="ORIGIN", help="The id of the report that it took nothing from.")],
    *,
    collection: CollectionOption = DEFAULT_COLLECTION,
    who: WhoOption = None,
) -> None:
    """Say that a report has nothing from another."""
    from inquit.batch.correcting import did_not_take  # noqa: PLC0415

    with _correcting(collection, who) as (asked, name):
        _tell(did_not_take(asked, report, origin, who=name))


@correct.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As inquit corrections lists it.")],
    *,
    redo: Annotated[bool, typer.Option("--redo", help="Put it in again.")] = False,
    collection: CollectionOption = DEFAULT_COLLECTION,
) -> None:
    """Take a correction back."""
    from inquit.batch import correcting  # noqa: PLC0415

    with _correcting(collection, None) as (asked, _):
        _tell(correcting.undo(asked, number, redo=redo))


@contextmanager
def _correcting(collection: str, who: str | None) -> Generator[tuple[Collection, str]]:
    """The collection and who corrects it; what cannot be meant is wrong use."""
    from inquit.batch.correcting import me  # noqa: PLC0415

    try:
        with opened(collection) as asked:
            yield asked, who or me()
    except SettingError as error:
        raise typer.BadParameter(str(error)) from error


def _place(collection: Collection, wanted: str) -> Anchor:
    """The place of the mention that a person means; wrong use where that cannot be told, with those that it may be."""
    from inquit.batch.correcting import anchor  # noqa: PLC0415
    from inquit.batch.finding import mentions_with  # noqa: PLC0415

    with collection.viewing() as view:
        found = mentions_with(view, wanted)
        if len(found) == 1:
            return anchor(view, mention=found[0].id)
    told = "".join(f"\n  {m.id}  {one_line(m.report)}: {shortened(one_line(m.text), 90)}" for m in found[:MANY])
    how_many = f"{len(found)} mentions have" if found else "No mention has"
    raise SettingError(f"{how_many} the words “{one_line(wanted)}”." + (f" Give the id of one:{told}" if found else ""))


def _tell(one: Correction) -> None:
    from inquit.export.corrections import told  # noqa: PLC0415

    typer.echo(f"{one.id}: {told(one)}" + (", undone" if one.undone else ""))
