"""Candidates and boilerplate, with a look-up made by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from inquit.reuse.boilerplate import Imprint, recurring, stock_passages
from inquit.reuse.candidates import Candidates, candidates
from inquit.reuse.prints import prints

WIRE = (
    "The ferry Aurelia ran aground off Tessen on Friday with 212 people on board, the coastguard said. Nobody was hurt, "
    "and all of them were taken ashore by three lifeboats within an hour of the accident."
)
OTHER = (
    "Voters in the canton of Hallen rejected a new tunnel by 54 per cent on Sunday, a defeat for the governing party "
    "that had promised it for eleven years."
)
BOX = "Sign up for our morning letter and have the stories that matter most in your inbox before breakfast every day."


class Shelf:
    """Reports by id, and the two look-ups that a store offers."""

    def __init__(self, **reports: tuple[str, str, str | None]) -> None:
        self.imprints_of = {r: Imprint(r, outlet, published) for r, (_, outlet, published) in reports.items()}
        self.hashes = {r: {p.hash for p in prints(text)} for r, (text, _, _) in reports.items()}

    def carriers(self, hashes: Collection[int], /) -> Mapping[int, Sequence[str]]:
        return {h: found for h in hashes if (found := [r for r in self.hashes if h in self.hashes[r]])}

    def imprints(self, reports: Collection[str], /) -> Mapping[str, Imprint]:
        return {r: self.imprints_of[r] for r in reports}

    def ask(self, text: str, *, at_most: int = 30) -> Candidates:
        return candidates(prints(text), self.carriers, self.imprints, at_most=at_most)


def test_reports_that_share_words_come_best_first_and_others_not_at_all() -> None:
    shelf = Shelf(
        whole=(WIRE, "Harrow", "2031-05-02"),
        half=(WIRE[:110] + " " + OTHER, "Lantern", "2031-05-02"),
        none=(OTHER, "Herald", "2031-05-02"),
    )
    assert shelf.ask(WIRE + " The owner declined to comment.").reports == ("whole", "half")


def test_among_equals_the_oldest_goes_first_and_the_bound_holds() -> None:
    shelf = Shelf(**{f"copy{k}": (WIRE, f"Outlet {k}", f"2031-05-{9 - k:02}") for k in range(8)})
    assert shelf.ask(WIRE, at_most=3).reports == ("copy7", "copy6", "copy5")


def test_a_box_that_recurs_in_one_outlet_finds_nobody_and_is_pointed_out() -> None:
    days = ("2031-03-01", "2031-03-09", "2031-04-02", "2031-05-20")
    stories = ("Bees swarmed at Orr.", "Rents rose in Pell.", "Rain fell on Ume.", "Jam won a prize in Kerr.")
    boxed = {f"r{k}": (f"{stories[k]} {BOX}", "Lantern", day) for k, day in enumerate(days)}
    text = f"{WIRE} {BOX}"
    found = Shelf(**boxed, wire=(WIRE, "Harrow", "2031-05-02")).ask(text)
    assert found.reports == ("wire",)
    (span,) = found.boilerplate
    assert span.of(text) in BOX
    assert span.length > len(BOX) / 2  # winnowing sees a box from its first chosen shingle to its last


def test_a_wire_in_many_outlets_on_one_day_is_no_boilerplate() -> None:
    shelf = Shelf(**{f"r{k}": (WIRE, f"Outlet {k}", "2031-05-02") for k in range(60)})
    found = shelf.ask(WIRE)
    assert len(found.reports) == 30
    assert found.boilerplate == ()


def test_words_that_recur_everywhere_over_months_are_boilerplate() -> None:
    carried = {1: [f"r{k}" for k in range(5)], 2: ["r0", "r1"]}
    imprints = {f"r{k}": Imprint(f"r{k}", f"Outlet {k}", f"2031-0{k + 1}-10") for k in range(5)}
    assert recurring(carried, imprints) == {1}


def test_undated_reports_of_one_outlet_count_by_their_number() -> None:
    undated = {f"r{k}": Imprint(f"r{k}", "Lantern", None) for k in range(4)}
    strange = {f"r{k}": Imprint(f"r{k}", None, None) for k in range(4)}
    assert recurring({1: list(undated)}, undated) == {1}
    assert recurring({1: list(strange)}, strange) == frozenset()


def test_stock_passages_do_not_bridge_words_that_are_not_stock() -> None:
    text = f"{BOX} {OTHER} {BOX.replace('morning', 'evening').replace('breakfast', 'supper')}"
    stock = frozenset(p.hash for p in prints(BOX))
    spans = stock_passages(prints(text), stock)
    assert len(spans) >= 1
    assert not any(OTHER in span.of(text) for span in spans)
