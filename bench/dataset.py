"""What it takes to have the dataset: made for the first time, after a write, after a deletion, in one run."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any, Final

from skillpath.agency.dataset.source import silent
from skillpath.agency.dataset.stores import store_for
from skillpath.agency.workspace import Workspace
from skillpath.bench.load_book import invented_book
from skillpath.bench.own_process import timed
from skillpath.bench.scores import Progress
from skillpath.bench.table import Table
from skillpath.ontology.dataset.snapshots import size_of
from skillpath.reasoner.decision import Decision, Outcome
from skillpath.reasoner.transfer import AS_OF

REPEATS: Final = 3
"""How often each write is made; the median counts."""

_MEGABYTE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class MeasuredDataset:
    """Of a book of so many ``candidates``: how many ``statements`` a store has, the release included.

    Milliseconds: ``ontology_ms`` for the graphs of the ontology, ``first_ms`` for those of the book as well,
    ``again_ms`` to find that nothing has changed, those of ``refresh_ms`` after one write of a sort, and
    ``deleted_ms`` after somebody was deleted. Bytes on the disk: of the store, and of what a refresh adds.
    """

    candidates: int
    statements: int
    ontology_ms: float
    first_ms: float
    again_ms: float
    refresh_ms: dict[str, float]
    deleted_ms: float
    store_bytes: int
    added_bytes: int


def measure_dataset(folder: Path, candidates: int, *, progress: Progress = silent) -> MeasuredDataset:
    """Measures in a copy of a workspace with an invented book; nothing of it is kept.

    Raises :class:`skillpath.errors.WorkspaceError` where there is no workspace.
    """
    with invented_book(folder, candidates) as made:
        workspace = Workspace.open(made)
        _ = workspace.network  # a server has it

        def asked(book: bool = True) -> tuple[Path, float]:
            return timed(lambda: store_for(workspace, (), book=book, progress=progress))

        _, ontology = asked(book=False)
        store, first = asked()
        again = median(asked()[1] for _ in range(REPEATS))
        size, refreshed = size_of(store), {}
        for write, make in WRITES.items():
            times = []
            for number in range(REPEATS):
                make(workspace, number)
                store, taken = asked()
                times.append(taken)
            refreshed[write] = median(times)
        statements = size.statements
        added = size_of(store).own_bytes
        workspace.forget(min(workspace.book.codes()))
        return MeasuredDataset(
            candidates=len(workspace.book.codes()) + 1,
            statements=statements,
            ontology_ms=ontology,
            first_ms=first,
            again_ms=again,
            refresh_ms=refreshed,
            deleted_ms=asked()[1],
            store_bytes=size.bytes,
            added_bytes=added,
        )


def _change(workspace: Workspace, number: int) -> None:
    one = workspace.book.candidate(max(workspace.book.codes()))
    workspace.book.put([replace(one, location=("AT", "CH")[number % 2])])


def _decide(workspace: Workspace, number: int) -> None:
    role = workspace.book.roles()[0].id
    said = Decision(max(workspace.book.codes()), role, Outcome.ON_HOLD, AS_OF, "K-1", f"measured {number}")
    workspace.book.decide([said])


def _change_role(workspace: Workspace, number: int) -> None:
    role = workspace.book.role_as_written(workspace.book.roles()[0].id)
    workspace.book.put([], [replace(role, title=f"measured {number}")])


WRITES: Final[dict[str, Callable[[Workspace, int], None]]] = {
    "a candidate": _change,
    "a decision": _decide,
    "a role": _change_role,
}
"""What is written → how."""


def dataset_document(measured: MeasuredDataset) -> dict[str, Any]:
    """The report for ``--json``; ``ratios``: how many times as long the first store takes as a refresh."""
    ratios = {write: measured.first_ms / taken for write, taken in measured.refresh_ms.items()}
    return asdict(measured) | {"ratios": ratios}


def dataset_table(measured: MeasuredDataset) -> Table:
    """The report for people."""
    first = measured.first_ms
    rows = [
        ("graphs of the ontology, for the first time", measured.ontology_ms),
        ("graphs of the book, for the first time", first),
        ("nothing has changed", measured.again_ms),
        *((f"{write} was written", taken) for write, taken in measured.refresh_ms.items()),
        ("somebody was deleted", measured.deleted_ms),
    ]
    return Table(
        f"The dataset of {measured.candidates:,} candidates: {measured.statements:,} statements, "
        f"{measured.store_bytes / _MEGABYTE:,.0f} MB; a refresh adds "
        f"{measured.added_bytes / _MEGABYTE:.1f} MB",
        ["what is asked for", "ms", "of the first time"],
        [[what, f"{taken:,.0f}", f"{taken / first:.2%}"] for what, taken in rows],
    )
