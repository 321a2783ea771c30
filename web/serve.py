"""The viewer as a server on this machine."""

import errno
import logging
import socket
from typing import Any, Final

from flask import Flask
from waitress.server import create_server

from skillpath.agency.accounts.register import administrators
from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.web.acting import ACCOUNTS
from skillpath.web.allocator import share_heaps
from skillpath.web.app import create_app
from skillpath.web.asking import QUERIES, QuerySettings
from skillpath.web.exposure import EXPOSURE, LOCAL, Exposure
from skillpath.web.fair_turns import FairTurns
from skillpath.web.openid_provider import OpenIdProvider
from skillpath.web.openid_settings import OpenIdSettings
from skillpath.web.security import HOSTS, LARGEST_BODY
from skillpath.web.signing_in import PROVIDER
from skillpath.web.stopping import Stop, leave, run, stopped_by_signals

THREADS: Final = 4
"""Threads that answer, beside those that only wait for the processes of queries."""

CONNECTIONS: Final = 500
"""So many are held at once: who sends or reads slowly holds one for long, and no thread."""

LAST_PORT: Final = 65535

NO_QUERIES_SAID: Final = QuerySettings()

REMEDIES: Final = {
    errno.EADDRINUSE: "another program uses it. Stop that one, or choose another port with --port.",
    errno.EACCES: "this port needs more rights. Choose one above 1023 with --port.",
    errno.EADDRNOTAVAIL: "this machine has no such address. Use --host 127.0.0.1.",
}
"""What went wrong → what to say after the address."""

NOBODY_COULD: Final = (
    "Others may reach this address, so one signs in there, and nobody could: make the first account by "
    "`skillpath user add K-1 --role administrator`, for the same workspace and database."
)


def serve(
    workspace: Workspace,
    port: int,
    *,
    exposure: Exposure = LOCAL,
    within: float = 20.0,
    openid: OpenIdSettings | None = None,
    queries: QuerySettings = NO_QUERIES_SAID,
) -> None:
    """Serves until SIGTERM or Ctrl+C, having printed the address.

    What has begun then is finished ``within`` some seconds; ``openid`` says by whom else than with a password
    one signs in, ``queries`` how SPARQL is answered. Raises :class:`SkillPathError` where the address cannot
    be had, or where one signs in and nobody could.
    """
    if exposure.signs_in and not administrators(workspace.book):
        raise SkillPathError(NOBODY_COULD)
    share_heaps()
    listener = listen(exposure.host, port)
    server = server_on(listener, workspace, exposure, openid, queries)
    print(f"SkillPath is at {address(listener, exposure.host)} (Ctrl+C stops it)", flush=True)  # noqa: T201
    stop = Stop(server)
    with stopped_by_signals(stop):
        leave(run(server, stop, within=within))


def listen(host: str, port: int) -> socket.socket:
    """Takes the port, any free one for 0; raises :class:`SkillPathError` with the remedy."""
    if not 0 <= port <= LAST_PORT:
        raise SkillPathError(f"There is no port {port}: choose one from 1 to {LAST_PORT} with --port.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = REMEDIES.get(error.errno or 0, f"{error.strerror or error}. Check --host.")
        raise SkillPathError(f"Cannot serve on {_named(host)}:{port}: {reason}") from error


def server_on(
    listener: socket.socket,
    workspace: Workspace,
    exposure: Exposure = LOCAL,
    openid: OpenIdSettings | None = None,
    queries: QuerySettings = NO_QUERIES_SAID,
) -> Any:
    """The waitress server of a workspace's viewer; its ``run()`` answers until ``close()``."""
    settings = {
        HOSTS: exposure.names,
        EXPOSURE: exposure,
        ACCOUNTS: exposure.signs_in,
        PROVIDER: None if openid is None else OpenIdProvider(openid),
        QUERIES: queries,
    }
    return server_of(listener, create_app(workspace, config=settings), exposure, queries)


def server_of(listener: socket.socket, app: Flask, exposure: Exposure, queries: QuerySettings) -> Any:
    """The waitress server of an application."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that requests wait is no news to a user
    return create_server(
        app,
        sockets=[listener],
        _dispatcher=FairTurns(THREADS + queries.workers + queries.waiting, proxy=exposure.proxy),
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,
        channel_request_lookahead=1,  # it goes on reading: so it sees that who asked has gone
        ident=None,
        max_request_body_size=LARGEST_BODY,
        url_scheme=exposure.scheme,
        **_believed(exposure),
    )


def _believed(exposure: Exposure) -> dict[str, Any]:
    """What waitress is told of a proxy: that it knows who asks. All else that is sent so is thrown away.

    But where no proxy should be, the viewer sees what one says, and refuses it.
    """
    if not exposure.proxy:
        return {"clear_untrusted_proxy_headers": not exposure.is_local}
    return {"trusted_proxy": exposure.proxy, "trusted_proxy_headers": {"x-forwarded-for"}}


def address(listener: socket.socket, host: str) -> str:
    """Where the viewer is."""
    return f"http://{_named(host)}:{listener.getsockname()[1]}/"


def _named(host: str) -> str:
    """A host as an address writes it; an IPv6 number stands in brackets."""
    return f"[{host}]" if ":" in host else host
