"""DOCX: the paragraphs of a Word document; macros and hidden text are left out."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element  # (a type only: the parser is defusedxml's)

from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.outcome import Read
from skillpath.agency.intake.package import Package
from skillpath.agency.intake.plain_text import text_document
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.xml_tree import find, local, parsed

BODY: Final = "word/document.xml"
MACROS: Final = "word/vbaProject.bin"

_LEFT_OUT: Final = frozenset(("del", "moveFrom", "instrText", "delText", "Fallback", "pPr"))
"""Elements that are not seen: what was deleted, codes of fields, doubles for old programs."""

_CHARACTERS: Final = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""Elements that stand for a character."""

_BLOCKS: Final = frozenset(("p", "txbxContent"))


def read_docx(source: Source, limits: Limits) -> Read:
    """Reads the paragraphs in their order; the cells of a table's row stand in one line."""
    package = Package(source, limits)
    root = parsed(package.part(BODY), "the Word document")
    notes = []
    if MACROS in package:
        notes.append("macros were left out")
    if any(_is_hidden(run) for run in root.iter() if local(run) == "r"):
        notes.append("hidden text was left out")
    text = "".join(_pieces(root))
    return Read((text_document(source, "DOCX", text, limits),), tuple(notes))


def _is_hidden(run: Element) -> bool:
    vanish = find(run, "rPr", "vanish")
    return vanish is not None and not any(value in {"0", "false", "off"} for value in vanish.attrib.values())


def _pieces(element: Element) -> Iterator[str]:
    """The text below an element, blocks ended by line ends."""
    name = local(element)
    if name in _LEFT_OUT or (name == "r" and _is_hidden(element)):
        return
    if name == "tr":
        yield _row(element)
        return
    if name in _CHARACTERS:
        yield _CHARACTERS[name]
    elif name == "t":
        yield element.text or ""
    if name == "txbxContent":
        yield "\n"
    for child in element:
        yield from _pieces(child)
    if name in _BLOCKS:
        yield "\n"


def _row(row: Element) -> str:
    """The cells of a row: in one line where each has one, else one under the other."""
    cells = ["".join(_pieces(cell)).strip("\n") for cell in row if local(cell) == "tc"]
    if any("\n" in cell for cell in cells):
        return "".join(f"{cell}\n" for cell in cells)
    return "  ".join(cells) + "\n"
