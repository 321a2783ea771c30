"""How the memory of the process is shared out among its threads, where the C library lets one say so."""

import ctypes
from typing import Final

_M_ARENA_MAX: Final = -8
"""The parameter of glibc's ``mallopt``: how many heaps there are."""

HEAPS: Final = 2
"""One heap for each core and thread, as glibc has it, keeps what each of them once needed at most."""


def share_heaps() -> bool:
    """Has all threads use a few heaps: what one frees, another takes. False where that cannot be said."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return False
    return bool(mallopt(_M_ARENA_MAX, HEAPS))
