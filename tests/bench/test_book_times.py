"""An invented pool in a book: written, compiled, opened and updated; the times are only there."""

from dataclasses import astuple
from pathlib import Path

from skillpath.agency.address import FILE, file_url
from skillpath.agency.book import Book
from skillpath.agency.pool_files import save_pool
from skillpath.bench.book_times import ROUNDS, book_times
from skillpath.bench.labour_market import LabourMarket
from skillpath.bench.synthetic_pool import candidate, synthetic_pool
from workspaces import Bundled


def test_all_candidates_are_in_the_book_and_some_are_changed(tmp_path: Path, bundled: Bundled) -> None:
    network = bundled(tmp_path / "workspace").network
    pool = synthetic_pool(LabourMarket.of(network), 40)
    files, folder = tmp_path / "files", tmp_path / "book"
    files.mkdir()
    folder.mkdir()
    save_pool(pool, files)
    told: list[tuple[int, int]] = []
    times = book_times(files, folder, lambda *done: told.append(done))
    assert all(value > 0 for value in astuple(times))
    assert told == [(0, 40)]
    book = Book(file_url(folder / FILE))
    kept = book.candidates()
    same = [one == candidate(pool, row) for row, one in enumerate(kept)]
    assert (len(kept), same.count(False)) == (40, ROUNDS)
    assert not same[0]
    assert not same[-1]
