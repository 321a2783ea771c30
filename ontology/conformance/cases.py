"""What a suite holds: tests of queries, and tests of requests by the protocol."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """What a test of a query asks for."""

    ANSWER = "answer"
    """The right answer."""
    TABLE = "table"
    """The right answer as CSV, which does not say what is an IRI and what a text."""
    RIGHT = "right"
    """That the query is taken."""
    WRONG = "wrong"
    """That the query is refused."""


@dataclass(frozen=True, slots=True)
class Data:
    """What is asked: files of the default graph, and files by the IRI of a named graph.

    ``base`` is the IRI of the folder, against which the relative IRIs of its files are read.
    """

    base: str
    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, tuple[Path, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class QueryCase:
    """A query over some data, and the file with what it must find (``None`` for tests of the grammar)."""

    group: str
    name: str
    kind: Kind
    query: Path
    data: Data
    result: Path | None = None

    @property
    def text(self) -> str:
        """The query, with the IRI of its file as the base of its relative IRIs."""
        text = self.query.read_text(encoding="utf-8")
        return f"BASE <{self.data.base}{self.query.name}>\n{text}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the answer to a request must be.

    ``statuses`` are the first digits that its status may have; ``boolean`` is the answer of an ASK,
    ``form`` one of ``boolean``, ``tabular`` and ``RDF``.
    """

    statuses: tuple[int, ...]
    boolean: bool | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request; ``address`` is what stands after the address of the endpoint, such as ``?query=ASK{}``."""

    method: str
    address: str
    headers: Mapping[str, str]
    body: bytes
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class ProtocolCase:
    """Requests that are sent one after the other."""

    group: str
    name: str
    data: Data
    requests: tuple[Request, ...] = field(default=())

    @property
    def updates(self) -> bool:
        """Whether it asks for a change to be done."""
        return any(
            2 in one.wanted.statuses and ("update" in one.headers.get("content-type", "") or _is_update(one))
            for one in self.requests
        )


def _is_update(request: Request) -> bool:
    return request.body.startswith(b"update=") or "update=" in request.address
