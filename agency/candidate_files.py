"""Candidates as a folder of Parquet files: what other engines read in place of the book."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np

from skillpath.agency.candidate_batches import batch_of, check_distinct, pool_of_batch
from skillpath.agency.extra import needs_extra
from skillpath.agency.pool_store import Snapshot
from skillpath.errors import InputError
from skillpath.ontology.files import new_folder
from skillpath.reasoner.pool import Pool, joined_pools

PART: Final = 100_000
"""Candidates in a file, at most: some 20 MB."""

ROWS: Final = 25_000
"""Candidates in a row group: the least that one task of another engine takes."""

Progress = Callable[[int, int], None]


def export_candidates(
    snapshot: Snapshot, folder: Path, *, progress: Progress = lambda _done, _total: None
) -> int:
    """Writes all candidates into a new folder, which appears when it is whole; how many they are.

    Raises :class:`InputError` where the folder is there already, cannot be made, or the extra is missing.
    """
    with needs_extra("spark"):
        import pyarrow as pa  # noqa: PLC0415 (optional)
        import pyarrow.parquet as pq  # noqa: PLC0415 (optional)
    if folder.exists():
        raise InputError(f"{folder} is there already: name a new folder.")
    pool = snapshot.whole()
    try:
        with new_folder(folder) as building:
            for start in range(0, max(1, len(pool)), PART):
                rows = np.arange(start, min(start + PART, len(pool)))
                table = pa.Table.from_batches([batch_of(pool.take(rows))])
                name = f"part-{start // PART:05}.parquet"
                pq.write_table(table, building / name, compression="zstd", row_group_size=ROWS)
                progress(start + len(rows), len(pool))
    except OSError as error:
        raise InputError(f"Cannot write {folder}: {error.strerror or error}.") from error
    return len(pool)


def candidate_files(folder: Path) -> list[Path]:
    """The Parquet files of a folder, by name; raises :class:`InputError` where there are none."""
    files = sorted(folder.glob("*.parquet"))
    if not files:
        raise InputError(
            f"There are no Parquet files in {folder}: write some by `skillpath export candidates {folder}`."
        )
    return files


def read_candidates(folder: Path, *, day: date, progress: Progress = lambda _done, _total: None) -> Pool:
    """All candidates of a folder as one pool; ``day``: see :class:`Pool`.

    Raises :class:`InputError` with the file that cannot be read, and where the extra is missing.
    """
    files, pools = candidate_files(folder), []
    for done, path in enumerate(files, start=1):
        pools.append(_read(path, day))
        progress(done, len(files))
    pool = joined_pools(pools, day=day)
    check_distinct(pool.codes)
    return pool


def _read(path: Path, day: date) -> Pool:
    with needs_extra("spark"):
        import pyarrow as pa  # noqa: PLC0415 (optional)
        import pyarrow.parquet as pq  # noqa: PLC0415 (optional)
    try:
        table = pq.ParquetFile(path).read().combine_chunks()
        batches = table.to_batches() or [pa.RecordBatch.from_pylist([], schema=table.schema)]
        return joined_pools([pool_of_batch(batch, day=day) for batch in batches], day=day)
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"Cannot read {path}: {error}") from error
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
