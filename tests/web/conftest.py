"""A desk over invented reports, read by hand: a bridge that is to close, one root in two outlets, and a denial."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from inquit.batch.readers import Readers
from inquit.batch.summaries import refresh
from inquit.core.comparison import Derivation, Mention, mention_id
from inquit.core.records import Attribution, Link, Reading, Report, Source
from inquit.core.spans import Span, words_of
from inquit.store.collection import Collection
from inquit.web.app import application
from inquit.web.desk import Desk
from inquit.web.jobs import Jobs
from inquit.web.orders import carry_out
from inquit.web.server import rules_for

ADDRESS = "http://127.0.0.1:8321"


def said(report, name, cue, content, *, kind="person", standing="named", via=(), **more):
    """An attribution of `content`, which stands in the text, to somebody whose name stands there too."""
    text = report.text
    at = text.index(content)
    link = Link(span=None, name=name, kind=kind, standing=standing, source="e-" + name)
    bare = Attribution.of(
        report,
        source=(Span(text.index(name), text.index(name) + len(name)),) if name in text else (),
        cue=(Span(text.index(cue), text.index(cue) + len(cue)),),
        content=(Span(at, at + len(content)),),
        confidence=0.9,
    )
    return replace(bare, chain=(*via, link), **more)


def source(link):
    return Source(id=link.source, name=link.name, kind=link.kind, standing=link.standing)


def mention_of(report, attribution):
    return Mention(
        id=mention_id(report.id, attribution.content),
        report=report.id,
        spans=attribution.content,
        text=words_of(report.text, attribution.content),
        chain=attribution.chain,
        certainty=attribution.certainty,
        attribution=attribution.id,
    )


def reading_of(report, *attributions, own=()):
    text = report.text
    spans = tuple(Span(text.index(words), text.index(words) + len(words)) for words in own)
    sources = {a.root.source: source(a.root) for a in attributions}
    return Reading(report=report, attributions=attributions, own_voice=spans, sources=tuple(sources.values()))


@pytest.fixture
def bridge():
    """Three readings; the first two have it from the same person, whom the second does not name."""
    harrow = Report.of(
        "The Tarn bridge may close in May, Ilse Brandt said. It carries 300 lorries a day.",
        id="harrow",
        title="Bridge in doubt",
        outlet="Harrow Courier",
        published="2031-05-02T08:00:00Z",
        url="https://courier.example/bridge",
    )
    quay = Report.of(
        "The Tarn bridge will close in May, an official said. Nobody was hurt.",
        id="quay",
        title="Bridge to close",
        outlet="Quay Herald",
        published="2031-05-03T08:00:00Z",
    )
    olm = Report.of(
        "Jon Tarrow denied that the Tarn bridge will close in May.",
        id="olm/1",
        outlet="Olm Chronicle",
        published="2031-05-04T08:00:00Z",
    )
    return (
        reading_of(
            harrow,
            said(harrow, "Ilse Brandt", "said", "The Tarn bridge may close in May", certainty="possible"),
            own=("It carries 300 lorries a day.",),
        ),
        reading_of(
            quay,
            said(
                quay,
                "an official",
                "said",
                "The Tarn bridge will close in May",
                standing="unnamed",
                certainty="certain",
                via=(Link(span=None, name="Harrow Courier", kind="outlet", standing="named"),),
            ),
            own=("Nobody was hurt.",),
        ),
        reading_of(
            olm,
            said(olm, "Jon Tarrow", "denied", "that the Tarn bridge will close in May", certainty="denied", act="deny"),
        ),
    )


@pytest.fixture
def put():
    """Puts readings in a collection, with all their attributed mentions as those of one claim."""

    def put(collection, *readings):
        with collection.writing() as writer:
            for reading in readings:
                kept = writer.put_reading(reading, model="by hand").reading
                mentions = [mention_of(kept.report, a) for a in kept.attributions if a.content]
                writer.put_mentions(mentions)
                writer.set_claims({m.id: "c1" for m in mentions})
        refresh(collection)

    return put


@pytest.fixture
def collection(tmp_path, bridge, put):
    with Collection.open(tmp_path / "bridge.inquit", create=True) as opened:
        put(opened, *bridge)
        with opened.writing() as writer:
            writer.put_derivations([Derivation(report="quay", origin="harrow", how="rewrite", confidence=0.9)])
        refresh(opened)
        yield opened


@pytest.fixture
def desk(collection):
    """A desk that this machine alone reaches."""
    jobs = Jobs(QuickAdder(collection))
    yield Desk(collection=collection, jobs=jobs)
    jobs.close()


class QuickAdder:
    """Adds in this process; reports are read at once, and compared with nothing."""

    def __init__(self, collection):
        self.collection = collection

    def add(self, order, tell):
        with Readers(0, lambda report: Reading(report=report)) as readers:
            carry_out(order, self.collection, readers, lambda writer, reading: None, tell)

    def close(self):
        pass


@pytest.fixture
def client(desk):
    return TestClient(application(desk, rules_for("127.0.0.1")), base_url=ADDRESS, follow_redirects=False)
