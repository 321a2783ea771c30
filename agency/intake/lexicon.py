"""The labels of a release, ready to be looked for in texts: skills, job types and industries."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from skillpath.agency.intake.job_titles import TitleForm
from skillpath.agency.intake.similar_names import SimilarNames
from skillpath.agency.intake.skill_names import SkillNames
from skillpath.agency.intake.terms import Term, terms_of, with_wordings
from skillpath.agency.intake.titles import TitleNames
from skillpath.agency.intake.wordings import wordings
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import ConceptKind

KEPT: Final = 10_000
"""The job types of so many titles are kept."""

MOST: Final = 5
"""So many job types are ranked for a title."""


@dataclass(frozen=True)
class Lexicon:
    """The labels of a release; what a text in a language is looked through for is made when first needed.

    Labels carry their language only where they are preferred, and texts of one language hold terms of
    another: every language knows all names, stemmed its own way.
    """

    skills: tuple[Term, ...]
    job_types: tuple[Term, ...]
    industries: tuple[Term, ...]

    @classmethod
    def of(cls, network: Network) -> "Lexicon":
        """The labels of a compiled release, and the wordings that ship with SkillPath."""
        return cls(
            with_wordings(terms_of(network, ConceptKind.SKILL), wordings()),
            terms_of(network, ConceptKind.JOB_TYPE),
            terms_of(network, ConceptKind.INDUSTRY),
        )

    def without_wordings(self) -> "Lexicon":
        """The same with names only, to measure what the wordings bring."""
        return replace(self, skills=tuple(replace(term, wordings=()) for term in self.skills))

    @cached_property
    def _skill_names(self) -> dict[str, SkillNames]:
        return {}

    def skill_names(self, language: str) -> SkillNames:
        """The names of skills for texts in a language."""
        if language not in self._skill_names:
            self._skill_names[language] = SkillNames.of(self.skills, language)
        return self._skill_names[language]

    @cached_property
    def _similar_skills(self) -> dict[str, SimilarNames]:
        return {}

    def similar_skills(self, language: str) -> SimilarNames:
        """The names of skills, to rank skills by how alike a wording is to them."""
        if language not in self._similar_skills:
            self._similar_skills[language] = SimilarNames.of([[*t.names()] for t in self.skills], language)
        return self._similar_skills[language]

    @cached_property
    def _title_names(self) -> dict[str, TitleNames]:
        return {}

    def title_names(self, language: str) -> TitleNames:
        """The names of job types, to rank job types for a title."""
        if language not in self._title_names:
            self._title_names[language] = TitleNames.of([[*t.names()] for t in self.job_types], language)
        return self._title_names[language]

    @cached_property
    def _title_forms(self) -> dict[str, TitleForm]:
        return {}

    def title_form(self, language: str) -> TitleForm:
        """What titles look like."""
        if language not in self._title_forms:
            self._title_forms[language] = TitleForm.of([[*t.names()] for t in self.job_types], language)
        return self._title_forms[language]

    @cached_property
    def _industry_names(self) -> dict[str, SkillNames]:
        return {}

    def industry_names(self, language: str) -> SkillNames:
        """The names of industries for texts in a language."""
        if language not in self._industry_names:
            self._industry_names[language] = SkillNames.of(self.industries, language)
        return self._industry_names[language]

    @cached_property
    def _ranked(self) -> dict[tuple[str, str], tuple[tuple[int, float], ...]]:
        return {}

    def job_types_for(self, title: str, language: str) -> tuple[tuple[int, float], ...]:
        """The job types most like a title and how alike, best first; the same titles come again and again."""
        if (title, language) not in self._ranked:
            if len(self._ranked) >= KEPT:
                self._ranked.clear()
            self._ranked[title, language] = tuple(self.title_names(language).rank(title, most=MOST))
        return self._ranked[title, language]

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {term.iri: term.code for term in self.job_types}

    def code_of_job_type(self, iri: str) -> str:
        """Its ISCO-08 code; "" where there is none."""
        return self._codes.get(iri, "")
