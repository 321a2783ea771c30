"""What candidates are told before they are matched: what the score knows, and how to contest it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from skillpath.reasoner.parameters import RECENCY
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.terms import Wording, in_languages
from skillpath.reasoner.texts.voice import Voice


@dataclass(frozen=True, slots=True)
class NoticeSection:
    """A heading, and its lines in order."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """The whole notice in one language."""

    language: Language
    title: str
    sections: tuple[NoticeSection, ...]


def notice(language: Language = Language.EN, *, kept_days: int) -> Notice:
    """The notice in a language; ``kept_days``: for so long the log is kept at least.

    >>> notice(Language.DE, kept_days=183).title
    'Wie Ihr Werdegang mit Stellen verglichen wird'
    """
    voice = Voice(language)
    values = {
        "years": voice.short(RECENCY.half_life),
        "least": voice.percent(RECENCY.floor),
        "days": str(kept_days),
    }
    sections = (
        NoticeSection(heading[language], tuple(line[language].format_map(values) for line in lines))
        for heading, lines in SECTIONS
    )
    return Notice(language, TITLE[language], tuple(sections))


TITLE: Final[Wording] = in_languages(
    "How your experience is compared with vacancies",
    "Wie Ihr Werdegang mit Stellen verglichen wird",
    "Comment votre parcours est comparé aux postes",
)

SECTIONS: Final[Sequence[tuple[Wording, Sequence[Wording]]]] = (
    (
        in_languages("What is done", "Was geschieht", "Ce qui est fait"),
        (
            in_languages(
                "This agency uses a program, SkillPath, that works out how far what you did and can carries"
                " to a vacancy, as a score from 0 to 100, and lists candidates in that order.",
                "Diese Agentur verwendet ein Programm, SkillPath. Es berechnet, wie weit das, was Sie getan"
                " haben und können, zu einer Stelle trägt, als Wert von 0 bis 100, und reiht Bewerberinnen"
                " und Bewerber danach.",
                "Cette agence utilise un programme, SkillPath, qui calcule dans quelle mesure ce que vous"
                " avez fait et savez faire sert pour un poste, par un score de 0 à 100, et classe les"
                " candidats dans cet ordre.",
            ),
            in_languages(
                "It decides nothing. A consultant reads the reasons behind a score and records a decision"
                " with a reason of their own, also against the score.",
                "Es entscheidet nichts. Eine Beraterin oder ein Berater liest die Gründe eines Werts und"
                " hält eine Entscheidung mit eigener Begründung fest, auch gegen den Wert.",
                "Il ne décide rien. Un conseiller lit les raisons d’un score et enregistre une décision"
                " avec son propre motif, même contraire au score.",
            ),
        ),
    ),
    (
        in_languages("What the score knows", "Was der Wert kennt", "Ce que le score connaît"),
        (
            in_languages(
                "Your jobs: what kind of work, in which industry, from when to when, at which level, and"
                " whether it was hands-on.",
                "Ihre Tätigkeiten: welche Arbeit, in welcher Branche, von wann bis wann, auf welcher Stufe,"
                " und ob sie mit den Händen getan wurde.",
                "Vos emplois : quel travail, dans quel secteur, de quand à quand, à quel niveau, et s’il"
                " était pratique.",
            ),
            in_languages(
                "Your skills, as your CV, a certificate or a test says, and to what level.",
                "Ihre Fähigkeiten, wie Lebenslauf, Zeugnis oder Prüfung sie angeben, und bis zu welcher"
                " Stufe.",
                "Vos compétences, telles que votre CV, un certificat ou un test les indiquent, et à quel"
                " niveau.",
            ),
        ),
    ),
    (
        in_languages("What it does not know", "Was er nicht kennt", "Ce qu’il ne connaît pas"),
        (
            in_languages(
                "Your name, age, sex, origin, nationality, religion, health, family or picture. None of"
                " these reaches the score.",
                "Ihren Namen, Ihr Alter, Ihr Geschlecht, Ihre Herkunft, Staatsangehörigkeit, Religion,"
                " Gesundheit, Familie oder Ihr Bild. Nichts davon erreicht den Wert.",
                "Votre nom, votre âge, votre sexe, votre origine, votre nationalité, votre religion, votre"
                " santé, votre famille ou votre photo. Rien de cela n’atteint le score.",
            ),
            in_languages(
                "Where you live, what you earn, which licences you hold and when you are free. A vacancy"
                " may ask for some of these: whoever does not meet that stands last in the list, with the"
                " reason.",
                "Wo Sie wohnen, was Sie verdienen, welche Scheine Sie haben und wann Sie frei sind. Eine"
                " Stelle kann einiges davon verlangen: wer das nicht erfüllt, steht am Ende der Liste, mit"
                " dem Grund.",
                "Où vous habitez, ce que vous gagnez, quels permis vous avez et quand vous êtes libre. Un"
                " poste peut en exiger certains : qui n’y répond pas figure en fin de liste, avec la raison.",
            ),
            in_languages(
                "How well you worked, why you paused, what drives you, and whom you get on with. Ask to"
                " talk about it.",
                "Wie gut Sie gearbeitet haben, warum Sie pausiert haben, was Sie antreibt und mit wem Sie"
                " auskommen. Sprechen Sie uns darauf an.",
                "La qualité de votre travail, la raison d’une interruption, ce qui vous motive et avec qui"
                " vous vous entendez. Parlez-nous-en.",
            ),
        ),
    ),
    (
        in_languages("What to watch", "Worauf zu achten ist", "Ce à quoi il faut veiller"),
        (
            in_languages(
                "Experience counts less the longer ago it was: half after {years} years, never less than"
                " {least}. A break costs nothing by itself; what lies before it fades meanwhile.",
                "Erfahrung zählt weniger, je länger sie her ist: nach {years} Jahren die Hälfte, nie"
                " weniger als {least}. Eine Pause kostet an sich nichts; was davor liegt, verblasst in der"
                " Zeit.",
                "L’expérience compte moins à mesure qu’elle est ancienne : la moitié après {years} ans,"
                " jamais moins de {least}. Une interruption ne coûte rien en soi ; ce qui la précède"
                " s’estompe entre-temps.",
            ),
            in_languages(
                "What is not in our records, or not in the list of occupations and skills that the program"
                " works with, is not seen.",
                "Was nicht in unseren Unterlagen steht, oder nicht im Verzeichnis der Berufe und"
                " Fähigkeiten, mit dem das Programm arbeitet, wird nicht gesehen.",
                "Ce qui n’est pas dans nos dossiers, ou pas dans le répertoire des métiers et compétences"
                " avec lequel le programme travaille, n’est pas vu.",
            ),
        ),
    ),
    (
        in_languages("What you can do", "Was Sie tun können", "Ce que vous pouvez faire"),
        (
            in_languages(
                "Ask for the reasons of any score: what counted, what is missing, what would change it, in"
                " plain words.",
                "Verlangen Sie die Gründe eines Werts: was gezählt hat, was fehlt, was ihn ändern würde, in"
                " einfachen Worten.",
                "Demandez les raisons d’un score : ce qui a compté, ce qui manque, ce qui le changerait, en"
                " mots simples.",
            ),
            in_languages(
                "Have wrong or missing jobs and skills corrected; the score follows at once.",
                "Lassen Sie falsche oder fehlende Tätigkeiten und Fähigkeiten berichtigen; der Wert folgt"
                " sofort.",
                "Faites corriger des emplois ou compétences erronés ou manquants ; le score suit aussitôt.",
            ),
            in_languages(
                "Contest a decision: a person looks at your case again. Ask for another way of being"
                " considered, or for an accommodation, where the law gives it.",
                "Widersprechen Sie einer Entscheidung: ein Mensch sieht Ihren Fall noch einmal an. Bitten"
                " Sie um einen anderen Weg der Auswahl oder eine Anpassung, wo das Recht sie vorsieht.",
                "Contestez une décision : une personne réexamine votre cas. Demandez une autre forme de"
                " sélection ou un aménagement, là où la loi le prévoit.",
            ),
            in_languages(
                "Get all that is held on you as a file, or have it deleted. You may also turn to the data"
                " protection authority.",
                "Erhalten Sie alles, was zu Ihnen gespeichert ist, als Datei, oder lassen Sie es löschen."
                " Sie können sich auch an die Datenschutzaufsicht wenden.",
                "Obtenez tout ce qui est conservé sur vous dans un fichier, ou faites-le supprimer. Vous"
                " pouvez aussi vous adresser à l’autorité de protection des données.",
            ),
        ),
    ),
    (
        in_languages("What is kept", "Was aufbewahrt wird", "Ce qui est conservé"),
        (
            in_languages(
                "You appear by a code; who looked up your name, when and why, is on record. A log holds"
                " each list and each explanation in which your code was shown, for {days} days at least. If"
                " you are deleted, nothing in it leads to you any more.",
                "Sie erscheinen unter einem Code; wer Ihren Namen wann und warum nachgesehen hat, ist"
                " festgehalten. Ein Protokoll enthält jede Liste und jede Begründung, in der Ihr Code"
                " gezeigt wurde, mindestens {days} Tage lang. Werden Sie gelöscht, führt darin nichts mehr"
                " zu Ihnen.",
                "Vous apparaissez sous un code ; qui a consulté votre nom, quand et pourquoi, est consigné."
                " Un journal contient chaque liste et chaque explication où votre code a été montré, pendant"
                " {days} jours au moins. Si vous êtes supprimé, plus rien n’y conduit à vous.",
            ),
            in_languages(
                "Where the law lets the agency hold sex or ethnicity to check its own fairness, they are"
                " kept apart, never reach a score, and you need not say them.",
                "Wo das Recht der Agentur erlaubt, Geschlecht oder Herkunft zur Prüfung der eigenen"
                " Fairness zu halten, liegen sie getrennt, erreichen nie einen Wert, und Sie müssen sie"
                " nicht angeben.",
                "Là où la loi permet à l’agence de conserver le sexe ou l’origine pour vérifier sa propre"
                " équité, ils sont gardés à part, n’atteignent jamais un score, et vous n’avez pas à les"
                " donner.",
            ),
        ),
    ),
)
"""Heading → lines."""
