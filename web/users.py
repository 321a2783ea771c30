"""The pages on which an administrator lets others in: all accounts, and one of them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.accounts.account import Account
from skillpath.agency.accounts.passwords import new_password
from skillpath.agency.accounts.register import (
    account,
    accounts,
    add_account,
    disable,
    enable,
    remove,
    set_email,
    set_password,
    set_roles,
)
from skillpath.agency.accounts.sessions import end_sessions, sessions
from skillpath.agency.accounts.tokens import tokens
from skillpath.agency.book import Book
from skillpath.errors import SkillPathError
from skillpath.web.acting import actor
from skillpath.web.current import unheld
from skillpath.web.fields import line
from skillpath.web.role_words import ROLES, TELLS, roles_in_words

BLUEPRINT: Final = Blueprint("users", __name__, url_prefix="/users")

Answer = str | Response | tuple[str, int]


@BLUEPRINT.get("")
def index() -> str:
    """All accounts, and the form to add one."""
    return _index()


@BLUEPRINT.post("")
def add() -> Answer:
    """Adds an account with a password that is shown this once, and serves to choose another."""
    password = new_password()
    try:
        made = add_account(
            unheld().book,
            line("name"),
            roles=request.form.getlist("role"),
            password=password,
            display=line("display"),
            email=line("email") or None,
            temporary=True,
        )
    except SkillPathError as error:
        return _index(problem=str(error)), 422
    return _page(made, password=password)


@BLUEPRINT.get("/<path:name>")
def show(name: str) -> str:
    """One account, and what can be changed of it."""
    return _page(account(unheld().book, name))


@BLUEPRINT.post("/<path:name>")
def change(name: str) -> Answer:
    """Does what a button says."""
    book = unheld().book
    known = account(book, name)
    action = line("action")
    if action == "password":
        password = new_password()
        set_password(book, known.name, password, temporary=True)
        return _page(account(book, known.name), password=password)
    try:
        ACTIONS.get(action, _nothing)(book, known.name)
    except SkillPathError as error:
        return _page(known, problem=str(error)), 422
    if action == "remove":
        return redirect(url_for(".index", removed=known.name), 303)
    return redirect(url_for(".show", name=known.name, done=action), 303)


def _nothing(_book: Book, _name: str) -> None:
    return


def _email(book: Book, name: str) -> None:
    set_email(book, name, line("email"))


def _roles(book: Book, name: str) -> None:
    set_roles(book, name, request.form.getlist("role"))


ACTIONS: Final[Mapping[str, Callable[[Book, str], object]]] = MappingProxyType(
    {
        "roles": _roles,
        "email": _email,
        "disable": disable,
        "enable": enable,
        "sign-out": end_sessions,
        "remove": remove,
    }
)
"""What a button says → what it does with an account."""


def _index(*, problem: str = "") -> str:
    return render_template(
        "users.html",
        users=[(one, roles_in_words(one.roles)) for one in accounts(unheld().book)],
        sent=request.form,
        removed=request.args.get("removed"),
        **_shown(problem),
    )


def _page(user: Account, *, password: str = "", problem: str = "") -> str:
    book = unheld().book
    return render_template(
        "user.html",
        user=user,
        password=password,
        sessions=len(sessions(book, user.name)),
        tokens=sum(not one.ended for one in tokens(book, user.name)),
        own=user.name == actor().name,
        done=request.args.get("done"),
        **_shown(problem),
    )


def _shown(problem: str) -> dict[str, Any]:
    return {"problem": problem, "roles": ROLES, "tells": TELLS, "chosen": request.form.getlist("role")}
