"""The page to sign in, and the way out."""

from typing import Final

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.accounts.passwords import LONGEST
from skillpath.agency.accounts.sessions import end_session
from skillpath.agency.accounts.signing_in import SignInRefused, sign_in
from skillpath.web.acting import actor, has_accounts
from skillpath.web.cookies import begin_visit, drop_session, keep_session, keep_visit
from skillpath.web.current import unheld
from skillpath.web.device import device
from skillpath.web.language import gettext, ngettext
from skillpath.web.own_path import own_path
from skillpath.web.security import is_safe_channel

BLUEPRINT: Final = Blueprint("signing_in", __name__)

NEXT: Final = "next"
"""Field of the address that says where to go on to."""

PROVIDER: Final = "OPENID"
"""Setting of the application: the provider of single sign-on, or none."""

Answer = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]


@BLUEPRINT.get("/sign-in")
def show() -> Answer:
    """The form; who is signed in already goes on."""
    if not has_accounts() or actor().name:
        return redirect(_next(), 303)
    begin_visit()
    return sign_in_page()


@BLUEPRINT.post("/sign-in")
def enter() -> Answer:
    """Signs in, and goes on to where it was asked for."""
    if not has_accounts():
        return redirect(_next(), 303)
    if not is_safe_channel():
        return sign_in_page(), 403
    name, password = request.form.get("name", ""), request.form.get("password", "")
    begin_visit()
    try:
        secret = sign_in(unheld().book, name, password, address=request.remote_addr or "", device=device())
    except SignInRefused as error:
        return refused(sign_in_page(in_words(error), name=name), error)
    return keep_session(redirect(_next(), 303), secret)


@BLUEPRINT.post("/sign-out")
def leave() -> Response:
    """Ends the session; without accounts there is none."""
    who = actor()
    if who.session is not None:
        end_session(unheld().book, who.name, who.session.number)
    return drop_session(redirect(url_for(".show"), 303))


@BLUEPRINT.after_request
def _keep_visit(response: Response) -> Response:
    return keep_visit(response)


def in_words(error: SignInRefused) -> str:
    """What went wrong, in the language of the page."""
    if error.wait:
        return ngettext(
            "Too many attempts failed. The next one is looked at in a second.",
            "Too many attempts failed. The next one is looked at in %(n)s seconds.",
            error.wait,
            n=error.wait,
        )
    return gettext("Name or password is wrong, or the account is closed.")


def refused(page: str, error: SignInRefused) -> tuple[str, int, dict[str, str]]:
    """A page that says why, with the status of it."""
    return (page, 429, {"Retry-After": str(error.wait)}) if error.wait else (page, 401, {})


def sign_in_page(problem: str = "", *, name: str = "") -> str:
    """The page to sign in."""
    provider = current_app.config[PROVIDER]
    return render_template(
        "sign_in.html",
        problem=problem,
        name=name,
        next=_next(),
        safe=is_safe_channel(),
        longest=LONGEST,
        single_sign_on=None if provider is None else provider.settings.label,
    )


def _next() -> str:
    return own_path(request.values.get(NEXT, ""))
