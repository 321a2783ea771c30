"""Building hundreds of thousands of objects that all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_to_collect() -> Iterator[None]:
    """Python does not look for unreachable cycles meanwhile, which takes it a third of the time.

    For a block, or a function as its decorator; one may be within another.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
