"""The addresses of static files: each names the file's version, so that a browser may keep it for good."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from flask import request

STATIC: Final = Path(__file__).parent / "static"
PICTURE_LIBRARY: Final = "vendor/vis-network.min.js"


def addresses(static: Path = STATIC) -> Callable[[str], str]:
    """A function from a file's name under ``static`` to its address.

    It works without a matched address, as on the page that refuses a foreign host.
    """

    @cache
    def version(name: str) -> str:
        return hashlib.sha256((static / name).read_bytes()).hexdigest()[:12]

    return lambda name: f"{request.script_root}/static/{name}?v={version(name)}"
