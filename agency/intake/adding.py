"""Items that extraction missed and a consultant adds by hand, and their way back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from skillpath.agency.intake.answer import Answer, answers_table, as_found
from skillpath.agency.intake.document import Span
from skillpath.agency.intake.draft import Content
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.item import Item, ItemKind, item_table, items_in
from skillpath.agency.intake.text import clean_line
from skillpath.errors import InputError

LONGEST: Final = 300
"""Characters of the words at most."""


def new_item(
    kind: ItemKind,
    words: str,
    concept: str,
    *,
    text: str,
    near: int = 0,
    start: date | None = None,
    end: date | None = None,
) -> Item:
    """An item as a consultant says it; ``concept`` is an IRI, the days are those of a job.

    It points at the characters of ``text`` that say the words, of several at those nearest to ``near``, and
    at nothing where the words are the consultant's own. It has no key before it is :func:`added`. Raises
    :class:`InputError` for an item without words, or with too many.
    """
    said = clean_line(words, LONGEST + 1)
    if not said:
        raise InputError("An item needs words: those of the text, or your own.")
    if len(said) > LONGEST:
        raise InputError(f"The words of an item have {LONGEST} characters at most: take fewer of them.")
    span = place_of(text, said, near=near)
    return Item(
        key="",
        kind=kind,
        words=said if span is None else text[span.start : span.end],
        spans=() if span is None else (span,),
        concept=concept,
        confidence=1.0,
        start=start,
        end=end,
        lasts=start is not None and end is None,
        by_hand=True,
    )


def place_of(text: str, words: str, *, near: int = 0) -> Span | None:
    """Where words stand in a text, whatever their case and the blanks between them; ``None``: nowhere.

    >>> place_of("Till, 2015. Did the tills", "till"), place_of("month-end\\nclosing", "Month-end  closing")
    (Span(start=0, end=4), Span(start=0, end=17))
    >>> place_of("Till, 2015. Did the tills", "till", near=19)
    Span(start=20, end=24)
    """
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = list(re.finditer(pattern, text, re.IGNORECASE)) if pattern else []
    if not found:
        return None
    nearest = min(found, key=lambda match: (abs(match.start() - near), match.start()))
    return Span(*nearest.span())


def added(items: Sequence[Item], new: Sequence[Item]) -> list[Item]:
    """Items with new ones behind those of their kind, each under the next free key of it."""
    every = list(items)
    for item in new:
        same = [i for i, one in enumerate(every) if one.kind is item.kind]
        used = [int(every[i].key.rpartition("-")[2]) for i in same]
        named = replace(item, key=f"{item.kind}-{max(used, default=0) + 1}")
        first = 0 if item.kind is ItemKind.JOB else len(every)
        every.insert(same[-1] + 1 if same else first, named)
    return every


def taken_back(items: Sequence[Item], key: str) -> list[Item]:
    """Items without one that was added by hand; raises :class:`InputError` for any other."""
    if not any(item.key == key and item.by_hand for item in items):
        raise InputError(f"{key} was not added by hand: leave it out instead.")
    return [item for item in items if item.key != key]


def with_new(content: Content, new: Sequence[Item], answers: Mapping[str, Answer]) -> Content:
    """A draft's content with new items, which are taken, and with answers to the others."""
    items = added(items_in(content), new)
    known = {item.key for item in items_in(content)}
    said = {**answers, **{item.key: as_found(item) for item in items if item.key not in known}}
    return _holding(content, items, said)


def add(drafts: Drafts, number: int, item: Item, answers: Mapping[str, Answer]) -> str:
    """Keeps a new item with a draft, taken, and the answers to the others; gives its key.

    Raises :class:`UnknownName`, and :class:`InputError` for one that is no draft any more.
    """
    before = {one.key for one in items_in(drafts.content(number))}
    drafts.change(number, lambda content: with_new(content, [item], answers))
    return next(one.key for one in items_in(drafts.content(number)) if one.key not in before)


def take_back(drafts: Drafts, number: int, key: str, answers: Mapping[str, Answer]) -> None:
    """Keeps the answers, and takes an item that was added by hand out of a draft.

    Raises :class:`InputError` for an item that was found, besides the errors of :func:`add`.
    """
    drafts.change(number, lambda content: _holding(content, taken_back(items_in(content), key), answers))


def _holding(content: Content, items: Sequence[Item], answers: Mapping[str, Answer]) -> Content:
    """A draft's content with other items; answers to items that are gone go too."""
    keys = {item.key for item in items}
    return Content(
        content.text,
        {**content.extract, "items": [item_table(item) for item in items]},
        answers_table({key: answer for key, answer in answers.items() if key in keys}),
    )
