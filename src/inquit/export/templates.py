"""The templates and style sheets of pages, and the policy under which styles stand in a page itself."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def templates() -> Environment:
    """The templates; whatever is put into one is escaped."""
    return Environment(
        loader=PackageLoader("inquit.export", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def style(name: str) -> str:
    """A style sheet by its file's name."""
    return (Path(__file__).parent / "page" / name).read_text(encoding="utf-8")


def digest_of(style: str) -> str:
    """What names the text of a `<style>` in a Content-Security-Policy (CSP level 3), without "sha256-"."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
