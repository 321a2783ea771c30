"""Which reader reads which format: one table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from skillpath.agency.intake.candidate_sheet import read_csv_sheet, read_xlsx
from skillpath.agency.intake.docx import read_docx
from skillpath.agency.intake.europass import read_europass_xml
from skillpath.agency.intake.html import read_html
from skillpath.agency.intake.json_cv import read_json
from skillpath.agency.intake.limits import LIMITS, Limits
from skillpath.agency.intake.media import Medium, medium_of, surprises
from skillpath.agency.intake.odt import read_odt
from skillpath.agency.intake.outcome import Outcome, Read, Refusal, Refused, Why
from skillpath.agency.intake.package import MEGABYTE
from skillpath.agency.intake.pdf import read_pdf
from skillpath.agency.intake.plain_text import read_plain_text
from skillpath.agency.intake.rtf import read_rtf
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.text import clean_line

READERS: Final[Mapping[Medium, Callable[[Source, Limits], Read]]] = MappingProxyType(
    {
        Medium.PDF: read_pdf,
        Medium.DOCX: read_docx,
        Medium.ODT: read_odt,
        Medium.XLSX: read_xlsx,
        Medium.RTF: read_rtf,
        Medium.HTML: read_html,
        Medium.EUROPASS: read_europass_xml,
        Medium.JSON: read_json,
        Medium.CSV: read_csv_sheet,
        Medium.TEXT: read_plain_text,
    }
)

LONGEST_NOTE: Final = 1_000
"""Characters of a note or a reason, which may quote the file."""


def read(source: Source, *, limits: Limits = LIMITS) -> Outcome:
    """What comes of a file. Strangers' files belong into a :class:`Sandbox`, which calls this.

    >>> from skillpath.agency.intake.source import Source
    >>> read(Source("cv.pdf", "Buchhalterin, 2015 bis heute".encode())).notes
    ('the name says .pdf, the content is text: read as text',)
    >>> print(read(Source("cv.pdf", b"")))
    the file is empty. Ask for the file again.
    """
    try:
        if len(source.data) > limits.megabytes * MEGABYTE:
            raise Refusal(Why.TOO_BIG, f"the file is bigger than {limits.megabytes} MB")
        medium = medium_of(source, limits)
        found = READERS[medium](source, limits)
    except Refusal as refusal:
        return Refused(refusal.refused.why, clean_line(refusal.refused.reason, LONGEST_NOTE))
    except MemoryError:
        return Refused(
            Why.TOO_HUNGRY, f"reading the file takes more than {limits.memory_megabytes:,} MB of memory"
        )
    except RecursionError:
        return Refused(Why.DAMAGED, "the file nests too deeply")
    notes = (*surprises(source, medium), *found.notes)
    return Read(found.documents, tuple(clean_line(note, LONGEST_NOTE) for note in notes))
