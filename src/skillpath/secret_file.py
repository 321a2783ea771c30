"""Secrets as settings: said in the environment, or in a file that nobody else may read.

What is said on a command line stands in the list of processes and in the history of the shell.
"""

import stat
from pathlib import Path
from typing import Final

from skillpath.errors import InputError

MARK: Final = "@"
"""What a setting begins with that names a file."""

OTHERS: Final = stat.S_IROTH | stat.S_IWOTH | stat.S_IXOTH


def secret(said: str | None) -> str | None:
    """The secret that a setting says, or that is in the file which it names as ``@FILE``.

    Raises :class:`InputError` for a file that cannot be read, or that any user of the machine may.

    >>> secret("postgresql://desk@db.example/agency")
    'postgresql://desk@db.example/agency'
    """
    if said is None or not said.startswith(MARK):
        return said
    path = Path(said.removeprefix(MARK))
    try:
        open_to_all = path.stat().st_mode & OTHERS
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise InputError(f"The secret in {path} cannot be read: {reason}.") from error
    if open_to_all:
        raise InputError(f"Every user of this machine may read {path}: run `chmod o= {path}`.")
    return text
