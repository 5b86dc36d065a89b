"""What a cue does: the act of the attribution, and what its source is committed to before the content is read."""

from __future__ import annotations

from collections.abc import Sequence

from inquit.certainty.lexicon import Lexicon, Predicate
from inquit.certainty.scope import Commitment, embedded, modified
from inquit.certainty.words import Word

_LATER = 8  # words into a content in which a "to" still belongs to the cue ("asked" the school to reopen)


def cue_commitment(
    before: Sequence[Word], cue: Sequence[Word], content: Sequence[Word], lexicon: Lexicon
) -> Commitment:
    """What the words of a cue commit to, those `before` it (of its source and clause) only by negating or weakening.

    A cue without a known predicate says what it attributes and commits its source to it.
    """
    state = Commitment()
    forms = [w.form for w in (*before, *cue)]
    all_words = [*before, *cue]
    i = 0
    while i < len(forms):
        length, predicate = _predicate(forms, i, content, lexicon)
        if i + length <= len(before):
            predicate = None
        modifier = lexicon.modifiers.at(forms, i)
        if predicate is not None and (modifier is None or modifier[0] <= length):
            state = embedded(state, predicate, all_words[i : i + length])
            i += length
        elif modifier is not None:
            if modifier[1] in {"negation", "possible"} or i >= len(before):
                state = modified(state, modifier[1], all_words[i : i + modifier[0]])
            i += modifier[0]
        else:
            i += 1
    return state


def _predicate(
    forms: Sequence[str], index: int, content: Sequence[Word], lexicon: Lexicon
) -> tuple[int, Predicate | None]:
    found = lexicon.predicates.at(forms, index)
    if found is None:
        return 0, None
    length, entries = found
    after = forms[index + length] if index + length < len(forms) else content[0].form if content else ""
    by_frame = {p.frame: p for p in reversed(entries)}
    frames = lexicon.frames_at(after)
    if frames == (after, "*") and any(w.form in lexicon.infinitive for w in content[:_LATER]):
        frames = (after, "to-later", "*")
    return length, next((by_frame[f] for f in frames if f in by_frame), None)
