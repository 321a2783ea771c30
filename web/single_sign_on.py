"""Signing in by an OpenID provider of the firm: there, and back.

What must come back is derived from the cookie of the visit, so that nothing is kept meanwhile and no other
browser can bring it.
"""

import base64
import hashlib
import hmac
from typing import Final

from flask import Blueprint, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.accounts.sessions import begin_session
from skillpath.agency.accounts.single_sign_on import Named, known_as
from skillpath.errors import SkillPathError
from skillpath.web.acting import has_accounts
from skillpath.web.cookies import begin_visit, keep_session, keep_visit, visit_secret
from skillpath.web.current import unheld
from skillpath.web.device import device
from skillpath.web.language import gettext
from skillpath.web.openid_provider import Asked, OpenIdProvider
from skillpath.web.own_path import own_path
from skillpath.web.security import is_safe_channel
from skillpath.web.signing_in import NEXT, PROVIDER, sign_in_page

BLUEPRINT: Final = Blueprint("single_sign_on", __name__, url_prefix="/sign-in/single")

Answer = Response | tuple[str, int]


@BLUEPRINT.get("")
def start() -> Answer:
    """Sends the browser to the provider."""
    provider = _provider()
    if not is_safe_channel():
        return sign_in_page(), 403
    begin_visit(anew=True)
    try:
        return redirect(provider.address(_asked(own_path(request.args.get(NEXT, "")))), 303)
    except SkillPathError as error:
        return sign_in_page(str(error)), 503


@BLUEPRINT.get("/back")
def back() -> Answer:
    """Signs in who came back, and goes on to where it was asked for."""
    provider, state = _provider(), request.args.get("state", "")
    wanted = _asked(_next_in(state))
    if not visit_secret() or not hmac.compare_digest(state.encode(), wanted.state.encode()):
        return sign_in_page(gettext("This was not asked for by this browser, or too long ago.")), 401
    if "code" not in request.args:
        return sign_in_page(gettext("The sign-in was broken off there.")), 401
    try:
        secret = _signed_in(provider, wanted, request.args["code"])
    except SkillPathError as error:
        return sign_in_page(str(error)), 401
    return keep_session(redirect(_next_in(state), 303), secret)


@BLUEPRINT.after_request
def _keep_visit(response: Response) -> Response:
    return keep_visit(response)


def _signed_in(provider: OpenIdProvider, asked: Asked, code: str) -> str:
    """What the cookie of the session holds."""
    claims, book = provider.claims(asked, code), unheld().book
    email = str(claims.get("email", "")) if claims.get("email_verified") is True else ""
    roles = provider.settings.roles_of(claims)
    named = Named(provider.settings.issuer, str(claims["sub"]), email, roles)
    return begin_session(book, known_as(book, named), device=device())


def _provider() -> OpenIdProvider:
    provider: OpenIdProvider | None = current_app.config[PROVIDER]
    if provider is None or not has_accounts():
        abort(404)
    return provider


def _asked(leads_to: str) -> Asked:
    """The question of this visit, from which each browser has its own."""
    way = base64.urlsafe_b64encode(leads_to.encode()).decode()
    return Asked(
        redirect_uri=url_for(".back", _external=True),
        state=f"{_derived(f'state {way}')}.{way}",
        nonce=_derived("nonce"),
        verifier=_derived("verifier"),
    )


def _next_in(state: str) -> str:
    try:
        return own_path(base64.urlsafe_b64decode(state.partition(".")[2]).decode())
    except ValueError:
        return own_path("")


def _derived(purpose: str) -> str:
    made = hmac.new(visit_secret().encode(), purpose.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")
