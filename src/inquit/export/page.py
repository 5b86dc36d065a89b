"""Readings as one self-contained web page: articles, their attributions in the margin, and a table of each.

The page runs no script and loads nothing; its policy (CSP level 3) forbids both, whatever an article holds. It is laid
out to WCAG 2.2: headings and landmarks, a caption and scopes on tables, visible focus, 320 px wide without scrolling
sideways. Reports are written to disk one by one, so that a page over many of them takes no more memory than one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import IO

from inquit.core.records import Reading
from inquit.export.page_view import article_of, title_of
from inquit.export.rows import sheet_of
from inquit.export.templates import digest_of, style, templates


class Page(AbstractContextManager["Page"]):
    """Writes `file` when its context ends, all at once: whoever opens it meets the old page or the whole new one.

    A context that ends with an error, or is interrupted, still leaves a page of the reports that were added before;
    with none added, `file` is not touched. Raises OSError where `file` cannot be written.
    """

    def __init__(self, file: Path, *, explain: bool = False) -> None:
        self._file, self._explain = file, explain
        self._titles: list[str] = []
        self._draft = tempfile.NamedTemporaryFile(  # noqa: SIM115  # closed and renamed in __exit__
            "w", encoding="utf-8", dir=file.parent, prefix=f".{file.name}.", suffix=".part", delete=False
        )
        self._body: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  # closed in __exit__

    def add(self, reading: Reading) -> None:
        """Puts one more report on the page."""
        self._titles.append(title_of(reading.report))
        self._body.writelines(_body(reading, len(self._titles), explain=self._explain))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        draft = Path(self._draft.name)
        try:
            with self._draft, self._body:
                if self._titles:
                    self._finish()
            if self._titles:
                draft.chmod(0o666 & ~_umask())  # a temporary file is its owner's alone
                draft.replace(self._file)
        finally:
            draft.unlink(missing_ok=True)

    def _finish(self) -> None:
        self._draft.write(_head(self._titles))
        self._body.seek(0)
        shutil.copyfileobj(self._body, self._draft)
        self._draft.write(_foot())


def page_of(reading: Reading) -> str:
    """The page of one report."""
    return "".join((_head([title_of(reading.report)]), *_body(reading, 1, explain=False), _foot()))


def _head(titles: Sequence[str]) -> str:
    sheet = style("style.css")
    return templates().get_template("head.html").render(titles=titles, style=sheet, digest=digest_of(sheet))


def _body(reading: Reading, number: int, *, explain: bool) -> Iterator[str]:
    article = article_of(sheet_of(reading), number, explain=explain)
    return templates().get_template("report.html").generate(article=article)


def _foot() -> str:
    return templates().get_template("foot.html").render()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
