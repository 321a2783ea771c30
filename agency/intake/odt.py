"""ODT: the paragraphs of an OpenDocument text; macros, notes of the margin and deleted text are left out."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element  # (a type only: the parser is defusedxml's)

from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.outcome import Read, Refusal, Why
from skillpath.agency.intake.package import Package
from skillpath.agency.intake.plain_text import text_document
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.xml_tree import find, local, parsed

MIMETYPE: Final = b"application/vnd.oasis.opendocument.text"

_CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_MACROS: Final = ("Basic/", "Scripts/")
_LEFT_OUT: Final = frozenset(
    (
        "tracked-changes",
        "annotation",
        "annotation-end",
        "scripts",
        "hidden-text",
        "hidden-paragraph",
        "sequence-decls",
    )
)
_BLOCKS: Final = frozenset(("p", "h", "table-row", "list-item"))
_CELLS: Final = frozenset(("table-cell", "covered-table-cell"))
_MOST_SPACES: Final = 100


def read_odt(source: Source, limits: Limits) -> Read:
    """Reads the paragraphs in their order; the cells of a table's row stand in one line."""
    package = Package(source, limits)
    if _MANIFEST in package and b"encryption-data" in package.part(_MANIFEST):
        raise Refusal(Why.ENCRYPTED, "the file asks for a password")
    root = parsed(package.part(_CONTENT), "the OpenDocument text")
    body = find(root, "body", "text")
    text = "" if body is None else "".join(_pieces(body))
    macros = any(name.startswith(_MACROS) for name in package.names)
    notes = ("macros were left out",) if macros else ()
    return Read((text_document(source, "ODT", text, limits),), notes)


def _pieces(element: Element) -> Iterator[str]:
    name = local(element)
    if name in _LEFT_OUT:
        return
    if name == "table-row":
        yield _row(element)
        return
    yield _character(element, name) or element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if name in _BLOCKS:
        yield "\n"


def _character(element: Element, name: str) -> str:
    """What an element that stands for characters stands for; "" for another one."""
    if name == "s":
        count = next((value for key, value in element.attrib.items() if key.endswith("}c")), "1")
        return " " * min(int(count), _MOST_SPACES) if count.isdecimal() else " "
    return {"tab": " ", "line-break": "\n"}.get(name, "")


def _row(row: Element) -> str:
    cells = [
        "".join(piece for child in cell for piece in _pieces(child)).strip("\n")
        for cell in row
        if local(cell) in _CELLS
    ]
    if any("\n" in cell for cell in cells):
        return "".join(f"{cell}\n" for cell in cells)
    return "  ".join(cells) + "\n"
