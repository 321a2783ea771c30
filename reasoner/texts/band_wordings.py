"""What is said of a score in words: the words, and what they mean."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from skillpath.reasoner.texts.terms import Wording, in_languages


class Meaning(Enum):
    """What can be said."""

    IN_WORDS = auto()
    KNOWN_MOVES = auto()
    OR_MORE = auto()
    LESS_THAN = auto()
    BETWEEN = auto()
    MEASURED = auto()


BANDS: Final[Mapping[str, Wording]] = {
    "strong": in_languages("strong", "stark", "solide"),
    "worth a call": in_languages("worth a call", "einen Anruf wert", "vaut un appel"),
    "stretch": in_languages("stretch", "gewagt", "possible avec effort"),
    "far": in_languages("far", "fern", "loin du compte"),
}
"""Word for a score → how it is said."""

BAND_WORDINGS: Final[Mapping[Meaning, Wording]] = {
    Meaning.IN_WORDS: in_languages("In words: {word}.", "In Worten: {word}.", "En mots : {word}."),
    Meaning.KNOWN_MOVES: in_languages(
        "Of pairs of job types that score {reach}, {known} are known job moves.",
        "Von Paaren von Berufen mit {reach} sind {known} bekannte Berufswechsel.",
        "Parmi les paires de métiers qui obtiennent {reach}, {known} sont des changements de métier connus.",
    ),
    Meaning.OR_MORE: in_languages(
        "{start} points or more", "mindestens {start} Punkten", "au moins {start} points"
    ),
    Meaning.LESS_THAN: in_languages(
        "less than {end} points", "weniger als {end} Punkten", "moins de {end} points"
    ),
    Meaning.BETWEEN: in_languages(
        "{start} to {end} points", "{start} bis {end} Punkten", "de {start} à {end} points"
    ),
    Meaning.MEASURED: in_languages(
        "Of random pairs {rate} are. Measured on job types under “{profile}” (release {release}, {day}), for"
        " one with long experience in the first and nothing else: under other criteria a rough guide, and it"
        " does not know the person.",
        "Von zufälligen Paaren sind es {rate}. Gemessen an Berufen nach „{profile}“ (Ausgabe {release},"
        " {day}), für jemanden mit langer Erfahrung im ersten und sonst nichts: nach anderen Kriterien ein"
        " grober Anhalt, der die Person nicht kennt.",
        "Parmi les paires prises au hasard, {rate} le sont. Mesuré sur des métiers selon « {profile} »"
        " (version {release}, {day}), pour quelqu’un qui a une longue expérience du premier et rien d’autre :"
        " selon d’autres critères, un repère approximatif, qui ne connaît pas la personne.",
    ),
}
