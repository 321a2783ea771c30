"""What every answer says to the browser, and by which names the viewer may be called."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request

HOSTS: Final = "HOSTS"
"""Setting of the application: the names that it answers to. Any other is refused (DNS rebinding).

Flask's ``TRUSTED_HOSTS`` cannot name an IPv6 address (Werkzeug 3.1 cuts at the first colon).
"""

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
"""The names of this machine for itself."""

UNTRUSTED: Final = "The viewer answers only to the name under which it was started, such as 127.0.0.1."

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

DENIED: Final = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
"""What no page may ask of the browser."""

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DENIED),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

ENCRYPTED_ONLY: Final = "max-age=31536000"
"""Strict-Transport-Security, where browsers come by https: for a year they come by nothing else."""

SMALLEST_BODY: Final = 4096
LARGEST_BODY: Final = 64 << 20
BODIES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "intake.upload": LARGEST_BODY,
        "intake.answer": 2 << 20,
        "editing_sheets.send": LARGEST_BODY,
        "candidates.act": 64 << 10,
        "api.shared": 256 << 10,
        "roles.keep": 64 << 10,
        "api.noted": 32 << 10,
        "sparql.send": 1 << 20,
        "decisions.decided": 64 << 10,
        "decisions.taken_back": 64 << 10,
        "decisions.rated": 64 << 10,
    }
)
"""Bytes of a request's body at most: by endpoint, the smallest for all others."""

PRIVATE: Final = "no-store"
"""Pages show candidates' data: no copy is kept."""

ASKED_AGAIN: Final = "private, no-cache"
"""A program may keep an answer of the API for itself, and asks each time whether it still holds."""

FOREVER: Final = "public, max-age=31536000, immutable"
"""A static file whose address names its version."""


def is_safe_channel() -> bool:
    """Whether a password may be sent: over HTTPS, or without leaving this machine."""
    return request.is_secure or urlsplit(f"//{request.host}").hostname in LOOPBACK


def secure(app: Flask) -> None:
    """Has the application refuse foreign hosts, send :data:`HEADERS`, and say what may be kept."""
    app.before_request(_refuse_foreign_host)
    app.before_request(_refuse_large_body)
    app.after_request(_add_headers)


def called() -> str:
    """The name by which the request calls the viewer, without the port; "" for what is none."""
    try:
        return urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return ""


def _refuse_foreign_host() -> None:
    if called() not in current_app.config[HOSTS]:
        abort(400, UNTRUSTED)


def _refuse_large_body() -> None:
    request.max_content_length = BODIES.get(request.endpoint or "", SMALLEST_BODY)
    if (request.content_length or 0) > request.max_content_length:
        abort(413)


def _add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = ENCRYPTED_ONLY
    response.headers["Cache-Control"] = _keeping(response)
    return response


def _keeping(response: Response) -> str:
    if request.blueprint == "api" and response.status_code in (200, 304):
        return ASKED_AGAIN
    if request.endpoint != "static" or response.status_code not in (200, 206, 304):
        return PRIVATE
    return FOREVER if "v" in request.args else "no-cache"
