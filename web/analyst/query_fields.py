"""The fields of a kept query's form: what stands in them, what is wrong, and what an address says of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from skillpath.agency.queries.values import BadValues, Said, written_as
from skillpath.agency.workspace import Workspace
from skillpath.ontology.queries.kept_query import KeptQuery
from skillpath.ontology.queries.parameters import CONCEPTS, NUMBERS, RESERVED, Parameter, ParameterKind
from skillpath.reasoner.texts.languages import Language


@dataclass(frozen=True, slots=True)
class Field:
    """A field: ``texts`` are what stands in it, more than one where it may be several things.

    ``suggests``: of what kind of concept names are suggested ("" of any); ``None`` where it is no concept.
    """

    parameter: Parameter
    texts: Sequence[str]
    problem: str = ""

    @property
    def suggests(self) -> str | None:
        """See above."""
        kinds = CONCEPTS.get(self.parameter.kind)
        return None if kinds is None else str(kinds[0]) if len(kinds) == 1 else ""

    @property
    def type(self) -> str:
        """The type of the input."""
        if self.parameter.kind is ParameterKind.DAY:
            return "date"
        return "number" if self.parameter.kind in NUMBERS else "text"


def said_in(query: KeptQuery, args: MultiDict[str, str]) -> Said:
    """What an address says of the parameters; one that it does not name has its default."""
    told = {name: args.getlist(name) for name in args if name not in RESERVED}
    known = {one.name for one in query.parameters}
    return {name: texts for name, texts in told.items() if name in known}


def fields(
    workspace: Workspace, query: KeptQuery, said: Said, language: Language, wrong: BadValues | None
) -> list[Field]:
    """The fields of a query with what is said in them, or their defaults."""
    reasons: Mapping[str, str] = {} if wrong is None else wrong.reasons
    return [
        Field(one, _texts(workspace, one, said, language), reasons.get(one.name, ""))
        for one in query.parameters
    ]


def _texts(workspace: Workspace, parameter: Parameter, said: Said, language: Language) -> list[str]:
    """With an empty one at the end for what is to be added."""
    texts = said.get(parameter.name)
    shown = (
        written_as(workspace, parameter, parameter.default, language)
        if texts is None
        else [text for text in texts if text.strip()]
    )
    return [*shown, ""] if parameter.several or not shown else list(shown)
