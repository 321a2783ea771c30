"""What else an item may be that is linked to nothing, or not surely: the concepts nearest to its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from skillpath.agency.intake.item import Item, ItemKind
from skillpath.agency.intake.lexicon import Lexicon
from skillpath.agency.intake.meanings import LANGUAGE, Floats, Meanings, Vectors
from skillpath.agency.intake.similar_names import best_of
from skillpath.agency.intake.suggestions import with_meaning
from skillpath.agency.intake.terms import Term
from skillpath.agency.intake.titles import plain_title

SURE: Final[Mapping[ItemKind, float]] = {ItemKind.JOB: 0.8, ItemKind.SKILL: 0.83}
"""From this confidence on nothing is suggested: it is a name, or as good as one."""

MOST: Final = 5
"""So many concepts are suggested."""


@dataclass(frozen=True, slots=True)
class Suggester:
    """Completes the alternatives of items.

    A job that is linked to nothing has the job types nearest to its title. With ``meanings`` all that is
    not surely linked has the concepts that are nearest by wording and meaning, and says so. What an item is
    linked to is never changed.
    """

    lexicon: Lexicon
    meanings: Meanings | None = None

    def completed(self, items: Sequence[Item], language: str) -> list[Item]:
        """The items of a document in a language."""
        unsure = [item for item in items if item.words and _unsure(item)]
        near = self._near(unsure) if language == LANGUAGE else {}
        by_meaning = {
            item.key: self._by_meaning(item, language, near[item.key]) for item in unsure if item.key in near
        }
        unlinked = (item for item in unsure if item.concept is None and item.kind is ItemKind.JOB)
        by_wording = {item.key: self._by_wording(item, language) for item in unlinked}
        return [(by_wording | by_meaning).get(item.key, item) for item in items]

    def _near(self, items: Sequence[Item]) -> dict[str, Floats]:
        """How near each item is to the labels of its kind, by key; nothing without a language model."""
        if self.meanings is None:
            return {}
        labels = self.meanings.vectors
        return self._of_kind(items, ItemKind.JOB, labels.job_types) | self._of_kind(
            items, ItemKind.SKILL, labels.skills
        )

    def _of_kind(self, items: Sequence[Item], kind: ItemKind, labels: Vectors) -> dict[str, Floats]:
        asked = {item.key: _plain(item) for item in items if item.kind is kind}
        if self.meanings is None or not asked:
            return {}
        return dict(zip(asked, self.meanings.near(list(asked.values()), labels), strict=True))

    def _by_wording(self, job: Item, language: str) -> Item:
        ranked = self.lexicon.job_types_for(_plain(job), language)
        nearest = tuple(self.lexicon.job_types[job_type].iri for job_type, _ in ranked)
        return replace(job, alternatives=nearest)

    def _by_meaning(self, item: Item, language: str, near: Floats) -> Item:
        """The nearest concepts together with the alternatives there are, all ranked alike."""
        names, text = self.lexicon.names(language), _plain(item)
        if item.kind is ItemKind.JOB:
            alike, terms = names.titles.likeness(text), self.lexicon.job_types
        else:
            alike, terms = names.similar_skills.likeness(text), self.lexicon.skills
        scores = with_meaning(alike, near)
        offered = {concept for concept, _ in best_of(scores, most=MOST)}
        offered |= _positions(item.alternatives, terms)
        best = sorted(offered, key=lambda concept: (-scores[concept], concept))
        others = tuple(iri for iri in (terms[concept].iri for concept in best) if iri != item.concept)
        return replace(item, alternatives=others, by_meaning=True)


def _unsure(item: Item) -> bool:
    return item.concept is None or item.confidence < SURE[item.kind]


def _plain(item: Item) -> str:
    return plain_title(item.words) if item.kind is ItemKind.JOB else item.words


def _positions(iris: Iterable[str], terms: Sequence[Term]) -> set[int]:
    wanted = set(iris)
    return {position for position, term in enumerate(terms) if term.iri in wanted} if wanted else set()
