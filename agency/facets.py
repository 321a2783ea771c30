"""What a ranking can be narrowed by, with how many candidates of the whole book each choice would leave."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np

from skillpath.agency.best import best
from skillpath.agency.compiled import as_asked, counts
from skillpath.agency.criteria import criteria
from skillpath.agency.matching import role_of, today
from skillpath.agency.revisions import BookState
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.facets import FacetCounts, facet_counts
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.licence import folded
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.outside import WITHIN
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import Document, concept
from skillpath.reasoner.texts.languages import Language

LOOKED_AT: Final = 500
"""Words for scores are counted among so many of the best: to count them all is to score everybody."""

FREE_WITHIN: Final[Sequence[int]] = (0, 30, 90)
"""Days from the day of reckoning within which a candidate may be free."""

MOST: Final = 8
"""So many choices of a kind are offered at most, those that leave most first; what is chosen is always."""


def facets(
    workspace: Workspace,
    role: str | Role,
    *,
    profile: str | None = None,
    as_of: date | None = None,
    language: Language = Language.EN,
) -> Document:
    """Kind → choices, each with its ``count`` and whether it is ``chosen``; arguments as in ``ranking``.

    All are counted over the whole book but ``bands``, which are counted among the best :data:`LOOKED_AT`
    inside the filters; ``looked_at`` says how many these were.
    """
    with workspace.pool.still():
        wanted, day = role_of(workspace, role), today() if as_of is None else as_of
        asked = (wanted, criteria(workspace.book, wanted, profile), day)
        counts: FacetCounts = workspace.kept(_counts, *asked, workspace.pool.now().state)
        bands: Mapping[str, int] = workspace.kept(_bands, *asked, workspace.pool.now().state)
    return {
        **_choices(workspace, wanted.filters, counts, language),
        "bands": [{"value": word, "count": count} for word, count in bands.items()],
        "looked_at": sum(bands.values()),
    }


def _counts(workspace: Workspace, role: Role, profile: Profile, as_of: date, _: BookState) -> FacetCounts:
    """Of the pool in a state."""
    matcher = Matcher.prepare(workspace.network, role, profile, as_of=as_of)
    industries = _offered_industries(workspace, role.filters)
    days = sorted({as_of + timedelta(days) for days in FREE_WITHIN} | {role.filters.available_by or as_of})
    now = workspace.pool.now()
    known: FacetCounts = workspace.compiled(now.compiled)(counts, as_asked(matcher), tuple(days), industries)

    def counted(pool: Pool) -> FacetCounts:
        places, everybody = workspace.places(pool.histories.vocabulary), np.ones(len(pool), dtype=bool)
        return facet_counts(matcher, pool, places, everybody, days=days, industries=industries)

    return known - counted(now.gone) + counted(now.recent)


def _bands(
    workspace: Workspace, role: Role, profile: Profile, as_of: date, _: BookState
) -> Mapping[str, int]:
    """Of the best of the pool in a state: word → how many, the best word first."""
    matcher = Matcher.prepare(workspace.network, role, profile, as_of=as_of)
    found = best(workspace, matcher, top=LOOKED_AT)
    measured = workspace.thresholds.thresholds
    words = [measured.band(score).word for score in found.scores[: found.inside]]
    counts = {band.word: words.count(band.word) for band in measured.bands}
    return {word: count for word, count in counts.items() if count}


def _offered_industries(workspace: Workspace, filters: Filters) -> tuple[int, ...]:
    """The industries that lie in no other one, and those asked for."""
    network = workspace.network
    asked = (network.find(iri) for iri in filters.industries)
    return (*workspace.kept(_outermost), *(one for one in asked if one is not None))


def _outermost(workspace: Workspace) -> Sequence[int]:
    network = workspace.network
    industries, inner = network.of_kind("industry").tolist(), set()
    for target in industries:
        sources, transfer = network.transfers_to(target)
        inner.update(set(sources[transfer >= WITHIN].tolist()) - {target})
    return [one for one in industries if one not in inner]


def _choices(
    workspace: Workspace, asked: Filters, counts: FacetCounts, language: Language
) -> dict[str, list[Document]]:
    network = workspace.network
    chosen = {folded(name) for name in asked.licences}
    industries = [
        {"value": network.nodes[one].iri, "label": concept(network, one, language)["label"], "count": count}
        for one, count in counts.industries.items()
    ]
    days = [{"value": day.isoformat(), "count": count} for day, count in sorted(counts.available.items())]
    by_day = None if asked.available_by is None else asked.available_by.isoformat()
    return {
        "locations": _most([_choice(*one) for one in counts.locations.items()], asked.locations),
        "licences": _most([_choice(*one) for one in counts.licences.items()], chosen),
        "available": [one | {"label": one["value"], "chosen": one["value"] == by_day} for one in days],
        "industries": _most(industries, asked.industries),
    }


def _choice(value: str, count: int) -> Document:
    return {"value": value, "label": value, "count": count}


def _most(choices: Sequence[Document], chosen: Sequence[str] | set[str]) -> list[Document]:
    """The chosen ones, and of the others those that leave most."""
    marked = [one | {"chosen": one["value"] in chosen} for one in choices]
    marked.sort(key=lambda one: (not one["chosen"], -one["count"], one["label"]))
    return marked[: max(MOST, sum(one["chosen"] for one in marked))]
