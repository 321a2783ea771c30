"""All that a text in one language is looked through for."""

from collections.abc import Sequence
from dataclasses import dataclass

from skillpath.agency.intake.job_titles import TitleForm
from skillpath.agency.intake.similar_names import SimilarNames
from skillpath.agency.intake.skill_names import SkillNames
from skillpath.agency.intake.terms import Term
from skillpath.agency.intake.titles import TitleNames


@dataclass(frozen=True, slots=True)
class LanguageNames:
    """The names of skills, job types and industries for texts in a language.

    ``similar_skills`` ranks skills by how alike a wording is to their names, ``titles`` job types for a
    title; ``title_form`` is what titles look like.
    """

    skills: SkillNames
    similar_skills: SimilarNames
    titles: TitleNames
    title_form: TitleForm
    industries: SkillNames

    @classmethod
    def of(
        cls, skills: Sequence[Term], job_types: Sequence[Term], industries: Sequence[Term], language: str
    ) -> "LanguageNames":
        """Labels carry their language only where they are preferred, and texts of one language hold terms of
        another: every language knows all names, stemmed its own way."""
        names_of_jobs = [[*term.names()] for term in job_types]
        return cls(
            SkillNames.of(skills, language),
            SimilarNames.of([[*term.names()] for term in skills], language),
            TitleNames.of(names_of_jobs, language),
            TitleForm.of(names_of_jobs, language),
            SkillNames.of(industries, language),
        )
