"""The page of one's own account: where one is signed in, the password, and the tokens for programs."""

from typing import Any, Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.accounts.passwords import LONGEST, SHORTEST, check_password
from skillpath.agency.accounts.register import account, set_password
from skillpath.agency.accounts.scope import Scope
from skillpath.agency.accounts.sessions import Session, end_session, end_sessions, sessions
from skillpath.agency.accounts.signing_in import SignInRefused, prove
from skillpath.agency.accounts.tokens import LONGEST_LABEL, make_token, revoke_token, tokens
from skillpath.errors import InputError
from skillpath.web.acting import actor
from skillpath.web.current import unheld
from skillpath.web.fields import FieldError, line
from skillpath.web.language import gettext
from skillpath.web.role_words import roles_in_words
from skillpath.web.signing_in import in_words

BLUEPRINT: Final = Blueprint("account", __name__, url_prefix="/account")

DAYS: Final = (30, 90, 365)
"""So long a token may last."""

Answer = str | Response | tuple[str, int]


@BLUEPRINT.get("")
def show() -> str:
    """The page; where nobody signs in it says so."""
    return _page()


@BLUEPRINT.post("/password")
def change_password() -> Answer:
    """Changes the password, known the old one, and ends all other sessions."""
    session = _session()
    try:
        _change(session)
    except FieldError as error:
        return _page(problems={error.field: str(error)}), 422
    return redirect(url_for(".show", done="password", _anchor="password"), 303)


@BLUEPRINT.post("/sessions")
def end() -> Response:
    """Ends one session, or all but this one."""
    session, number = _session(), line("number")
    if number:
        end_session(unheld().book, session.account, int(number) if number.isdecimal() else 0)
    else:
        end_sessions(unheld().book, session.account, but=session.key)
    return redirect(url_for(".show", done="ended", _anchor="sessions"), 303)


@BLUEPRINT.post("/tokens")
def make() -> Answer:
    """Makes a token, and shows it this once."""
    days = line("days")
    try:
        secret = make_token(
            unheld().book,
            _session().account,
            label=line("label"),
            scope=Scope.WRITE if line("scope") == Scope.WRITE else Scope.READ,
            days=int(days) if days in map(str, DAYS) else 0,
        )
    except InputError as error:
        return _page(problems={"label": str(error)}), 422
    return _page(made=secret)


@BLUEPRINT.post("/tokens/<int:number>/end")
def revoke(number: int) -> Response:
    """Ends a token now."""
    revoke_token(unheld().book, _session().account, number)
    return redirect(url_for(".show", done="revoked", _anchor="tokens"), 303)


def _session() -> Session:
    """The session of who acts; the local user has no account to change anything of."""
    session = actor().session
    if session is None:
        abort(400, gettext("Nobody signs in here, so there is no account of yours."))
    return session


def _change(session: Session) -> None:
    book, new = unheld().book, request.form.get("new", "")
    if new != request.form.get("again", ""):
        raise FieldError("again", gettext("The two are not the same."))
    if new == request.form.get("old"):
        raise FieldError("new", gettext("This is the password that you have."))
    try:
        check_password(new, name=session.account)
    except InputError as error:
        raise FieldError("new", str(error)) from None
    try:
        prove(book, session.account, request.form.get("old", ""), address=request.remote_addr or "")
    except SignInRefused as error:
        wrong = gettext("This is not your password.")
        raise FieldError("old", in_words(error) if error.wait else wrong) from None
    set_password(book, session.account, new, keep=session.key)


def _page(*, problems: dict[str, str] | None = None, made: str = "") -> str:
    who = actor()
    held: dict[str, Any] = {"account": None, "sessions": [], "tokens": []}
    if who.session is not None:
        book, name = unheld().book, who.name
        held = {
            "account": account(book, name),
            "sessions": sessions(book, name),
            "tokens": tokens(book, name),
        }
    return render_template(
        "account.html",
        **held,
        roles=roles_in_words(who.roles),
        own=who.session,
        problems=problems or {},
        made=made,
        done=request.args.get("done"),
        days=DAYS,
        shortest=SHORTEST,
        longest=LONGEST,
        longest_label=LONGEST_LABEL,
    )
