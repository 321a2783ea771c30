"""Pages of the running viewer: how they are fetched, and what of them can be compared."""

import hashlib
import re
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection
from typing import Final
from urllib.parse import urlsplit

from skillpath.bench.own_process import timed
from skillpath.errors import SkillPathError

PATIENCE: Final = 300
"""Seconds after which a server that does not answer has failed."""

_RELEASE: Final = re.compile(r"Ontology release <code>([0-9a-f]{16})</code>")
_ROW: Final = re.compile(
    r'data-label="Candidate"><a[^>]*><bdi>([^<]*)</bdi></a>.*?data-label="Score"><span[^>]*>[^<]*</span>\s*'
    r"(\d+\.\d\d)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page: the release that it names, and a digest of all that it says."""

    release: str
    digest: str


def page_of(text: str) -> Page | None:
    """What a page shows; ``None`` where it is not whole, or does not name one release."""
    releases = _RELEASE.findall(text)
    if len(releases) != 1 or not text.rstrip().endswith("</html>"):
        return None
    return Page(releases[0], hashlib.blake2b(text.encode(), digest_size=16).hexdigest())


def ranking_on(text: str) -> list[tuple[str, str]]:
    """The codes and points on the page of a role, in their order."""
    return [(unescape(code), points) for code, points in _ROW.findall(text)]


def fetched(origin: str, path: str) -> tuple[str, float]:
    """The text at a path, and how many milliseconds it took; raises :class:`SkillPathError`."""
    connection = HTTPConnection(urlsplit(origin).netloc, timeout=PATIENCE)

    def ask() -> str:
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode()
        if answer.status != 200:
            raise SkillPathError(f"The viewer answered {path} with status {answer.status}.")
        return text

    try:
        return timed(ask)
    finally:
        connection.close()
