"""What a score leaves out on purpose, and what is on record about it for a candidate and a role."""

from collections.abc import Iterator
from enum import StrEnum

from skillpath.agency.matching import role_of
from skillpath.agency.workspace import Workspace
from skillpath.graph.network import Network
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.licence import missing_licences
from skillpath.reasoner.location import lies_in
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import Document


class Topic(StrEnum):
    """Something that decides about a placement and that no score knows."""

    LOCATION = "location"
    LICENCES = "licences"
    NOTICE = "notice"
    PAY = "pay"
    TEAM_FIT = "team fit"
    OVER_QUALIFICATION = "over-qualification"


def unscored(workspace: Workspace, candidate_code: str, role: str | Role) -> list[Document]:
    """Each topic with what the role asks and what is on record, in the order of :class:`Topic`.

    ``asked`` and ``known`` are lists of texts, empty where nothing is; ``fits`` is ``None`` where that
    cannot be told from the record: then it is to be asked. ``job`` and ``level``: in what, and how high, the
    candidate worked, where that is the topic. Raises :class:`UnknownName`.
    """
    wanted, candidate = role_of(workspace, role), workspace.book.candidate(candidate_code)
    return list(_topics(workspace.network, wanted, candidate))


def _topics(network: Network, role: Role, candidate: Candidate) -> Iterator[Document]:
    filters, place, day = role.filters, candidate.location, candidate.available_from
    lives = place is not None and any(lies_in(place, one) for one in filters.locations)
    yield _topic(
        Topic.LOCATION,
        filters.locations,
        () if place is None else (place,),
        fits=lives if filters.locations and place is not None else None,
    )
    missing = missing_licences(filters.licences, candidate.licences)
    yield _topic(
        Topic.LICENCES,
        filters.licences,
        candidate.licences,
        fits=not missing if filters.licences and candidate.licences else None,
    )
    by = filters.available_by
    yield _topic(
        Topic.NOTICE,
        () if by is None else (by.isoformat(),),
        () if day is None else (day.isoformat(),),
        fits=None if by is None or day is None else day <= by,
    )
    yield _topic(Topic.PAY, (), (), fits=None)
    yield _topic(Topic.TEAM_FIT, (), (), fits=None)
    yield _over_qualification(network, role, candidate)


def _over_qualification(network: Network, role: Role, candidate: Candidate) -> Document:
    """By O*NET's job zones, where both the role's job type and one of the candidate's have one.

    ``level``: the highest in which the candidate worked; ``None`` without a spell.
    """
    held = [
        (zone, network.label(s.job_type)) for s in candidate.spells if (zone := _zone(network, s.job_type))
    ]
    most, job = max(held, default=(0, ""), key=lambda pair: pair[0])
    asked, levels = _zone(network, role.job_type), list(Level)
    level = max((spell.level for spell in candidate.spells), key=levels.index, default=None)
    return _topic(
        Topic.OVER_QUALIFICATION,
        (str(asked),) if asked else (),
        (str(most),) if most else (),
        fits=most <= asked if asked and most else None,
    ) | {"job": job, "level": None if level is None else str(level)}


def _zone(network: Network, job_type: str | None) -> int:
    """The job zone of a job type, 0 where it is not known."""
    node = None if job_type is None else network.find(job_type)
    return 0 if node is None else network.nodes[node].zone


def _topic(topic: Topic, asked: tuple[str, ...], known: tuple[str, ...], *, fits: bool | None) -> Document:
    told: Document = {"topic": str(topic), "asked": [*asked], "known": [*known], "fits": fits}
    return told | {"job": "", "level": None}
