"""A surprising match as a document, with the reason in words."""

from skillpath.graph.network import Network
from skillpath.ontology.catalogue import ConceptKind
from skillpath.reasoner.evidence import RequirementEvidence
from skillpath.reasoner.rounding import POINTS
from skillpath.reasoner.shown import Document, concept, path_steps
from skillpath.reasoner.surprise import Surprise
from skillpath.reasoner.texts.advice_wordings import Advice
from skillpath.reasoner.texts.terms import CHANNELS
from skillpath.reasoner.texts.voice import ENGLISH, Voice
from skillpath.reasoner.usual import Usual


def surprise_document(network: Network, surprise: Surprise, score: float, voice: Voice = ENGLISH) -> Document:
    """The labels and numbers of a surprise, and its ``reason``; ``points`` are out of 100, to one decimal."""
    usual, industry, spoken = surprise.usual, surprise.industry, voice.language
    document: Document = {
        "z": surprise.z,
        "points": _points(score),
        "job_type": concept(network, surprise.job_type, spoken),
        "industry": None if industry is None else concept(network, industry, spoken),
        "usual": {
            "family": family_label(network, usual, voice),
            "group": usual.group,
            "witnesses": usual.witnesses,
            "points": _points(usual.mean),
            "spread": _points(usual.spread),
        },
        "carried": [_carried(network, evidence, voice) for evidence in surprise.carried],
    }
    return document | {"reason": reason(document, voice)}


def family_label(network: Network, usual: Usual, voice: Voice) -> str:
    """The heading of an ISCO-08 group, or its code where the release has no such heading."""
    if not usual.group:
        return voice.say(Advice.ALL_JOB_TYPES)
    for job in network.of_kind(ConceptKind.JOB_TYPE).tolist():
        if network.nodes[job].group and network.nodes[job].code == usual.group:
            return str(concept(network, job, voice.language)["label"])
    return voice.say(Advice.GROUP, code=usual.group)


def reason(document: Document, voice: Voice) -> str:
    """What is usually expected, and what carries here."""
    usual = document["usual"]
    expected = voice.say(
        Advice.EXPECTED,
        title=_title(document, voice),
        usual=voice.number(usual["points"], decimals=1),
        whole=str(POINTS),
        spread=voice.number(usual["spread"], decimals=1),
        family=usual["family"],
        points=voice.number(document["points"], decimals=1),
    )
    parts = voice.apart([_told(one, voice) for one in document["carried"]])
    return f"{expected} {voice.say(Advice.CARRIES, parts=parts)}"


def _title(document: Document, voice: Voice) -> str:
    job, industry = document["job_type"]["label"], document["industry"]
    return job if industry is None else voice.say(Advice.KNOWN_AS_IN, job=job, industry=industry["label"])


def _carried(network: Network, evidence: RequirementEvidence, voice: Voice) -> Document:
    most = max(evidence.contributions, key=lambda part: part.share)
    return {
        "requirement": concept(network, evidence.requirement.node, voice.language),
        "strength": evidence.strength,
        "points": _points(evidence.points),
        "source": None if evidence.source is None else concept(network, evidence.source, voice.language),
        "path": path_steps(network, evidence.path, voice),
        "channel": str(most.channel),
        "origin": concept(network, most.origin, voice.language),
    }


def _told(carried: Document, voice: Voice) -> str:
    source, requirement = carried["source"], carried["requirement"]
    return voice.say(
        Advice.CARRIED if source == requirement else Advice.CARRIED_FROM,
        name=requirement["label"],
        source=source["label"],
        channel=voice.term(CHANNELS, carried["channel"]),
        points=voice.number(carried["points"], decimals=1),
    )


def _points(score: float) -> float:
    return round(score * POINTS, 1)
