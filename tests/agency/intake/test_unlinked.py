"""Titles of CVs that stay without a job type are told once several drafts have them."""

from dataclasses import replace

import pytest

from skillpath.agency.intake.answer import REJECTED, Answer, answers_table
from skillpath.agency.intake.draft import Content
from skillpath.agency.intake.item import Item, ItemKind, item_table
from skillpath.agency.intake.unlinked import UnlinkedTitle, unlinked_titles

TITLE = Item("job-1", ItemKind.JOB, "Wage Officer (m/f)", (), None, alternatives=("x:clerk",))


def content(item: Item, answer: Answer | None = None, language: str = "en") -> Content:
    answers = {} if answer is None else answers_table({item.key: answer})
    return Content("a text", {"language": language, "items": [item_table(item)]}, answers)


@pytest.mark.parametrize(
    "other",
    [
        content(replace(TITLE, concept="x:clerk")),  # it was found
        content(TITLE, Answer(taken=True, concept="x:clerk")),  # somebody linked it
        content(TITLE, REJECTED),  # somebody said that it is no job
        content(TITLE, language="de"),
        content(replace(TITLE, words="Till Officer")),
        content(replace(TITLE, kind=ItemKind.SKILL)),
        content(replace(TITLE, words=" ")),
    ],
)
def test_what_one_draft_has_is_told_to_nobody(other: Content) -> None:
    assert unlinked_titles([content(TITLE), other]) == []


def test_what_several_have_is_told_with_what_is_nearest_the_most_frequent_first() -> None:
    industry_only = content(replace(TITLE, words="wage  officer"), Answer(taken=True, industry="x:bank"))
    till = content(replace(TITLE, words="till officer", alternatives=()))
    assert unlinked_titles([till, content(TITLE), till, industry_only, content(TITLE)]) == [
        UnlinkedTitle("Wage Officer", "en", 3, ("x:clerk",)),
        UnlinkedTitle("till officer", "en", 2, ()),
    ]
