"""What is read for a page takes no longer in a large book: by index, never by going through a table."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from skillpath.agency.address import file_url
from skillpath.agency.book import Book
from skillpath.reasoner.candidate import Candidate

CODES = [f"C-{number}" for number in range(100)]

READS: dict[str, Callable[[Book], object]] = {
    "some candidates": lambda book: book.candidates(CODES),
    "one candidate": lambda book: book.candidate("C-1"),
    "who was written since": lambda book: book.changed_since(1),
    "the state": lambda book: book.state(),
}


@pytest.mark.parametrize("read", READS)
def test_no_table_of_candidates_is_gone_through(tmp_path: Path, read: str) -> None:
    book = Book(file_url(tmp_path / "book.sqlite"))
    book.put(map(Candidate, CODES))
    plans: list[str] = []

    def explained(_: object, cursor: object, statement: str, parameters: object, *_more: object) -> None:
        if statement.startswith("SELECT"):
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[attr-defined]
            plans.extend(row[3] for row in cursor.fetchall())  # type: ignore[attr-defined]

    with book.read() as connection:
        engine = connection.engine
    event.listen(engine, "before_cursor_execute", explained)
    READS[read](book)
    large = ("candidate", "spell", "claim")
    through = [plan for plan in plans if plan.startswith(tuple(f"SCAN {table}" for table in large))]
    assert (plans != [], through, [plan for plan in plans if "merged_into=" in plan]) == (True, [], [])
