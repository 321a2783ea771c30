"""What is offered for words that are linked to nothing, or not surely, with a language model and without."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from lexicons import LEXICON
from skillpath.agency.intake.item import Item, ItemKind
from skillpath.agency.intake.meanings import LabelVectors, Meanings, Vectors
from skillpath.agency.intake.suggesting import Suggester
from skillpath.agency.intake.terms import Term

AXES = {"payroll": 0, "emolument": 0, "invoices": 1, "bills": 1, "teams": 2, "sap": 3}


def embed(texts: Sequence[str], progress: Callable[[int, int], None]) -> Vectors:
    """Reads of a text the first word it knows: words of one axis mean the same."""
    progress(len(texts), len(texts))
    found = [[AXES[word] for word in text.lower().split() if word in AXES][:1] for text in texts]
    return np.array([[float([axis] == own) for axis in range(4)] for own in found], dtype=np.float32)


def read(terms: Sequence[Term]) -> Vectors:
    return embed([term.label for term in terms], lambda _done, _of: None)


MEANINGS = Meanings(LabelVectors(read(LEXICON.skills), read(LEXICON.job_types)), lambda: embed)
WITH, WITHOUT = Suggester(LEXICON, MEANINGS), Suggester(LEXICON)
JOB = Item("job-1", ItemKind.JOB, "Emolument", (), None)
BILLS = Item("skill-1", ItemKind.SKILL, "bills", (), "s:sap", ("s:teams",), 0.82)
SURE = Item("skill-2", ItemKind.SKILL, "bills", (), "s:sap", ("s:teams",), 0.9)


def completed(suggester: Suggester, item: Item, language: str = "en") -> Item:
    (found,) = suggester.completed([item], language)
    return found


def test_a_job_that_is_linked_to_nothing_has_the_nearest_job_types() -> None:
    found = completed(WITHOUT, replace(JOB, words="Senior Payroll Office"))
    assert (found.alternatives[0], found.by_meaning) == ("j:payroll", False)
    assert completed(WITHOUT, JOB).alternatives == ()
    assert completed(WITH, JOB) == replace(JOB, alternatives=("j:payroll",), by_meaning=True)


def test_what_is_not_sure_is_offered_what_means_the_same_and_keeps_its_link() -> None:
    found = completed(WITH, BILLS)
    assert found == replace(BILLS, alternatives=("s:invoices", "s:teams"), by_meaning=True)


@pytest.mark.parametrize(
    ("suggester", "item", "language"),
    [(WITHOUT, BILLS, "en"), (WITH, SURE, "en"), (WITH, BILLS, "de"), (WITH, replace(JOB, words=""), "en")],
)
def test_without_the_model_in_other_languages_and_where_it_is_sure_nothing_changes(
    suggester: Suggester, item: Item, language: str
) -> None:
    assert completed(suggester, item, language) == item
