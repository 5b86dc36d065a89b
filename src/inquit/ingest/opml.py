"""The feeds that an OPML list names (OPML 2.0, http://opml.org/spec2.opml)."""

from __future__ import annotations

from typing import Any

from lxml import etree  # pyright: ignore  # noqa: PGH003  # lxml ships no types: three rules say so

from inquit.ingest.xml_root import root

_parser: Any = etree.XMLParser  # pyright: ignore  # noqa: PGH003  # as above
_tree: Any = etree.fromstring  # pyright: ignore  # noqa: PGH003  # as above


def feeds_in_list(source: str) -> tuple[list[str], str | None]:
    """The addresses of the feeds in the list `source`, each once and in its order, and what is wrong with its XML.

    No entity is expanded and nothing is loaded; lists that the list points to are not followed. What stands before the
    outermost element, where entities are declared, is left out.
    """
    outermost = root(source)
    parser = _parser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    tree = _tree(source[outermost.start if outermost else 0 :].encode(), parser)
    wrong = next((f"{error.message} in line {error.line}" for error in parser.error_log), None)
    if tree is None:
        return [], wrong or "there is no element"
    found = (_address(outline) for outline in tree.iter("{*}outline"))
    return list(dict.fromkeys(address for address in found if address)), wrong


def _address(outline: Any) -> str | None:
    """Its `xmlUrl`, however it is capitalised."""
    return next((value.strip() for name, value in outline.attrib.items() if name.lower() == "xmlurl"), None)
