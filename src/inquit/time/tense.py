"""Whether the words around an expression speak of what lies ahead or behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from inquit.time.lexicon import table
from inquit.time.phrase import Phrase
from inquit.time.scene import Tense

_REACH = 24  # tokens; a verb further off is seldom the one that the time belongs to
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: Mapping[str, str]
    suffixes: tuple[str, ...]


@cache
def _words(language: str) -> _Words:
    rows = [(kind, spelled.split()) for kind, spelled in table(language, "tense")]
    kinds = {word: kind for kind, words in rows for word in words if kind != "suffix"}
    return _Words(kinds, tuple(word for kind, words in rows for word in words if kind == "suffix"))


def tense(phrase: Phrase, language: str) -> Tense | None:
    """The tense of the verb nearest before a phrase in its sentence, else of the nearest after it.

    A verb of saying ("said") tells the tense only where it stands beside the expression or leads the sentence on
    behind it: a ban that a minister "said would start in May" is not of the past.
    """
    tokens, start, end = phrase.tokens, phrase.start, phrase.end
    words, stop = _words(language), phrase.lexicon.codes["STOP"]
    possessive = phrase.tokens.codes.startswith(phrase.lexicon.codes["POSSESSIVE"], end)  # said Tuesday's vote would
    for i in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if tokens.codes[i] == stop:
            break
        found = _tense_at(phrase, words, i)
        if found in ("past", "future"):
            return "past" if found == "past" else "future"
        if found in ("report", "saying"):
            if start - 1 - i <= _BESIDE and not possessive:
                return "past"
            break  # what stands before it is another clause
    for i in range(end, min(len(tokens.words), end + _REACH)):
        if tokens.codes[i] == stop:
            break
        found = _tense_at(phrase, words, i)
        if found is not None and found != "saying":
            return "future" if found == "future" else "past"
    return None


def _tense_at(phrase: Phrase, words: _Words, i: int) -> str | None:
    """What a token tells: "past", "future", "report" or "saying" (see `tense.tsv`)."""
    word = phrase.tokens.words[i]
    kind = words.kinds.get(word.lower())
    # A capital before the suffix is a name ("United"), short words are others ("need", "red").
    regular = kind is None and word.endswith(words.suffixes) and len(word) > 4 and word[0].islower()
    if kind in ("future", "report", "saying") or not (kind or regular):
        return kind
    before = [words.kinds.get(w.lower()) for w in phrase.tokens.words[max(0, i - _BESIDE) : i]]
    if kind == "to":
        return "future" if before and before[-1] == "present" else None  # "is to deliver"
    if kind == "present":
        return None
    if "future" in before:
        return "future"  # "will be closed", "would have gone"
    if regular and i and phrase.tokens.codes[i - 1] in [phrase.lexicon.codes[c] for c in ("THE", "A", "OF")]:
        return None  # "the advanced chips"
    return None if regular and "present" in before else "past"  # "are closed" is a state
