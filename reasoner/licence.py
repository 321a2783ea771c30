"""Licences as plain names ("forklift", "ADR", "chartered accountant"), the same in capitals or not."""

from collections.abc import Iterable

from skillpath.errors import InputError


def checked_licences(names: Iterable[str]) -> None:
    """Raises :class:`InputError` for a name of nothing."""
    if not all(name.strip() for name in names):
        raise InputError('A licence has no name: write one, such as "forklift", or leave it out.')


def missing_licences(wanted: Iterable[str], held: Iterable[str]) -> tuple[str, ...]:
    """Those wanted that are not held, in their order.

    >>> missing_licences(["Forklift", "ADR"], ["forklift"])
    ('ADR',)
    """
    known = {folded(name) for name in held}
    return tuple(name for name in wanted if folded(name) not in known)


def folded(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.split()).casefold()
