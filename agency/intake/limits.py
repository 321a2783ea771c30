"""How much one file may be, hold and take: one table."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits within which one file is read; a CV stays far below all of them.

    ``megabytes``: its size. ``unpacked_megabytes``, ``ratio`` and ``members``: what a packed file may unpack
    to, in all and for each packed byte, and how many parts it may have. ``pages``: of a PDF. ``candidates``:
    people in a sheet. ``characters``: text that comes of it. ``seconds``: after which its reader is killed,
    whatever it waits for; ``cpu_seconds`` of computing. ``memory_megabytes``: what its reader may hold.
    """

    megabytes: int = 20
    unpacked_megabytes: int = 100
    ratio: int = 100
    members: int = 2_000
    pages: int = 200
    candidates: int = 5_000
    characters: int = 2_000_000
    seconds: float = 30.0
    cpu_seconds: int = 20
    memory_megabytes: int = 2_048


LIMITS: Final = Limits()
