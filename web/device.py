"""What a browser is called, for somebody who looks which of their sessions is which."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flask import request

BROWSERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Edg": "Edge",
        "OPR/": "Opera",
        "SamsungBrowser": "Samsung Internet",
        "Firefox": "Firefox",
        "Chrom": "Chrome",
        "Safari": "Safari",
        "curl": "curl",
    }
)
SYSTEMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Windows": "Windows",
        "Android": "Android",
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Macintosh": "macOS",
        "CrOS": "ChromeOS",
        "Linux": "Linux",
    }
)
"""What a user agent holds → the name of browser, of system. Some hold marks of others: the first counts."""


def device() -> str:
    """Browser and system of the request, such as “Firefox, Linux”; "" where neither is known."""
    agent = request.user_agent.string
    names = [_first(table, agent) for table in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, names))


def _first(table: Mapping[str, str], agent: str) -> str:
    return next((name for mark, name in table.items() if mark in agent), "")
