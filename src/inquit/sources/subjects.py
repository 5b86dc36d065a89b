"""Who says it, where the tagger marked a cue and a content and no source: the subject is looked for beside the cue.

"..., says trade group Corvin"      behind the verb, when what is said stands before it
"according to a clerk"              behind the preposition
"The clerk, who left, repeated"     before the verb
"Roe denied it and repeated that"   the subject of the verb before, in the same sentence
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from inquit.core.records import Attribution, Evidence, Report
from inquit.core.spans import Span, Spans, trim
from inquit.sources.lexicon import Lexicon
from inquit.sources.phrases import Token, tokens_of
from inquit.sources.proper_names import ProperName

NOUN_PHRASE = 9  # words of a subject that are looked at


def with_sources(
    report: Report,
    attributions: Sequence[Attribution],
    sentences: Spans,
    names: Sequence[ProperName],
    lexicon: Lexicon,
) -> tuple[Attribution, ...]:
    """The attributions, with the source of those that had none and whose cue has a subject; ids stay."""
    name_at = {n.span.end: n.span for n in names}
    name_from = {n.span.start: n.span for n in names}
    found: list[Attribution] = []
    for a in attributions:
        if a.source or not a.cue:
            found.append(a)
            continue
        k = bisect_right(sentences, Span(a.cue[0].start, 1 << 60)) - 1
        before = (
            found[-1] if found and found[-1].source and k >= 0 and sentences[k].overlaps(found[-1].source[0]) else None
        )
        source = _source(report.text, a, sentences[k] if k >= 0 else a.cue[0], name_at, name_from, lexicon, before)
        content = tuple(_behind_it(report.text, c, source) for c in a.content) if source is not None else a.content
        if source is None or any(c.overlaps(source) or not c.length for c in content):
            found.append(a)
        else:
            why = Evidence(what="source of the cue", by="subject beside the cue", spans=(*a.cue, source))
            found.append(replace(a, source=(source,), content=content, evidence=(*a.evidence, why)))
    return tuple(found)


def _behind_it(text: str, content: Span, source: Span) -> Span:
    """A content without the source that it begins with."""
    return (
        trim(text, Span(source.end, content.end))
        if source.start <= content.start < source.end <= content.end
        else content
    )


def _source(
    text: str,
    a: Attribution,
    sentence: Span,
    name_at: Mapping[int, Span],
    name_from: Mapping[int, Span],
    lexicon: Lexicon,
    before: Attribution | None,
) -> Span | None:
    tokens = tokens_of(text, sentence)
    cue = a.cue[0]
    last = max((i for i, t in enumerate(tokens) if t.end <= cue.end), default=-1)
    first = next((i for i, t in enumerate(tokens) if t.start >= cue.start), len(tokens))
    if last < first or first == len(tokens):
        return None
    verb = tokens[last].low
    if verb == "to" or lexicon.has(verb, "preposition"):
        return behind(text, tokens, last + 1, name_from, lexicon)
    if lexicon.cues.get(verb) is None:
        return None
    left = subject(text, tokens, first, name_at, lexicon)
    if left is not None:
        return left
    said_before = bool(a.content) and a.content[0].start < cue.start
    if said_before and text[tokens[last].end : tokens[last].end + 1] == " ":
        right = behind(text, tokens, last + 1, name_from, lexicon)
        if right is not None:
            return right
    if lexicon.cues[verb] == "ing" and before is None:
        return next((name_from[t.start] for t in tokens[: min(first, NOUN_PHRASE)] if t.start in name_from), None)
    joined = first > 0 and (tokens[first - 1].low in {"and", "but"} or text[cue.start - 2 : cue.start] == ", ")
    return before.source[0] if joined and before is not None else None


def subject(text: str, tokens: list[Token], k: int, name_at: Mapping[int, Span], lexicon: Lexicon) -> Span | None:
    """The noun phrase right before the word at `k`, with nothing but auxiliaries and adverbs between."""
    i = k - 1
    while i >= 0 and (lexicon.has(tokens[i].low, "auxiliary") or tokens[i].low.endswith("ly")):
        if tokens[i].low in {"is", "are", "was", "were", "be", "been", "being"}:
            return None  # a passive: its subject is what is said, not who says it
        i -= 1
    if i < 0 or text[tokens[i].end : tokens[i + 1].start].strip():
        return None
    last = tokens[i]
    if (pronoun := lexicon.pronouns.get(last.low)) is not None:
        return Span(last.start, last.end) if pronoun.subject else None
    first = i
    while first > 0 and i - first < NOUN_PHRASE and not text[tokens[first - 1].end : tokens[first].start].strip():
        before = tokens[first - 1].low
        if before in lexicon.cues or lexicon.has(before, "break"):
            break
        first -= 1
        if lexicon.words.get(before, frozenset()) & {"definite", "indefinite", "possessive"}:
            break
    named = name_at.get(last.end)
    if named is None and lexicon.singular(last.low) is None:
        return None
    if named is not None and not lexicon.words.get(tokens[first].low, frozenset()) & {"definite", "indefinite"}:
        whole = _with_its_head(text, tokens, first, lexicon)
        return named if whole is None else Span(whole, last.end)
    return Span(tokens[first].start, last.end)


def _with_its_head(text: str, tokens: list[Token], first: int, lexicon: Lexicon) -> int | None:
    """Where "figures seen by Corvin" begins, when `first` is the name that only ends it; None if it stands alone."""
    if first == 0 or not lexicon.has(tokens[first - 1].low, "preposition"):
        return None
    start = first - 1
    while start > 0 and first - start < NOUN_PHRASE and not text[tokens[start - 1].end : tokens[start].start].strip():
        start -= 1
        if lexicon.words.get(tokens[start].low, frozenset()) & {"definite", "indefinite", "possessive"}:
            break
    return tokens[start].start if any(lexicon.singular(t.low) for t in tokens[start:first]) else None


def behind(text: str, tokens: list[Token], k: int, name_from: Mapping[int, Span], lexicon: Lexicon) -> Span | None:
    """The noun phrase that begins at `k`: up to the end of the name in it, or to its noun and what that is of."""
    end: int | None = None
    for t, following in zip(tokens[k : k + NOUN_PHRASE], [*tokens[k + 1 :], None], strict=False):
        if t.start in name_from:
            return Span(tokens[k].start, name_from[t.start].end)
        if t.low in lexicon.pronouns and t is tokens[k]:
            return Span(t.start, t.end) if lexicon.pronouns[t.low].subject else None
        if lexicon.singular(t.low) is not None:
            end = t.end
        if following is None or text[t.end : following.start].strip() or t.low in lexicon.cues:
            break
        if end is not None and lexicon.singular(following.low) is None and not lexicon.has(following.low, "joiner"):
            if following.start not in name_from:
                break
    return None if end is None else Span(tokens[k].start, end)
