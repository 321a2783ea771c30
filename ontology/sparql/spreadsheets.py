"""Tables for spreadsheets: what would be a formula there is shielded.

The CSV and TSV of the W3C say what is in the graph to the letter, and are read by programs. A file that
somebody opens in a spreadsheet is made from them here.
"""

import csv
import io
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import BinaryIO, Final

from skillpath.ontology.formulas import shielded
from skillpath.ontology.sparql.forms import Form


def shield(source: BinaryIO, target: BinaryIO, form: Form) -> None:
    """Copies a table, row by row, but that no cell is a formula; ``form`` is one of :data:`SHIELDED`."""
    read = io.TextIOWrapper(source, encoding="utf-8", newline="")
    written = io.TextIOWrapper(target, encoding="utf-8", newline="")
    SHIELDED[form](read, written)
    read.detach()
    written.detach()  # and does not close the file


def _csv(source: io.TextIOWrapper, target: io.TextIOWrapper) -> None:
    writer = csv.writer(target)
    writer.writerows([shielded(cell) for cell in row] for row in csv.reader(source))


def _tsv(source: io.TextIOWrapper, target: io.TextIOWrapper) -> None:
    for line in source:
        target.write("\t".join(map(_term, line.split("\t"))))


def _term(cell: str) -> str:
    """A term as TSV writes it: only in quotes can it be any text."""
    text, quote, rest = cell[1:].rpartition('"')
    return f'"{shielded(text)}{quote}{rest}' if cell.startswith('"') else cell


SHIELDED: Final[Mapping[Form, Callable[[io.TextIOWrapper, io.TextIOWrapper], None]]] = MappingProxyType(
    {Form.CSV: _csv, Form.TSV: _tsv}
)
"""The forms that spreadsheets open → how they are copied."""
