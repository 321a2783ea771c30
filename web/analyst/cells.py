"""A term of an answer as a cell: what it is called, and where it leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import unquote

from flask import url_for

from skillpath.graph.network import Network
from skillpath.ontology.sparql.numbers import number
from skillpath.ontology.sparql.terms import Term
from skillpath.ontology.sparql.written import short
from skillpath.ontology.vocabulary import CANDIDATE, MATCH, ROLE
from skillpath.reasoner.shown import concept
from skillpath.reasoner.texts.languages import Language

Page = tuple[str, tuple[tuple[str, str], ...]]
"""An endpoint and the parts of its address."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``iri`` is "" for what is no IRI, ``page`` is ``None`` where nothing of ours tells of it.

    ``tag`` is the language of ``text`` where the answer or the ontology says it; ``value`` its number.
    """

    text: str
    iri: str = ""
    page: Page | None = None
    tag: str = ""
    kind: str = ""
    value: float | None = None

    @property
    def href(self) -> str:
        """The address of its page; "" where there is none."""
        if self.page is None:
            return ""
        endpoint, parts = self.page
        values: dict[str, Any] = dict(parts)
        return url_for(endpoint, **values)


EMPTY: Final = Cell("")


@dataclass(frozen=True, slots=True)
class Names:
    """By what things are called: ``network`` and ``language`` for concepts, ``title`` for a role by its id.

    ``wanted`` says whether labels are shown at all, or IRIs by their prefixes.
    """

    network: Network
    language: Language
    title: Callable[[str], str]
    wanted: bool

    def cell(self, term: Term | None) -> Cell:
        """A term as it is shown."""
        if term is None:
            return EMPTY
        if term.kind != "iri":
            return Cell(str(term), tag=term.language, value=number(term))
        return self._concept(term.value) or self._of_book(term.value) or Cell(short(term.value), term.value)

    def _concept(self, iri: str) -> Cell | None:
        position = self.network.find(iri)
        if position is None:
            return None
        shown = concept(self.network, position, self.language)
        page = "concepts.show", (("iri", iri),)
        if not self.wanted:
            return Cell(short(iri), iri, page, kind=shown["kind"])
        return Cell(shown["label"], iri, page, shown["language"], shown["kind"])

    def _of_book(self, iri: str) -> Cell | None:
        for base, (kind, told) in BOOK.items():
            rest = iri.removeprefix(base)
            if rest not in (iri, ""):
                text, page = told(self, [unquote(part) for part in rest.split("/")])
                return Cell(text if self.wanted else short(iri), iri, page, kind=kind)
        return None


Told = Callable[[Names, list[str]], tuple[str, Page]]


def _candidate(_: Names, parts: list[str]) -> tuple[str, Page]:
    return parts[0], ("candidates.show", (("code", parts[0]),))


def _role(names: Names, parts: list[str]) -> tuple[str, Page]:
    return names.title(parts[0]), ("roles.show", (("role_id", parts[0]),))


def _match(names: Names, parts: list[str]) -> tuple[str, Page]:
    code, role_id = parts[0], parts[-1]
    page = "matches.show", (("role_id", role_id), ("code", code))
    return f"{code} – {names.title(role_id)}", page


BOOK: Final[Mapping[str, tuple[str, Told]]] = MappingProxyType(
    {
        str(CANDIDATE): ("candidate", _candidate),
        str(ROLE): ("role", _role),
        str(MATCH): ("match", _match),
    }
)
"""What the IRIs of the book begin with → what they are of, what each is called, and its page."""
