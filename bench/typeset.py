"""PDFs of plain texts, so that reading PDFs can be measured on texts that there are."""

import ctypes
import io
import textwrap
from collections.abc import Sequence
from typing import Any, Final

WIDTH: Final = 95
"""Characters of a line."""

LINES: Final = 60
"""Lines of a page."""

_PAPER: Final = (595, 842)
_SIZE: Final = 9.0
_FEED: Final = 12.5


def typeset(text: str) -> bytes:
    """A PDF of a text, its lines broken where they are too long for a page; only letters of Latin-1."""
    import pypdfium2  # noqa: PLC0415 (only what measures PDFs needs it)

    document = pypdfium2.PdfDocument.new()
    lines = [part for line in text.splitlines() for part in textwrap.wrap(line, WIDTH) or [""]]
    for start in range(0, len(lines), LINES):
        page = document.new_page(*_PAPER)
        _write(document, page, lines[start : start + LINES])
        page.gen_content()
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _write(document: Any, page: Any, lines: Sequence[str]) -> None:
    from pypdfium2 import raw  # noqa: PLC0415 (as above)

    for number, line in enumerate(lines, start=1):
        shown = line.encode("latin-1", errors="replace").decode("latin-1")
        letters = (ctypes.c_ushort * (len(shown) + 1))(*map(ord, shown))
        piece = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", _SIZE)
        raw.FPDFText_SetText(piece, letters)
        raw.FPDFPageObj_Transform(piece, 1, 0, 0, 1, 50, _PAPER[1] - 40 - _FEED * number)
        raw.FPDFPage_InsertObject(page, piece)
