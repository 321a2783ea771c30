"""Another firm's SkillPath: it is told what a role asks for, and gives the profiles of its best."""

import json
import os
from collections.abc import Mapping
from typing import Any, Final

from skillpath.agency.sources.answer import Found, Question, State
from skillpath.agency.sources.exchange import MOST, question_document
from skillpath.agency.sources.fetching import fetch_json
from skillpath.agency.sources.gathering import Gathering
from skillpath.agency.sources.source import Source
from skillpath.errors import SourceError

PATH: Final = "/api/v1/profiles"

JSON: Final = "application/json"

TOKENS: Final = "SKILLPATH_TOKEN_"
"""Before the name of a source: the variable of the environment with the token that it asks for."""


def ask_peer(source: Source, question: Question) -> Found:
    """The best of another SkillPath, by its own cascade; raises :class:`SourceError`.

    It is told neither the title nor the code of the role, and it gives no scores.
    """
    wanted = min(question.top, source.most, MOST)
    body = json.dumps(question_document(question.matcher, top=wanted)).encode()
    address = source.address.rstrip("/") + PATH
    shown = token_of(source.name)
    document = fetch_json(address, body, question, sends=JSON, accepts=JSON, token=shown)
    total, people = _parts(document)
    gathering = Gathering(day=question.matcher.as_of, most=wanted)
    for number, person in enumerate(people, start=1):
        _ = question.left
        _take(gathering, f"candidate {number}", person)
    found = gathering.found()
    if total <= len(people):
        return found
    best = f"its best {len(people)} of {total}"
    state = State.PARTIAL if found.state is State.PARTIAL else State.BEST
    return Found(found.people, state, (best, *found.reasons))


def token_of(name: str) -> str | None:
    """The token that another firm gave us, from the environment: a secret is not kept in the book.

    >>> variable_of("north-west")
    'SKILLPATH_TOKEN_NORTH_WEST'
    """
    return os.environ.get(variable_of(name))


def variable_of(name: str) -> str:
    """The variable in which the token for a source is."""
    return TOKENS + name.upper().replace("-", "_")


def _parts(document: Any) -> tuple[int, list[Any]]:
    try:
        total, people = document["total"], document["candidates"]
    except (TypeError, KeyError):
        total, people = None, None
    if type(total) is not int or not isinstance(people, list):
        raise SourceError("answers with JSON that is no list of candidates")
    return total, people


def _take(gathering: Gathering, place: str, person: object) -> None:
    if not isinstance(person, Mapping):
        gathering.wrong(place, "no candidate")
        return
    gathering.facts(place, person)
    for name, take in (("spells", gathering.spell), ("claims", gathering.claim)):
        parts = person.get(name) or []
        for part in parts if isinstance(parts, list) else [parts]:
            row = part if isinstance(part, Mapping) else {}
            take(f"{place}, {name}", {**row, "code": person.get("code")})
