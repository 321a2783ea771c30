"""Text that a spreadsheet would run: in CSV it is written behind an apostrophe.

A cell that begins with ``=``, ``+``, ``-`` or ``@``, a tab or a line break is a formula to spreadsheets, and
may come from anybody who names a skill or sends a CV. A plain number is none. Every writer of CSV calls
:func:`shielded`; workbooks hold text as text.
"""

import re
from typing import Final

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_SHIELDED: Final = re.compile(r"'+[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")


def shielded(cell: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> [shielded(cell) for cell in ("payroll", "=1+1", "-2.5", "'=1", "- cash")]
    ['payroll', "'=1+1", '-2.5', "''=1", "'- cash"]
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unshielded(cell: str) -> str:
    """The text that was shielded.

    >>> [unshielded(shielded(cell)) for cell in ("=1+1", "'=1", "'a")]
    ['=1+1', "'=1", "'a"]
    """
    return cell[1:] if _SHIELDED.match(cell) else cell
