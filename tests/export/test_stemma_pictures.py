"""A stemma as SVG, as a tree on the terminal and as plain lines."""

import re
from dataclasses import replace
from io import StringIO

from lxml import etree
from rich.console import Console

from inquit.core.comparison import Claim, Derivation, Likeness, Mention, Witness
from inquit.core.records import Link
from inquit.core.spans import Span
from inquit.export.drawing import WIDTH, drawing
from inquit.export.stemma_page import stemma_page
from inquit.export.stemma_rows import doubts, passed_over, rows, summary
from inquit.export.tree import tree, tree_lines
from inquit.stemma.tree import stemma

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = 'it closes</desc></svg><script>alert(1)</script> & "more" \u202e\x1b[2J'
ROE = Link(span=None, name="Ana Roe", kind="person", standing="named")
OFFICIAL = Link(span=None, name="a senior official", kind="person", standing="unnamed")
LOST = Link(span=None, name="Baltic Examiner", kind="outlet", standing="named")


def invented(count, text="the bridge will close", url="https://example.org/1"):
    """Reports of which the first has a named source, the second an unnamed one, the third cites a lost report, the
    fourth denies; the others reprint the first."""
    chains = [(ROE,), (OFFICIAL,), (LOST,), (ROE,)]
    witnesses, mentions, derivations = {}, [], []
    for k in range(count):
        name = f"a{k:03}"
        when = f"2031-03-{1 + k // 20:02}T{k % 20:02}:30:00Z"
        witnesses[name] = Witness(report=name, outlet=f"Paper {k}", title="On the bridge", published=when, url=url)
        chain = chains[k] if k < len(chains) else ()
        mentions.append(
            Mention(
                id=f"m{name}",
                report=name,
                spans=(Span(0, 9),),
                text=text,
                chain=chain,
                certainty="denied" if k == 3 else "certain",
            )
        )
        if k > 3:
            derivations.append(Derivation(report=name, origin="a000", how="reprint", confidence=0.9))
    claim = Claim(id="c1", text="The bridge will close.", mentions=tuple(mentions))
    return stemma(claim, witnesses, derivations, language="en")


def shown(stemma_of):
    out = StringIO()
    Console(file=out, width=100).print(tree(stemma_of))
    return out.getvalue()


def test_rows_stand_in_the_order_of_time_with_roots_above_whoever_met_them():
    found = rows(invented(5))
    assert [(row.what, row.name) for row in found] == [
        ("root", "Ana Roe"),
        ("report", "Paper 0"),
        ("root", "senior official (Paper 1)"),
        ("report", "Paper 1"),
        ("lost", "Baltic Examiner"),
        ("report", "Paper 2"),
        ("report", "Paper 3"),
        ("report", "Paper 4"),
    ]
    assert found[4].root is not None
    assert found[4].root.own_word
    assert [row.disputes for row in found].index(True) == 6
    assert [(t.giver, t.kind) for t in found[7].takes] == [("a000", "reprints")]


def test_the_summary_gives_the_interval():
    assert summary(invented(1)) == "1 report, 1 independent source."
    assert summary(invented(3)) == "3 reports, 2 to 3 independent sources."


def test_the_picture_is_xml_with_a_title_and_the_whole_tree_as_its_description():
    root = etree.fromstring(drawing(invented(20)))
    assert root.get("role") == "group"  # its reports are links, which an "img" would hide from a screen reader
    assert etree.fromstring(drawing(invented(20), link=lambda witness: None)).get("role") == "img"
    by_id = {e.get("id"): e for e in root.iter() if e.get("id")}
    assert by_id[root.get("aria-labelledby")].text == "The bridge will close.: 20 reports, 2 to 3 independent sources."
    assert by_id[root.get("aria-describedby")].text.splitlines() == list(tree_lines(invented(20)))


def test_every_row_has_its_words_on_demand_and_shapes_differ_by_standing():
    root = etree.fromstring(drawing(invented(5)))
    on_demand = [g.findtext(f"{SVG}title") for g in root.iter(f"{SVG}g") if g.get("class") == "row"]
    assert len(on_demand) == 8
    assert "“the bridge will close”" in on_demand[1]
    circles = [e.get("class") for e in root.iter(f"{SVG}circle") if e.get("r") == "8"]
    assert circles[:2] == ["root", "root open"]  # named is filled, unnamed is open and marked "?"
    assert [t.text for t in root.iter(f"{SVG}text")].count("?") == 2  # the row's and the legend's
    dashed = [e for e in root.iter(f"{SVG}path") if "root" in (e.get("class") or "") and e.get("stroke-dasharray")]
    assert len(dashed) == 1  # the lost witness


def test_everything_stays_inside_the_picture_with_many_reports():
    for count in (5, 60, 200):
        root = etree.fromstring(drawing(invented(count)))
        height = float(root.get("height"))
        for text in root.iter(f"{SVG}text"):
            assert 0 <= float(text.get("x")) <= WIDTH
            assert 0 <= float(text.get("y")) <= height


def test_hostile_words_and_addresses_are_harmless():
    svg = drawing(invented(5, text=HOSTILE, url="javascript:alert(1)"))
    root = etree.fromstring(svg)
    assert not any(e.tag.endswith("script") for e in root.iter())
    assert not list(root.iter(f"{SVG}a"))
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", svg)
    assert "\x1b" not in "\n".join(tree_lines(invented(5, text=HOSTILE)))
    assert "\u202e" not in shown(invented(5, text=HOSTILE))
    assert list(etree.fromstring(drawing(invented(1))).iter(f"{SVG}a"))


