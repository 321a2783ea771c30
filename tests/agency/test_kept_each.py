"""Results of each candidate: worked out again for who is written again, and equal to all worked out anew."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from skillpath.agency import ranking_rows
from skillpath.agency import robustness as robust
from skillpath.agency.kept_each import KeptEach
from skillpath.agency.matching import ranking
from skillpath.agency.robustness import mark_robustness
from skillpath.agency.surprises import mark_surprises
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.shown import Document
from workspaces import Bundled

DAY = date(2026, 11, 1)


class Lengths:
    """Makes the length of a code, and notes whose was made."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, codes: Sequence[str]) -> Mapping[str, int]:
        self.made += codes
        return {code: len(code) for code in codes if code != "nobody"}


def test_who_is_written_again_is_worked_out_again_and_nobody_else() -> None:
    each, lengths = KeptEach[int](), Lengths()
    assert each({"C-1": 1, "C-22": 1}, lengths) == {"C-1": 3, "C-22": 4}
    assert each({"C-22": 2, "C-1": 1, "C-333": 1}, lengths) == {"C-22": 4, "C-1": 3, "C-333": 5}
    assert lengths.made == ["C-1", "C-22", "C-22", "C-333"]


def test_the_order_is_that_of_the_question_and_of_whom_nothing_is_made_there_is_nothing() -> None:
    each, lengths = KeptEach[int](), Lengths()
    assert list(each({"C-22": 1, "nobody": 1, "C-1": 1}, lengths)) == ["C-22", "C-1"]
    assert list(each({"C-1": 1, "nobody": 1, "C-22": 1}, lengths)) == ["C-1", "C-22"]
    assert lengths.made == ["C-22", "nobody", "C-1", "nobody"]


def test_those_that_were_asked_for_last_are_kept() -> None:
    each, lengths = KeptEach[int](most=2), Lengths()
    for code in ("C-1", "C-2", "C-1", "C-3", "C-1", "C-2"):
        each({code: 1}, lengths)
    assert lengths.made == ["C-1", "C-2", "C-3", "C-2"]


def test_more_than_are_kept_are_all_given() -> None:
    each, lengths = KeptEach[int](most=2), Lengths()
    assert len(each({f"C-{number}": 1 for number in range(9)}, lengths)) == 9


def test_who_asks_meanwhile_waits_for_what_is_being_made() -> None:
    each, begun, going, made = KeptEach[int](), threading.Event(), threading.Event(), list[list[str]]()

    def slow(codes: Sequence[str]) -> Mapping[str, int]:
        made.append(list(codes))
        begun.set()
        going.wait()
        return dict.fromkeys(codes, 7)

    found: list[dict[str, int]] = []
    threads = [threading.Thread(target=lambda: found.append(each({"C-1": 1}, slow))) for _ in range(3)]
    for thread in threads:
        thread.start()
    begun.wait()
    going.set()
    for thread in threads:
        thread.join()
    assert (found, made) == ([{"C-1": 7}] * 3, [["C-1"]])


def test_what_failed_is_tried_again() -> None:
    each, lengths = KeptEach[int](), Lengths()

    def fails(_: Sequence[str]) -> Mapping[str, int]:
        raise ValueError("busy")

    with pytest.raises(ValueError, match="busy"):
        each({"C-1": 1}, fails)
    assert each({"C-1": 1}, lengths) == {"C-1": 3}


# Of a ranking -------------------------------------------------------------------------------------


def marked(workspace: Workspace) -> Document:
    """A ranking with all that is told of each of its rows."""
    ranked = ranking(workspace, "R-01", as_of=DAY)
    surprises = mark_surprises(workspace, ranked, as_of=DAY)
    return mark_robustness(workspace, surprises, as_of=DAY)


def test_of_a_ranking_only_who_was_written_is_worked_out_and_it_is_the_same_as_anew(
    bundled: Bundled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = bundled.demonstration(tmp_path / "own")
    before = marked(own)
    first, second, *_ = (row["candidate"] for row in before["rows"])
    asked: list[list[str]] = []
    for room, name in ((ranking_rows, "_unranked_rows"), (robust, "drawn_scores")):
        as_it_is = getattr(room, name)

        def noted(*arguments: object, as_it_is: object = as_it_is, **named: object) -> object:
            people = next(one for one in arguments if isinstance(one, tuple) and one)
            asked.append([person.code for person in people])
            return as_it_is(*arguments, **named)  # type: ignore[operator]

        monkeypatch.setattr(room, name, noted)
    people = {one.code: one for one in own.people([first, second])}
    own.book.put([replace(people[first], spells=people[second].spells, claims=())])
    after = marked(own)
    assert asked == [[first], [first]]
    assert after != before
    assert after == marked(Workspace.open(own.folder))
    own.forget(first)
    assert marked(own) == marked(Workspace.open(own.folder))
