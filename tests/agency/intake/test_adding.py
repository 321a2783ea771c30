"""Items added by hand: where their words stand, under which key, and back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillpath.agency.intake.adding import added, new_item, place_of, taken_back
from skillpath.agency.intake.item import Item, ItemKind
from skillpath.errors import InputError

JOB = Item("job-1", ItemKind.JOB, "Clerk", (), "j1")
SKILL = Item("skill-3", ItemKind.SKILL, "VAT", (), "s1")


def by_hand(kind: ItemKind = ItemKind.SKILL, words: str = "till") -> Item:
    return new_item(kind, words, "c", text="Ran the till,\nand Till  rolls")


@given(st.text("ab \n", max_size=12), st.text("ab \n", max_size=4), st.integers(0, 12))
def test_the_place_says_the_words_and_none_is_nearer(text: str, words: str, near: int) -> None:
    span = place_of(text, words, near=near)
    wanted = words.split()
    starts = [i for i in range(len(text)) if wanted and says(text[i:], wanted)]
    assert (span is None) is (starts == [])
    if span is not None:
        assert text[span.start : span.end].split() == wanted
        assert span.start in starts
        assert not [i for i in starts if i + len("".join(wanted)) <= span.start and near <= i]


def says(text: str, words: list[str]) -> bool:
    """Whether a text begins with words, whatever stands between them."""
    first, *rest = words
    if not text.startswith(first):
        return False
    after = text[len(first) :]
    return not rest or (after[:1].isspace() and says(after.lstrip(), rest))


def test_an_item_points_at_its_words_or_at_nothing() -> None:
    assert by_hand().spans[0].start == 8
    assert by_hand(words="TILL rolls").words == "Till  rolls"
    own = by_hand(words=" own\n words ")
    assert (own.words, own.spans, own.by_hand) == ("own words", (), True)
    with pytest.raises(InputError, match="needs words"):
        by_hand(words=" \n")


def test_an_added_item_stands_behind_its_kind_under_the_next_free_key() -> None:
    first = added([JOB, SKILL], [by_hand(), by_hand(ItemKind.JOB)])
    assert [item.key for item in first] == ["job-1", "job-2", "skill-3", "skill-4"]
    assert [item.key for item in added([SKILL], [by_hand(ItemKind.JOB)])] == ["job-1", "skill-3"]
    assert taken_back(first, "skill-4") == [JOB, first[1], SKILL]
    for key in ("skill-3", "skill-9"):
        with pytest.raises(InputError, match=f"{key} was not added by hand"):
            taken_back(first, key)
    assert replace(first[1], key="") == by_hand(ItemKind.JOB)
