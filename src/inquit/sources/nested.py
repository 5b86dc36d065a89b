"""Attributions that stand inside the content of others, and quotations that nobody is said to have said.

PolNeAR marks every word for one attribution at most, so a tagger that learned from it leaves "the general had told
him that" inside a content unmarked. Contents are therefore read again for a source, a verb of cues.tsv and a clause.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from inquit.core.records import Attribution, Evidence, Report
from inquit.core.spans import Span, Spans, hull, trim
from inquit.sources.lexicon import Lexicon
from inquit.sources.phrases import Token, tokens_of
from inquit.sources.subjects import NounPhrases

_LESS_SURE = 0.7
_SHORTEST = 3  # words of a clause, or of a quotation that is a statement and not a scare quote


def reread(
    report: Report, attributions: Sequence[Attribution], sentences: Spans, phrases: NounPhrases
) -> tuple[Attribution, ...]:
    """New attributions found inside the contents of `attributions`, at any depth."""
    taken = sorted({s for a in attributions for s in (*a.cue, *a.source)})
    return tuple(
        found
        for a in attributions
        for content in a.content
        for part in _by_sentence(content, sentences)
        for found in _inside(report, a, part, taken, phrases)
    )


def _by_sentence(span: Span, sentences: Spans) -> list[Span]:
    found: list[Span] = []
    for k in range(max(0, bisect_right(sentences, span) - 1), len(sentences)):
        s = sentences[k]
        if s.start >= span.end:
            break
        if s.overlaps(span):
            found.append(Span(max(span.start, s.start), min(span.end, s.end)))
    return found or [span]


def _inside(
    report: Report, outer: Attribution, part: Span, taken: Sequence[Span], phrases: NounPhrases
) -> Iterable[Attribution]:
    tokens = tokens_of(report.text, part)
    lexicon = phrases.lexicon
    for k, token in enumerate(tokens):
        sort = lexicon.cues.get(token.low)
        if sort is None or k == 0 or _is_taken(token, taken):
            continue
        if k + 1 < len(tokens) and lexicon.has(tokens[k + 1].low, "agent"):
            source = phrases.after(tokens, k + 2)
            content = trim(report.text, Span(part.start, token.start))
            if source is not None and len(content.of(report.text).split()) >= _SHORTEST:
                yield _found(report, outer, source, token, content)
            continue
        source = None if sort == "ing" else phrases.before(tokens, k)
        if source is None or (sort == "doc" and not _is_paper(report.text, source, lexicon)):
            continue
        content = _clause(report.text, tokens, k, part, lexicon)
        if content is not None:
            yield _found(report, outer, source, token, content)


def _found(report: Report, outer: Attribution, source: Span, cue: Token, content: Span) -> Attribution:
    return Attribution.of(
        report,
        source=(source,),
        cue=(Span(cue.start, cue.end),),
        content=(content,),
        confidence=round(outer.confidence * _LESS_SURE, 4),
    )


def _is_taken(token: Token, taken: Sequence[Span]) -> bool:
    k = bisect_right(taken, (token.start, token.end))
    return any(t.start < token.end and token.start < t.end for t in taken[max(0, k - 3) : k + 1])


def _is_paper(text: str, source: Span, lexicon: Lexicon) -> bool:
    noun = lexicon.singular(source.of(text).split()[-1].lower())
    return lexicon.nouns.get(noun or "") in {"document", "own document", "outlet"}


def _clause(text: str, tokens: list[Token], k: int, part: Span, lexicon: Lexicon) -> Span | None:
    """What follows the verb, without "that" and whom it was told; None if that is no clause."""
    i = k + 1
    if i < len(tokens) and (tokens[i].low in lexicon.pronouns and tokens[i].low in {"him", "her", "them", "me", "us"}):
        i += 1
    if lexicon.has(tokens[k].low, "tells") and i == k + 1:
        i = next((n for n in range(i, min(i + 6, len(tokens))) if tokens[n].low == "that"), len(tokens))
    if i < len(tokens) and tokens[i].low == "that":
        i += 1
    if len(tokens) - i < _SHORTEST or lexicon.has(tokens[i].low, "preposition") or tokens[i].low in {"and", "or", "as"}:
        return None
    content = trim(text, Span(tokens[i].start, part.end))
    end = content.end
    while end > content.start and text[end - 1] in ".,;”\"’' ":
        end -= 1
    return Span(content.start, end)


def carried_quotations(
    report: Report, attributions: Sequence[Attribution], quotes: Sequence[Span]
) -> tuple[Attribution, ...]:
    """Attributions without a source or cue for quotations that are no part of any: somebody goes on speaking."""
    covered = sorted(s for a in attributions for s in a.spans)
    found: list[Attribution] = []
    k = 0
    for quote in quotes:
        while k < len(covered) and covered[k].end <= quote.start:
            k += 1
        if any(c.overlaps(quote) for c in covered[k : k + 4]) or not _is_statement(quote.of(report.text)):
            continue
        if found or any(hull(a.spans).start < quote.start for a in attributions):
            found.append(Attribution.of(report, source=(), cue=(), content=(quote,), confidence=0.5))
    return tuple(found)


def _is_statement(words: str) -> bool:
    """Whether a quotation is more than a title or a phrase: it has a sentence's end, or a clause's length."""
    inner = words.strip("“”\"‘’' ")
    return len(inner.split()) > _SHORTEST and (inner[-1:] in ".!?," or inner[:1].isupper())


def carried(speaker: str) -> Evidence:
    """Why a quotation without a cue has the speaker it has."""
    return Evidence(what="who the source is", by="carried over", instead=(speaker,))
