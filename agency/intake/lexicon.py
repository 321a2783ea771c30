"""What skills, job types and industries are called: the labels of a release, ready to be looked for in texts."""

from dataclasses import dataclass, replace
from functools import cached_property

from skillpath.agency.intake.similar_names import SimilarNames
from skillpath.agency.intake.skill_names import SkillNames
from skillpath.agency.intake.terms import Term, terms_of, with_wordings
from skillpath.agency.intake.wordings import wordings
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import ConceptKind


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
