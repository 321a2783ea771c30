"""Folders as sources: CSV by its columns, Parquet as it was exported, and what is said of any other."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from firms import BROAD_ROLE, DAY, claiming, firm, iri, worked
from skillpath.agency.candidate_files import export_candidates
from skillpath.agency.matching import matcher_for
from skillpath.agency.sources import folder as folders
from skillpath.agency.sources.answer import Answer, State
from skillpath.agency.sources.asking import ask_all
from skillpath.agency.sources.source import Kind, Source
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.candidate import Candidate, Claim, Spell

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    people = [
        worked("C-1", "clerk"),
        worked("C-2", "cashier"),
        claiming("C-3", "pay"),
        worked("C-4", "nurse"),
    ]
    return firm(tmp_path_factory.mktemp("folder") / "workspace", *people)


@pytest.fixture
def ask(workspace: Workspace, tmp_path: Path) -> Ask:
    def asked(*, top: int = 10, most: int = 10, place: Path = tmp_path) -> Answer:
        source = Source("shared", Kind.FOLDER, str(place), most=most, seconds=60)
        (answer,) = ask_all([source], matcher_for(workspace, BROAD_ROLE, None, DAY), top=top)
        return answer

    return asked


def test_csv_files_are_read_by_their_columns(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "candidates.csv").write_text(
        "\ufefflocation,code,licences\nDE,C-9,ADR|forklift\n", encoding="utf-8"
    )
    (tmp_path / "spells.csv").write_text(f"code,job_type,start,note\nC-9,{iri('clerk')},2020-01-01,x\n")
    (tmp_path / "claims.csv").write_text(f"code,skill\nC-9,{iri('pay')}\nC-8,{iri('tax')}\n")
    found = ask().found
    assert found.state is State.ALL
    assert [one.candidate for one in found.people] == [
        Candidate("C-8", claims=(Claim(iri("tax")),)),
        Candidate(
            "C-9",
            (Spell(iri("clerk"), None, date(2020, 1, 1)),),
            (Claim(iri("pay")),),
            "DE",
            licences=("ADR", "forklift"),
        ),
    ]


@pytest.mark.parametrize(("top", "state"), [(2, State.BEST), (4, State.ALL)])
def test_of_exported_candidates_come_the_best(
    ask: Ask, workspace: Workspace, tmp_path: Path, top: int, state: State
) -> None:
    export_candidates(workspace.pool.now(), tmp_path / "pool")
    found = ask(top=top, place=tmp_path / "pool").found
    people = {one.code: one for one in workspace.book.candidates()}
    best = ["C-1", "C-3", "C-2", "C-4"][:top]
    assert [one.candidate for one in found.people] == [people[code] for code in sorted(best)]
    assert found.state is state
    assert found.reasons == (() if state is State.ALL else ("its best 2 of 4",))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.txt", b"", "There are no Parquet files"),
        ("spells.csv", b"name,start\nAda,2020-01-01\n", "spells.csv has no column “code”"),
        ("spells.csv", b"", "spells.csv has no column “code”"),
        ("spells.csv", b"code\n\xff\xfe\n", "not UTF-8"),
        ("spells.csv", b"code\n" + b"x" * 200_000, "cannot be read: field larger"),
        ("part.parquet", b"PAR1 and no more", "Cannot read"),
    ],
)
def test_another_folder_is_refused_with_the_reason(
    ask: Ask, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    answer = ask()
    assert answer.found.state is State.NOTHING
    assert said in answer.found.reasons[0]


def test_a_file_that_is_too_large_is_not_begun(ask: Ask, tmp_path: Path) -> None:
    with (tmp_path / "claims.csv").open("wb") as file:
        file.truncate(folders.LARGEST + 1)
    assert ask().found.reasons == ("claims.csv has more than 256 MB: give Parquet files",)
