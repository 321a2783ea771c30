"""A workspace with an invented book: the viewer is put under load without a book of one's own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from skillpath.agency.workspace import Workspace
from skillpath.bench.labour_market import LabourMarket
from skillpath.bench.synthetic_pool import candidate, synthetic_pool


@contextmanager
def invented_book(like: Path, candidates: int) -> Iterator[Path]:
    """A workspace with the releases of another, the demonstration agency and so many invented candidates.

    It is gone afterwards. Raises :class:`skillpath.errors.WorkspaceError` where the other is none.
    """
    network = Workspace.open(like).network
    with TemporaryDirectory(prefix="skillpath-load-") as folder:
        made = Path(folder) / "workspace"
        shutil.copytree(like, made, ignore=shutil.ignore_patterns("book.*", "pool", "cache", "dataset"))
        workspace = Workspace.open(made)
        workspace.load_demonstration()
        pool = synthetic_pool(LabourMarket.of(network), candidates)
        workspace.book.put(candidate(pool, row) for row in range(len(pool)))
        yield made
