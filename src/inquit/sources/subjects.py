"""Who says it, where the tagger marked a cue and a content and no source: the subject is looked for beside the cue.

"..., says trade group Corvin"      after the verb, when what is said stands before it
"according to a clerk"              after the preposition
"the clerk, it says, repeated"      before the verb
"Roe denied it and repeated that"   the subject of the verb before, in the same sentence
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from inquit.core.records import Attribution, Evidence, Report
from inquit.core.spans import Span, Spans, trim
from inquit.sources.lexicon import Lexicon
from inquit.sources.phrases import Token, tokens_of
from inquit.sources.proper_names import ProperName

LONGEST_SENTENCE = 2_000  # code points; what is longer is no sentence, and is not read for its grammar
NOUN_PHRASE = 9  # words of a subject that are looked at
_LONG_PHRASE = 16  # words of one that what follows its noun makes long
_HEAD = 6  # words of it up to its noun
_NOUN_BEHIND = 40  # code points behind the adjective of a country in which its noun stands


class NounPhrases:
    """Finds the noun phrase before or after a word, with what is known of the text's proper names."""

    def __init__(self, text: str, names: Sequence[ProperName], lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.name_to = {n.span.end: n.span for n in names}
        self.name_from = {n.span.start: n.span for n in names}

    def before(self, tokens: Sequence[Token], k: int) -> Span | None:
        """The subject of the verb at `k`, with nothing but auxiliaries and adverbs between; None for a passive."""
        i = self._subject_end(tokens, k)
        if i is None:
            return None
        last = tokens[i]
        if (pronoun := self.lexicon.pronouns.get(last.low)) is not None:
            some = i > 1 and self.lexicon.has(tokens[i - 1].low, "preposition")
            if some and self.lexicon.words.get(tokens[i - 2].low, frozenset()) & {"partitive", "number"}:
                return Span(tokens[i - 2].start, last.end)  # "one of them"
            return Span(last.start, last.end) if pronoun.subject else None
        return self._with_what_follows(tokens, i) or self._noun_phrase(tokens, i)

    def _subject_end(self, tokens: Sequence[Token], k: int) -> int | None:
        """The index of the last word of the subject of the verb at `k`."""
        lexicon = self.lexicon
        i = k - 1
        while i >= 0 and (lexicon.has(tokens[i].low, "auxiliary") or tokens[i].low.endswith("ly")):
            if lexicon.has(tokens[i].low, "be"):
                return None
            i -= 1
        if i < 0 or not self._point_between(tokens[i], tokens[i + 1]):
            return i if i >= 0 else None
        if i > 1 and lexicon.has(tokens[i].low, "aside"):
            return i - 1  # "the clerk, though, said"
        parted = (
            n for n in range(i - 1, max(-1, i - _LONG_PHRASE), -1) if self._point_between(tokens[n], tokens[n + 1])
        )
        j = next(parted, None)
        # "the clerk, whose office it is, said"
        return j if j is not None and lexicon.has(tokens[j + 1].low, "relative") else None

    def _noun_phrase(self, tokens: Sequence[Token], i: int) -> Span | None:
        """The noun phrase that ends at `i`, if it ends in a name or in a noun for a source."""
        last = tokens[i]
        named = self.name_to.get(last.end)
        if named is None and self.lexicon.singular(last.low) is None:
            return None
        first = self._first(tokens, i)
        if named is None or self.lexicon.words.get(tokens[first].low, frozenset()) & _ARTICLES:
            return Span(tokens[first].start, last.end)
        whole = self._with_its_head(tokens, first)
        return named if whole is None else Span(whole, last.end)

    def after(self, tokens: Sequence[Token], k: int) -> Span | None:
        """The noun phrase that begins at `k`: up to the end of the name in it, or to its noun."""
        lexicon = self.lexicon
        end: int | None = None
        for i in range(k, min(k + NOUN_PHRASE, len(tokens))):
            t = tokens[i]
            if t.start in self.name_from:
                return Span(tokens[k].start, self.name_from[t.start].end)
            if i == k and (pronoun := lexicon.pronouns.get(t.low)) is not None:
                return Span(t.start, t.end) if pronoun.subject else None
            if lexicon.singular(t.low) is not None:
                end = t.end
            if t.low in lexicon.cues or i + 1 == len(tokens) or self._point_between(t, tokens[i + 1]):
                break
            following = tokens[i + 1]
            goes_on = following.start in self.name_from or lexicon.has(following.low, "joiner")
            if end is not None and not goes_on and lexicon.singular(following.low) is None:
                break
        return None if end is None else Span(tokens[k].start, end)

    def _with_what_follows(self, tokens: Sequence[Token], last: int) -> Span | None:
        """A noun for a source with a preposition, or words for how near it is, behind it, up to `last`: "a person with
        knowledge of the matter", "two people briefed on the talks".
        """
        lexicon = self.lexicon
        first = last
        while first > 0 and last - first < _LONG_PHRASE and not self._point_between(tokens[first - 1], tokens[first]):
            first -= 1
        words = tokens[first : last + 1]
        opens = lexicon.words.get(words[0].low, frozenset()) & {"indefinite", "number", "definite"}
        nouns = (n for n, t in enumerate(words[:_HEAD]) if lexicon.singular(t.low))
        if opens and any(lexicon.closeness.match(self.text, t.start) for n in nouns for t in words[n + 1 : n + 2]):
            return Span(words[0].start, words[-1].end)
        cut = next((n for n, t in enumerate(words) if lexicon.has(t.low, "preposition")), None)
        if (
            cut is None
            or not 0 < cut < _HEAD
            or any(t.low in lexicon.cues or lexicon.has(t.low, "finite") for t in words)
        ):
            return None
        return Span(words[0].start, words[-1].end) if opens and lexicon.singular(words[cut - 1].low) else None

    def _first(self, tokens: Sequence[Token], last: int) -> int:
        """Where the noun phrase that ends at `last` begins: at its article, or behind a verb, point or small word."""
        first = last
        while first > 0 and last - first < NOUN_PHRASE and not self._point_between(tokens[first - 1], tokens[first]):
            before = tokens[first - 1].low
            if before in self.lexicon.cues or self.lexicon.has(before, "break"):
                break
            first -= 1
            if self.lexicon.words.get(before, frozenset()) & _DETERMINERS:
                break
        return first

    def _with_its_head(self, tokens: Sequence[Token], first: int) -> int | None:
        """Where "figures seen by Corvin" begins, when `first` is the name that only ends it; None if it is alone."""
        if first == 0 or not self.lexicon.has(tokens[first - 1].low, "preposition"):
            return None
        start = first - 1
        while start > 0 and first - start < NOUN_PHRASE and not self._point_between(tokens[start - 1], tokens[start]):
            start -= 1
            if self.lexicon.words.get(tokens[start].low, frozenset()) & _DETERMINERS:
                break
        return tokens[start].start if any(self.lexicon.singular(t.low) for t in tokens[start:first]) else None

    def _point_between(self, a: Token, b: Token) -> bool:
        return bool(self.text[a.end : b.start].strip())


_ARTICLES = frozenset({"definite", "indefinite"})
_DETERMINERS = frozenset({"definite", "indefinite", "possessive"})


def with_sources(
    report: Report, attributions: Sequence[Attribution], sentences: Spans, phrases: NounPhrases
) -> tuple[Attribution, ...]:
    """The attributions, with the source of those that had none and whose cue has a subject; ids stay.

    A content that begins with the source found gives it up. Whoever "has been told" something is no source of it.
    """
    found: list[Attribution] = []
    for a in attributions:
        a = _with_its_noun(report.text, a, phrases.lexicon)  # noqa: PLW2901  # its words are put right
        if _is_told(report.text, a, phrases.lexicon):
            found.append(replace(a, source=()))
            continue
        k = bisect_right(sentences, Span(a.cue[0].start, len(report.text) + 1)) - 1 if a.cue else -1
        if a.source or k < 0 or sentences[k].length > LONGEST_SENTENCE:
            found.append(a)
            continue
        before = found[-1].source[0] if found and found[-1].source else None
        before = before if before is not None and sentences[k].overlaps(before) else None
        source = _source(a, tokens_of(report.text, sentences[k]), phrases, before)
        content = a.content if source is None else tuple(_without(report.text, c, source) for c in a.content)
        if source is None or any(c.overlaps(source) or not c.length for c in content):
            found.append(a)
            continue
        why = Evidence(what="source of the cue", by="subject beside the cue", spans=(*a.cue, source))
        found.append(replace(a, source=(source,), content=content, evidence=(*a.evidence, why)))
    return tuple(found)


def _with_its_noun(text: str, a: Attribution, lexicon: Lexicon) -> Attribution:
    """An attribution whose source is only the adjective of a country, with the noun behind it: "Lorian state television"."""
    if not a.source or not a.cue or not lexicon.is_demonym(a.source[0].of(text)):
        return a
    source, cue = a.source[0], a.cue[0]
    end = noun = source.end
    for t in tokens_of(text, Span(end, min(len(text), end + _NOUN_BEHIND))):
        is_noun = lexicon.singular(t.low) is not None
        if text[end : t.start].strip() or not t.text[:1].islower() or (noun > source.end and not is_noun):
            break
        end = t.end
        noun = end if is_noun else noun
    rest = [t for t in tokens_of(text, cue) if t.start >= noun]
    if noun == source.end or not rest:
        return a
    cue = Span(rest[0].start, cue.end)
    return replace(a, source=(Span(source.start, noun), *a.source[1:]), cue=(cue, *a.cue[1:]))


def _is_told(text: str, a: Attribution, lexicon: Lexicon) -> bool:
    """Whether the source that was found is whom it was told: "the city has been told that"."""
    if not a.source or not a.cue or a.source[0].start > a.cue[0].start:
        return False
    words = [t.low for t in tokens_of(text, a.cue[0])]
    told = len(words) > 1 and lexicon.has(words[-1], "tells") and lexicon.cues.get(words[-1]) != "ing"
    return told and any(lexicon.has(w, "be") for w in words[:-1])


def _source(a: Attribution, tokens: Sequence[Token], phrases: NounPhrases, before: Span | None) -> Span | None:
    """The subject of an attribution's cue; `before` is the source of the attribution before it in the sentence."""
    lexicon, cue = phrases.lexicon, a.cue[0]
    inside = [i for i, t in enumerate(tokens) if cue.start <= t.start and t.end <= cue.end]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    verb = tokens[last].low
    by_agent = last + 1 < len(tokens) and lexicon.has(tokens[last + 1].low, "agent")
    if by_agent or any(lexicon.has(t.low, "names-source") for t in tokens[first : last + 1]):
        return phrases.after(tokens, last + 1 + by_agent)
    if lexicon.refusals.match(phrases.text, tokens[first].start) is not None:
        return phrases.before(tokens, first)
    is_passive = any(lexicon.has(t.low, "be") for t in tokens[first:last]) and lexicon.cues.get(verb) != "ing"
    if verb not in lexicon.cues or is_passive:
        return None
    found = phrases.before(tokens, first)
    if found is None and a.content and a.content[0].start < cue.start:
        found = phrases.after(tokens, last + 1)
    if found is None and lexicon.cues[verb] == "ing" and before is None:
        opening = tokens[: min(first, NOUN_PHRASE)]
        return next((phrases.name_from[t.start] for t in opening if t.start in phrases.name_from), None)
    joined = first > 0 and (lexicon.has(tokens[first - 1].low, "and") or phrases.text[cue.start - 2] == ",")
    return found if found is not None or not joined else before


def _without(text: str, content: Span, source: Span) -> Span:
    """A content without the source that it begins or ends with."""
    if source.start <= content.start < source.end <= content.end:
        return trim(text, Span(source.end, content.end))
    if content.start < source.start and content.end == source.end:
        return Span(content.start, content.start + len(text[content.start : source.start].rstrip(", ")))
    return content
