"""A term of an answer."""

from typing import NamedTuple


class Term(NamedTuple):
    """An RDF term; ``kind`` is ``iri``, ``literal``, ``bnode`` or ``triple``.

    Only literals have a datatype.
    """

    value: str
    kind: str
    language: str = ""
    datatype: str = ""

    def __str__(self) -> str:
        """The term as it is displayed: an address, a text, ``_:name`` or ``<<( … )>>``."""
        return f"_:{self.value}" if self.kind == "bnode" else self.value
