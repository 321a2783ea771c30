"""Rows as a notebook shows them: plain dicts, and Arrow where that is wanted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from skillpath.agency.extra import needs_extra
from skillpath.cli.output import printable

SHOWN: Final = 25
"""So many rows are shown; all of them are there."""

WIDEST: Final = 60
"""Characters of a cell that are shown in text."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table(Sequence[Row]):
    """Rows by the names of their columns; a sequence of them.

    ``labels`` are what IRIs are called: shown in place of them, while the rows hold the IRIs. ``truncated``
    says that there were more rows.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    labels: Mapping[str, str] = field(default_factory=dict, repr=False)
    truncated: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __getitem__(self, place: Any) -> Any:
        return self.rows[place]

    def column(self, name: str) -> list[Any]:
        """One column; raises :class:`KeyError` for one that is not there.

        >>> Table("", ("n",), ({"n": 1}, {"n": 2})).column("n")
        [1, 2]
        """
        return [row[name] for row in self.rows]

    def label(self, value: object) -> str:
        """What a value is called: the label of an IRI, a number as it is shown, a text."""
        if value is None:
            return ""
        if isinstance(value, float):
            return f"{value:.4g}"
        if isinstance(value, list | tuple):
            return ", ".join(map(self.label, value))
        return self.labels.get(value, value) if isinstance(value, str) else str(value)

    def to_arrow(self) -> Any:
        """The rows as a table of Arrow (``pyarrow.Table``); needs the extra ``notebook``.

        Raises :class:`InputError` where that is not installed.
        """
        with needs_extra("notebook"):
            import pyarrow as pa  # noqa: PLC0415 (only those who ask for it have it)
        return pa.table({name: pa.array(self.column(name)) for name in self.columns})

    def __repr__(self) -> str:
        cells = [[_cut(self.label(row[name])) for name in self.columns] for row in self.rows[:SHOWN]]
        widths = [max(map(len, column)) for column in zip(self.columns, *cells, strict=True)]
        lines = [
            "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
            for row in (self.columns, *cells)
        ]
        return "\n".join([*([self.title] if self.title else []), *lines, self._end])

    def _repr_html_(self) -> str:
        """For notebooks: every text is escaped, whatever it holds."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(map(self._cell, row.values()))}</tr>" for row in self.rows[:SHOWN])
        caption = f"<caption>{escape(self.title)}</caption>" if self.title else ""
        return (
            f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            f"<p>{escape(self._end)}</p>"
        )

    def _cell(self, value: object) -> str:
        shown = escape(printable(self.label(value)))
        called = isinstance(value, str) and value in self.labels
        return f'<td title="{escape(str(value))}">{shown}</td>' if called else f"<td>{shown}</td>"

    @property
    def _end(self) -> str:
        shown = f", the first {SHOWN} shown" if len(self.rows) > SHOWN else ""
        return f"[{len(self.rows)} rows{shown}{', cut: there are more' if self.truncated else ''}]"


def _cut(text: str) -> str:
    shown = printable(" ".join(text.split()))
    return shown if len(shown) <= WIDEST else f"{shown[: WIDEST - 1]}…"
