"""What is said of a match beside others: what would change it, who is above, why not, what surprises.

Braces hold what is put in, as in :mod:`skillpath.reasoner.texts.wordings`.
"""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from skillpath.reasoner.texts.terms import Wording, in_languages


class Advice(Enum):
    """What can be said."""

    # What would change a match
    GOAL_POINTS = auto()
    GOAL_OVERTAKE = auto()
    ALREADY = auto()
    ENOUGH_ONE = auto()
    ENOUGH = auto()
    NOT_BY_SKILLS = auto()
    BARRED = auto()
    NONE_BETTER = auto()
    PROVED_SMALLEST = auto()
    FOUND_BY_STEPS = auto()
    BEYOND = auto()
    BEYOND_PART = auto()
    ONE_MORE_YEAR = auto()
    YEARS_AS = auto()
    YEARS_IN = auto()
    YEARS_AS_IN = auto()
    AS_CLAIMS = auto()
    # One candidate over another
    EQUAL = auto()
    ABOVE = auto()
    LEFT_OUT = auto()
    REASONS = auto()
    OUTWEIGHS = auto()
    AGAINST = auto()
    PART = auto()
    # Why not among the best
    AMONG = auto()
    BEHIND = auto()
    SO_RANKED = auto()
    SO_ALL_RANKED = auto()
    UNKNOWN = auto()
    # What surprises
    KNOWN_AS_IN = auto()
    EXPECTED = auto()
    CARRIES = auto()
    CARRIED = auto()
    CARRIED_FROM = auto()
    ALL_JOB_TYPES = auto()
    GROUP = auto()
    # Tables
    IMPROVE_HEAD = auto()
    SURPRISE_HEAD = auto()
    T_SKILL = auto()
    T_ASKED_FOR = auto()
    T_GAIN = auto()
    T_LIFTS = auto()
    T_MORE_WORK = auto()
    T_OUTSIDE = auto()
    T_LEARNED = auto()
    T_DIFFERENCE = auto()
    T_HOW_MET = auto()
    T_CANDIDATE = auto()
    T_RANK = auto()
    T_USUAL = auto()
    T_KNOWN_AS = auto()
    YES = auto()
    NO = auto()
    NOTHING = auto()
    MORE = auto()
    WITHOUT_DIFFERENCE = auto()


