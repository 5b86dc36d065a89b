"""`inquit trace`: the family tree of one claim."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inquit.cli.asking import (
    DEFAULT_COLLECTION,
    CollectionOption,
    print_json,
    show,
    viewed,
    write_file,
)

if TYPE_CHECKING:
    from inquit.batch.tracing import Surroundings
    from inquit.core.comparison import Claim, Stemma

OTHERS = 5  # other claims that fit, named below the tree


def trace(
    wanted: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS|ID",
            help="Words of the claim, the id of a claim, or that of a mention.",
            show_default=False,
        ),
    ],
    *,
    collection: CollectionOption = DEFAULT_COLLECTION,
    svg: Annotated[
        Path | None,
        typer.Option("--svg", metavar="FILE", help="Write a picture of the tree; prints nothing by itself."),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page with all about it; prints nothing by itself."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why these are mentions of one claim, pair by pair.")
    ] = False,
    wide: Annotated[bool, typer.Option("--wide", help="Show all wordings whole on a terminal.")] = False,
) -> None:
    """Show the family tree of a claim: who has it from whom, and how many independent sources there are.

    Where several claims fit, the one that fits best is shown, and others are named below it.
    """
    from inquit.batch import tracing  # noqa: PLC0415  # --help can do without
    from inquit.batch.finding import find  # noqa: PLC0415

    with viewed(collection) as view:
        words = " ".join(wanted)
        fitting = find(view, words)
        found = {claim.id: claim for claim in tracing.claims(view, fitting[: OTHERS + 1], reasons=explain)}
        if not found:
            typer.echo(f"inquit: no claim in {collection} has these words, and no claim or mention this id.", err=True)
            raise typer.Exit(1)
        best, *others = (found[claim] for claim in fitting if claim in found)
        known = tracing.Surroundings.of(view, {m.report for m in best.mentions})
        tree = known.trace(best)
    _write(tree, svg, html, explain=explain)
    if as_json:
        print_json(_json(tree, known, others, explain=explain))
    elif svg is None and html is None:
        _show(tree, others, explain=explain, wide=wide)


def _write(tree: Stemma, svg: Path | None, html: Path | None, *, explain: bool) -> None:
    if svg:
        from inquit.export.drawing import drawing  # noqa: PLC0415  # only what is asked for

        write_file(svg, drawing(tree) + "\n", "--svg")
    if html:
        from inquit.export.stemma_page import stemma_page  # noqa: PLC0415  # brings jinja2

        write_file(html, stemma_page(tree, explain=explain), "--html")


def _json(tree: Stemma, known: Surroundings, others: list[Claim], *, explain: bool) -> dict[str, Any]:
    from inquit.export.claims_json import claims_json  # noqa: PLC0415
    from inquit.export.decisions import decisions_json  # noqa: PLC0415

    told = claims_json(known.witnesses, known.derivations(known.witnesses), [tree])
    if explain:
        told["claims"][0]["likenesses"] = decisions_json(tree.claim)
    return told | {"also": [{"id": claim.id, "text": claim.text} for claim in others]}


def _show(tree: Stemma, others: list[Claim], *, explain: bool, wide: bool) -> None:
    from rich.console import Group  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from inquit.export import tree as trees  # noqa: PLC0415
    from inquit.export.decisions import decisions  # noqa: PLC0415
    from inquit.export.visible import one_line, shortened  # noqa: PLC0415

    below = [f"claim {tree.claim.id}"]
    if explain:
        below += ["", *(decisions(tree) if tree.claim.likenesses else ["it has one mention: nothing was compared"])]
    if others:
        below += ["", "other claims that fit:"]
        below += [f"  {claim.id}  {shortened(one_line(claim.text), 100)}" for claim in others]
    shown = Group(trees.tree(tree, wide=wide), Text("\n".join(below), style="dim"))
    show(shown, [*trees.tree_lines(tree), *below])
