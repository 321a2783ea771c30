"""Who acts in a request: the account that is signed in, that of a token, or the one user of this machine."""

from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app, g

from skillpath.agency.accounts import rights
from skillpath.agency.accounts.rights import RIGHTS, Right, Role
from skillpath.agency.accounts.scope import Scope
from skillpath.agency.accounts.sessions import Session
from skillpath.agency.word_search import Reader
from skillpath.errors import InputError
from skillpath.reasoner.decision import check_code
from skillpath.web.fields import FieldError, line, needed
from skillpath.web.language import gettext

ACCOUNTS: Final = "ACCOUNTS"
"""Setting of the application: whether one signs in. Without, whoever reaches it is the one local user."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, and what they may.

    ``name`` is that of the account, "" for the local user, who says a code in each form, and for nobody.
    ``scope`` is that of a token, or what the API gives to a browser; ``temporary``: a password is to be
    chosen before anything else.
    """

    name: str
    roles: tuple[Role, ...]
    session: Session | None = None
    scope: Scope = Scope.WRITE
    temporary: bool = False

    def may(self, right: Right) -> bool:
        """Whether they have a right."""
        return self.may_by_role(right) and (self.scope is Scope.WRITE or not RIGHTS[right].writes)

    def may_by_role(self, right: Right) -> bool:
        """Whether their roles give it to them, however they come."""
        return rights.may(right, self.roles)


LOCAL: Final = Actor("", tuple(Role))
"""The one user of this machine, where nobody signs in."""

NOBODY: Final = Actor("", ())


def tell_who_acts(app: Flask) -> None:
    """Has templates know who acts (``actor``) and what they may (``may("decide")``)."""
    app.context_processor(lambda: {"actor": actor(), "may": may, "has_accounts": has_accounts()})


def has_accounts() -> bool:
    """Whether one signs in."""
    return bool(current_app.config[ACCOUNTS])


def actor() -> Actor:
    """Who acts in this request."""
    known: Actor = g.get("actor") or (NOBODY if has_accounts() else LOCAL)
    return known


def may(right: str) -> bool:
    """Whether who acts has a right."""
    return actor().may(Right(right))


def sender(name: str = "by") -> str:
    """Who sends a form: the account, whatever the form says; of the local user what the field says."""
    return actor().name or line(name)


def consultant(name: str = "by") -> str:
    """The same; raises :class:`FieldError` where a local user's code is none."""
    code = needed(name, sender(name), gettext("Say who you are: your code, such as K-1."))
    try:
        check_code(code)
    except InputError as error:
        raise FieldError(name, str(error)) from None
    return code


def note_reader() -> str | None:
    """Whose private notes are shown; ``None``: everybody's."""
    return None if may(Right.PRIVATE_NOTES) else actor().name


def reader() -> Reader:
    """What words are looked for in."""
    return Reader(note_reader(), may(Right.CVS))
