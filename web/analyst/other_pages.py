"""Pages of other sites: they may not ask here, unless their origin is among those that were named.

A page can have a browser send any query here, with its cookies. It could not read the answer; but it could
make work, and have the log say that somebody looked at candidates. A token is no cookie: who shows one is no
page that borrows a browser.
"""

from typing import Final

from flask import Blueprint, Response, abort, request

from skillpath.web.asking import query_settings

OWN: Final = frozenset((None, "same-origin", "none"))
"""What ``Sec-Fetch-Site`` says of pages of our own, and of who has none; old browsers do not say it."""

REFUSED: Final = "A page of another site may not ask here. It may if its origin is named: --query-origins."

ALLOWED: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type",
    "Access-Control-Expose-Headers": "SkillPath-Truncated, Content-Disposition, Retry-After",
    "Access-Control-Max-Age": "600",
}
"""What pages of a named origin may send and read; never with cookies."""


def guard_against_pages(blueprint: Blueprint) -> None:
    """Has a blueprint refuse pages of other sites, and tell browsers which ones it answers."""
    blueprint.before_request(_refuse)
    blueprint.after_request(_allow)


def _refuse() -> None:
    if "Authorization" in request.headers or request.method == "OPTIONS" or _named():
        return
    origin = request.headers.get("Origin")
    own = origin is None or origin == request.host_url.rstrip("/")
    if request.headers.get("Sec-Fetch-Site") not in OWN or not own:
        abort(403, REFUSED)


def _named() -> bool:
    return request.headers.get("Origin") in query_settings().origins


def _allow(response: Response) -> Response:
    if query_settings().origins:
        response.vary.add("Origin")
    if _named():
        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers.update(ALLOWED)
    return response
