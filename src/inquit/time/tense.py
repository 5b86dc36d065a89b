"""Whether the words around an expression speak of what lies ahead or behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from inquit.time.lexicon import table
from inquit.time.phrase import Phrase
from inquit.time.scene import Tense
from inquit.time.tokens import Tokens

_REACH = 30  # tokens; a verb further off is seldom the one that the time belongs to
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: Mapping[str, str]
    suffixes: tuple[str, ...]


@cache
def _words(language: str) -> _Words:
    rows = table(language, "tense")
    kinds = {word: kind for kind, spelled in rows for word in spelled.split() if kind != "suffix"}
    return _Words(kinds, tuple(word for kind, spelled in rows for word in spelled.split() if kind == "suffix"))


def tense(text: str, phrase: Phrase, language: str) -> Tense | None:
    """The tense of the verb nearest before a phrase in its sentence, else of the nearest after it.

    A verb of saying ("said") tells the tense only where it stands beside the expression or leads the sentence on
    behind it: a ban that a minister "said would start in May" is not of the past.
    """
    tokens, start, end = phrase.tokens, phrase.start, phrase.end
    words, stop = _words(language), phrase.lexicon.codes["STOP"]
    for i in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if tokens.codes[i] == stop:
            break
        kind = _kind(text, tokens, words, i)
        if kind == "past":
            # A participle looks like the past: "will be closed".
            led = any(words.kinds.get(word) == "future" for word in tokens.words[max(0, i - _BESIDE) : i])
            return "future" if led else "past"
        if kind == "future":
            return "future"
        if kind == "report" and start - 1 - i <= _BESIDE:
            return "past"
    for i in range(end, min(len(tokens.words), end + _REACH)):
        if tokens.codes[i] == stop:
            break
        kind = _kind(text, tokens, words, i)
        if kind is not None:
            return "future" if kind == "future" else "past"
    return None


def _kind(text: str, tokens: Tokens, words: _Words, i: int) -> str | None:
    word = tokens.words[i]
    kind = words.kinds.get(word)
    # A capital before the suffix is a name ("United"), short words are others ("need", "red").
    if kind is None and word.endswith(words.suffixes) and len(word) > 4 and text[tokens.starts[i]].islower():
        return "past"
    return kind
