"""How sure a clause is: the words that decide, how far each reaches, and what they come to together.

There is no parse. A sentence is cut into clauses at the words that open one; within the main clause every modifier
acts on what follows it, and a predicate that embeds ("failed to", "thinks that") replaces what came before it in its
clause by what it commits its subject to, negated or not, as Karttunen's signatures have it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from inquit.certainty.lexicon import Lexicon, Opener, Predicate
from inquit.certainty.words import Word
from inquit.core.records import Act, Certainty, Stance
from inquit.core.spans import Spans

_LEVELS: dict[Certainty, tuple[int, bool]] = {
    "certain": (3, True),
    "probable": (2, True),
    "possible": (1, True),
    "denied": (3, False),
    "unknown": (0, True),
}
_PASSES: frozenset[Act | None] = frozenset({None, "think", "say", "deny", "decline"})
_SIDE = frozenset({"conditional", "relative", "adverbial"})  # clauses beside the main one
_STOPS = frozenset(".!?")
_SUBJECT = 3  # words before a predicate among which its subject pronoun stands ("they do not think")


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a source is committed to: `level` 3 certain, 2 probable, 1 possible, 0 nothing, and for or against.

    `negated` is negation in the present clause, which a predicate further on still takes up. `act` and `stance` are
    of the last predicate passed. `spans` are the words that decided.
    """

    level: int = 3
    affirmed: bool = True
    negated: bool = False
    act: Act | None = None
    stance: Stance | None = None
    whether: bool = False
    spans: Spans = field(default=())

    @property
    def certainty(self) -> Certainty:
        """On the folded scale: what is probably not so counts as denied, what is possibly not so as possible."""
        if self.level == 0:
            return "unknown"
        if self.level == 1:
            return "possible"
        if self.affirmed == self.negated:
            return "denied"
        return "certain" if self.level == 3 else "probable"


def modified(before: Commitment, effect: str, by: Sequence[Word]) -> Commitment:
    """What a modifier makes of a commitment."""
    spans = (*before.spans, *(w.span for w in by))
    if effect == "negation":
        return replace(before, negated=not before.negated, spans=spans)
    level = {"possible": 1, "probable": 2, "unknown": 0}.get(effect, 3)
    return replace(before, level=min(before.level, level), spans=spans if level < 3 else before.spans)


def embedded(before: Commitment, predicate: Predicate, by: Sequence[Word]) -> Commitment:
    """What a predicate makes of a commitment: the one to what it embeds."""
    level, affirmed = _LEVELS[predicate.negated if before.negated else predicate.certainty]
    # What one fails or refuses to do is negated like any clause; what one denies is not, it may be a denial itself.
    negates = not affirmed and predicate.act in {None, "decline"}
    act = predicate.act
    return replace(
        before,
        level=min(before.level, level),
        affirmed=before.affirmed if negates else before.affirmed == affirmed,
        negated=negates,
        act=(predicate.negated_act or act if before.negated else act) or before.act,
        stance=None if before.negated else predicate.stance or before.stance,
        whether=predicate.frame == "whether",
        spans=(*before.spans, *(w.span for w in by)),
    )


def commitment(words: Sequence[Word], lexicon: Lexicon, before: Commitment) -> Commitment:
    """What `before` comes to in the main clause of one sentence."""
    forms = [w.form for w in words]
    main, condition = main_clause(forms, lexicon, complement=before.whether)
    state, i, decided = before, 0, [forms[k] for k in main]
    while i < len(main):
        modifier = lexicon.modifiers.at(decided, i)
        if modifier is not None and not _exclaims(decided, i, modifier[1]):
            length, effect = modifier
            state = modified(state, effect, [words[k] for k in main[i : i + length]])
            i += length
            continue
        found = _embeds(decided, i, lexicon)
        if found is not None:
            size, predicate = found
            state = embedded(state, predicate, [words[k] for k in main[i : i + size]])
            i += size
            continue
        if decided[i] in lexicon.complement and i and lexicon.modifiers.at(decided, i - 1) is None:
            state = replace(state, negated=False)  # it was an unknown predicate that was negated, not what it embeds
        i += 1
    if condition is not None:
        state = modified(state, "possible", [words[condition]])
    return state


def main_clause(forms: Sequence[str], lexicon: Lexicon, *, complement: bool) -> tuple[list[int], int | None]:
    """The indexes of the words of a sentence's first main clause, and that of a word that sets a condition on it.

    With `complement` a question word at the beginning opens the clause itself, as after "asked".
    """
    main: list[int] = []
    condition: int | None = None
    apart = resumes = False
    for piece, kind in _pieces(forms, lexicon):
        first = piece[0]
        after_comma = first > 0 and forms[first - 1] == ","
        if apart:
            apart = not (resumes and forms[first] == ",")
        elif kind in _SIDE and not (complement and not main) and not _asks(forms, first, lexicon):
            if kind == "conditional" and condition is None:
                condition = first
            apart, resumes = True, not main or after_comma or kind == "relative"
        elif main and (kind == "coordinate" or (kind == "addition" and after_comma) or _ends(forms, first)):
            break
        elif kind != "coordinate":
            main.extend(piece)
    return main or list(range(len(forms))), condition


def _pieces(forms: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[range, Opener | None]]:
    """The words one by one, those of an opener together and with what they open."""
    i = 0
    while i < len(forms):
        length, kind = lexicon.openers.at(forms, i) or (1, None)
        yield range(i, i + length), kind
        i += length


def _ends(forms: Sequence[str], index: int) -> bool:
    """Whether the word at `index` is a mark that ends a sentence with more behind it, and no initial's full stop."""
    return forms[index] in _STOPS and index + 1 < len(forms) and len(forms[index - 1]) > 1


def _asks(forms: Sequence[str], index: int, lexicon: Lexicon) -> bool:
    """Whether the word at `index` opens a question that the word before it embeds ("know when")."""
    if index == 0 or forms[index] not in lexicon.question:
        return False
    before = lexicon.predicates.at(forms, index - 1)
    return before is not None and any(p.frame == "whether" for p in before[1])


def _exclaims(forms: Sequence[str], index: int, effect: str) -> bool:
    """Whether a negation is an answer of its own ("No, ..."), which the clause then repeats."""
    return effect == "negation" and index == 0 and forms[1:2] == [","] and len(forms) > 2


def _embeds(forms: Sequence[str], index: int, lexicon: Lexicon) -> tuple[int, Predicate] | None:
    """The predicate at `index` that embeds what follows, if one does, and how many words it has."""
    found = lexicon.predicates.at(forms, index)
    if found is None:
        return None
    length, entries = found
    follower = forms[index + length] if index + length < len(forms) else ""
    clause = follower in lexicon.complement or follower in lexicon.question
    infinitive = lexicon.infinitive.intersection((follower, forms[index + length - 1]))
    has_subject = not lexicon.subject.isdisjoint(forms[max(0, index - _SUBJECT) : index])
    if not (clause or infinitive or has_subject):
        return None
    by_frame = {p.frame: p for p in reversed(entries)}
    for frame in lexicon.frames_at(follower):
        predicate = by_frame.get(frame)
        if predicate is not None:
            # What somebody else said or wants is an event of its own, unless the words go on to tell what was said.
            own = not lexicon.first.isdisjoint(forms[max(0, index - _SUBJECT) : index])
            passes = clause if predicate.act in {"say", "ask"} else predicate.act in _PASSES or own
            return (length, predicate) if passes else None
    return None
