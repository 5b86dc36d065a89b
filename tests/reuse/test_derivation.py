"""Who has it from whom, and how: invented reports, each about one sign."""

from __future__ import annotations

from itertools import permutations

from inquit.core.comparison import Derivation, Passage
from inquit.core.records import Report
from inquit.core.spans import Span
from inquit.reuse.credit import credited, newsrooms
from inquit.reuse.derivation import derivations, prune

WIRE = (
    "TESSEN, May 2 (Norla) - The ferry Aurelia ran aground off Tessen early on Friday with 212 people on board, the "
    "coastguard said. All passengers were taken ashore by three lifeboats within an hour of the accident.\n\n"
    "Divers found a tear of fourteen metres below the waterline, and the hull is expected to be sealed before the next "
    "spring tide. The company bought the ship in 1998 and had it refitted at the Pellmar yard two winters ago.\n\n"
    "Sailings to the outer islands are suspended until Wednesday, the harbour office said."
)
LOCAL = "Market stalls will move to Long Street while the fountain is repaired, the council decided on Thursday night."
QUOTE = '"We heard the rocks before we saw them, and then every cup on the ship was on the floor at once"'
REWRITE = (
    "Passengers had a lucky escape. Aurelia, refitted in Pellmar just two winters ago, now has a fourteen-metre tear in "
    "its hull. The islands get no sailings before Wednesday, and divers must wait for the spring tide."
)


def report(id: str, body: str, published: str | None, **more: str) -> Report:
    return Report.of(body, id=id, published=published, **{"outlet": f"Outlet {id}", **more})


def pairs(found: tuple[Derivation, ...]) -> list[tuple[str, str, str]]:
    return [(d.report, d.origin, d.how) for d in found]


WIRED = report("w", WIRE, "2031-05-02T06:00:00Z", outlet="Norla")
RIVAL = report("r", "The ferry Aurelia ran aground off Tessen on Friday. Nobody was hurt.", "2031-05-02T07:00:00Z")


def test_most_of_the_words_make_a_reprint_with_its_passages() -> None:
    taker = report("t", f"{LOCAL}\n\n{WIRE}", "2031-05-02T09:00:00Z")
    (found,) = derivations(taker, [WIRED])
    assert (found.origin, found.how) == ("w", "reprint")
    assert found.confidence > 0.9
    (passage,) = found.passages
    assert passage.taken.of(taker.text) == passage.given.of(WIRED.text) == WIRE[:-1]
    assert [e.by for e in found.evidence][:2] == ["published", "alignment"]


def test_facts_that_only_one_earlier_report_has_make_a_rewrite() -> None:
    taker = report("t", REWRITE, "2031-05-03T07:00:00Z")
    assert pairs(derivations(taker, [RIVAL, WIRED])) == [("t", "w", "rewrite")]


def test_the_same_facts_in_all_earlier_reports_say_nothing_of_one() -> None:
    givers = [report(f"g{k}", WIRE.replace("212", str(212 + k)), f"2031-05-02T0{k}:00:00Z") for k in range(4)]
    assert derivations(report("t", REWRITE, "2031-05-03T07:00:00Z"), givers) == ()


def test_copies_of_the_origin_do_not_hide_it_once_they_are_known() -> None:
    copy = report("c", f"{LOCAL}\n\n{WIRE}", "2031-05-02T09:00:00Z")
    known = derivations(copy, [WIRED])
    taker = report("t", REWRITE, "2031-05-03T07:00:00Z")
    assert derivations(taker, [RIVAL, WIRED, copy]) == ()
    assert "w" in {d.origin for d in derivations(taker, [RIVAL, WIRED, copy], known=known)}


def test_a_quotation_alone_is_not_taken_but_the_words_around_it_are() -> None:
    heard = f"{QUOTE}, said Mira Holt, a cook. {LOCAL}"
    giver = report("g", heard, "2031-05-02T07:00:00Z")
    own = report("t", f"Jo Pell met survivors. {QUOTE}, one told us.", "2031-05-02T08:00:00Z")
    assert derivations(own, [giver]) == ()
    taken = report("t", f"Jo Pell met survivors. {heard}", "2031-05-02T08:00:00Z")
    assert pairs(derivations(taken, [giver])) != []


def test_unrelated_reports_and_boilerplate_are_not_derived() -> None:
    late = report("t", f"{LOCAL}\n\n{WIRE}", "2031-05-03")
    assert derivations(report("t", LOCAL, "2031-05-03"), [WIRED]) == ()
    stock = (Span(len(LOCAL) + 2, len(late.text)),)
    assert derivations(late, [WIRED], boilerplate=stock) == ()


