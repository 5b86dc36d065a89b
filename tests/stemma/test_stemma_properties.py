"""What holds for every tree: it does not depend on order, has no ring, and a reprint adds no root."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from invented_claims import claim, mention, named, outlet, report, unnamed

from inquit.core.comparison import Derivation
from inquit.core.spans import Span
from inquit.stemma.tree import stemma

OUTLETS = ("Harrow Courier", "Quay Post", "Northern Wire Service", "Baltic Examiner")
LINKS = (
    named("Ana Roe"),
    named("Roe"),
    named("Corvin Bank", "organisation"),
    named("Corvin Bank filing", "document"),
    unnamed("a senior official"),
    unnamed("two diplomats", "group"),
    unnamed("a player"),
    unnamed("talk in the harbour", "rumour"),
    unnamed("media reports", "group"),
    outlet("the Courier"),
    outlet("Quay Post"),
    outlet("NWS"),
    outlet("Lost Gazette"),
)
REPORTS = st.integers(1, 7)


@st.composite
def evidence(draw):
    count = draw(REPORTS)
    reports = {f"a{k}": report(f"a{k}", draw(st.sampled_from(OUTLETS))) for k in range(1, count + 1)}
    mentions = []
    for name in reports:
        for at in range(draw(st.integers(1, 2))):
            chain = draw(st.lists(st.sampled_from(LINKS), max_size=3, unique=True))
            certainty = draw(st.sampled_from(["certain", "possible", "denied", "unknown"]))
            mentions.append(mention(name, *chain, certainty=certainty, at=at, headline=at == 0 and draw(st.booleans())))
    ids = st.sampled_from(sorted(reports))
    hows = st.sampled_from(["reprint", "rewrite", "cites", "quotes"])
    pairs = draw(st.lists(st.tuples(ids, ids, hows), max_size=6, unique_by=lambda x: x[:2]))
    derivations = [Derivation(report=a, origin=b, how=how, confidence=0.8) for a, b, how in pairs if a != b]
    return reports, mentions, derivations


@given(evidence(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_same_evidence_gives_the_same_tree_in_any_order(drawn, random):
    reports, mentions, derivations = drawn
    found = stemma(claim(*mentions), reports, derivations, language="en")
    order = list(mentions)
    random.shuffle(order)
    random.shuffle(derivations)
    witnesses = dict(random.sample(list(reports.items()), len(reports)))
    other = stemma(claim(*order), witnesses, derivations, language="en")
    assert replace(other, claim=found.claim) == found


@given(evidence())
@settings(max_examples=60, deadline=None)
def test_edges_lead_back_in_time_and_never_in_a_ring(drawn):
    reports, mentions, derivations = drawn
    found = stemma(claim(*mentions), reports, derivations, language="en")
    place = {m.id: int(m.report[1:]) for m in mentions}
    for e in found.edges:
        if e.taker in place and e.giver in place:
            assert place[e.giver] < place[e.taker]
        assert 0 <= e.weight <= 1
    assert not any(e.taker.startswith("root:") for e in found.edges)


@given(evidence())
@settings(max_examples=60, deadline=None)
def test_fewest_is_never_more_than_most_and_every_stated_mention_goes_somewhere(drawn):
    reports, mentions, derivations = drawn
    found = stemma(claim(*mentions), reports, derivations, language="en")
    stated = [m for m in mentions if m.certainty in {"certain", "possible"}]
    assert 0 <= found.independent.min <= found.independent.max == len(found.roots)
    assert (found.independent.min > 0) == bool(stated)
    assert all(root.mentions for root in found.roots)


@given(evidence(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_reprint_raises_neither_end(drawn, data):
    reports, mentions, derivations = drawn
    before = stemma(claim(*mentions), reports, derivations, language="en").independent
    origin = data.draw(st.sampled_from(sorted(reports)))
    copy = report("a9", "Evening Reprint")
    copied = [
        replace(m, id=f"{m.id}-copy", report="a9", spans=(Span(*m.span),)) for m in mentions if m.report == origin
    ]
    taken = Derivation(report="a9", origin=origin, how="reprint", confidence=1.0)
    after = stemma(claim(*mentions, *copied), {**reports, "a9": copy}, [*derivations, taken], language="en").independent
    assert after.min <= before.min
    assert after.max <= before.max
