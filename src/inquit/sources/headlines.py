"""Who a headline has its statement from, where the tagger saw nobody.

Union: managers were warned          Cabinet to vote in May, official says
Truce from June – local newspaper    Rule would bar exports, says minister
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from inquit.core.records import Attribution, Report
from inquit.core.spans import Span, trim
from inquit.sources.lexicon import Lexicon
from inquit.sources.phrases import Token, tokens_of

_BEFORE = re.compile(r":\s")
_BEHIND = re.compile(r"\s[-–—]\s|:\s(?=[^:]*$)|,\s(?=[^,]*$)")
_LONGEST = 6  # words of a source in a headline
_CONFIDENCE = 0.6
_BEGINS_NOBODY = frozenset({"and", "break", "preposition"})


def headline_attribution(report: Report, lexicon: Lexicon) -> Attribution | None:
    """The attribution that the form of the headline tells of, None where it tells of none."""
    title = report.headline
    if title is None:
        return None
    text = report.text
    colon = _BEFORE.search(text, title.start, title.end)
    if colon is not None and _is_source(text, Span(title.start, colon.start()), lexicon):
        return _made(report, Span(title.start, colon.start()), None, Span(colon.end(), title.end))
    last = None
    for last in _BEHIND.finditer(text, title.start, title.end):  # noqa: B007  # the last of them is wanted
        pass
    if last is None:
        return None
    said = tokens_of(text, Span(last.end(), title.end))
    cue = None
    if len(said) > 1 and said[-1].low in lexicon.cues:
        cue, said = Span(said[-1].start, said[-1].end), said[:-1]
    elif len(said) > 1 and said[0].low in lexicon.cues:
        cue, said = Span(said[0].start, said[0].end), said[1:]
    if not said or (cue is None and text[last.start()] == ","):
        return None
    source = Span(said[0].start, said[-1].end)
    if not _is_source(text, source, lexicon):
        return None
    return _made(report, source, cue, Span(title.start, last.start()))


def within_headline(report: Report, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, with nothing of the text below for the content of a cue in the headline; ids stay."""
    title = report.headline
    return tuple(
        a
        if title is None or not a.cue or not title.holds(a.cue[0])
        else replace(a, content=tuple(c for c in a.content if title.holds(c)))
        for a in attributions
    )


def _is_source(text: str, span: Span, lexicon: Lexicon) -> bool:
    """Whether a few words are somebody: they end in a word for a source, or each begins with a capital."""
    words = tokens_of(text, span)
    if _announces(words, lexicon):
        return False
    noun = lexicon.singular(words[-1].low) if words else None
    if noun is not None and len(words) == 1:
        return True  # "report" is a verb as well
    if not words or len(words) > _LONGEST or any(w.low in lexicon.cues for w in words):
        return False
    if words[0].text.islower() and lexicon.words.get(words[0].low, frozenset()) & _BEGINS_NOBODY:
        return False  # "... - and explains"
    if noun is not None:
        return True
    # "Roe's Wharf: ..." has a place before the colon that is somebody's.
    owned = any(w.text.endswith(("'s", "’s")) for w in words[:-1])
    return not owned and all(w.text[0].isupper() or w.low in lexicon.words for w in words)


def _announces(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a few words only announce what follows: "LIVE: ...", "BRIDGE OF DEATH: ..."; not "CHURCH OF TARN: ..."."""
    if all(lexicon.has(w.low, "kicker") for w in words):
        return True
    shouted = len(words) > 1 and all(w.text.isupper() for w in words)
    body = any(w.low in lexicon.name_words or lexicon.singular(w.low) is not None for w in words)
    return shouted and not body and any(lexicon.words.get(w.low) or w.low in lexicon.pronouns for w in words)


def _made(report: Report, source: Span, cue: Span | None, content: Span) -> Attribution:
    return Attribution.of(
        report,
        source=(trim(report.text, source),),
        cue=() if cue is None else (cue,),
        content=(trim(report.text, content),),
        confidence=_CONFIDENCE,
    )
