"""The addresses of static files: each names the file's version, so that a browser may keep it for good."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from flask import url_for

STATIC: Final = Path(__file__).parent / "static"


def addresses(static: Path = STATIC) -> Callable[[str], str]:
    """A function from a file's name under ``static`` to its address."""

    @cache
    def version(name: str) -> str:
        return hashlib.sha256((static / name).read_bytes()).hexdigest()[:12]

    return lambda name: url_for("static", filename=name, v=version(name))
