"""A shared source of candidates: what it is, where it is, and how long it is waited for."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from skillpath.errors import InputError

OWN: Final = "own"
"""Name of the firm's own book among the sources."""

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_LONGEST: Final = 600


class Kind(StrEnum):
    """What a source is."""

    FOLDER = "folder"
    SPARQL = "sparql"
    SKILLPATH = "skillpath"


@dataclass(frozen=True, slots=True)
class Source:
    """A source that a search asks.

    ``address``: a folder, or an http(s) URL. ``mapping``: the SPARQL SELECT query that an endpoint is asked.
    ``industries``: IRIs of those that it is about, none for all. ``seconds``: how long it is waited for;
    ``most``: so many candidates are taken from it. Raises :class:`InputError` with all that cannot be.
    """

    name: str
    kind: Kind
    address: str
    mapping: str | None = None
    industries: tuple[str, ...] = ()
    seconds: float = 5.0
    most: int = 10_000

    def __post_init__(self) -> None:
        problems = [*self._name_problems(), *self._address_problems(), *self._limit_problems()]
        if problems:
            raise InputError(f"The source “{self.name}” cannot be: {'; '.join(problems)}.")

    def _name_problems(self) -> list[str]:
        if self.name == OWN:
            return [f"“{OWN}” is the firm's own book"]
        if _NAME.fullmatch(self.name) is None:
            return ["a name is small letters, digits and hyphens, 40 at most"]
        return []

    def _address_problems(self) -> list[str]:
        if (self.kind is Kind.SPARQL) != bool(self.mapping):
            return ["a SPARQL endpoint, and nothing else, has a mapping query"]
        if not self.address or not self.address.isprintable():
            return ["the address is empty, or has characters that cannot be shown"]
        return [] if self.kind is Kind.FOLDER else _url_problems(self.address)

    def _limit_problems(self) -> list[str]:
        problems = []
        if not (math.isfinite(self.seconds) and 0 < self.seconds <= _LONGEST):
            problems.append(f"it is waited for above 0 and at most {_LONGEST} seconds, not {self.seconds:g}")
        if self.most < 1:
            problems.append(f"at least 1 candidate is taken from it, not {self.most}")
        return problems


def _url_problems(address: str) -> list[str]:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return [f"{address} is no address"]
    if parts.scheme not in {"http", "https"} or not host or " " in address:
        return [f"{address} is no address of the form https://HOST/PATH"]
    if parts.username is not None or parts.password is not None:
        return ["an address with a user or a password would be kept in the book: leave them out"]
    return ["leave the part after # out of the address"] if parts.fragment else []
