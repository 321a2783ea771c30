"""What is said of a match, in every language: the one table of sentences.

Braces hold what is put in, already written in the language; what is put in is never read for braces itself.
"""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.terms import Wording, in_languages


class Message(Enum):
    """What can be said."""

    # What a candidate brings and a role asks for
    WORK = auto()
    WORK_IN = auto()
    WORK_AS_IN = auto()
    SPELL = auto()
    SPELL_AT_LEVEL = auto()
    TODAY = auto()
    CLAIM = auto()
    FLOOR_OF = auto()
    OTHER_INDUSTRIES = auto()
    BEING = auto()
    EXPERIENCE_IN = auto()
    EXPERIENCE_ELSEWHERE = auto()
    ESSENTIAL = auto()
    OPTIONAL = auto()
    # How well
    IN_FULL = auto()
    IN_PART = auto()
    HARDLY = auto()
    COUNT_IN_FULL = auto()
    COUNT_IN_PART = auto()
    COUNT_HARDLY = auto()
    COUNT_NOT = auto()
    COUNTS = auto()
    NOTHING_ASKED = auto()
    NOTHING_CARRIES = auto()
    # For the consultant
    SCORE = auto()
    FILTERED = auto()
    NO_INDUSTRY = auto()
    OTHER_LOCATION = auto()
    NO_LOCATION = auto()
    OTHER_AVAILABILITY = auto()
    NO_AVAILABILITY = auto()
    NO_LICENCES = auto()
    UNKNOWN = auto()
    ORIGINS = auto()
    ORIGIN = auto()
    NO_SIGN = auto()
    STILL_TO_LEARN = auto()
    FIT = auto()
    THROUGH = auto()
    ANOTHER_INDUSTRY = auto()
    STEP = auto()
    STEP_STATED = auto()
    UNMET = auto()
    UNMET_TOO = auto()
    UNMET_CELL = auto()
    NEAREST = auto()
    NEAREST_FAINT = auto()
    UNCONNECTED = auto()
    COSTLIEST = auto()
    COST = auto()
    ALTERNATIVE = auto()
    ALTERNATIVE_CLOSE = auto()
    ALTERNATIVE_EQUAL = auto()
    ASK_INFERRED = auto()
    ASK_UNMET = auto()
    ASK_CLAIM = auto()
    # For the client
    CLIENT_HEAD = auto()
    CLIENT_FILTERED = auto()
    CLIENT_FILTERED_BY_INDUSTRY = auto()
    CLIENT_BEST = auto()
    CLIENT_BEST_FROM = auto()
    CLIENT_UNMET = auto()
    CLIENT_HARDLY = auto()
    CLIENT_ALL = auto()
    # For the candidate
    YOU_BRING = auto()
    YOU_BRING_FROM = auto()
    YOU_PARTLY = auto()
    YOU_NOTHING = auto()
    LEARN = auto()
    LEARN_FROM = auto()
    LEARN_ON = auto()
    LEARN_NOTHING = auto()
    NO_JUDGEMENT = auto()
    # Headings
    TITLE = auto()
    TITLE_CANDIDATE = auto()
    H_SUMMARY = auto()
    H_FITS = auto()
    H_MISSING = auto()
    H_ALTERNATIVES = auto()
    H_QUESTIONS = auto()
    H_FITS_YOU = auto()
    H_NEXT = auto()
    # The table and the printed page
    T_REQUIREMENT = auto()
    T_KIND = auto()
    T_STRENGTH = auto()
    T_POINTS = auto()
    T_EVIDENCE = auto()
    T_TOGETHER = auto()
    FOR_CONSULTANT = auto()
    FOR_CLIENT = auto()
    FOR_CANDIDATE = auto()
    READINGS = auto()
    LANGUAGES = auto()
    BACK = auto()
    HOW_TO_PRINT = auto()
    BASIS = auto()
    AS_OF = auto()
    RELEASE = auto()


REQUIREMENTS: Final[Mapping[Language, tuple[str, str]]] = {
    Language.EN: ("{n} requirement", "{n} requirements"),
    Language.DE: ("{n} Anforderung", "{n} Anforderungen"),
    Language.FR: ("{n} exigence", "{n} exigences"),
}
"""How many things a role asks for: one, several."""

