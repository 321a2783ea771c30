"""What was deleted from a book in a file leaves the disk: its log is emptied."""

import time
from typing import Any, Final

TRY: Final = 0.02
"""Seconds of one try to empty the log. All who write wait meanwhile; one who reads, and then wants to write,
would keep a longer try from its end."""

PAUSE: Final = 0.1
"""Seconds before the next try."""

LONGEST: Final = 20.0
"""Seconds after which no more is tried: the next deletion does it, or the last who closes the book."""


def empty_log(connection: Any, patience: float) -> None:
    """Takes what was deleted out of the log, while others read and write.

    ``connection`` is one of sqlite3 without a transaction; ``patience`` are the seconds for which it waits
    for others otherwise.
    """
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {TRY * 1000:.0f}")
    try:
        until = time.monotonic() + LONGEST
        while not _emptied(cursor) and time.monotonic() < until:
            time.sleep(PAUSE)
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {patience * 1000:.0f}")


def _emptied(cursor: Any) -> bool:
    """Empties the log where all of it is in the book and nobody reads it; without waiting until it is so."""
    (_, frames, copied) = cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    if frames != copied:
        return False
    (busy, _, _) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
