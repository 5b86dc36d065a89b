"""Readings as nobody writes them, for hypothesis."""

from hypothesis import strategies as st

from inquit.core.records import Attribution, Reading, Report
from inquit.core.spans import Span


@st.composite
def readings(draw):
    """Texts of a few paragraphs with spans that overlap, cross, repeat and run over several paragraphs."""
    text = draw(st.text("ab ä\n", min_size=1, max_size=60))
    edge = st.integers(0, len(text))
    span = st.tuples(edge, edge).map(lambda pair: Span(*sorted(pair)))
    some = st.lists(span, max_size=3).map(tuple)
    found = draw(
        st.lists(st.builds(Attribution, id=st.uuids().map(str), source=some, cue=some, content=some), max_size=4)
    )
    return Reading(report=Report.of(text), attributions=tuple(found), own_voice=draw(some))
