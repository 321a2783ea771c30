"""The labels of a release, ready to be looked for in texts: skills, job types and industries."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from skillpath.agency.intake.language_names import LanguageNames
from skillpath.agency.intake.terms import Term, terms_of, with_wordings
from skillpath.agency.intake.wordings import INDUSTRIES, SKILLS, wordings

if TYPE_CHECKING:
    from skillpath.graph.network import Network

KEPT: Final = 10_000
"""The job types of so many titles are kept."""

MOST: Final = 5
"""So many job types are ranked for a title."""


@dataclass(frozen=True)
class Lexicon:
    """The labels of a release. What a text in a language is looked through for is made when first needed, or
    comes from where it is ``kept``, which gives ``None`` for a language that is not."""

    skills: tuple[Term, ...]
    job_types: tuple[Term, ...]
    industries: tuple[Term, ...]
    kept: Callable[[str], LanguageNames | None] = lambda _: None

    @classmethod
    def of(cls, network: "Network") -> "Lexicon":
        """The labels of a compiled release, and the wordings that ship with SkillPath."""
        # Whoever opens a lexicon that is kept does without the reader of RDF, which is slow to import.
        from skillpath.ontology.catalogue import ConceptKind  # noqa: PLC0415

        return cls(
            with_wordings(terms_of(network, ConceptKind.SKILL), wordings(SKILLS)),
            terms_of(network, ConceptKind.JOB_TYPE),
            with_wordings(terms_of(network, ConceptKind.INDUSTRY), wordings(INDUSTRIES)),
        )

    def without_wordings(self) -> "Lexicon":
        """The same with names only, to measure what the wordings bring."""
        return Lexicon(
            tuple(replace(term, wordings=()) for term in self.skills), self.job_types, self.industries
        )

    def names(self, language: str) -> LanguageNames:
        """What a text in a language is looked through for."""
        if language not in self._names:
            kept = self.kept(language)
            made = kept or LanguageNames.of(self.skills, self.job_types, self.industries, language)
            self._names[language] = made
        return self._names[language]

    @cached_property
    def _names(self) -> dict[str, LanguageNames]:
        return {}

    def job_types_for(self, title: str, language: str) -> tuple[tuple[int, float], ...]:
        """The job types most like a title and how alike, best first; the same titles come again and again."""
        if (title, language) not in self._ranked:
            if len(self._ranked) >= KEPT:
                self._ranked.clear()
            self._ranked[title, language] = tuple(self.names(language).titles.rank(title, most=MOST))
        return self._ranked[title, language]

    @cached_property
    def _ranked(self) -> dict[tuple[str, str], tuple[tuple[int, float], ...]]:
        return {}

    def code_of_job_type(self, iri: str) -> str:
        """Its ISCO-08 code; "" where there is none."""
        return self._codes.get(iri, "")

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {term.iri: term.code for term in self.job_types}