def test_the_later_has_it_from_the_earlier_in_any_order_of_the_others() -> None:
    copy, late = (report(i, WIRE, f"2031-05-0{k}") for i, k in (("c", 3), ("l", 4)))
    every = {derivations(late, list(others)) for others in permutations([WIRED, copy, report("x", LOCAL, None)])}
    assert len(every) == 1
    assert pairs(every.pop()) == [("l", "w", "reprint")]
    assert derivations(WIRED, [copy, late]) == ()


def test_without_dates_a_credit_tells_the_order() -> None:
    wire, taker = report("w", WIRE, None, outlet="Norla"), report("a", WIRE, None, byline="Staff and Norla")
    assert pairs(derivations(taker, [wire])) == [("a", "w", "reprint")]
    assert derivations(wire, [taker]) == ()


def test_without_dates_and_credits_exactly_one_of_two_has_it_from_the_other() -> None:
    body = WIRE.split(" - ")[1]
    whole, part = report("a", f"{body} {LOCAL}", "2031-05-02"), report("b", body, "2031-05-02")
    assert pairs(derivations(part, [whole])) == [("b", "a", "reprint")]
    assert derivations(whole, [part]) == ()
    one, other = report("a", body, None), report("b", body, None)
    assert len(derivations(one, [other]) + derivations(other, [one])) == 1


def test_two_clients_of_one_agency_have_it_from_the_agency_or_from_nobody() -> None:
    credit = "The Associated Press contributed to this report."
    body = WIRE.split(" - ")[1]
    wire = report("w", body, "2031-05-02T06:00:00Z", outlet="Associated Press")
    one, other = (report(i, f"{body}\n\n{credit}", f"2031-05-02T0{h}:00:00Z") for i, h in (("a", 7), ("b", 8)))
    assert derivations(other, [one]) == ()
    assert pairs(derivations(other, [one, wire])) == [("b", "w", "reprint")]


def test_nothing_is_made_of_an_empty_report() -> None:
    assert derivations(report("t", "", "2031-05-03"), [WIRED]) == ()
    assert derivations(report("t", REWRITE, "2031-05-03"), [report("e", "", "2031-05-01")]) == ()
    assert derivations(WIRED, [WIRED]) == ()


def edge(taker: str, giver: str, *spans: tuple[int, int], how: str = "reprint") -> Derivation:
    passages = tuple(Passage(taken=Span(*s), given=Span(*s), likeness=1.0) for s in spans)
    return Derivation(report=taker, origin=giver, how=how, confidence=0.9, passages=passages)


def test_an_edge_that_a_common_origin_explains_is_dropped() -> None:
    up, side = edge("b", "w", (0, 60), (61, 100)), edge("a", "w", (0, 100))
    chained = edge("b", "a", (10, 90))
    assert prune([chained, up, side]) == (side, up)


def test_an_edge_with_words_of_its_own_or_another_kind_stays() -> None:
    up, side = edge("b", "w", (0, 60)), edge("a", "w", (0, 100))
    more, cites = edge("b", "a", (10, 90)), edge("b", "a", (10, 20), how="cites")
    assert more in prune([more, up, side])
    assert cites in prune([cites, up, side])


def test_newsrooms_are_read_from_byline_dateline_and_credit_line() -> None:
    assert [(c.outlet, c.place) for c in newsrooms(report("a", "Text.", None, byline="Jo Pell and AFP"))] == [
        ("Agence France-Presse", "byline")
    ]
    assert [(c.outlet, c.place) for c in newsrooms(report("a", "TESSEN (AP) — A ferry ran aground.", None))] == [
        ("Associated Press", "dateline")
    ]
    lined = report("a", "A ferry ran aground.\n\nReuters contributed to this report.", None)
    (credit,) = newsrooms(lined)
    assert credit.span is not None
    assert (credit.span.of(lined.text), credit.place) == ("Reuters", "credit line")
    assert newsrooms(report("a", "A ferry ran aground, Reuters said. The AP (an agency) did not.", None)) == ()


def test_a_given_outlet_is_credited_by_any_name_of_it() -> None:
    for words in ("told the Tessen Lantern", "TESSEN (NHS) - Rain.\n\nMore.", "the Lantern of Tessen"):
        assert (credited(report("a", words, None), "North Harbour Service") is not None) == ("NHS" in words)
    assert credited(report("a", "It told the Lantern so.", None), "De Lantern") is not None
    assert credited(report("a", "Lanterns were lit.", None), "De Lantern") is None
    assert credited(report("a", "Lanterns were lit.", None), None) is None