ADVICE_WORDINGS: Final[Mapping[Advice, Wording]] = {
    Advice.GOAL_POINTS: in_languages("{points} points", "{points} Punkte", "{points} points"),
    Advice.GOAL_OVERTAKE: in_languages(
        "a place above {rival} ({points} points)",
        "einen Platz vor {rival} ({points} Punkte)",
        "une place devant {rival} ({points} points)",
    ),
    Advice.ALREADY: in_languages(
        "{candidate} already has {goal}.", "{candidate} hat bereits {goal}.", "{candidate} a déjà {goal}."
    ),
    Advice.ENOUGH_ONE: in_languages(
        "One skill is enough to bring {candidate} to {goal}: {skills}. Then it is {points} points.",
        "Eine Fähigkeit genügt, um {candidate} auf {goal} zu bringen: {skills}. Dann sind es {points}"
        " Punkte.",
        "Une compétence suffit pour amener {candidate} à {goal} : {skills}. Cela fait alors {points} points.",
    ),
    Advice.ENOUGH: in_languages(
        "{number} skills are enough to bring {candidate} to {goal}: {skills}. Then it is {points} points.",
        "{number} Fähigkeiten genügen, um {candidate} auf {goal} zu bringen: {skills}. Dann sind es {points}"
        " Punkte.",
        "{number} compétences suffisent pour amener {candidate} à {goal} : {skills}. Cela fait alors {points}"
        " points.",
    ),
    Advice.NOT_BY_SKILLS: in_languages(
        "Skills alone do not bring {candidate} to {goal}: even all {considered} that would help bring"
        " {most}.",
        "Fähigkeiten allein bringen {candidate} nicht auf {goal}: Auch mit allen, die helfen würden"
        " ({considered}), sind es {most}.",
        "Des compétences seules n’amènent pas {candidate} à {goal} : même avec toutes celles qui aideraient"
        " ({considered}), cela fait {most}.",
    ),
    Advice.BARRED: in_languages(
        "No skill brings {candidate} to {goal}: the filters leave {candidate} out ({reasons}).",
        "Keine Fähigkeit bringt {candidate} auf {goal}: Die Filter nehmen {candidate} aus ({reasons}).",
        "Aucune compétence n’amène {candidate} à {goal} : les filtres écartent {candidate} ({reasons}).",
    ),
    Advice.NONE_BETTER: in_languages(
        "No other single skill brings more.",
        "Keine andere einzelne Fähigkeit bringt mehr.",
        "Aucune autre compétence seule n’apporte davantage.",
    ),
    Advice.PROVED_SMALLEST: in_languages(
        "Proved smallest: no set of {fewer} reaches it.",
        "Nachweislich die wenigsten: Mit {fewer} ist es nicht zu erreichen.",
        "Le minimum est prouvé : avec {fewer}, on n’y parvient pas.",
    ),
    Advice.FOUND_BY_STEPS: in_languages(
        "Found step by step: at least {at_least} are needed, and there is no proof that fewer than {number}"
        " do not suffice.",
        "Schrittweise gefunden: Nötig sind mindestens {at_least}, und es ist nicht bewiesen, dass weniger als"
        " {number} nicht genügen.",
        "Trouvé pas à pas : il en faut au moins {at_least}, et rien ne prouve que moins de {number} ne"
        " suffisent pas.",
    ),
    Advice.BEYOND: in_languages(
        "What no skill changes: {parts}.",
        "Was keine Fähigkeit ändert: {parts}.",
        "Ce qu’aucune compétence ne change : {parts}.",
    ),
    Advice.BEYOND_PART: in_languages(
        "{name} ({kind}, {points} points)",
        "{name} ({kind}, {points} Punkte)",
        "{name} ({kind}, {points} points)",
    ),
    Advice.ONE_MORE_YEAR: in_languages(
        "one more year in the present work",
        "ein weiteres Jahr in der jetzigen Arbeit",
        "une année de plus dans le travail actuel",
    ),
    Advice.YEARS_AS: in_languages(
        "{years} years as {job_type}", "{years} Jahre als {job_type}", "{years} ans comme {job_type}"
    ),
    Advice.YEARS_IN: in_languages(
        "{years} years in {industry}", "{years} Jahre in {industry}", "{years} ans dans {industry}"
    ),
    Advice.YEARS_AS_IN: in_languages(
        "{years} years as {job_type} in {industry}",
        "{years} Jahre als {job_type} in {industry}",
        "{years} ans comme {job_type} dans {industry}",
    ),
    Advice.AS_CLAIMS: in_languages(
        "As claims on a CV the same would bring {points} points.",
        "Als Angaben im Lebenslauf brächte dasselbe {points} Punkte.",
        "Comme déclarations sur un CV, la même chose apporterait {points} points.",
    ),
    Advice.EQUAL: in_languages(
        "{higher} and {lower} both have {high} points for {role} under “{profile}”.",
        "{higher} und {lower} haben beide {high} Punkte für {role} nach „{profile}“.",
        "{higher} et {lower} ont le même score pour {role} selon « {profile} » : {high} points.",
    ),
    Advice.ABOVE: in_languages(
        "{higher} has {difference} points more than {lower} ({high} and {low}) for {role} under “{profile}”.",
        "{higher} hat {difference} Punkte mehr als {lower} ({high} und {low}) für {role} nach „{profile}“.",
        "{higher} a {difference} points de plus que {lower} ({high} et {low}) pour {role} selon"
        " « {profile} ».",
    ),
    Advice.LEFT_OUT: in_languages(
        "The filters leave {candidate} out: {reasons}.",
        "Die Filter nehmen {candidate} aus: {reasons}.",
        "Les filtres écartent {candidate} : {reasons}.",
    ),
    Advice.REASONS: in_languages(
        "{covered} of the difference comes from {parts}.",
        "{covered} des Unterschieds kommen von: {parts}.",
        "{covered} de la différence vient de : {parts}.",
    ),
    Advice.OUTWEIGHS: in_languages(
        "More than the whole difference comes from {parts}.",
        "Mehr als der ganze Unterschied kommt von: {parts}.",
        "Plus que toute la différence vient de : {parts}.",
    ),
    Advice.AGAINST: in_languages(
        "In favour of {lower}: {against}.", "Für {lower} spricht: {against}.", "Pour {lower} : {against}."
    ),
    Advice.PART: in_languages(*["{name} ({points})"] * 3),
    Advice.AMONG: in_languages(
        "{candidate} is among the best {top}: rank {rank} of {total} with {points} points.",
        "{candidate} ist unter den besten {top}: Rang {rank} von {total} mit {points} Punkten.",
        "{candidate} est parmi les {top} meilleures candidatures : rang {rank} sur {total} avec"
        " {points} points.",
    ),
    Advice.BEHIND: in_languages(
        "{candidate} is rank {rank} of {total} with {points} points, {behind} behind {last} on rank"
        " {last_rank} ({last_points}).",
        "{candidate} steht auf Rang {rank} von {total} mit {points} Punkten, {behind} hinter {last} auf Rang"
        " {last_rank} ({last_points}).",
        "{candidate} est au rang {rank} sur {total} avec {points} points, {behind} de moins que {last} au"
        " rang {last_rank} ({last_points}).",
    ),
    Advice.SO_RANKED: in_languages(
        "So it is rank {rank} of {total} with {points} points, where {last} on rank {last_rank} has"
        " {last_points}.",
        "Daher Rang {rank} von {total} mit {points} Punkten; {last} auf Rang {last_rank} hat {last_points}.",
        "D’où le rang {rank} sur {total} avec {points} points ; {last} au rang {last_rank} en a"
        " {last_points}.",
    ),
    Advice.SO_ALL_RANKED: in_languages(
        "So it is rank {rank} of {total} with {points} points, and so are all others.",
        "Daher Rang {rank} von {total} mit {points} Punkten; so geht es auch allen anderen.",
        "D’où le rang {rank} sur {total} avec {points} points ; il en va de même pour toutes les autres"
        " candidatures.",
    ),
    Advice.UNKNOWN: in_languages(
        "{number} of what is asked for or on record is not in this release and counts as nothing.",
        "Von dem, was verlangt oder bekannt ist, fehlt in dieser Ausgabe und bleibt ohne Wirkung: {number}.",
        "De ce qui est demandé ou connu, absent de cette version et donc sans effet : {number}.",
    ),
    Advice.KNOWN_AS_IN: in_languages("{job}, in {industry}", "{job}, {industry}", "{job}, {industry}"),
    Advice.EXPECTED: in_languages(
        "By title ({title}) one would expect {usual} of {whole} points, give or take {spread}: what"
        " “{family}” usually score. Here it is {points}.",
        "Dem Titel nach ({title}) wären {usual} von {whole} Punkten zu erwarten, plus oder minus {spread}:"
        " was bei „{family}“ üblich ist. Hier sind es {points}.",
        "D’après l’intitulé ({title}), on attendrait {usual} points sur {whole}, à {spread} près : ce qui est"
        " habituel pour « {family} ». Ici, ce sont {points}.",
    ),
    Advice.CARRIES: in_languages(
        "What carries, each by a path of its own: {parts}.",
        "Was trägt, jedes auf einem eigenen Weg: {parts}.",
        "Ce qui porte, chacun par son propre chemin : {parts}.",
    ),
    Advice.CARRIED: in_languages(
        "{name} ({channel}, {points} points)",
        "{name} ({channel}, {points} Punkte)",
        "{name} ({channel}, {points} points)",
    ),
    Advice.CARRIED_FROM: in_languages(
        "{name} from {source} ({channel}, {points} points)",
        "{name} aus {source} ({channel}, {points} Punkte)",
        "{name} grâce à {source} ({channel}, {points} points)",
    ),
    Advice.ALL_JOB_TYPES: in_languages("all job types", "alle Berufe", "tous les métiers"),
    Advice.GROUP: in_languages("ISCO-08 group {code}", "ISCO-08-Gruppe {code}", "groupe {code} de l’ISCO-08"),
    Advice.IMPROVE_HEAD: in_languages(
        "{candidate} for {role} — {profile}: {points} points, {considered} skills would raise it",
        "{candidate} für {role} — {profile}: {points} Punkte; Fähigkeiten, die mehr brächten: {considered}",
        "{candidate} pour {role} — {profile} : {points} points ; compétences qui apporteraient plus :"
        " {considered}",
    ),
    Advice.SURPRISE_HEAD: in_languages(
        "{role} — {profile}, surprising of {total} candidates",
        "{role} — {profile}, überraschend unter {total} Kandidaturen",
        "{role} — {profile}, inattendues parmi {total} candidatures",
    ),
    Advice.T_SKILL: in_languages("skill", "Fähigkeit", "compétence"),
    Advice.T_ASKED_FOR: in_languages("asked for", "verlangt", "demandé"),
    Advice.T_GAIN: in_languages("gain", "Gewinn", "gain"),
    Advice.T_LIFTS: in_languages("lifts", "hebt", "relève"),
    Advice.T_MORE_WORK: in_languages("or more work", "oder mehr Arbeit", "ou plus de travail"),
    Advice.T_OUTSIDE: in_languages("outside", "außerhalb", "hors filtres"),
    Advice.T_LEARNED: in_languages("learned", "gelernt", "acquis"),
    Advice.T_DIFFERENCE: in_languages("difference", "Unterschied", "différence"),
    Advice.T_HOW_MET: in_languages(
        "how {candidate} meets it", "wie {candidate} es erfüllt", "comment {candidate} y répond"
    ),
    Advice.T_CANDIDATE: in_languages("candidate", "Kandidatur", "candidature"),
    Advice.T_RANK: in_languages("rank", "Rang", "rang"),
    Advice.T_USUAL: in_languages("usual", "üblich", "habituel"),
    Advice.T_KNOWN_AS: in_languages("known as", "bekannt als", "intitulé"),
    Advice.YES: in_languages("yes", "ja", "oui"),
    Advice.NO: in_languages("no", "nein", "non"),
    Advice.NOTHING: in_languages("nothing", "nichts", "rien"),
    Advice.MORE: in_languages("{n} more", "{n} weitere", "{n} de plus"),
    Advice.WITHOUT_DIFFERENCE: in_languages(
        "{n} without difference", "{n} ohne Unterschied", "{n} sans différence"
    ),
}
