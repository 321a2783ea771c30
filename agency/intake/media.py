"""What a file is, told by its content and never by its name."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from skillpath.agency.intake.decoding import decoded
from skillpath.agency.intake.docx import BODY
from skillpath.agency.intake.europass import is_europass
from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.odt import MIMETYPE
from skillpath.agency.intake.outcome import Refusal, Why
from skillpath.agency.intake.package import Package
from skillpath.agency.intake.sheet_columns import names_a_field
from skillpath.agency.intake.source import Source


class Medium(StrEnum):
    """The formats that are read."""

    PDF = "PDF"
    DOCX = "DOCX"
    ODT = "ODT"
    XLSX = "XLSX"
    RTF = "RTF"
    HTML = "HTML"
    EUROPASS = "Europass XML"
    JSON = "JSON"
    CSV = "CSV"
    TEXT = "text"


ENDINGS: Final = {
    ".pdf": (Medium.PDF,),
    ".docx": (Medium.DOCX,),
    ".docm": (Medium.DOCX,),
    ".dotx": (Medium.DOCX,),
    ".odt": (Medium.ODT,),
    ".ott": (Medium.ODT,),
    ".xlsx": (Medium.XLSX,),
    ".xlsm": (Medium.XLSX,),
    ".rtf": (Medium.RTF,),
    ".htm": (Medium.HTML,),
    ".html": (Medium.HTML,),
    ".xhtml": (Medium.HTML,),
    ".xml": (Medium.EUROPASS, Medium.HTML),
    ".json": (Medium.JSON,),
    ".csv": (Medium.CSV, Medium.TEXT),
    ".tsv": (Medium.CSV, Medium.TEXT),
    ".txt": (Medium.TEXT, Medium.CSV),
    ".text": (Medium.TEXT,),
    ".md": (Medium.TEXT,),
    ".doc": (Medium.RTF, Medium.HTML),
}
"""What a name may end in → what the file is then; Word opens RTF and HTML that is named .doc."""

_PICTURES: Final = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF", b"\0\0\0\x0cjP", b"\0\0\1\0",
)  # fmt: skip
_ARCHIVES: Final = (b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD: Final = 4096
_NULS: Final = 64
"""A picture has a zero among so many first bytes; a text may begin with BMW."""

_MARKUP: Final = re.compile(
    r"<!doctype\s+html|<html[\s>]|<(?:head|body|div|p|table|h[1-6]|ul|ol|span|article|section|main)\b[^<>]*>",
    re.IGNORECASE,
)
_XML: Final = re.compile(r"<\?xml\b|<!DOCTYPE\b|<!ENTITY\b")
_JSON: Final = re.compile(r'\s*[{\[]\s*["{}\]]')
_BINARY: Final = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1b")


def medium_of(source: Source, limits: Limits) -> Medium:
    """The format of a file; raises :class:`Refusal` for what is not read at all."""
    data = source.data
    head = data[:_HEAD]
    if not data.strip(b"\0\t\n\r "):
        raise Refusal(Why.EMPTY, "the file is empty")
    if b"%PDF-" in head[:1024]:
        return Medium.PDF
    if head.startswith(_ZIP):
        return _packed(source, limits)
    if head.lstrip().startswith(b"{\\rtf"):
        return Medium.RTF
    _refuse_others(data)
    return _textual(source)


def _packed(source: Source, limits: Limits) -> Medium:
    package = Package(source, limits)
    if BODY in package:
        return Medium.DOCX
    if "xl/workbook.xml" in package:
        return Medium.XLSX
    if "mimetype" in package and package.part("mimetype").startswith(MIMETYPE):
        return Medium.ODT
    raise Refusal(Why.ARCHIVE, "the file is an archive, or a document of another program")


def _refuse_others(data: bytes) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED_PART in data:
            raise Refusal(Why.ENCRYPTED, "the file asks for a password")
        raise Refusal(Why.OLD_WORD, "the file is of an old office program (.doc, .xls)")
    if data.startswith(_PICTURES) and b"\0" in data[:_NULS]:
        raise Refusal(Why.PICTURE, "the file is a picture")
    if data.startswith(_ARCHIVES):
        raise Refusal(Why.ARCHIVE, "the file is an archive")


def _textual(source: Source) -> Medium:
    text, encoding = decoded(source.data[:_HEAD])
    head = source.data[:_HEAD]
    if encoding != "UTF-16" and sum(byte in _BINARY for byte in head) > 2 + len(head) // 50:
        raise Refusal(Why.UNKNOWN, "the file is of no format that is read")
    if is_europass(text.encode("utf-8", "replace")):
        return Medium.EUROPASS
    if _JSON.match(text):
        return Medium.JSON
    begins = text.lstrip()
    if begins.startswith("<") and _MARKUP.search(begins):
        return Medium.HTML
    if _XML.match(begins):
        return Medium.EUROPASS  # or none: its reader says what is wrong with it
    return Medium.CSV if _is_sheet(text, source.columns) else Medium.TEXT


def _is_sheet(text: str, columns: Mapping[str, str]) -> bool:
    """Whether the first line names fields and the next has cells too; where columns are given, as many."""
    lines = [line for line in text.splitlines() if line.strip()][:2]
    if not lines:
        return False
    delimiter = max(",;\t", key=lines[0].count)
    header = [cell.strip().strip('"') for cell in lines[0].split(delimiter)]
    counts = [line.count(delimiter) for line in lines]
    if names_a_field(header):
        return counts[-1] > 0
    return bool(columns) and counts[0] == counts[-1] > 0


def surprises(source: Source, medium: Medium) -> Iterator[str]:
    """What is to be said where a file is not what its name says."""
    ending = PurePath(source.name).suffix.lower()
    said = ENDINGS.get(ending)
    if said is not None and medium not in said:
        yield f"the name says {ending}, the content is {medium}: read as {medium}"
