"""An answer: a finished file, which goes when it has been read."""

import json
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from skillpath.errors import QueryError
from skillpath.ontology.sparql.forms import FORMS, Form, Kind
from skillpath.ontology.sparql.results import QueryResult, from_json


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave. ``rows`` counts rows or triples (``None`` where nobody counted), ``truncated`` says
    that there are more; ``seconds`` went by from asking to the end, ``waited`` of them in the queue.

    As a context manager it deletes its file at the end; on the disk, whoever has it open reads on.
    """

    kind: Kind
    form: Form
    path: Path
    rows: int | None
    truncated: bool
    seconds: float
    waited: float = 0.0

    @property
    def media_type(self) -> str:
        """What the file is, for a browser."""
        return FORMS[self.form].media_type

    def open(self) -> BinaryIO:
        """The file, to be read."""
        return self.path.open("rb")

    def read(self) -> QueryResult:
        """The answer as terms; raises :class:`QueryError` unless it is written as JSON or Turtle."""
        if self.form is Form.TURTLE:
            return QueryResult(
                "graph", truncated=self.truncated, turtle=self.path.read_text(encoding="utf-8")
            )
        if self.form is not Form.JSON:
            raise QueryError(f"Terms are read from JSON or Turtle, not from {self.form}.")
        return from_json(json.loads(self.path.read_bytes()), truncated=self.truncated)

    def close(self) -> None:
        """Deletes the file."""
        self.path.unlink(missing_ok=True)

    def __enter__(self) -> "Answer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
