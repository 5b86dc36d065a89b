"""A small collection made by hand: a bridge may close, three outlets carry it, one denies it; and a ferry is late."""

from dataclasses import replace

from inquit.batch.corrected import settle
from inquit.batch.grouping import regroup
from inquit.claims.mentions import mentions
from inquit.core.comparison import Derivation, Likeness
from inquit.core.records import Attribution, Evidence, Link, Reading, Report, Source
from inquit.core.spans import Span
from inquit.store.collection import Collection

OFFICIALS = Source(id="e1", name="two officials", kind="group", standing="unnamed")
COURIER = Source(id="e2", name="Harrow Courier", kind="outlet", standing="named")
MAYOR = Source(id="e3", name="Ann Bo", kind="person", standing="named")
TEXTS = {
    "courier": ("Harrow Courier", "2031-03-01", "The bridge will close in May, two officials said. It opened in 1931."),
    "wire": ("Lindle Wire", "2031-03-02", "The bridge will close in May, the Harrow Courier reported."),
    "radio": ("Radio Quay", "2031-03-03", "The bridge shuts in spring, two officials told the radio."),
    "mayor": ("Town Herald", "2031-03-04", "The bridge will not close, Ann Bo said. The ferry was late, Ann Bo said."),
}
SAID = {  # report: (source, cue, content, certainty)
    "courier": [(OFFICIALS, "said", "The bridge will close in May", "certain")],
    "wire": [(COURIER, "reported", "The bridge will close in May", "certain")],
    "radio": [(OFFICIALS, "told", "The bridge shuts in spring", "probable")],
    "mayor": [(MAYOR, "said", "The bridge will not close", "denied"), (MAYOR, "said", "The ferry was late", "certain")],
}
WIRE_FROM_COURIER = Derivation(report="wire", origin="courier", how="rewrite", confidence=0.9)


def reading(name, before=""):
    """The reading of one of the texts; `before` is put before the text, so that all offsets shift."""
    outlet, published, text = TEXTS[name]
    report = Report.of(before + text, id=name, outlet=outlet, published=published, url=f"https://{name}.example/1")
    found, people = [], []
    for source, cue, content, certainty in SAID[name]:
        at = report.text.index(content)
        said = report.text.index(cue, at)
        bare = Attribution.of(
            report, source=(), cue=(Span(said, said + len(cue)),), content=(Span(at, at + len(content)),)
        )
        link = Link(span=None, name=source.name, kind=source.kind, standing=source.standing, source=source.id)
        found.append(replace(bare, chain=(link,), act="say", quote="direct", certainty=certainty))
        people += [source] * (source not in people)
    own = "It opened in 1931."
    at = report.text.find(own)
    return Reading(
        report=report,
        attributions=tuple(found),
        own_voice=() if at < 0 else (Span(at, at + len(own)),),
        sources=tuple(people),
    )


def likenesses(found):
    """Those between the mentions that tell of the bridge's closing: the first wordings are nearest."""
    bridge = sorted((m for m in found if "The bridge" in m.text), key=lambda m: m.id)
    for k, a in enumerate(bridge):
        for b in bridge[k + 1 :]:
            denied = "denied" in {a.certainty, b.certainty}
            why = Evidence(what="words that meet: bridge, close", by="meaning", score=0.8)
            same = 0.9 if a.text == b.text else 0.8
            yield Likeness(first=a.id, second=b.id, same=same, contrary=denied, reasons=(why,))


def relate(writer, new):
    """What `batch.comparing.Comparer` does, for these texts: compares by their first words."""
    found = mentions(new)
    writer.put_mentions(found)
    settle(writer, new.report.id)
    others = [m for report in writer.all_reports() for m in writer.mentions_of_report(report)]
    mine = {m.id for m in found}
    compared = [x for x in likenesses(others) if {x.first, x.second} & mine]
    writer.put_likenesses(compared)
    regroup(writer, sorted(mine), compared)


def make(where):
    """Writes the collection; the wire has it from the courier."""
    with Collection.open(where, create=True) as collection:
        for name in TEXTS:
            with collection.writing() as writer:
                stored = writer.put_reading(reading(name), model="by hand")
                relate(writer, stored.reading)
        with collection.writing() as writer:
            writer.put_derivations([WIRE_FROM_COURIER])
    return where


def deny_elsewhere(where, text="The bridge will not close."):
    """Adds the Quay Post's page, whose denial is too little like what the courier says to be put to its claim."""
    report, whole = Report.of(text, id="page", outlet="Quay Post", published="2031-03-05"), Span(0, len(text))
    page = Reading(report=report, own_voice=(whole,), sentences=(whole,))
    with Collection.open(where, create=True) as collection, collection.writing() as writer:
        (denial,) = found = mentions(writer.put_reading(page, model="by hand").reading)
        told = mention(writer, "courier", "The bridge will close")
        first, second = sorted((denial.id, told.id))
        near = [Likeness(first=first, second=second, same=0.04)]
        writer.put_mentions(found)
        writer.put_likenesses(near)
        regroup(writer, [denial.id], near)
    return denial


def mention(view, report, words):
    """The mention in a report that begins with these words."""
    return next(m for m in view.mentions_of_report(report) if m.text.startswith(words))
