"""The skills of a candidate, each with what it rests on: claims, and the work that develops it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from skillpath.agency.intake.confirmations import Confirmation
from skillpath.agency.workspace import Workspace
from skillpath.ontology.catalogue import ConceptKind
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.experience import CHANNELS, Experience, experience
from skillpath.reasoner.profile import DEFAULT_PROFILE, profile_named
from skillpath.reasoner.shown import Document, concept
from skillpath.reasoner.texts.languages import Language

MOST: Final = 12
"""So many skills that work develops are listed; claims are listed all."""

MOST_WORK: Final = 2
"""So many of the jobs and industries that develop a skill are named, the strongest first."""


def skills_document(
    workspace: Workspace,
    candidate: Candidate,
    *,
    as_of: date,
    confirmed: Mapping[str, Confirmation],
    language: Language = Language.EN,
) -> Document:
    """Claimed skills in the order of the record, then those that the work develops, the most practised first.

    How well a skill is mastered (0…1) is what the score reckons with, under the default criteria.
    ``confirmed``: who put the claim of a skill into the book, by its IRI.
    """
    network = workspace.network
    known = experience(network, candidate, profile_named(DEFAULT_PROFILE), as_of=as_of)
    mastery = dict(zip(known.nodes.tolist(), known.mastery.tolist(), strict=True))
    practice = {node: float(known.dose[known.rows_of(node)].sum()) for node in mastery}
    claims = {network.find(claim.skill): claim for claim in candidate.claims}
    developed = sorted(
        (node for node in mastery if network.nodes[node].kind == ConceptKind.SKILL and node not in claims),
        key=lambda node: (-practice[node], network.nodes[node].label, node),
    )
    listed = [node for node in claims if node is not None] + developed[:MOST]
    return {
        "profile": DEFAULT_PROFILE,
        "more": len(developed) - len(developed[:MOST]),
        "unknown": [claim.skill for node, claim in claims.items() if node is None],
        "rows": [
            {
                "skill": concept(network, node, language),
                "mastery": mastery.get(node, 0.0),
                "claim": _claim(claims.get(node), confirmed),
                "work": _work(workspace, known, node, language),
            }
            for node in listed
        ],
    }


def _claim(claim: Claim | None, confirmed: Mapping[str, Confirmation]) -> Document | None:
    if claim is None:
        return None
    known = confirmed.get(claim.skill)
    return {
        "level": claim.level,
        "source": claim.source,
        "by": None if known is None else known.by,
        "day": None if known is None else known.day.isoformat(),
        "draft": None if known is None else known.draft,
        "words": None if known is None else known.words,
    }


def _work(workspace: Workspace, known: Experience, node: int, language: Language) -> list[Document]:
    """The jobs, industries and shop floors that develop a skill, the strongest first, each once."""
    doses: dict[tuple[int, str], float] = {}
    for row in known.rows_of(node).tolist():
        channel = CHANNELS[int(known.channel[row])]
        if channel is not channel.CLAIM:
            place = int(known.origin[row]), str(channel)
            doses[place] = doses.get(place, 0.0) + float(known.dose[row])
    best = sorted(doses, key=lambda place: (-doses[place], place))[:MOST_WORK]
    return [
        {"label": concept(workspace.network, origin, language)["label"], "channel": channel}
        for origin, channel in best
    ]
