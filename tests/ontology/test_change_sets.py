"""The log of a working copy: state equals replay, undo takes back exactly, and conflicts are told."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillpath.ontology.editing.change_sets import (
    ChangeSet,
    Conflict,
    Edit,
    applied,
    effective,
    replayed,
    undoing,
    versions,
)
from skillpath.ontology.editing.statements import Statement, from_text, graphs_of, to_text


def said(about: str, text: str, origin: str = "skillpath") -> Statement:
    node, says = ox.NamedNode(f"https://x.example/{about}"), ox.NamedNode("https://x.example/says")
    return origin, ox.Triple(node, says, ox.Literal(text, language="en"))


A, B, C, D = (said("one", letter) for letter in "ABCD")

statements = st.sampled_from(
    [said(f"n{n}", text, origin) for n in range(3) for text in "ab" for origin in ("x", "y")]
)
states = st.frozensets(statements)
edits = st.builds(Edit, states, states)


def log_of(release: frozenset[Statement], drawn: list[Edit]) -> list[ChangeSet]:
    """What becomes of edits one after the other: each is kept as far as it changes anything."""
    state, log = release, list[ChangeSet]()
    for edit in drawn:
        kept = effective(state, Edit(edit.removed, edit.added - edit.removed))
        log.append(ChangeSet(len(log) + 1, "2026-11-01", "E-1", "why", "test", kept))
        state = applied(state, kept)
    return log


@given(states, st.lists(edits, max_size=8))
def test_undo_of_everything_gives_the_release(release: frozenset[Statement], drawn: list[Edit]) -> None:
    log = log_of(release, drawn)
    state = replayed(release, log)
    back = undoing(release, log, [one.number for one in log])
    assert applied(state, back) == release
    assert to_text(applied(state, back)) == to_text(release)


@given(states, st.lists(edits, max_size=8), st.data())
def test_undo_of_some_is_the_replay_of_the_others_or_says_who_builds_on_them(
    release: frozenset[Statement], drawn: list[Edit], data: st.DataObject
) -> None:
    log = log_of(release, drawn)
    numbers = data.draw(st.sets(st.sampled_from([one.number for one in log]))) if log else set()
    kept = [one for one in log if one.number not in numbers]
    try:
        edit = undoing(release, log, numbers)
    except Conflict as conflict:
        builder = next(one for one in log if one.number == conflict.number)
        on = {number for clash in conflict.clashes for number in clash.numbers}
        assert builder in kept
        assert on <= numbers
        assert on
        assert all(number < builder.number for number in on)
        with pytest.raises(Conflict):
            replayed(release, kept)
        return
    undone = ChangeSet(len(log) + 1, "", "E-2", "", "undo", edit, tuple(sorted(numbers)))
    assert replayed(release, [*log, undone]) == replayed(release, kept)


@given(states)
def test_statements_survive_their_text(state: frozenset[Statement]) -> None:
    assert from_text(to_text(state)) == state
    assert {origin: len(graph) for origin, graph in graphs_of(state, ["z"]).items() if len(graph)} == {
        origin: sum(1 for one in state if one[0] == origin) for origin in {one[0] for one in state}
    }


def test_who_builds_on_what_is_undone_is_told() -> None:
    """1 adds B. 2 replaces B by C. Without 1 there is no B that 2 could replace; without both there is A."""
    release = frozenset((A,))
    log = log_of(release, [Edit(added=frozenset((B,))), Edit(frozenset((B,)), frozenset((C,)))])
    with pytest.raises(Conflict, match=r"Change set 2 builds on 1 \(<https://x.example/one>\): undo 2 too"):
        undoing(release, log, [1])
    assert undoing(release, log, [1, 2]) == Edit(removed=frozenset((C,)))
    assert undoing(release, log, [2]) == Edit(frozenset((C,)), frozenset((B,)))


def test_an_edit_that_changes_nothing_any_more_is_refused_and_made_effective() -> None:
    state = frozenset((A, B))
    edit = Edit(frozenset((A, C)), frozenset((B, D)))
    with pytest.raises(Conflict, match="1 statements to remove are not there, 1 to add are there already"):
        applied(state, edit)
    assert effective(state, edit) == Edit(frozenset((A,)), frozenset((D,)))


def test_a_concept_has_the_version_of_the_change_set_that_touched_it_last() -> None:
    other = said("two", "A")
    log = log_of(frozenset(), [Edit(added=frozenset((A, other))), Edit(frozenset((A,)))])
    one, two, three = (f"https://x.example/{name}" for name in ("one", "two", "three"))
    assert versions(log, [one, two, three]) == {one: 2, two: 1, three: 0}
