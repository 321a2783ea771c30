"""All rooms of the viewer, one blueprint each."""

from typing import Final

from flask import Blueprint

from skillpath.web import (
    account,
    api,
    audit,
    candidates,
    comparing,
    concepts,
    decisions,
    duplicates,
    fairness,
    health,
    intake,
    matches,
    metrics,
    notice,
    past,
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
from skillpath.web.analyst import browse, contents, library, protocol, saved_queries, workbench
from skillpath.web.editing import (
    concept_form,
    copies,
    golden,
    grid,
    history,
    impact,
    operations,
    quality,
    releases,
    sheets,
    suggestions,
    tree,
)

_PEOPLE: Final = (candidates, duplicates, search, standings)
_MATCHING: Final = (comparing, decisions, matches, past, readings, scores, sharing)
_WATCHING: Final = (health, metrics)
_ANSWERING: Final = (audit, fairness, notice)
_EDITING: Final = (
    history,
    quality,
    releases,
    copies,
    golden,
    concept_form,
    operations,
    tree,
    grid,
    impact,
    sheets,
    suggestions,
)
_ASKING: Final = (workbench, protocol, browse, contents, library, saved_queries)
_ACCESS: Final = (signing_in, single_sign_on, account, users)

BLUEPRINTS: Final[tuple[Blueprint, ...]] = tuple(
    room.BLUEPRINT
    for room in (
        roles,
        *_MATCHING,
        concepts,
        *_EDITING,
        intake,
        *_PEOPLE,
        *_ACCESS,
        *_ANSWERING,
        *_WATCHING,
        api,
        *_ASKING,
    )
)
