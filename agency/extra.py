"""What is installed only where it is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager

from skillpath.errors import InputError


@contextmanager
def needs_extra(extra: str) -> Iterator[None]:
    """Imports of an optional package; raises :class:`InputError` that says how to install what is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise InputError(
            f"This needs the package {error.name}, which is not installed: install skillpath[{extra}]."
        ) from error
