"""An account: who may sign in, and as what."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from skillpath.agency.accounts.rights import Role
from skillpath.errors import InputError, UnknownName
from skillpath.reasoner.decision import check_code


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of the firm. ``name`` is the consultant's code, under which what they do is kept.

    ``has_password`` is false where they sign in by single sign-on alone; ``email`` is what that is matched
    by. ``temporary``: somebody else chose the password, and another one is to be chosen first.
    """

    name: str
    display: str
    roles: tuple[Role, ...]
    disabled: bool
    made_at: str
    email: str | None
    has_password: bool
    temporary: bool


def account_of(row: Mapping[str, Any]) -> Account:
    """The account of a row of the table."""
    return Account(
        name=row["name"],
        display=row["display"],
        roles=tuple(Role(role) for role in row["roles"]),
        disabled=row["disabled"],
        made_at=row["made_at"],
        email=row["email"],
        has_password=row["password"] is not None,
        temporary=row["temporary"],
    )


def key_of(name: str) -> str:
    """The name as names are compared: capitals make no difference, so that nobody can pass for another.

    >>> key_of("K-1") == key_of(" k-1 ")
    True
    """
    return unicodedata.normalize("NFKC", name).strip().casefold()


def checked_name(name: str) -> str:
    """A name for an account; raises :class:`InputError` for one that cannot be a consultant's code."""
    said = unicodedata.normalize("NFKC", name).strip()
    check_code(said)
    if not said.isprintable():
        raise InputError("The name of an account has letters, digits and signs that can be seen.")
    return said


def checked_roles(roles: Iterable[str]) -> tuple[Role, ...]:
    """Roles by name, in the order of the table; raises :class:`UnknownName`, :class:`InputError` for none."""
    asked = list(roles)
    for one in asked:
        if one not in set(Role):
            raise UnknownName(f"There is no role {one}.", list(Role))
    if not asked:
        raise InputError(f"An account needs a role: {', '.join(Role)}.")
    return tuple(role for role in Role if role in asked)
