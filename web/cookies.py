"""The two cookies of who signs in: that of the session, and that of a visit before there is one.

Over HTTPS their names begin with ``__Host-``: a browser takes such a cookie only from this very host, for all
of it and over HTTPS, so that no neighbour can put another one in its place.
"""

from typing import Final

from flask import g, request
from werkzeug.wrappers import Response

from skillpath.agency.accounts.secret import new_secret
from skillpath.agency.accounts.sessions import LONGEST

SESSION: Final = "skillpath-session"
VISIT: Final = "skillpath-visit"

PREFIX: Final = "__Host-"


def session_secret() -> str:
    """What the cookie of the session holds; "" where there is none."""
    return request.cookies.get(_name(SESSION), "")


def visit_secret() -> str:
    """What the cookie of the visit holds, or will; "" where there is none."""
    begun: str = g.get("visit", "")
    return begun or request.cookies.get(_name(VISIT), "")


def begin_visit(*, anew: bool = False) -> None:
    """Gives the browser a cookie to which the way to sign in is bound, where it has none yet, or ``anew``."""
    if anew or not visit_secret():
        g.visit = new_secret()


def keep_visit(response: Response) -> Response:
    """Sends the cookie of a visit that has begun."""
    return _set(response, VISIT, g.visit, None) if "visit" in g else response


def keep_session(response: Response, secret: str) -> Response:
    """Sends the cookie of a session; the one of the visit has served."""
    _drop(response, VISIT)
    return _set(response, SESSION, secret, LONGEST)


def drop_session(response: Response) -> Response:
    """Has the browser forget the session."""
    return _drop(response, SESSION)


def _name(name: str) -> str:
    return f"{PREFIX if request.is_secure else ''}{name}"


def _set(response: Response, name: str, secret: str, seconds: int | None) -> Response:
    response.set_cookie(
        _name(name), secret, max_age=seconds, secure=request.is_secure, httponly=True, samesite="Lax"
    )
    return response


def _drop(response: Response, name: str) -> Response:
    response.delete_cookie(_name(name), secure=request.is_secure, httponly=True, samesite="Lax")
    return response