def test_the_terminal_shows_each_report_below_what_it_has_it_from():
    lines = shown(invented(6)).splitlines()
    at = {name: next(k for k, line in enumerate(lines) if name in line) for name in ("Ana Roe", "Paper 0", "Paper 5")}
    assert at["Ana Roe"] < at["Paper 0"] < at["Paper 5"]
    assert lines[at["Paper 5"]].index("Paper 5") > lines[at["Paper 0"]].index("Paper 0")
    assert any("disputed by Ana Roe in Paper 3" in line for line in lines)


def test_plain_lines_tell_each_report_whole():
    lines = list(tree_lines(invented(5)))
    assert "root: Ana Roe (named person; 2 reports)" in lines
    assert (
        "report: Paper 4 (2031-03-01 04:30, reprints Paper 0, source dropped, Ana Roe) | the bridge will close" in lines
    )
    assert "at most 3:" in lines


def test_what_may_deny_something_else_stands_apart_and_not_in_the_tree():
    whole = invented(5)
    (denial,) = whole.disputes
    maybe = replace(denial, name="Bert Holm", report="a001", why="possible denial", sure=False)
    found = replace(whole, disputes=(denial, maybe))
    assert [row.manner for row in rows(found)] == [row.manner for row in rows(whole)]
    lines = list(tree_lines(found))
    assert any(line.startswith("disputed by Ana Roe") for line in lines)
    assert "may be disputed by Bert Holm in Paper 1: possible denial" in lines


def repeated(derivations=(), outlet="Paper"):
    """A claim that four outlets tell in their own voice one after the other; what the third one tells is hardly like it."""
    numbers = (1, 2, 3, 4)
    reports = [Witness(report=f"a{k}", outlet=f"{outlet} {k}", published=f"2031-03-0{k}") for k in numbers]
    mentions = [
        Mention(id=f"m{k}", report=f"a{k}", spans=(Span(0, 4),), text="it will close", certainty="certain")
        for k in numbers
    ]
    like = [
        Likeness(first=f"m{a}", second=f"m{b}", same=0.15 if 3 in {a, b} else 0.99)
        for a in numbers
        for b in numbers
        if a < b
    ]
    told = Claim(id="c1", text="It will close.", mentions=tuple(mentions), likenesses=tuple(like))
    return stemma(told, {w.report: w for w in reports}, derivations)


AFTER, PERHAPS = "after others, no sign of origin", "may state something else"
WHY = {"Paper 2": AFTER, "Paper 3": PERHAPS, "Paper 4": AFTER}


def test_an_outlet_that_repeats_a_claim_says_so_in_its_row_unless_it_may_state_something_else():
    assert {row.name: row.manner for row in rows(repeated())} == {"Paper 1": "", **WHY}


def test_who_is_met_and_does_not_count_is_told_with_the_reason():
    found = repeated()
    assert {root.name: why for root, why in passed_over(found)} == WHY
    lines = list(tree_lines(found))
    assert [line for line in lines if "not counted" in line] == [f"not counted: {o}, {why}" for o, why in WHY.items()]
    page = " ".join(re.sub("<[^>]+>", "", stemma_page(found)).split())
    for outlet, why in WHY.items():
        assert f"{outlet}, {why} in {outlet}" in page
        assert page.count(f"certain, {why}") == list(WHY.values()).count(why)
    assert "not counted" not in "".join(tree_lines(invented(5)))
    assert "not counted" not in stemma_page(invented(5))


def test_what_is_taken_from_an_outlet_that_does_not_count_is_not_said_to_be_without_origin():
    found = repeated([Derivation(report="a4", origin="a2", how="reprint", confidence=0.9)])
    assert {root.name: why for root, why in passed_over(found)} == {"Paper 2": AFTER, "Paper 3": PERHAPS}
    assert doubts(found) == {"m2": AFTER, "m3": PERHAPS}
    assert stemma_page(found).count(f"certain, {AFTER}") == 1


def test_hostile_names_of_who_does_not_count_are_shown_as_text():
    found = repeated(outlet=HOSTILE)
    assert len(passed_over(found)) == 3
    assert "<script" not in stemma_page(found)
    assert all(control not in "".join(tree_lines(found)) for control in ("\u202e", "\x1b"))


def test_an_outlet_with_another_figure_says_that_it_states_another_version():
    words = {1: "40 people died", 2: "44 people died", 3: "40 people died"}
    reports = [Witness(report=f"a{k}", outlet=f"Paper {k}", published=f"2031-03-0{k}") for k in words]
    mentions = [
        Mention(
            id=f"m{k}", report=f"a{k}", spans=(Span(0, 4),), text=text, certainty="certain", chain=(ROE,) * (k != 2)
        )
        for k, text in words.items()
    ]
    like = [Likeness(first=f"m{a}", second=f"m{b}", same=0.9, rival=2 in {a, b}) for a, b in ((1, 2), (1, 3), (2, 3))]
    told = Claim(id="c1", text="40 people died", mentions=tuple(mentions), likenesses=tuple(like))
    found = stemma(told, {w.report: w for w in reports}, ())
    assert {row.name: row.manner for row in rows(found) if row.what == "report"} == {
        "Paper 1": "",
        "Paper 2": "states another version",
        "Paper 3": "",
    }
    assert "certain, states another version" in stemma_page(found)


def test_who_takes_a_claim_back_is_told_in_plain_words():
    whole = invented(5)
    (denial,) = whole.disputes
    back = replace(whole, disputes=(replace(denial, why="taken back by its own source"),))
    assert "taken back by its own source, Ana Roe" in [row.manner for row in rows(back)]
    denied = replace(whole, disputes=(replace(denial, why="denial"),))
    assert "denial by Ana Roe" in [row.manner for row in rows(denied)]
