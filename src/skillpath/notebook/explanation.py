"""Why a candidate matches a role, as a notebook shows it."""

from dataclasses import dataclass
from html import escape
from typing import Any

from skillpath.notebook.table import Table
from skillpath.reasoner.texts.table import table


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """One match with all its evidence.

    ``document`` is what the page of the match and ``skillpath explain --json`` show of it, every number
    included.
    """

    document: dict[str, Any]

    @property
    def score(self) -> float:
        """The score, 0…1."""
        return float(self.document["score"])

    @property
    def points(self) -> float:
        """The score in points of 100, as it is shown."""
        return float(self.document["points"])

    @property
    def sections(self) -> dict[str, list[str]]:
        """What is told of the match: name of the section → its sentences."""
        return {one["name"]: list(one["lines"]) for one in self.document["reading"]["sections"]}

    @property
    def text(self) -> str:
        """All that is told of it, with headings."""
        told = (
            "\n".join([*([one["heading"]] if one["heading"] else []), *one["lines"]])
            for one in self.document["reading"]["sections"]
        )
        return "\n\n".join(told)

    @property
    def requirements(self) -> Table:
        """What is asked for, row by row with what meets it; the points add up to the score."""
        shown = table(self.document)
        rows = tuple(dict(zip(shown.columns, row, strict=True)) for row in (*shown.rows, shown.total))
        return Table("", tuple(shown.columns), rows)

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        lines = "".join(f"<p>{escape(line)}</p>" for line in next(iter(self.sections.values())))
        return f"{lines}{self.requirements._repr_html_()}"
