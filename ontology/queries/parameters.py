"""The parameters of kept queries: what kind of thing each one takes."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from skillpath.errors import InputError
from skillpath.ontology.catalogue import ConceptKind
from skillpath.ontology.sparql.terms import Term


class ParameterKind(StrEnum):
    """Kinds of values."""

    CONCEPT = "concept"
    SKILL = "skill"
    JOB_TYPE = "job type"
    INDUSTRY = "industry"
    CANDIDATE = "candidate"
    ROLE = "role"
    MATCH = "match"
    RELEASE = "release"
    NUMBER = "number"
    WHOLE_NUMBER = "whole number"
    TEXT = "text"
    DAY = "day"
    CHOICE = "choice"


CONCEPTS: Final[dict[ParameterKind, tuple[ConceptKind, ...]]] = {
    ParameterKind.CONCEPT: tuple(ConceptKind),
    ParameterKind.SKILL: (ConceptKind.SKILL,),
    ParameterKind.JOB_TYPE: (ConceptKind.JOB_TYPE,),
    ParameterKind.INDUSTRY: (ConceptKind.INDUSTRY,),
}
"""Kind of value → what the concept may be; the other kinds are no concepts."""

RESERVED: Final = frozenset(("answer", "as_of", "by", "key", "lang", "page", "run", "token"))
"""Names that no parameter has: addresses say something else by them."""

NUMBERS: Final = frozenset((ParameterKind.NUMBER, ParameterKind.WHOLE_NUMBER))

Values = tuple[Term, ...]
"""What a parameter is: nothing ("any"), one term, or several."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query.

    ``default`` is what the query itself says. ``several``: it may be more than one; ``optional``: none stands
    for any. ``low`` and ``high`` bound a number, ``choices`` are the texts that a choice has.
    """

    name: str
    kind: ParameterKind
    label: str
    default: Values = ()
    several: bool = False
    optional: bool = False
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()


_NUMBER: Final = r"-?\d+(?:\.\d+)?"
_TYPE: Final = re.compile(
    rf"(?P<kind>[a-z ]+?)(?: of (?P<choices>[^(),]*[^(),\s]))?"
    rf"(?:,? from (?P<low>{_NUMBER}) to (?P<high>{_NUMBER}))?"
    r"(?P<several>, several)?(?P<optional>, or any)?"
)


def parameter_of(name: str, said: str, label: str) -> Parameter:
    """A parameter of what its header says of its type; raises :class:`InputError` for what is no type.

    >>> parameter_of("least", "number from 0 to 1", "Carries at least").high
    1.0
    >>> parameter_of("order", "choice of name | strength, or any", "Sorted by").choices
    ('name', 'strength')
    """
    match = _TYPE.fullmatch(said.strip())
    kind = next((one for one in ParameterKind if match and one == match["kind"]), None)
    if match is None or kind is None:
        kinds = ", ".join(ParameterKind)
        raise InputError(f"the parameter {name} has the type {said!r}: write one of {kinds}")
    if (kind is ParameterKind.CHOICE) != bool(match["choices"]):
        raise InputError(f"the parameter {name}: a choice, and nothing else, is “choice of one | another”")
    low, high = (None if match[end] is None else float(match[end]) for end in ("low", "high"))
    return Parameter(
        name,
        kind,
        label,
        several=match["several"] is not None,
        optional=match["optional"] is not None,
        low=low,
        high=high,
        choices=tuple(one.strip() for one in (match["choices"] or "").split("|") if one.strip()),
    )
