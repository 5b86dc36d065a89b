"""An invented report, read by hand."""

import pytest

from inquit.core.paragraphs import paragraphs
from inquit.core.records import Attribution, Evidence, Link, Reading, Report, Source
from inquit.core.spans import Span

BODY = """The ferry to Olm will stop running in March, two people familiar with the budget told the Quay Herald.

“It is over,” said the harbour master, Ilse Brandt, “and everybody knows it.” She added that no ship had been sold.

“We were promised a bridge,” Jon Tarrow wrote in an open letter. “We got a timetable.

“We will not pay for both.”

It is understood that the council meets on Friday. The ferry carries 300 people a day."""


def spans(text: str, *words: str) -> tuple[Span, ...]:
    """Where each of `words` stands first, looking from the end of the one before."""
    found, at = [], 0
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        found.append(Span(start, at))
    return tuple(found)


@pytest.fixture
def report() -> Report:
    return Report.of(
        BODY,
        title="Olm ferry to stop, officials say",
        outlet="The Olm Chronicle",
        published="2024-02-03",
        byline="Ada Wren",
        url="https://chronicle.example/ferry",
    )


@pytest.fixture
def reading(report: Report) -> Reading:
    text = report.text
    herald = Link(span=spans(text, "the Quay Herald")[0], name="the Quay Herald", kind="outlet", standing="named")
    two = Source(
        id="e1", name="two people", kind="group", standing="unnamed", number="two", closeness="familiar with the budget"
    )
    brandt = Source(
        id="e2", name="Ilse Brandt", kind="person", standing="named", mentions=spans(text, "Ilse Brandt", "She")
    )
    people = Link(span=None, name=two.name, kind=two.kind, standing=two.standing, source="e1")
    master = Link(span=None, name=brandt.name, kind=brandt.kind, standing=brandt.standing, source="e2")

    def attributed(source: list[str], cue: str, content: list[str], **more) -> Attribution:
        bare = Attribution.of(
            report, source=spans(text, *source), cue=spans(text, cue), content=spans(text, *content), confidence=0.9
        )
        fields = {"id": bare.id, "source": bare.source, "cue": bare.cue, "content": bare.content, "confidence": 0.9}
        return Attribution(**fields | more)

    headline = attributed(["officials"], "say", ["Olm ferry to stop"])
    first = attributed(
        ["two people familiar with the budget"],
        "told",
        ["The ferry to Olm will stop running in March"],
        chain=(herald, people),
        quote="indirect",
        certainty="certain",
    )
    why = Evidence(
        what="source of the cue", by="linker", spans=spans(text, "said"), score=0.97, instead=("two people",)
    )
    second = attributed(
        ["the harbour master, Ilse Brandt"],
        "said",
        ["“It is over,”", "“and everybody knows it.”"],
        chain=(master,),
        quote="direct",
        evidence=(why,),
    )
    third = attributed(["She"], "added", ["that no ship had been sold"], chain=(master,), quote="indirect")
    letter = Span(
        text.index("“We were promised"), text.index("will not pay for both.”") + len("will not pay for both.”")
    )
    fourth = attributed(["Jon Tarrow"], "wrote in an open letter", ["“We were promised a bridge,”"], quote="direct")
    rest = Span(text.index("“We got"), letter.end)
    fourth = Attribution(
        id=fourth.id, source=fourth.source, cue=fourth.cue, content=(*fourth.content, rest), confidence=0.81
    )
    fifth = attributed([], "It is understood", ["that the council meets on Friday"], certainty="probable")
    own = spans(text, "The ferry carries 300 people a day.")
    return Reading(
        report=report,
        attributions=(headline, first, second, third, fourth, fifth),
        own_voice=own,
        sources=(two, brandt),
    )


@pytest.fixture
def hostile() -> Reading:
    """A report whose every field attacks the page or the terminal that shows it."""
    attack = "<img src=x onerror=\"document.title='pwned'\"><script>document.title='pwned'</script>"
    escape = "\x1b]0;pwned\x07\x1b[2J\x9b31m\u202eevil\u202c"
    body = f"{attack} said {escape} that </span></p></style><a href=javascript:alert(1)>it</a> & \ud800 rained.\r\nEnd."
    report = Report.of(
        body,
        title=f"“{attack}” {escape}",
        outlet=attack + escape,
        published="'\"><script>",
        byline=escape,
        url="javascript:document.title='pwned'",
        language='en" onclick="x',
    )
    text = report.text
    name = Link(span=None, name=attack + escape, kind="person", standing="named")
    said = Attribution(
        id='x"><script>',
        source=(Span(len(report.title or "") + 2, text.index(" said")),),
        cue=spans(text, "said"),
        content=(Span(text.index("that <"), text.index(" rained")), Span(0, 40)),
        chain=(name,),
        said=attack,
        evidence=(Evidence(what=attack, by=escape, instead=(attack,)),),
    )
    crossing = Attribution(
        id="y", source=(), cue=spans(text, "it</a>"), content=(paragraphs(text)[-1],), confidence=0.2
    )
    return Reading(report=report, attributions=(said, crossing), own_voice=(Span(0, 4),))
