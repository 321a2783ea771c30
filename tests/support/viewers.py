"""A viewer on a free port of this machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from skillpath.agency.workspace import Workspace
from skillpath.web.asking import QuerySettings
from skillpath.web.exposure import LOCAL, Exposure
from skillpath.web.serve import NO_QUERIES_SAID, address, listen, server_on


@contextmanager
def serving(
    workspace: Workspace, exposure: Exposure = LOCAL, queries: QuerySettings = NO_QUERIES_SAID
) -> Iterator[str]:
    """Where the viewer of a workspace runs, without a slash at the end."""
    listener = listen("127.0.0.1", 0)
    server = server_on(listener, workspace, exposure, queries=queries)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield address(listener, "127.0.0.1").rstrip("/")
    server.trigger.pull_trigger(server.close)  # in its own thread, between two looks at its sockets
    thread.join(timeout=10)
