"""PDF, by pdfium: the text of each page; nothing in it is run, and no picture is read."""

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final

from skillpath.agency.intake.document import Document
from skillpath.agency.intake.europass import is_europass, read_europass_xml
from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.outcome import Read, Refusal, Why
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.text import TextBuilder

_HYPHEN: Final = re.compile("[\x02\ufffe](?:\r?\n)?")
"""How pdfium marks a hyphen that only breaks a word at the end of a line."""

_END: Final = b"%%EOF"
_PASSWORD: Final = 4
_SECURITY: Final = 5
_WORD: Final = re.compile(r"\w")


def read_pdf(source: Source, limits: Limits) -> Read:
    """Reads the pages of a PDF, or the Europass CV that is attached to it."""
    import pypdfium2 as pdfium  # noqa: PLC0415 (only the process that reads a PDF loads it)

    try:
        with closing(pdfium.PdfDocument(source.data)) as pdf:
            return _read(pdf, source, limits)
    except pdfium.PdfiumError as error:
        raise _refusal(error) from error


def _refusal(error: Any) -> Refusal:
    if error.err_code in {_PASSWORD, _SECURITY}:
        return Refusal(Why.ENCRYPTED, "the PDF asks for a password")
    return Refusal(Why.DAMAGED, "the PDF is damaged or breaks off")


def _read(pdf: Any, source: Source, limits: Limits) -> Read:
    count = len(pdf)
    if count > limits.pages:
        raise Refusal(Why.TOO_LONG, f"the PDF has {count:,} pages, and {limits.pages:,} are read at most")
    attached = next(_attached_cvs(pdf, limits), None)
    if attached is not None:
        stated = read_europass_xml(Source(source.name, attached), limits)
        return Read(stated.documents, ("the Europass CV attached to the PDF was read", *stated.notes))
    text, pages, blank = TextBuilder(limits.characters), [], []
    for number in range(count):
        pages.append(text.length)
        if text.add(_page(pdf, number)) is None:
            blank.append(number + 1)
        text.gap()
    return _whole(source, text.built(), pages, blank)


def _page(pdf: Any, number: int) -> str:
    with closing(pdf[number]) as page, closing(page.get_textpage()) as text:
        return _HYPHEN.sub("", text.get_text_range(errors="replace"))


def _whole(source: Source, text: str, pages: list[int], blank: list[int]) -> Read:
    broken_off = _END not in source.data[-2048:]
    if not _WORD.search(text):
        if broken_off:
            raise Refusal(Why.DAMAGED, "the PDF breaks off before its text")
        raise Refusal(Why.NO_TEXT, "the PDF holds pictures of pages (a scan) and no text")
    notes = ["the PDF breaks off: its end may be missing"] if broken_off else []
    if blank:
        notes.append(f"no text on page {', '.join(map(str, blank))}: a picture is not read")
    return Read((Document(source.name, "PDF", text, tuple(pages)),), tuple(notes))


def _attached_cvs(pdf: Any, limits: Limits) -> Iterator[bytes]:
    """The attachments that are Europass CVs, as the portal puts one into each PDF that it makes."""
    import pypdfium2 as pdfium  # noqa: PLC0415 (as above)

    for number in range(min(pdf.count_attachments(), limits.members)):
        try:
            data = bytes(pdf.get_attachment(number).get_data())
        except pdfium.PdfiumError:
            continue
        if is_europass(data):
            yield data
