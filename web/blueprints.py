"""All rooms of the viewer, one blueprint each."""

from typing import Final

from flask import Blueprint

from skillpath.web import (
    account,
    api,
    candidates,
    comparing,
    concepts,
    decisions,
    duplicates,
    health,
    intake,
    matches,
    metrics,
    readings,
    roles,
    scores,
    search,
    sharing,
    signing_in,
    single_sign_on,
    standings,
    users,
)

_PEOPLE: Final = (candidates, duplicates, search, standings)
_MATCHING: Final = (comparing, decisions, matches, readings, scores, sharing)
_WATCHING: Final = (health, metrics)
_ACCESS: Final = (signing_in, single_sign_on, account, users)

BLUEPRINTS: Final[tuple[Blueprint, ...]] = tuple(
    room.BLUEPRINT for room in (roles, *_MATCHING, concepts, intake, *_PEOPLE, *_ACCESS, *_WATCHING, api)
)
