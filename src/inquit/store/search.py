"""Full-text search: FTS5 in SQLite, tsvector in PostgreSQL, over words that are cut and folded here for both.

So both find the same, in every script: marks above and below letters and the case do not count, and scripts that
write without spaces are searched by letter. What is looked for between quotation marks, or written together, must stand
together.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from sqlalchemy import ColumnElement, Connection, literal_column, text

from inquit.core.spans import Span, Spans

SEARCHED_BYTES = 400_000
"""How much of one report's text is searched: PostgreSQL takes a megabyte of words and their places at most."""
_LONGEST = 60  # letters of a word that count
_KEPT = {0, 7, 8, 9}  # classes of marks that make another letter (nukta, voicing, virama), not another accent
# Thai, Lao, Burmese, Khmer, kana and Chinese characters
_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)

Phrase = tuple[str, ...]


def words(text: str) -> Iterator[tuple[str, Span]]:
    """The folded words of a text, each with where it stands."""
    for match in _pattern().finditer(text):
        if word := folded(match[0]):
            yield word, Span(*match.span())


@lru_cache(50_000)
def folded(word: str) -> str:
    """A word without case and accents, as it is compared."""
    if word.isascii():
        return word.lower()[:_LONGEST]
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if unicodedata.combining(c) in _KEPT)
    kept = (c for c in unicodedata.normalize("NFC", plain).casefold() if c.isalnum() or _is_mark(c))
    return "".join(kept)[:_LONGEST]


def folded_name(name: str) -> str:
    """A name of several words as it is compared."""
    return " ".join(folded(word) for word in name.split())


@cache
def _pattern() -> re.Pattern[str]:
    # No mark stands before U+0300; beyond U+1F000 are only selectors of variants, which no word needs.
    marks = "".join(chr(c) for c in range(0x300, 0x1F000) if _is_mark(chr(c)))
    return re.compile(rf"[{_ALONE}][{marks}]*|(?:(?![{_ALONE}])(?:[^\W_]|[{marks}]))+")


def _is_mark(c: str) -> bool:
    return unicodedata.category(c)[0] == "M"


def phrases(query: str) -> tuple[Phrase, ...]:
    """What must all occur, each as words that stand together: what is quoted, or has no white space in it."""
    parts = re.findall(r'"([^"]*)"|(\S+)', re.sub("[“”„«»]", '"', query))
    found = (tuple(word for word, _ in words(quoted or bare)) for quoted, bare in parts)
    return tuple(dict.fromkeys(phrase for phrase in found if phrase))


def places(text: str, wanted: tuple[Phrase, ...]) -> Spans:
    """Where the phrases stand in a text, in reading order."""
    by_first: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in wanted:
        by_first[phrase[0]].append(phrase)
    there = list(words(text))
    found: set[Span] = set()
    for k, (word, span) in enumerate(there):
        for phrase in by_first.get(word, ()):
            if tuple(w for w, _ in there[k : k + len(phrase)]) == phrase:
                found.add(Span(span.start, there[k + len(phrase) - 1][1].end))
    return tuple(sorted(found))


def create(connection: Connection) -> None:
    """Makes the index."""
    if connection.dialect.name == "sqlite":
        # The tokenizer "ascii" parts at spaces and leaves letters alone that are folded already.
        connection.exec_driver_sql("CREATE VIRTUAL TABLE words USING fts5(said, content='', tokenize='ascii')")
    else:
        connection.exec_driver_sql(
            "CREATE TABLE words (report BIGINT PRIMARY KEY REFERENCES reports (key) ON DELETE CASCADE, said TSVECTOR)"
        )
        connection.exec_driver_sql("CREATE INDEX words_by_word ON words USING gin (said)")


def put(connection: Connection, report: int, said: str) -> None:
    """Makes a report findable by its text."""
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO words (rowid, said) VALUES (:report, :words)"
        connection.execute(text(statement), {"report": report, "words": " ".join(_searched(said))})
    else:
        statement = "INSERT INTO words (report, said) VALUES (:report, CAST(:words AS tsvector))"
        connection.execute(text(statement), {"report": report, "words": _vector(said)})


def remove(connection: Connection, report: int, said: str) -> None:
    """Takes a report out; `said` is the text that it was put in with."""
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO words (words, rowid, said) VALUES ('delete', :report, :words)"
        connection.execute(text(statement), {"report": report, "words": " ".join(_searched(said))})
    else:
        connection.execute(text("DELETE FROM words WHERE report = :report"), {"report": report})


def holding(connection: Connection, wanted: tuple[Phrase, ...]) -> ColumnElement[bool]:
    """The condition that a row of `reports` has all the phrases."""
    if connection.dialect.name == "sqlite":
        query = " ".join('"' + " ".join(phrase) + '"' for phrase in wanted)
        matching = text("SELECT rowid FROM words WHERE words MATCH :query").bindparams(query=query)
    else:
        query = " & ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ")" for phrase in wanted)
        matching = text("SELECT report FROM words WHERE said @@ CAST(:query AS tsquery)").bindparams(query=query)
    return literal_column("reports.key").in_(matching)


def _searched(said: str) -> Iterator[str]:
    size = 0
    for word, _ in words(said):
        size += len(word.encode()) + 1
        if size > SEARCHED_BYTES:
            return
        yield word


def _vector(said: str) -> str:
    """The words with their places, as PostgreSQL reads a tsvector; it keeps 256 places a word, up to the 16,383rd."""
    at: dict[str, list[int]] = defaultdict(list)
    for k, word in enumerate(_searched(said), start=1):
        if len(at[word]) < 256:
            at[word].append(min(k, 16_383))
    return " ".join(f"'{word}':{','.join(map(str, ks))}" for word, ks in at.items())