WORDINGS: Final[Mapping[Message, Wording]] = {
    Message.WORK: in_languages("work", "Arbeit", "travail"),
    Message.WORK_IN: in_languages("work in {industry}", "Arbeit in {industry}", "travail dans {industry}"),
    Message.WORK_AS_IN: in_languages("{job} in {industry}", "{job} ({industry})", "{job} ({industry})"),
    Message.SPELL: in_languages(*["{work}, {start}–{end}"] * 3),
    Message.SPELL_AT_LEVEL: in_languages(*["{work}, {start}–{end}, {level}"] * 3),
    Message.TODAY: in_languages("today", "heute", "aujourd’hui"),
    Message.CLAIM: in_languages("{source}: {skill}", "{source}: {skill}", "{source} : {skill}"),
    Message.FLOOR_OF: in_languages(
        "shop floor of {industry}", "praktische Arbeit in {industry}", "travail de terrain dans {industry}"
    ),
    Message.OTHER_INDUSTRIES: in_languages(
        "other industries than {industry}",
        "andere Branchen als {industry}",
        "d’autres secteurs que {industry}",
    ),
    Message.BEING: in_languages("work as {name}", "Arbeit als {name}", "travail comme {name}"),
    Message.EXPERIENCE_IN: in_languages(
        "experience in {name}", "Erfahrung in {name}", "expérience dans {name}"
    ),
    Message.EXPERIENCE_ELSEWHERE: in_languages(
        "experience outside {name}", "Erfahrung außerhalb von {name}", "expérience en dehors de {name}"
    ),
    Message.ESSENTIAL: in_languages("essential", "unverzichtbar", "indispensable"),
    Message.OPTIONAL: in_languages("optional", "erwünscht", "souhaité"),
    Message.IN_FULL: in_languages("met in full", "voll erfüllt", "entièrement couvert"),
    Message.IN_PART: in_languages(
        "partly met ({strength})", "teilweise erfüllt ({strength})", "couvert en partie ({strength})"
    ),
    Message.HARDLY: in_languages(
        "hardly met ({strength})", "kaum erfüllt ({strength})", "à peine couvert ({strength})"
    ),
    Message.COUNT_IN_FULL: in_languages("{n} in full", "{n} voll", "{n} en totalité"),
    Message.COUNT_IN_PART: in_languages("{n} in part", "{n} teilweise", "{n} en partie"),
    Message.COUNT_HARDLY: in_languages("{n} hardly", "{n} kaum", "{n} à peine"),
    Message.COUNT_NOT: in_languages("{n} not at all", "{n} gar nicht", "{n} pas du tout"),
    Message.COUNTS: in_languages(
        "Met, of {requirements}: {counts}.",
        "Erfüllt von {requirements}: {counts}.",
        "Couverture ({requirements}) : {counts}.",
    ),
    Message.NOTHING_ASKED: in_languages(
        "Under these criteria the role asks for nothing.",
        "Nach diesen Kriterien verlangt die Stelle nichts.",
        "Selon ces critères, le poste ne demande rien.",
    ),
    Message.NOTHING_CARRIES: in_languages(
        "Nothing in the history carries to what the role asks for.",
        "Nichts im Werdegang führt zu dem, was die Stelle verlangt.",
        "Rien dans le parcours ne mène à ce que le poste demande.",
    ),
    Message.SCORE: in_languages(
        "{candidate} reaches {points} of {whole} points for {role} under “{profile}”.",
        "{candidate} erreicht {points} von {whole} Punkten für {role} nach „{profile}“.",
        "{candidate} atteint {points} points sur {whole} pour {role} selon « {profile} ».",
    ),
    Message.FILTERED: in_languages(
        "The filters leave this candidate out: {reasons}.",
        "Die Filter nehmen diese Person aus: {reasons}.",
        "Les filtres écartent cette candidature : {reasons}.",
    ),
    Message.NO_INDUSTRY: in_languages(
        "no spell in {wanted}", "keine Tätigkeit in {wanted}", "aucune période dans {wanted}"
    ),
    Message.OTHER_LOCATION: in_languages(
        "location {found}, wanted: {wanted}",
        "Ort {found}, gesucht: {wanted}",
        "lieu {found}, recherché : {wanted}",
    ),
    Message.NO_LOCATION: in_languages("location not known", "Ort nicht bekannt", "lieu inconnu"),
    Message.OTHER_AVAILABILITY: in_languages(
        "available from {found}, wanted by {wanted}",
        "verfügbar ab {found}, gesucht bis {wanted}",
        "disponible le {found}, recherché pour le {wanted}",
    ),
    Message.NO_AVAILABILITY: in_languages(
        "availability not known", "Verfügbarkeit nicht bekannt", "disponibilité inconnue"
    ),
    Message.NO_LICENCES: in_languages(
        "licence missing: {wanted}", "Berechtigung fehlt: {wanted}", "habilitation manquante : {wanted}"
    ),
    Message.UNKNOWN: in_languages(
        "Not in this release of the ontology, so counted as nothing: {names}.",
        "Nicht in dieser Ausgabe der Ontologie, daher ohne Wirkung: {names}.",
        "Absent de cette version de l’ontologie, donc sans effet : {names}.",
    ),
    Message.ORIGINS: in_languages(
        "Most of it comes from {origins}.",
        "Das meiste bringen: {origins}.",
        "L’essentiel vient de : {origins}.",
    ),
    Message.ORIGIN: in_languages(
        "{item} ({points} points: {brought})",
        "{item} ({points} Punkte: {brought})",
        "{item} ({points} points : {brought})",
    ),
    Message.NO_SIGN: in_languages(
        "No sign of {names}, which the role calls essential.",
        "Kein Anhaltspunkt für {names}; das nennt die Stelle unverzichtbar.",
        "Aucun signe de {names}, que le poste dit indispensable.",
    ),
    Message.STILL_TO_LEARN: in_languages(
        "Most is still to learn in {names}.",
        "Am meisten zu lernen bleibt bei: {names}.",
        "Il reste surtout à apprendre : {names}.",
    ),
    Message.FIT: in_languages(
        "{name} ({kind}): {degree}, {points} points, by {by}.",
        "{name} ({kind}): {degree}, {points} Punkte, durch {by}.",
        "{name} ({kind}) : {degree}, {points} points, grâce à {by}.",
    ),
    Message.THROUGH: in_languages("Path: {steps}.", "Weg: {steps}.", "Chemin : {steps}."),
    Message.ANOTHER_INDUSTRY: in_languages(
        "{source} is another industry than {industry}",
        "{source} ist eine andere Branche als {industry}",
        "{source} est un autre secteur que {industry}",
    ),
    Message.STEP: in_languages(*["{source} {wording} {target} (× {weight})"] * 3),
    Message.STEP_STATED: in_languages(*["{source} {wording} {target} (× {weight}, {stated})"] * 3),
    Message.UNMET: in_languages(
        "{name} ({kind}): nothing in the history carries to it, which costs {points} points.",
        "{name} ({kind}): nichts im Werdegang führt dahin, das kostet {points} Punkte.",
        "{name} ({kind}) : rien dans le parcours n’y mène, ce qui coûte {points} points.",
    ),
    Message.UNMET_TOO: in_languages(
        "Nothing carries to these either: {names}.",
        "Auch dahin führt nichts: {names}.",
        "Rien ne mène non plus à ceci : {names}.",
    ),
    Message.UNMET_CELL: in_languages("nothing carries to it", "nichts führt dahin", "rien n’y mène"),
    Message.NEAREST: in_languages(
        "The nearest thing is {node} (from {by}). It would carry {transfer}, below the cut-off of {cut_off},"
        " and brings no points.",
        "Am nächsten kommt {node} (aus {by}). Das würde {transfer} tragen, weniger als die Schwelle von"
        " {cut_off}, und bringt keine Punkte.",
        "Le plus proche est {node} (grâce à {by}). Il porterait {transfer}, sous le seuil de {cut_off}, et"
        " n’apporte aucun point.",
    ),
    Message.NEAREST_FAINT: in_languages(
        "The nearest thing is {node} (from {by}). It would carry next to nothing, and brings no points.",
        "Am nächsten kommt {node} (aus {by}). Das würde so gut wie nichts tragen und bringt keine Punkte.",
        "Le plus proche est {node} (grâce à {by}). Il ne porterait presque rien et n’apporte aucun point.",
    ),
    Message.UNCONNECTED: in_languages(
        "Nothing on record is connected to it at all.",
        "Nichts von dem, was bekannt ist, hängt damit zusammen.",
        "Rien de ce qui est connu n’y est relié.",
    ),
    Message.COSTLIEST: in_languages(
        "Met in part only, which costs most: {names}.",
        "Nur zum Teil erfüllt, das kostet am meisten: {names}.",
        "Couvert en partie seulement, ce qui coûte le plus : {names}.",
    ),
    Message.COST: in_languages(
        "{name} ({points} points)", "{name} ({points} Punkte)", "{name} ({points} points)"
    ),
    Message.ALTERNATIVE: in_languages(
        "{name}: {node} (from {by}) would give {strength} instead of {winner}.",
        "{name}: {node} (aus {by}) gäbe {strength} statt {winner}.",
        "{name} : {node} (grâce à {by}) donnerait {strength} au lieu de {winner}.",
    ),
    Message.ALTERNATIVE_CLOSE: in_languages(
        "{name}: {node} (from {by}) would do almost as well.",
        "{name}: {node} (aus {by}) täte es fast ebenso gut.",
        "{name} : {node} (grâce à {by}) ferait presque aussi bien.",
    ),
    Message.ALTERNATIVE_EQUAL: in_languages(
        "{name}: {node} (from {by}) would do just as well.",
        "{name}: {node} (aus {by}) täte es ebenso gut.",
        "{name} : {node} (grâce à {by}) ferait aussi bien.",
    ),
    Message.ASK_INFERRED: in_languages(
        "{name}: inferred from {source}, which carries {transfer}. The weakest step: {step}.",
        "{name}: erschlossen aus {source}, das {transfer} trägt. Der schwächste Schritt: {step}.",
        "{name} : déduit de {source}, qui porte {transfer}. L’étape la plus faible : {step}.",
    ),
    Message.ASK_UNMET: in_languages(
        "{name}: nothing on record, and it is essential. Is there any experience of it?",
        "{name}: nichts bekannt, und es ist unverzichtbar. Gibt es Erfahrung damit?",
        "{name} : rien de connu, et c’est indispensable. Y en a-t-il une expérience ?",
    ),
    Message.ASK_CLAIM: in_languages(
        "{name}: rests on the CV alone. Ask for an example.",
        "{name}: steht nur im Lebenslauf. Nach einem Beispiel fragen.",
        "{name} : ne repose que sur le CV. Demander un exemple.",
    ),
    Message.CLIENT_HEAD: in_languages(
        "Candidate {candidate} for {role}. Met, of {requirements}: {counts}.",
        "Kandidatur {candidate} für {role}. Erfüllt von {requirements}: {counts}.",
        "Candidature {candidate} pour {role}. Couverture ({requirements}) : {counts}.",
    ),
    Message.CLIENT_FILTERED: in_languages(
        "To be noted: {reason}.", "Zu beachten: {reason}.", "À noter : {reason}."
    ),
    Message.CLIENT_FILTERED_BY_INDUSTRY: in_languages(
        "There is no experience in {industry}.",
        "Erfahrung in {industry} fehlt.",
        "Il n’y a pas d’expérience dans {industry}.",
    ),
    Message.CLIENT_BEST: in_languages(
        "Best covered: {names}.",
        "Am besten abgedeckt: {names}.",
        "Le mieux couvert : {names}.",
    ),
    Message.CLIENT_BEST_FROM: in_languages(
        "Best covered: {names}; this comes from {works}.",
        "Am besten abgedeckt: {names}. Grundlage: {works}.",
        "Le mieux couvert : {names}. À l’origine : {works}.",
    ),
    Message.CLIENT_UNMET: in_languages(
        "No evidence so far of {names}.",
        "Bisher ohne Beleg: {names}.",
        "Rien ne l’atteste à ce jour : {names}.",
    ),
    Message.CLIENT_HARDLY: in_languages(
        "Still largely to be learned: {names}.",
        "Noch weitgehend zu lernen: {names}.",
        "Encore largement à acquérir : {names}.",
    ),
    Message.CLIENT_ALL: in_languages("Nothing is missing.", "Es fehlt nichts.", "Il ne manque rien."),
    Message.YOU_BRING: in_languages(
        "You already bring {names}.",
        "Das bringen Sie schon mit: {names}.",
        "Vous apportez déjà : {names}.",
    ),
    Message.YOU_BRING_FROM: in_languages(
        "It comes from your work: {works}.",
        "Es kommt aus Ihrer Arbeit: {works}.",
        "Cela vient de votre travail : {works}.",
    ),
    Message.YOU_PARTLY: in_languages(
        "You already have a good part of this: {names}.",
        "Zu einem guten Teil bringen Sie mit: {names}.",
        "Vous apportez une bonne partie de ceci : {names}.",
    ),
    Message.YOU_NOTHING: in_languages(
        "What this role asks for does not show in your record yet.",
        "Was diese Stelle verlangt, zeigt sich in Ihren Angaben noch nicht.",
        "Ce que demande ce poste n’apparaît pas encore dans votre dossier.",
    ),
    Message.LEARN: in_languages("{name}.", "{name}.", "{name}."),
    Message.LEARN_ON: in_languages(
        "{name}: you have made a start; this is where to go on.",
        "{name}: ein Anfang ist gemacht, hier geht es weiter.",
        "{name} : vous avez commencé, c’est ici qu’il faut poursuivre.",
    ),
    Message.LEARN_FROM: in_languages(
        "{name}: what you know of {source} is a good start.",
        "{name}: was Sie von {source} wissen, ist ein guter Anfang.",
        "{name} : ce que vous savez de {source} est un bon début.",
    ),
    Message.LEARN_NOTHING: in_languages(
        "You bring what this role asks for.",
        "Sie bringen mit, was diese Stelle verlangt.",
        "Vous apportez ce que ce poste demande.",
    ),
    Message.NO_JUDGEMENT: in_languages(
        "This compares what we know of your work with what the role asks for. It is no judgement of you. If"
        " something is missing from your record, please tell us.",
        "Hier wird verglichen, was wir von Ihrer Arbeit wissen und was die Stelle verlangt. Es ist kein"
        " Urteil über Sie. Fehlt etwas in Ihren Angaben, sagen Sie es uns bitte.",
        "Ceci compare ce que nous savons de votre travail à ce que demande le poste. Ce n’est pas un jugement"
        " sur vous. S’il manque quelque chose à votre dossier, dites-le-nous.",
    ),
    Message.TITLE: in_languages(
        "{candidate} for {role}", "{candidate} für {role}", "{candidate} pour {role}"
    ),
    Message.TITLE_CANDIDATE: in_languages(
        "{role}: what fits, and what to learn next",
        "{role}: was passt und was als Nächstes zu lernen ist",
        "{role} : ce qui correspond et ce qu’il reste à apprendre",
    ),
    Message.H_SUMMARY: in_languages("In short", "Kurz gesagt", "En bref"),
    Message.H_FITS: in_languages("What meets it", "Was es erfüllt", "Ce qui y répond"),
    Message.H_MISSING: in_languages("What is missing", "Was fehlt", "Ce qui manque"),
    Message.H_ALTERNATIVES: in_languages("Next best", "Das Nächstbeste", "À défaut"),
    Message.H_QUESTIONS: in_languages("To ask about", "Nachzufragen", "À demander"),
    Message.H_FITS_YOU: in_languages("What fits", "Was passt", "Ce qui correspond"),
    Message.H_NEXT: in_languages(
        "What to learn next", "Was als Nächstes zu lernen ist", "Ce qu’il reste à apprendre"
    ),
    Message.T_REQUIREMENT: in_languages("requirement", "Anforderung", "exigence"),
    Message.T_KIND: in_languages("kind", "Art", "nature"),
    Message.T_STRENGTH: in_languages("strength", "Stärke", "force"),
    Message.T_POINTS: in_languages("points", "Punkte", "points"),
    Message.T_EVIDENCE: in_languages("evidence", "Beleg", "preuve"),
    Message.T_TOGETHER: in_languages("together", "zusammen", "ensemble"),
    Message.FOR_CONSULTANT: in_languages("For the consultant", "Für die Beratung", "Pour le cabinet"),
    Message.FOR_CLIENT: in_languages(
        "For the client", "Für das Kundenunternehmen", "Pour l’entreprise cliente"
    ),
    Message.FOR_CANDIDATE: in_languages(
        "For the candidate", "Für die Kandidatin, den Kandidaten", "Pour la personne candidate"
    ),
    Message.READINGS: in_languages("Reading", "Lesart", "Lecture"),
    Message.LANGUAGES: in_languages("Language", "Sprache", "Langue"),
    Message.BACK: in_languages("Back to the match", "Zurück zur Übersicht", "Retour à la fiche"),
    Message.HOW_TO_PRINT: in_languages(
        "Made for one page of A4: the browser’s print command prints it or saves it as PDF.",
        "Für eine Seite A4 gemacht: der Druckbefehl des Browsers druckt sie oder speichert sie als PDF.",
        "Faite pour une page A4 : la commande d’impression du navigateur l’imprime ou l’enregistre en PDF.",
    ),
    Message.BASIS: in_languages(
        "The comparison knows work history and skills only. It leaves out location, pay, licences and"
        " over-qualification.",
        "Der Vergleich kennt nur Werdegang und Fähigkeiten. Ort, Gehalt, Zulassungen und Überqualifikation"
        " bleiben außen vor.",
        "La comparaison ne connaît que le parcours et les compétences. Elle laisse de côté le lieu, le"
        " salaire, les habilitations et la surqualification.",
    ),
    Message.AS_OF: in_languages(
        "Experience reckoned as of {date}.",
        "Erfahrung gerechnet zum {date}.",
        "Expérience comptée au {date}.",
    ),
    Message.RELEASE: in_languages(
        "Ontology release {release}.", "Ausgabe der Ontologie {release}.", "Version de l’ontologie {release}."
    ),
}
