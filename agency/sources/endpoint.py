"""A SPARQL endpoint: a SELECT query of the firm's own maps what is there to candidates.

The query gives rows of ``?code`` and any of the variables of :data:`VARIABLES`. A row may tell of a spell
(``?start``), of a claim (``?skill``), of facts, or of several of them at once.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlencode

from skillpath.agency.sources.answer import Found, Question
from skillpath.agency.sources.columns import Row
from skillpath.agency.sources.fetching import fetch_json
from skillpath.agency.sources.gathering import Gathering
from skillpath.agency.sources.source import Source
from skillpath.errors import SourceError

RESULTS: Final = "application/sparql-results+json"

VARIABLES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "facts": MappingProxyType(
            {"location": "location", "availableFrom": "available_from", "sameAs": "same_as"}
        ),
        "spell": MappingProxyType(
            {
                "jobType": "job_type",
                "industry": "industry",
                "start": "start",
                "end": "end",
                "level": "level",
                "onFloor": "on_floor",
            }
        ),
        "claim": MappingProxyType({"skill": "skill", "skillLevel": "level", "skillSource": "source"}),
    }
)
"""What a row may tell of → its variables → the columns that they stand for; and ``?licence``, one a row."""


def ask_endpoint(source: Source, question: Question) -> Found:
    """All candidates that the mapping query of a source gives; raises :class:`SourceError`."""
    body = urlencode({"query": source.mapping}).encode()
    document = fetch_json(
        source.address, body, question, sends="application/x-www-form-urlencoded", accepts=RESULTS
    )
    gathering = Gathering(day=question.matcher.as_of, most=source.most)
    facts: dict[str, dict[str, Any]] = {}
    for number, binding in enumerate(_bindings(document), start=1):
        _ = question.left
        _take(gathering, f"row {number}", binding, facts)
    for code, known in facts.items():
        gathering.facts(code, known)
    return gathering.found()


def _bindings(document: Any) -> Iterator[Row]:
    """The rows as variables and texts; raises :class:`SourceError` for what are no results of a SELECT."""
    try:
        for binding in document["results"]["bindings"]:
            yield {name: term["value"] for name, term in binding.items()}
    except (TypeError, KeyError, AttributeError) as error:
        raise SourceError("answers with JSON that is no result of a SELECT query") from error


def _take(gathering: Gathering, place: str, binding: Row, facts: dict[str, dict[str, Any]]) -> None:
    told = {
        part: {column: binding.get(variable) for variable, column in variables.items()}
        for part, variables in VARIABLES.items()
    }
    code = binding.get("code")
    if not isinstance(code, str) or not code:
        gathering.wrong(place, "no ?code")
        return
    known = facts.setdefault(code, {"code": code, "licences": []})
    known.update({column: value for column, value in told["facts"].items() if value})
    licence = binding.get("licence")
    if licence and licence not in known["licences"]:
        known["licences"].append(licence)
    if any(told["spell"].values()):
        gathering.spell(place, {"code": code, **told["spell"]})
    if any(told["claim"].values()):
        gathering.claim(place, {"code": code, **told["claim"]})
