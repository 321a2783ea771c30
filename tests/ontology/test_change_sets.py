"""The log of a working copy: state equals replay, undo takes back exactly, and conflicts are told."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillpath.ontology.editing.change_sets import ChangeSet, replayed, undoing, versions
from skillpath.ontology.editing.edits import Conflict, Edit
from skillpath.ontology.editing.statements import Statement, from_text, graphs_of, subject, to_text
from skillpath.ontology.editing.view import View


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
    view, log = View.of(release), list[ChangeSet]()
    for edit in drawn:
        kept = view.effective(edit)
        log.append(ChangeSet(len(log) + 1, "2026-11-01", "E-1", "why", "test", kept))
        view = view.after(kept)
    return log


@given(states, st.lists(edits, max_size=8))
def test_undo_of_everything_gives_the_release(release: frozenset[Statement], drawn: list[Edit]) -> None:
    log = log_of(release, drawn)
    ground = View.of(release)
    back = undoing(ground, log, [one.number for one in log])
    undone = replayed(ground, log).after(back)
    assert undone.state == release
    assert undone.edit.is_empty
    assert to_text(undone.state) == to_text(release)


@given(states, st.lists(edits, max_size=8), st.data())
def test_undo_of_some_is_the_replay_of_the_others_or_says_who_builds_on_them(
    release: frozenset[Statement], drawn: list[Edit], data: st.DataObject
) -> None:
    log, ground = log_of(release, drawn), View.of(release)
    numbers = data.draw(st.sets(st.sampled_from([one.number for one in log]))) if log else set()
    kept = [one for one in log if one.number not in numbers]
    try:
        edit = undoing(ground, log, numbers)
    except Conflict as conflict:
        builder = next(one for one in log if one.number == conflict.number)
        on = {number for clash in conflict.clashes for number in clash.numbers}
        assert builder in kept
        assert on <= numbers
        assert on
        assert all(number < builder.number for number in on)
        with pytest.raises(Conflict):
            replayed(ground, kept)
        return
    assert replayed(ground, log).after(edit).state == replayed(ground, kept).state
    undone = ChangeSet(len(log) + 1, "", "E-2", "", "undo", edit, tuple(sorted(numbers)))
    assert replayed(ground, [*log, undone]).state == replayed(ground, kept).state
    if numbers:
        again = undoing(ground, [*log, undone], [undone.number])
        redone = ChangeSet(len(log) + 2, "", "E-2", "", "undo", again, (undone.number,))
        assert replayed(ground, [*log, undone, redone]).state == replayed(ground, log).state


@given(states, st.lists(edits, max_size=4))
def test_a_view_says_what_the_state_says_that_edits_lead_to(
    release: frozenset[Statement], drawn: list[Edit]
) -> None:
    view, state = View.of(release), release
    for edit in drawn:
        kept = view.effective(edit)
        view, state = view.after(kept), (state - kept.removed) | kept.added
    assert view.state == state
    assert View.of(release).until(view) == Edit.between(release, state)
    assert view.origins == sorted({origin for origin, _ in release | state})
    for one in release | state:
        node, predicate, value = one[1].subject, one[1].predicate, one[1].object
        assert (one in view) == (one in state)
        assert view.about(subject(one)) == {other for other in state if other[1].subject == node}
        assert isinstance(value, ox.Literal)
        assert view.saying(predicate.value, value) == {o for o in state if o[1].object == value}
        assert view.part(one[0]) == {other for other in state if other[0] == one[0]}


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
        undoing(View.of(release), log, [1])
    assert undoing(View.of(release), log, [1, 2]) == Edit(removed=frozenset((C,)))
    assert undoing(View.of(release), log, [2]) == Edit(frozenset((C,)), frozenset((B,)))


def test_an_edit_that_changes_nothing_any_more_is_refused_and_made_effective() -> None:
    view = View.of((A, B))
    edit = Edit(frozenset((A, C)), frozenset((B, D)))
    with pytest.raises(Conflict, match="1 statements to remove are not there, 1 to add are there already"):
        view.after(edit)
    assert view.effective(edit) == Edit(frozenset((A,)), frozenset((D,)))


def test_a_concept_has_the_version_of_the_change_set_that_touched_it_last() -> None:
    other = said("two", "A")
    log = log_of(frozenset(), [Edit(added=frozenset((A, other))), Edit(frozenset((A,)))])
    one, two, three = (f"https://x.example/{name}" for name in ("one", "two", "three"))
    assert versions(log, [one, two, three]) == {one: 2, two: 1, three: 0}
