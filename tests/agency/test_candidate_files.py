"""Candidates as Parquet files: what is read is what was written, and what cannot be is named."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import TODAY, candidates
from pools import told
from skillpath.agency import candidate_files
from skillpath.agency.address import file_url
from skillpath.agency.book import Book
from skillpath.agency.candidate_batches import batch_of, pool_of_batch, schema
from skillpath.agency.candidate_files import export_candidates, read_candidates
from skillpath.agency.pool_store import PoolStore
from skillpath.errors import InputError
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.pool import pool_of

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

CLERK = Candidate("C-1", (Spell("j1", "i1", date(2020, 1, 1)),), (Claim("s1", 0.5),), location="DE-BE")
COOK = Candidate("C-2", (Spell("j2", None, date(2010, 1, 1), date(2015, 6, 30), on_floor=True),))
NEW = Candidate("B-9", (), (Claim("s2"), Claim("s1", 0.25)), licences=("ADR", "adr"))

crowds = st.lists(candidates, max_size=12).map(
    lambda found: [replace(one, code=f"C-{number:02}") for number, one in enumerate(found)]
)


@given(crowds, st.randoms(use_true_random=False))
def test_a_pool_comes_back_from_a_batch_as_it_was(crowd: list[Candidate], chance: Any) -> None:
    pool = pool_of(crowd, day=TODAY)
    batch = batch_of(pool)
    assert batch.schema == schema()
    order = chance.sample(range(len(crowd)), len(crowd))
    for rows in (batch, batch.take(pa.array(order, pa.int64()))):
        assert told(pool_of_batch(rows, day=TODAY)) == told(pool)


@given(crowds.filter(bool))
def test_a_part_of_a_batch_is_read_alone(crowd: list[Candidate]) -> None:
    pool = pool_of(crowd, day=TODAY)
    half = len(crowd) // 2
    part = pool_of_batch(batch_of(pool).slice(half), day=TODAY)
    assert told(part) == told(pool.take(np.arange(half, len(crowd))))


def store(folder: Path, people: list[Candidate], *, later: Sequence[Candidate] = ()) -> PoolStore:
    """The pool of a book; ``later``: written since it was compiled."""
    book = Book(file_url(folder / "book.sqlite"))
    book.put(people)
    kept = PoolStore(folder / "pool", book)
    kept.now()
    book.put(later)
    return kept


def test_all_candidates_are_exported_in_files_of_bounded_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidate_files, "PART", 2)
    kept = store(tmp_path, [CLERK, COOK], later=[NEW])
    seen: list[tuple[int, int]] = []
    folder = tmp_path / "export"
    assert export_candidates(kept.now(), folder, progress=lambda done, total: seen.append((done, total))) == 3
    assert [path.name for path in sorted(folder.iterdir())] == ["part-00000.parquet", "part-00001.parquet"]
    assert [one.code for one in told(read_candidates(folder, day=TODAY))] == ["B-9", "C-1", "C-2"]
    assert told(read_candidates(folder, day=TODAY)) == told(kept.now().whole())
    assert seen == [(2, 3), (3, 3)]


def test_an_empty_book_is_exported_as_no_candidates(tmp_path: Path) -> None:
    assert export_candidates(store(tmp_path, []).now(), tmp_path / "export") == 0
    assert len(read_candidates(tmp_path / "export", day=TODAY)) == 0


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    with pytest.raises(InputError, match="is there already"):
        export_candidates(store(tmp_path, [CLERK]).now(), tmp_path / "export")
    assert list((tmp_path / "export").iterdir()) == []


def test_an_export_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = store(tmp_path, [CLERK]).now()
    before = sorted(tmp_path.iterdir())

    def broken(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", broken)
    with pytest.raises(InputError, match="No space left on device"):
        export_candidates(snapshot, tmp_path / "export")
    assert sorted(tmp_path.iterdir()) == before


def test_a_candidate_in_two_files_is_named(tmp_path: Path) -> None:
    for name in ("a.parquet", "b.parquet"):
        pq.write_table(pa.Table.from_batches([batch_of(pool_of([CLERK], day=TODAY))]), tmp_path / name)
    with pytest.raises(InputError, match="C-1 is there twice"):
        read_candidates(tmp_path, day=TODAY)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no Parquet files"):
        read_candidates(tmp_path, day=TODAY)
    (tmp_path / "broken.parquet").write_text("no Parquet")
    with pytest.raises(InputError, match=r"broken\.parquet"):
        read_candidates(tmp_path, day=TODAY)


def rows(**changes: Any) -> list[dict[str, Any]]:
    spell = {"job_type": "j1", "industry": None, "start": date(2020, 1, 1), "end": None, "level": "senior"}
    row = {
        "code": "C-1",
        "spells": [{**spell, "on_floor": None}],
        "claims": [{"skill": "s1", "level": 0.5}],
        "location": None,
        "available_from": None,
        "licences": None,
    }
    return [{**row, **changes}]


def test_what_is_not_known_may_be_null() -> None:
    pool = pool_of_batch(
        pa.RecordBatch.from_pylist(rows(spells=None, claims=None), schema=schema()), day=TODAY
    )
    assert told(pool) == [Candidate("C-1")]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"code": None}, "code that is null"),
        ({"claims": [{"skill": "s1", "level": 1.5}]}, r"at most 1, not 1\.5"),
        ({"claims": [{"skill": "s1", "level": None}]}, "above 0"),
        ({"claims": [{"skill": None, "level": 1.0}]}, "skill that is null"),
        ({"spells": [{"start": None, "level": "senior"}]}, "start that is null"),
        ({"spells": [{"start": TODAY, "level": "boss"}]}, "level “boss”"),
        ({"licences": [None]}, "licence that is null"),
    ],
)
def test_what_no_candidate_can_have_is_named(changes: dict[str, Any], message: str) -> None:
    batch = pa.RecordBatch.from_pylist(rows(**changes), schema=schema())
    with pytest.raises(InputError, match=message):
        pool_of_batch(batch, day=TODAY)


@pytest.mark.parametrize(
    "change",
    [
        lambda wanted: wanted.remove(wanted.get_field_index("claims")),
        lambda wanted: wanted.set(0, pa.field("code", pa.int64())),
        lambda wanted: wanted.set(1, pa.field("spells", pa.list_(pa.string()))),
        lambda wanted: wanted.set(2, pa.field("claims", pa.list_(pa.struct({"skill": pa.string()})))),
        lambda wanted: wanted.set(5, pa.field("licences", pa.string())),
    ],
)
def test_columns_that_are_missing_or_of_another_type_are_named(change: Callable[[Any], Any]) -> None:
    with pytest.raises(InputError, match="need a column"):
        pool_of_batch(pa.RecordBatch.from_pylist([], schema=change(schema())), day=TODAY)
