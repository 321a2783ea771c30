"""The guard at the door: finds out who acts in a request, and lets through only who has the right."""

from typing import Final

from flask import Flask, abort, current_app, g, redirect, request, url_for
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized
from werkzeug.wrappers import Response

from skillpath.agency.accounts.account import Account
from skillpath.agency.accounts.register import administrators
from skillpath.agency.accounts.rights import RIGHTS, Right
from skillpath.agency.accounts.scope import Scope
from skillpath.agency.accounts.sessions import Session, find_session
from skillpath.agency.accounts.tokens import find_token
from skillpath.web.acting import NOBODY, Actor, actor, has_accounts
from skillpath.web.cookies import session_secret
from skillpath.web.current import unheld
from skillpath.web.exposure import EXPOSURE, Exposure
from skillpath.web.language import gettext
from skillpath.web.needs import ACTION, is_open, needed
from skillpath.web.role_words import roles_in_words

PROGRAMS: Final = frozenset(("api", "sparql"))
"""The blueprints for programs, which show a token."""

ENDPOINT: Final = "sparql"
"""That of them which browsers are led on from."""

BEARER: Final = "bearer"

FORWARDED: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
"""Headers by which a proxy says that a request is another's."""

_READING: Final = frozenset(("GET", "HEAD", "OPTIONS"))

_TO_CHOOSE: Final = frozenset(("account.show", "account.change_password"))
"""What somebody may whose password another one chose."""


class NotAllowed(Forbidden):
    """Who acts has no right to it: the message says who has."""


def identify(app: Flask) -> None:
    """Has an application find out who acts, before it looks at forms."""
    app.before_request(_identify)


def guard(app: Flask) -> None:
    """Has an application refuse what who acts has no right to."""
    app.before_request(_refuse)


def _identify() -> None:
    _refuse_unknown_proxy()
    if not has_accounts():
        return
    if request.blueprint in PROGRAMS and "Authorization" in request.headers:
        g.actor = _of_token()
    else:
        g.actor = _of_cookie()


def _refuse_unknown_proxy() -> None:
    """What a proxy passes on comes from elsewhere, over what nobody knows: the viewer must be told of it."""
    exposure: Exposure = current_app.config[EXPOSURE]
    if exposure.is_local and any(name in request.headers for name in FORWARDED):
        raise NotAllowed(
            gettext(
                "A proxy of which the viewer was not told has passed this request on: start it with --public."
            )
        )


def _of_cookie() -> Actor:
    secret = session_secret()
    found = find_session(unheld().book, secret) if secret else None
    if found is None:
        return NOBODY
    session, account = found
    scope = Scope.READ if request.blueprint in PROGRAMS else Scope.WRITE
    return _actor(account, session=session, scope=scope)


def _of_token() -> Actor:
    said = request.authorization
    secret = (said.token or "") if said is not None and said.type == BEARER else ""
    found = find_token(unheld().book, secret) if secret else None
    if found is None:
        challenge = WWWAuthenticate(BEARER, {"error": "invalid_token"})
        raise Unauthorized(
            gettext("This token is not known, has ended or was revoked."), www_authenticate=challenge
        )
    token, account = found
    return _actor(account, scope=token.scope)


def _actor(account: Account, *, session: Session | None = None, scope: Scope) -> Actor:
    temporary = account.temporary and session is not None  # a program chooses no password
    return Actor(account.name, account.roles, session, scope, temporary)


def _refuse() -> Response | None:
    if request.endpoint is None or not has_accounts() or is_open(request.endpoint) or _is_preflight():
        return None
    who = actor()
    if who == NOBODY:
        return _ask_to_sign_in()
    if who.temporary and request.endpoint not in _TO_CHOOSE:
        return redirect(url_for("account.show"), 303)
    right = needed(request.endpoint, lambda: request.form.get(ACTION, ""))
    if right is None:
        abort(400)
    if not who.may(right):
        raise NotAllowed(_in_words(who, right))
    return None


def _is_preflight() -> bool:
    """Whether a browser asks for a page of another origin, without saying for whom, what it may send."""
    return request.method == "OPTIONS" and request.blueprint == ENDPOINT


def _is_browser() -> bool:
    """Whether somebody opens the endpoint itself in a browser."""
    return request.blueprint == ENDPOINT and request.headers.get("Sec-Fetch-Mode") == "navigate"


def _ask_to_sign_in() -> Response:
    """Leads a reader to the page to sign in, and from there back; tells a program or a script."""
    if request.blueprint in PROGRAMS and not _is_browser():
        needs = gettext("Show a token: Authorization: Bearer …, made on the page of an account.")
        raise Unauthorized(needs, www_authenticate=WWWAuthenticate(BEARER))
    if request.method not in _READING or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        raise Unauthorized(
            gettext("You are not signed in, or not any more. Nothing was changed: sign in and try again.")
        )
    here = request.full_path.removesuffix("?")
    return redirect(url_for("signing_in.show", next=here), 303)


def _in_words(who: Actor, right: Right) -> str:
    if who.may_by_role(right):
        if who.session is not None:
            return gettext("With the cookie of a browser the API is only read: to write, show a token.")
        return gettext("This token only reads: make one that may write.")
    return gettext(
        "This needs the role %(needed)s. You have: %(own)s. These can give it to you: %(who)s.",
        needed=roles_in_words(RIGHTS[right].roles or ()),
        own=roles_in_words(who.roles),
        who=", ".join(administrators(unheld().book)),
    )
