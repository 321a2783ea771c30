"""What is kept is worked out once, and again where it failed."""

import threading
import weakref

import pytest

from skillpath.agency.kept import Kept


def test_who_asks_for_the_same_meanwhile_waits_for_it() -> None:
    going, asked = threading.Event(), []

    def slow(of: str, number: int) -> str:
        asked.append(number)
        going.wait()
        return of * number

    kept = Kept("ab", 2)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(kept(slow, 2))) for _ in range(3)]
    for thread in threads:
        thread.start()
    going.set()
    for thread in threads:
        thread.join()
    assert (found, asked) == (["abab"] * 3, [2])


def test_what_failed_is_tried_again() -> None:
    tries: list[int] = []

    def fails_first(_: str, number: int) -> int:
        tries.append(number)
        if len(tries) == 1:
            raise ValueError(number)
        return number

    kept = Kept("", 2)
    with pytest.raises(ValueError, match="7"):
        kept(fails_first, 7)
    assert kept(fails_first, 7) == 7
    assert tries == [7, 7]


def test_the_latest_are_kept() -> None:
    asked: list[int] = []

    def noted(_: str, number: int) -> None:
        asked.append(number)

    kept = Kept("", 2)
    for number in (1, 2, 1, 3, 1, 2):
        kept(noted, number)
    assert asked == [1, 2, 3, 2]


class _Large:
    """Something that can be looked for when nobody else has it."""


def test_of_what_is_called_by_a_key_only_the_key_is_kept() -> None:
    asked: list[str] = []

    def noted(_: str, large: _Large, name: str) -> int:
        asked.append(f"{name} {large}")
        return len(asked)

    kept, large = Kept("", 2), _Large()
    gone = weakref.ref(large)
    assert kept(noted, large, "one", key=("C-1", 1)) == 1
    assert kept(noted, large, "the same", key=("C-1", 1)) == 1
    assert kept(noted, large, "written again", key=("C-1", 2)) == 2
    del large
    assert gone() is None


def test_nothing_is_a_result_too() -> None:
    asked: list[int] = []

    def nothing(_: str, number: int) -> None:
        asked.append(number)

    kept = Kept("", 2)
    assert kept(nothing, 1) is None
    assert kept(nothing, 1) is None
    assert asked == [1]
