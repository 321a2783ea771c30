"""One question over HTTP: only to the address that was configured, never longer or larger than agreed.

No redirect is followed, no proxy is used, and nothing is sent but what is asked.
"""

import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from skillpath.agency.sources.answer import Question
from skillpath.errors import SourceError

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of an answer, at most."""

_PIECE: Final = 64 * 1024
_LONGEST_DETAIL: Final = 200
_PROBLEM: Final = "application/problem+json"
_CONNECTIONS: Final[Mapping[str, Callable[..., HTTPConnection]]] = MappingProxyType(
    {"http": HTTPConnection, "https": HTTPSConnection}
)


def fetch_json(
    address: str, body: bytes, question: Question, *, sends: str, accepts: str, token: str | None = None
) -> Any:
    """Posts a body and gives the JSON that comes back; ``sends`` and ``accepts`` are media types.

    A ``token`` is shown as that of a bearer.
    Raises :class:`SourceError` for anything but that, as soon as it shows.
    """
    parts = urlsplit(address)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    headers = {"Content-Type": sends, "Accept": accepts, "Connection": "close"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    connection = _CONNECTIONS[parts.scheme](parts.hostname, parts.port, timeout=question.left)
    with closing(connection), _in_words(question):
        connection.connect()
        with _cut_off(connection.sock, question.left):
            connection.request("POST", path, body, headers)
            with connection.getresponse() as answer:
                _check(answer, accepts)
                text = _read(answer)
        _ = question.left  # a connection that was cut off looks like an answer that ends early
        return _json(text)


@contextmanager
def _in_words(question: Question) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise question.timed_out from error
    except SourceError:
        _ = question.left  # what such an answer seems to say is no reason either
        raise
    except (OSError, HTTPException, ValueError) as error:
        _ = question.left
        reason = error.strerror if isinstance(error, OSError) else None
        raise SourceError(f"no answer over HTTP: {reason or _shown(str(error))}") from error


@contextmanager
def _cut_off(sock: socket.socket, seconds: float) -> Iterator[None]:
    """Ends the connection after some seconds: a server that sends a byte now and then never times out."""

    def cut() -> None:
        try:
            socket.socket.shutdown(sock, socket.SHUT_RDWR)
        except OSError:
            return  # the other side was quicker

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _check(answer: HTTPResponse, accepts: str) -> None:
    if 300 <= answer.status < 400:
        place = answer.getheader("Location", "elsewhere")
        raise SourceError(f"redirects to {_shown(place)}: no redirect is followed, give the address itself")
    kind = answer.headers.get_content_type()
    if answer.status != 200:
        detail = _detail(answer.read(_PIECE)) if kind == _PROBLEM else answer.reason
        raise SourceError(f"refuses with status {answer.status}: {_shown(detail)}")
    if kind != accepts:
        raise SourceError(f"answers with {_shown(kind)} instead of {accepts}")
    if int(answer.getheader("Content-Length") or 0) > LARGEST:
        raise _too_large()


def _read(answer: HTTPResponse) -> bytes:
    pieces, size = [], 0
    while piece := answer.read(_PIECE):
        size += len(piece)
        if size > LARGEST:
            raise _too_large()
        pieces.append(piece)
    return b"".join(pieces)


def _too_large() -> SourceError:
    return SourceError(f"answers with more than {LARGEST // 1024**2} MB")


def _json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError("answers with what is no JSON") from error


def _detail(problem: bytes) -> str:
    try:
        return str(json.loads(problem)["detail"])
    except (ValueError, RecursionError, KeyError, TypeError):
        return "no reason was given"


def _shown(text: str) -> str:
    """What a stranger says, short and on one line."""
    return "".join(c if c.isprintable() else " " for c in text[:_LONGEST_DETAIL])
