"""What the fields of a form mean: from what somebody writes to terms, or to one clear reason why not."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, Problem, SkillPathError, UnknownName
from skillpath.graph.lookup import find_concept
from skillpath.ontology.dataset.names import CANDIDATE, MATCHES, RELEASES, ROLE, named, parts_of
from skillpath.ontology.queries.kept_query import KeptQuery
from skillpath.ontology.queries.parameters import CONCEPTS, NUMBERS, Parameter, ParameterKind, Values
from skillpath.ontology.queries.values import day_term, iri_term, number_term, text_term
from skillpath.ontology.revisions import find_release
from skillpath.ontology.sparql.terms import Term
from skillpath.reasoner.shown import label
from skillpath.reasoner.texts.languages import Language

LONGEST: Final = 300
"""Characters of one value, at most."""

MOST: Final = 20
"""Values of one parameter, at most."""

Said = Mapping[str, Sequence[str]]
"""Name of a parameter → what is written in its fields."""


class BadValues(InputError):
    """Values that cannot be: ``reasons`` are all of them by the name of the parameter."""

    def __init__(self, query: str, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        problems = [Problem(name, None, reason) for name, reason in reasons.items()]
        super().__init__(f"The query {query} cannot be asked like this.", problems)


def values_of(workspace: Workspace, query: KeptQuery, said: Said) -> dict[str, Values]:
    """The values of the parameters of a query; of one that is not named, its default.

    Raises :class:`BadValues` with all that is wrong.
    """
    found: dict[str, Values] = {}
    reasons = {
        name: f"the query has no such parameter; it has {_names(query) or 'none'}."
        for name in said
        if name not in {one.name for one in query.parameters}
    }
    for parameter in query.parameters:
        try:
            found[parameter.name] = _values(workspace, parameter, said.get(parameter.name))
        except SkillPathError as error:
            reasons[parameter.name] = str(error)
    if reasons:
        raise BadValues(query.name, reasons)
    return found


def written_as(workspace: Workspace, parameter: Parameter, values: Values, language: Language) -> list[str]:
    """What stands in the fields for some values, and means them again: labels, codes, numbers."""
    return [_written(workspace, parameter, term, language) for term in values]


def _values(workspace: Workspace, parameter: Parameter, said: Sequence[str] | None) -> Values:
    if said is None:
        return parameter.default
    texts = [text for text in (one.strip() for one in said) if text]
    if not texts and not parameter.optional and parameter.kind is not ParameterKind.TEXT:
        raise InputError("Say which.")
    if len(texts) > (MOST if parameter.several else 1):
        raise InputError(f"Say {MOST} at most." if parameter.several else "Say one only.")
    if any(len(text) > LONGEST for text in texts):
        raise InputError(f"Say it in {LONGEST} characters.")
    if not texts and not parameter.optional:
        texts = [""]
    read = _READ[parameter.kind]
    return tuple(dict.fromkeys(read(workspace, parameter, text) for text in texts))


def _concept(workspace: Workspace, parameter: Parameter, text: str) -> Term:
    network = workspace.network
    place = find_concept(network, text, kinds=CONCEPTS[parameter.kind])
    if network.nodes[place].kind not in CONCEPTS[parameter.kind]:
        raise InputError(f"“{text}” is no {parameter.kind}.")
    return iri_term(network.nodes[place].iri)


def _candidate(workspace: Workspace, _: Parameter, text: str) -> Term:
    return iri_term(named(CANDIDATE, workspace.book.candidate(_code(text, CANDIDATE)).code))


def _role(workspace: Workspace, _: Parameter, text: str) -> Term:
    return iri_term(named(ROLE, workspace.book.role_as_written(_code(text, ROLE)).id))


def _match(workspace: Workspace, _: Parameter, text: str) -> Term:
    """Candidate and role with a stroke between, where codes may hold one too."""
    said = _code(text, MATCHES)
    for at in (place for place, letter in enumerate(said) if letter == "/"):
        with suppress(UnknownName):
            candidate = workspace.book.candidate(said[:at].strip())
            role = workspace.book.role_as_written(said[at + 1 :].strip())
            return iri_term(named(MATCHES, candidate.code, role.id))
    raise InputError(f"“{said}” is no match: write the candidate and the role, such as C-001/R-01.")


def _release(workspace: Workspace, _: Parameter, text: str) -> Term:
    return iri_term(named(RELEASES, find_release(_code(text, RELEASES), workspace.releases).name))


def _number(_: Workspace, parameter: Parameter, text: str) -> Term:
    whole = parameter.kind is ParameterKind.WHOLE_NUMBER
    number = _decimal(text)
    if number is None or (whole and number != number.to_integral_value()):
        raise InputError(f"“{text}” is no number: write one such as {'12' if whole else '0.25'}.")
    if (parameter.low is not None and number < Decimal(str(parameter.low))) or (
        parameter.high is not None and number > Decimal(str(parameter.high))
    ):
        raise InputError(f"Write a number from {parameter.low:g} to {parameter.high:g}.")
    return number_term(number, whole=whole)


def _decimal(text: str) -> Decimal | None:
    """A number of ten digits or so; ``None`` for what is none."""
    try:
        number = Decimal(text) if len(text) <= 12 and text.isascii() else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and abs(number) < 10**9 else None


def _text(_: Workspace, __: Parameter, text: str) -> Term:
    return text_term(text)


def _day(_: Workspace, __: Parameter, text: str) -> Term:
    try:
        return day_term(date.fromisoformat(text))
    except ValueError:
        raise InputError(f"“{text}” is no day: write year-month-day, such as 2026-07-31.") from None


def _choice(_: Workspace, parameter: Parameter, text: str) -> Term:
    if text not in parameter.choices:
        raise InputError(f"“{text}” is none of {', '.join(parameter.choices)}.")
    return text_term(text)


_READ: Final[Mapping[ParameterKind, Callable[[Workspace, Parameter, str], Term]]] = MappingProxyType(
    {
        **dict.fromkeys(CONCEPTS, _concept),
        **dict.fromkeys(NUMBERS, _number),
        ParameterKind.CANDIDATE: _candidate,
        ParameterKind.ROLE: _role,
        ParameterKind.MATCH: _match,
        ParameterKind.RELEASE: _release,
        ParameterKind.TEXT: _text,
        ParameterKind.DAY: _day,
        ParameterKind.CHOICE: _choice,
    }
)
"""Kind of parameter → what reads one value."""

_BASES: Final = {
    ParameterKind.CANDIDATE: CANDIDATE,
    ParameterKind.ROLE: ROLE,
    ParameterKind.MATCH: MATCHES,
    ParameterKind.RELEASE: RELEASES,
}
"""Kind of parameter → what its IRIs begin with."""


def _written(workspace: Workspace, parameter: Parameter, term: Term, language: Language) -> str:
    if parameter.kind not in CONCEPTS:
        return _code(term.value, _BASES.get(parameter.kind, ""))
    named = label(workspace.network, term.value, language)
    try:
        meant = _concept(workspace, parameter, named)
    except SkillPathError:
        return term.value
    return named if meant == term else term.value


def _code(said: str, base: str) -> str:
    """The code or name in an IRI, those of a match with a stroke between; anything else as it is."""
    return "/".join(parts_of(said, base)) if base and said.startswith(base) else said


def _names(query: KeptQuery) -> str:
    return ", ".join(one.name for one in query.parameters)
