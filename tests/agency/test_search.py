"""A search over the own book and shared folders: one ranking, one row a person, and what came from each."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firms import BROAD_ROLE, DAY, ROLE, claiming, firm, iri, worked
from skillpath.agency.candidate_files import export_candidates
from skillpath.agency.matching import matcher_for
from skillpath.agency.sources.answer import Person
from skillpath.agency.sources.register import add_source
from skillpath.agency.sources.same_person import Origin, one_each, set_keys
from skillpath.agency.sources.search import search
from skillpath.agency.sources.source import Kind, Source
from skillpath.agency.workspace import Workspace
from skillpath.errors import UnknownName
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.shown import Document

OURS = (worked("C-1", "clerk", years=1), worked("C-2", "cashier", "hotel"), claiming("C-3", "pay"))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return firm(tmp_path / "workspace", *OURS)


def shared(workspace: Workspace, name: str, text: str, *industries: str, keys: str = "") -> None:
    """A source that is a folder with spells (code, job, year of the start), a row a line."""
    folder = workspace.folder.parent / name
    folder.mkdir()
    rows = [line.split() for line in text.splitlines()]
    spells = [f"{code},{iri(job)},{year}-01-01" for code, job, year in rows]
    (folder / "spells.csv").write_text("\n".join(["code,job_type,start", *spells]))
    (folder / "candidates.csv").write_text(f"code,same_as\n{keys}")
    about = tuple(map(iri, industries))
    add_source(workspace.book, Source(name, Kind.FOLDER, str(folder), industries=about, seconds=60))


def names(document: Document) -> list[str]:
    return [row["candidate"] for row in document["rows"]]


def came(document: Document) -> dict[str, tuple[str, int]]:
    return {one["source"]: (one["state"], one["candidates"]) for one in document["sources"]}


def test_the_ranking_is_that_of_the_matcher_over_all(workspace: Workspace) -> None:
    shared(workspace, "east", "A clerk 2006\nB nurse 2006\nC clerk 2025")
    shared(workspace, "west", "A clerk 2022\nB cashier 2026")
    found = search(workspace, "R-1", top=20, as_of=DAY)
    everybody = [
        *OURS,
        *(worked(f"east:{c}", job, years=y) for c, job, y in [("A", "clerk", 20), ("B", "nurse", 20)]),
        worked("east:C", "clerk", years=1),
        worked("west:A", "clerk", years=4),
        worked("west:B", "cashier", years=0),
    ]
    expected = matcher_for(workspace, ROLE, None, DAY).rank(everybody)
    assert [(row["candidate"], row["score"]) for row in found["rows"]] == [
        (match.candidate, match.score) for match in expected
    ]
    assert names(search(workspace, "R-1", top=3, as_of=DAY)) == [m.candidate for m in expected[:3]]
    assert came(found) == {"own": ("all", 3), "east": ("all", 3), "west": ("all", 2)}
    assert found["rows"][0]["sources"] == [{"source": "east", "code": "A"}]


def test_without_sources_it_is_the_ranking_of_the_book(workspace: Workspace) -> None:
    found = search(workspace, "R-1", top=2, as_of=DAY)
    assert names(found) == ["C-1", "C-3"]
    assert came(found) == {"own": ("its best", 2)}
    assert found["sources"][0]["reasons"] == ["its best 2 of 3"]


def test_nobody_anywhere_is_an_empty_list(tmp_path: Path) -> None:
    assert search(firm(tmp_path / "empty"), "R-1", top=2)["rows"] == []


def test_only_sources_that_fit_the_industry_are_asked(workspace: Workspace) -> None:
    shared(workspace, "beds", "A clerk 2006", "hotel")
    shared(workspace, "broad", "A clerk 2006")
    shared(workspace, "doctors", "A clerk 2006", "hotel", "clinic")
    shared(workspace, "gone", "A clerk 2006", "unheard-of")
    found = search(workspace, "R-1", top=9, as_of=DAY)
    assert came(found) == {
        "own": ("all", 3),
        "broad": ("all", 1),
        "doctors": ("all", 1),
        "beds": ("not asked", 0),
        "gone": ("not asked", 0),
    }
    assert found["sources"][-1]["reasons"] == ["its industries are far from clinics"]
    assert came(search(workspace, BROAD_ROLE.id, top=9))["beds"] == ("all", 1)


def test_sources_that_are_named_are_asked_whatever_their_industry(workspace: Workspace) -> None:
    shared(workspace, "beds", "A clerk 2006", "hotel")
    assert names(search(workspace, "R-1", names=["beds", "beds"], top=9)) == ["beds:A"]
    assert names(search(workspace, "R-1", names=["own"], top=9, as_of=DAY)) == ["C-1", "C-3", "C-2"]
    with pytest.raises(UnknownName, match="beds"):
        search(workspace, "R-1", names=["bed"], top=9)


def test_one_who_fails_leaves_the_others_and_is_named(workspace: Workspace) -> None:
    add_source(workspace.book, Source("away", Kind.FOLDER, str(workspace.folder / "nowhere")))
    shared(workspace, "east", f"A clerk 2006\nB clerk {DAY.year + 1}\nC stranger 2006")
    found = search(workspace, "R-1", top=9, as_of=DAY)
    assert came(found) == {"own": ("all", 3), "away": ("nothing", 0), "east": ("partial", 2)}
    reasons = {one["source"]: one["reasons"] for one in found["sources"]}
    assert "There are no Parquet files" in reasons["away"][0]
    assert "begins in the future" in reasons["east"][0]
    assert reasons["east"][1] == "concepts that this release lacks, which count for nothing: 1"


def test_the_same_person_is_one_row_with_the_richer_profile(workspace: Workspace) -> None:
    shared(workspace, "east", "A clerk 2006\nA cashier 2004\nB clerk 2006", keys="A,ada\nB,bo\n")
    shared(workspace, "west", "Z cashier 2020", keys="Z,bo\n")
    set_keys(workspace.book, {"C-2": "ada"})
    found = search(workspace, "R-1", top=9, as_of=DAY)
    rows = {row["candidate"]: row for row in found["rows"]}
    assert set(rows) == {"C-1", "C-2", "C-3", "east:B"}
    assert rows["C-2"]["sources"] == [{"source": "own", "code": "C-2"}, {"source": "east", "code": "A"}]
    assert (rows["C-2"]["profile_of"], rows["C-2"]["rank"]) == ("east", 1)
    assert [one["source"] for one in rows["east:B"]["sources"]] == ["east", "west"]
    assert rows["east:B"]["profile_of"] == "east"


def test_whom_others_know_is_found_in_the_book_however_low_they_rank(workspace: Workspace) -> None:
    """And whoever moves up in the book for them is not lost."""
    shared(workspace, "east", "A nurse 2006\nA nurse 2004", keys="A,ada\n")
    set_keys(workspace.book, {"C-1": "ada"})
    found = search(workspace, "R-1", top=1, as_of=DAY)
    assert names(found) == ["C-3"]  # C-1 was the best of the book, and is a nurse by the richer profile
    assert came(found)["own"] == ("its best", 2)


def test_a_search_asks_exported_candidates_for_their_best(workspace: Workspace, tmp_path: Path) -> None:
    export_candidates(workspace.pool.now(), tmp_path / "pool")
    add_source(workspace.book, Source("pool", Kind.FOLDER, str(tmp_path / "pool"), seconds=60))
    found = search(workspace, "R-1", names=["pool"], top=2, as_of=DAY)
    own = search(workspace, "R-1", names=["own"], top=2, as_of=DAY)
    assert [row["score"] for row in found["rows"]] == [row["score"] for row in own["rows"]]
    assert came(found) == {"pool": ("its best", 2)}


people = st.lists(
    st.builds(Person, st.builds(Candidate, st.sampled_from("ABC")), st.none() | st.sampled_from("xyz")),
    max_size=3,
    unique_by=lambda person: person.candidate.code,
)


@given(st.tuples(people, people, people))
def test_every_profile_has_one_row_and_every_key_at_most_one(
    found: tuple[list[Person], list[Person], list[Person]],
) -> None:
    sources = list(zip(("own", "b", "c"), found, strict=True))
    rows = one_each(sources)
    origins = [origin for row in rows for origin in row.origins]
    given_origins = [Origin(name, one.candidate.code) for name, some in sources for one in some]
    assert sorted(origins, key=str) == sorted(given_origins, key=str)
    keys = {Origin(name, one.candidate.code): one.same_as for name, some in sources for one in some}
    held = [keys[row.origins[0]] for row in rows]
    assert len([key for key in held if key]) == len({key for key in held if key})
    assert all(len({keys[origin] for origin in row.origins}) == 1 for row in rows)
    assert len({row.candidate.code for row in rows}) == len(rows)
    assert all(replace(row.candidate, code="") == Candidate("") for row in rows)
