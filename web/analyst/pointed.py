"""What is wrong with a query as plain text, with a mark under the place."""

import unicodedata
from typing import Final

from skillpath.errors import QueryMistake

AROUND: Final = 60
"""So many characters of a long line are shown before and after the place."""


def pointed(query: str, mistake: QueryMistake) -> str:
    r"""The message, the line, and a caret under the place.

    >>> print(pointed("SELECT *\nWHERE } ", QueryMistake(2, 7, "'}' cannot stand here.")))
    line 2, column 7: '}' cannot stand here.
    <BLANKLINE>
      WHERE }
            ^
    """
    lines = query.split("\n")
    line = lines[mistake.line - 1] if mistake.line <= len(lines) else ""
    at = mistake.column - 1
    first = max(0, at - AROUND)
    before, after = _shown(line[first:at]), _shown(line[at : at + AROUND])
    start = "…" if first else ""
    gap = " " * _width(start + before)
    return f"{mistake}\n\n  {(start + before + after).rstrip()}\n  {gap}^"


def _shown(text: str) -> str:
    """Every character as one that takes its place and nothing else."""
    return "".join(one if one.isprintable() else " " for one in text)


def _width(text: str) -> int:
    """The columns of a terminal that a text takes: letters of East Asia two, accents of their own none."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )
