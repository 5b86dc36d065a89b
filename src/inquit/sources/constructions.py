"""Constructions that attribute: a sentence is read for a source, words that attribute, and what they attribute.

"the clerk said (that) the quay was shut"     subject, verb, clause
"the quay was shut, the clerk told the Fen."  clause, subject, verb, at the end of its sentence
"the quay was shut, say residents."           clause, verb, subject, likewise
"the quay was shut, as the clerk put it"      parenthesis
"the quay, the clerk said, was shut"          likewise
"a delay reported by the clerk"               passive
"the clerk puts the loss at two tonnes"       estimate
"it would shut under a plan seen by the Fen"  document
"the clerk declined to comment"               refusal

There is no parse, so that only what has the form of an assertion counts: no hypothetical saying ("if the clerk says"),
no possible one ("might say"), no object that is not a clause ("found the letter").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inquit.core.spans import Span, Spans, trim, words_of
from inquit.sources.lexicon import Lexicon
from inquit.sources.phrases import Token, tokens_within
from inquit.sources.subjects import LONGEST_SENTENCE, NounPhrases

_SHORTEST = 3  # words of a clause
_WHOM = 6  # words in which it is told whom, at most
_TO_THE_VERB = 8  # words of a clause in which its verb stands, where nothing else tells it from an object
_TITLES = 2  # words between "if" and a name, at most: "if Councillor Roe"
_OBJECT = 12  # words between "puts" and "at"
_PAPERS = frozenset({"document", "own document", "personal document", "outlet"})
_ENDS = ".,;:”\"’'»“‘ "


class Construction(NamedTuple):
    """What was found, and the name of its form; a refusal has no content."""

    source: Span
    cue: Span
    content: Spans
    form: str


def constructions(part: Span, sentence: Span, phrases: NounPhrases) -> Iterator[Construction]:
    """Everything in a part of a sentence, or in all of it, that has the form of an attribution; in reading order."""
    lexicon, part = phrases.lexicon, Span(part.start, min(part.end, part.start + LONGEST_SENTENCE))
    refused = lexicon.refusals.search(phrases.text, part.start, part.end) is not None
    words = _Part(phrases, part, tokens_within(phrases.text, sentence, part))
    for k, token in enumerate(words.tokens):
        found = words.refusal(k) if refused else None
        if found is None and token.low in lexicon.attributing:
            found = words.document(k) or words.according(k) or words.rumour(k)
            if found is None and k and (sort := lexicon.cues.get(token.low)) is not None:
                found = (words.behind(k) if sort == "say" else None) or words.verb(k, sort)
        if found is not None:
            yield found


def clause_after(text: str, tokens: Sequence[Token], k: int, end: int, lexicon: Lexicon) -> Span | None:
    """What the verb at `k` attributes behind it, without "that" and whom it was told; None if that is no clause."""
    i = k + 1
    pronoun = lexicon.pronouns.get(tokens[i].low) if i < len(tokens) else None
    if pronoun is not None and not lexicon.has(tokens[i].low, "complement"):
        following = tokens[i + 1].low if i + 1 < len(tokens) else ""
        i += not pronoun.subject or lexicon.has(following, "complement")
    if lexicon.has(tokens[k].low, "tells") and i == k + 1:
        ahead = range(i, min(i + _WHOM, len(tokens)))
        i = next((n for n in ahead if lexicon.has(tokens[n].low, "complement")), len(tokens))
    elif i < len(tokens) and lexicon.cues[tokens[k].low] == "say" and _is_adverbial(tokens[i].low, lexicon):
        i = _behind_adverbial(text, tokens, i, lexicon)
    told = i < len(tokens) and lexicon.has(tokens[i].low, "complement")
    i += told
    if len(tokens) - i < _SHORTEST or not (told or _opens_clause(text, tokens, k, i, lexicon)):
        return None
    return stripped(text, Span(tokens[i].start, end))


def _is_adverbial(low: str, lexicon: Lexicon) -> bool:
    return lexicon.has(low, "preposition") or lexicon.has(low, "when")


def _behind_adverbial(text: str, tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int:
    """Where "that" stands behind how or when it was said ("in an email that", "on Monday that"); `i` if nowhere near."""
    for n in range(i, min(i + _WHOM, len(tokens) - 1)):
        if text[tokens[n].end : tokens[n + 1].start].strip() or lexicon.has(tokens[n].low, "finite"):
            return i
        if lexicon.has(tokens[n + 1].low, "complement"):
            return n + 1
    return i


def _opens_clause(text: str, tokens: Sequence[Token], k: int, i: int, lexicon: Lexicon) -> bool:
    """Whether a clause without "that" begins at `i`, behind the verb at `k`."""
    first = tokens[i].low
    groups = lexicon.words.get(first, frozenset())
    if not groups.isdisjoint({"preposition", "break", "auxiliary", "when", "relative"}) or first in lexicon.cues:
        return False
    if "," in text[tokens[k].end : tokens[i].start]:
        return False
    if lexicon.cues[tokens[k].low] in {"say", "doc"}:
        return True
    # Such a verb takes objects as well: only a verb of its own tells that a clause follows.
    ahead = tokens[i : i + _TO_THE_VERB]
    verb = next((n for n, t in enumerate(ahead) if n and lexicon.has(t.low, "finite")), None)
    return verb is not None and not any(
        lexicon.has(t.low, "break") or "," in text[ahead[n].end : ahead[n + 1].start]
        for n, t in enumerate(ahead[:verb])
    )


def stripped(text: str, span: Span) -> Span:
    """A stretch without white space, points and quotation marks at its ends."""
    span = trim(text, span)
    start, end = span
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    while start < end and text[start] in _ENDS:
        start += 1
    return Span(start, end)


class _Part:
    def __init__(self, phrases: NounPhrases, part: Span, tokens: Sequence[Token]) -> None:
        self.phrases, self.lexicon, self.text, self.part = phrases, phrases.lexicon, phrases.text, part
        self.tokens = tokens

    def verb(self, k: int, sort: str) -> Construction | None:
        """The attribution whose verb stands at `k`."""
        tokens, lexicon = self.tokens, self.lexicon
        cue = Span(tokens[k].start, tokens[k].end)
        if k + 1 < len(tokens) and lexicon.has(tokens[k + 1].low, "agent"):
            source = self.phrases.after(tokens, k + 2) if sort != "doc" else None
            before = Span(self.part.start, cue.start)
            then = next((t for t in tokens if source is not None and t.start >= source.end), None)
            judged = then is not None and lexicon.has(then.low, "infinitive")
            return self._made(
                source, cue, before, "passive", Span(then.start, self.part.end) if judged and then else None
            )
        source = None if sort in {"ing", "by"} else self.phrases.before(tokens, k)
        if source is None or self._is_nobody_else(source) or self._is_hypothetical(source, k):
            return None
        return self._said(source, cue, k, sort)

    def _said(self, source: Span, cue: Span, k: int, sort: str) -> Construction | None:
        """What the verb at `k` attributes to its subject `source`."""
        tokens, lexicon = self.tokens, self.lexicon
        if sort == "puts":
            return self._made(source, cue, self._estimate(k), "estimate")
        before = self._index_before(source)
        if sort == "doc" and not self._is_paper(source):
            between = before is not None and self._stands_between_commas(before, k)
            if not (between and self._is_thing(source)):
                return None
        if before is not None and lexicon.has(tokens[before].low, "parenthesis") and self._has_no_object(k):
            return self._made(source, cue, self._around(tokens[before].start, k), "parenthesis")
        if sort in {"say", "doc"} and before is not None and self._stands_between_commas(before, k):
            rest = Span(tokens[k + 1].start, self.part.end)
            return self._made(source, cue, Span(self.part.start, tokens[before].end), "parenthesis", rest)
        content = clause_after(self.text, tokens, k, self.part.end, lexicon)
        return self._made(source, cue, content, "subject and verb")

    def behind(self, k: int) -> Construction | None:
        """Who says what stands before a comma, where that ends the sentence: ", the clerk told the Fen", ", say residents"."""
        tokens, cue = self.tokens, Span(self.tokens[k].start, self.tokens[k].end)
        if self._comma_before(k):
            source = self.phrases.after(tokens, k + 1)
            first, end = k, source.end if source is not None else cue.end
        else:
            source = self.phrases.before(tokens, k)
            first = next((n for n, t in enumerate(tokens) if source is not None and t.start >= source.start), 0)
            end = cue.end
            if k + 1 < len(tokens) and self.lexicon.has(tokens[k].low, "tells"):
                whom = self.phrases.after(tokens, k + 1)
                end = whom.end if whom is not None else end
        if source is None or not self._comma_before(first) or self._is_hypothetical(source, k):
            return None
        if self._is_nobody_else(source) or stripped(self.text, Span(end, self.part.end)).length:
            return None
        return self._made(source, cue, Span(self.part.start, tokens[first].start), "behind the clause")

    def _stands_between_commas(self, before: int, k: int) -> bool:
        """Whether the subject and verb between `before` and `k` are parted by commas on both sides: no "secretary of state"."""
        parted = k + 1 < len(self.tokens) and self._comma_before(before + 1) and self._comma_before(k + 1)
        return parted and not self.lexicon.has(self.tokens[k - 1].low, "preposition")

    def _comma_before(self, k: int) -> bool:
        return k > 0 and "," in self.text[self.tokens[k - 1].end : self.tokens[k].start]

    def refusal(self, k: int) -> Construction | None:
        """Words that say that somebody said nothing, and who that is."""
        found = self.lexicon.refusals.match(self.text, self.tokens[k].start, self.part.end)
        source = self.phrases.before(self.tokens, k) if found and k else None
        if found is None or source is None:
            return None
        return Construction(source, Span(found.start(), found.end()), (), "refusal")

    def document(self, k: int) -> Construction | None:
        """A document that is said to have been seen, behind a preposition: "under a plan seen by the Fen"."""
        tokens, lexicon = self.tokens, self.lexicon
        if not lexicon.has(tokens[k].low, "paper-preposition") or k + 2 >= len(tokens):
            return None
        kinds = (
            (n, lexicon.nouns.get(lexicon.singular(tokens[n].low) or "")) for n in range(k + 1, min(k + 6, len(tokens)))
        )
        ends = [tokens[n].end for n, kind in kinds if kind in _PAPERS and not any(self._point(m) for m in range(k, n))]
        passed_by = [pattern for direction, pattern in lexicon.relays if direction == "by"]
        relay = next((m for e in ends for p in passed_by if (m := p.match(self.text, e + 1, self.part.end))), None)
        whom = None
        if relay is not None:
            at = next((n for n, t in enumerate(tokens) if t.start >= relay.end()), len(tokens))
            whom = self.phrases.after(tokens, at)
        if whom is None:
            return None
        source = Span(tokens[k + 1].start, whom.end)
        return self._made(source, Span(*tokens[k][:2]), self._beside(tokens[k].start, whom.end), "document")

    def according(self, k: int) -> Construction | None:
        """A phrase that names a source without a verb: "per the Fen, the quay is shut"."""
        if not self.lexicon.has(self.tokens[k].low, "names-source") or self.lexicon.has(self.tokens[k].low, "agent"):
            return None
        first = k + 1 + (k + 1 < len(self.tokens) and self.lexicon.has(self.tokens[k + 1].low, "preposition"))
        source = self.phrases.after(self.tokens, first)
        if source is None or (self.lexicon.has(self.tokens[k].low, "rate") and self._is_measure(first)):
            return None
        cue = Span(self.tokens[k].start, self.tokens[first - 1].end)
        return self._made(source, cue, self._beside(cue.start, source.end), "according to")

    def _is_measure(self, k: int) -> bool:
        """Whether a bare noun is what something is counted by: "per cent", "per worker"."""
        return self.tokens[k].text.islower() and self.lexicon.has(self.tokens[k].low, "measure")

    def rumour(self, k: int) -> Construction | None:
        """A word for hearsay that says something: "word is that the quay is shut", "rumour has it that"."""
        tokens = self.tokens
        if self.lexicon.nouns.get(tokens[k].low) != "rumour":
            return None
        found = self.lexicon.hearsay.match(self.text, tokens[k].end, self.part.end)
        if found is None:
            return None
        cue = trim(self.text, Span(*found.span()))
        return self._made(Span(*tokens[k][:2]), cue, Span(found.end(), self.part.end), "hearsay")

    def _made(
        self, source: Span | None, cue: Span, content: Span | None, form: str, more: Span | None = None
    ) -> Construction | None:
        if source is None or content is None:
            return None
        contents = tuple(stripped(self.text, c) for c in (content, more) if c is not None)
        if len(words_of(self.text, contents).split()) < _SHORTEST or any(c.overlaps(source) for c in contents):
            return None
        return Construction(source, cue, contents, form)

    def _is_hypothetical(self, source: Span, k: int) -> bool:
        """Whether the saying is asked, supposed or possible: "if the clerk says", "he might say"."""
        before = self._index_before(source)
        near = () if before is None else self.tokens[max(0, before - _TITLES) : before + 1]
        between = (t for t in self.tokens[:k] if t.start >= source.end)
        return any(self.lexicon.has(t.low, "supposes") for t in near) or any(
            self.lexicon.has(t.low, "modal") for t in between
        )

    def _is_nobody_else(self, source: Span) -> bool:
        """Whether a subject adds nobody: the speaker of the sentence himself, or "nobody"."""
        words = source.of(self.text)
        pronoun = self.lexicon.pronouns.get(words.lower())
        return (pronoun is not None and pronoun.person != "3") or self.lexicon.is_nobody(words)

    def _is_thing(self, source: Span) -> bool:
        pronoun = self.lexicon.pronouns.get(source.of(self.text).lower())
        return pronoun is not None and pronoun.gender == "n"

    def _is_paper(self, source: Span) -> bool:
        noun = self.lexicon.singular(source.of(self.text).split()[-1].lower())
        return self.lexicon.nouns.get(noun or "") in _PAPERS

    def _estimate(self, k: int) -> Span | None:
        ahead = self.tokens[k + 1 : k + 1 + _OBJECT]
        return (
            Span(ahead[0].start, self.part.end) if any(self.lexicon.has(t.low, "estimate") for t in ahead[1:]) else None
        )

    def _around(self, start: int, k: int) -> Span | None:
        """What stands around a parenthesis that begins at `start` and whose verb is at `k`: before it, or behind it."""
        comma = self.text.find(",", self.tokens[k].end, self.part.end)
        return self._beside(start, comma if comma >= 0 else self.part.end)

    def _beside(self, start: int, end: int) -> Span:
        """The clause that a parenthesis belongs to: before it, unless a word right before it only opens the clause."""
        last = next((t for t in reversed(self.tokens) if t.end <= start), None)
        opened = last is not None and bool(
            self.lexicon.words.get(last.low, frozenset()) & {"relative", "supposes", "break", "complement"}
        )
        before = Span(self.part.start, start)
        if opened or len(before.of(self.text).split()) < _SHORTEST:
            return Span(end, self.part.end)
        return before

    def _has_no_object(self, k: int) -> bool:
        """Whether a point or an adverbial follows the verb at `k`."""
        return (
            k + 1 == len(self.tokens)
            or self._point(k)
            or bool(self.lexicon.words.get(self.tokens[k + 1].low, frozenset()) & {"preposition", "when"})
        )

    def _index_before(self, span: Span) -> int | None:
        k = next((n for n, t in enumerate(self.tokens) if t.start >= span.start), len(self.tokens))
        return k - 1 if k else None

    def _point(self, k: int) -> bool:
        return bool(self.text[self.tokens[k].end : self.tokens[k + 1].start].strip())
