"""What is found is told window by window, and is what the whole text has in the end."""

from inquit.tagger.model import load

PARAGRAPH = (
    "The ferry to Olm will be late, Ilse Brandt told the Harrow Courier. “It rained,” said Jon Tarrow of the port. "
)
TEXT = "\n\n".join(PARAGRAPH * 3 for _ in range(9))


def test_what_is_told_on_the_way_is_what_is_found_in_the_end():
    told = []
    (tags,) = load(threads=1).watched(told.append).tag([TEXT])
    assert len(told) > 3
    assert [one for progress in told for one in progress.roles] == [(r.span, r.role) for r in tags.roles]
    assert [progress.read for progress in told] == sorted({progress.read for progress in told})
    assert told[-1].read == len(TEXT.rstrip())
    start = 0
    for progress in told:
        assert all(start <= span.start < span.end <= progress.read for span, _ in progress.roles)
        start = progress.read
