"""Printing what was measured."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from skillpath.cli.output import print_table

if TYPE_CHECKING:
    from skillpath.bench.table import Table


def print_tables(tables: "Sequence[Table]") -> None:
    """One after the other; what is no text stands to the right."""
    for table in tables:
        print_table(table.title, table.columns, table.rows, right=table.columns[table.texts :])
