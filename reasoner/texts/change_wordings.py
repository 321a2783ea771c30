"""What is said of the criteria of a role and of how they were changed."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from skillpath.reasoner.texts.terms import Wording, in_languages


class Change(Enum):
    """What can be said."""

    FOR_THIS_ROLE = auto()
    CRITERIA = auto()
    SHARE = auto()
    CHANNEL = auto()
    BOTTLENECK = auto()
    INDUSTRY_ONLY = auto()
    OTHER_INDUSTRY = auto()
    AS_IN_PROFILE = auto()
    FLOOR_WANTED = auto()
    FLOOR_NOT_WANTED = auto()
    ASKED_FOR = auto()
    NOT_ASKED_FOR = auto()


CHANGE_WORDINGS: Final[Mapping[Change, Wording]] = {
    Change.FOR_THIS_ROLE: in_languages(
        "{profile}, changed for this role",
        "{profile}, für diese Stelle geändert",
        "{profile}, modifié pour ce poste",
    ),
    Change.CRITERIA: in_languages("criteria “{profile}”", "Kriterien „{profile}“", "critères « {profile} »"),
    Change.SHARE: in_languages(
        "share of {name} {value}", "Anteil {name}: {value}", "part ({name}) : {value}"
    ),
    Change.CHANNEL: in_languages("channel {name} {value}", "Kanal {name}: {value}", "canal {name} : {value}"),
    Change.BOTTLENECK: in_languages(
        "bottleneck {value}",
        "schwächste unverzichtbare Fähigkeit: {value}",
        "compétence indispensable la plus faible : {value}",
    ),
    Change.INDUSTRY_ONLY: in_languages(
        "industry only {value}", "nur diese Branche: {value}", "ce secteur uniquement : {value}"
    ),
    Change.OTHER_INDUSTRY: in_languages(
        "other industry {value}", "andere Branche: {value}", "autre secteur : {value}"
    ),
    Change.AS_IN_PROFILE: in_languages("as in the profile", "wie im Profil", "comme dans le profil"),
    Change.FLOOR_WANTED: in_languages(
        "shop floor wanted", "Betriebspraxis erwünscht", "expérience de terrain souhaitée"
    ),
    Change.FLOOR_NOT_WANTED: in_languages(
        "shop floor not wanted", "Betriebspraxis nicht erwünscht", "expérience de terrain non souhaitée"
    ),
    Change.ASKED_FOR: in_languages(
        "{name} {kind} at level {level}", "{name}: {kind}, Niveau {level}", "{name} : {kind}, niveau {level}"
    ),
    Change.NOT_ASKED_FOR: in_languages(
        "{name} not asked for", "{name}: nicht verlangt", "{name} : non demandé"
    ),
}
