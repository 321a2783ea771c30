"""What it takes to keep edits and to see what they would change, beside compiling all anew, in one run."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, Final, TypeVar

import numpy as np

from skillpath.agency.editing.compiling import network_of
from skillpath.agency.editing.impact import impact
from skillpath.agency.editing.working_copies import begin, change, view
from skillpath.agency.workspace import Workspace
from skillpath.bench.load_book import invented_book
from skillpath.bench.scores import Progress
from skillpath.bench.table import Table
from skillpath.errors import InputError
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import catalogue_of
from skillpath.ontology.editing.edits import Edit

Found = TypeVar("Found")

NAME: Final = "preview"

EDITED: Final = (v.ESSENTIAL_SKILL, v.OPTIONAL_SKILL, v.BROADER, v.RELATED)
"""Links by these are taken away, in turn."""


@dataclass(frozen=True, slots=True)
class MeasuredPreview:
    """``edits`` kept one by one; seconds for each step; whether both networks are equal to the bit.

    ``revised``: the network from that of the release; ``anew``: the same from all statements; ``preview``:
    all that the preview takes, ``revised`` included, for ``candidates`` and ``roles``.
    """

    candidates: int
    roles: int
    edits: int
    moved: int
    kept: float
    revised: float
    anew: float
    preview: float
    equal: bool


def measure_preview(
    folder: Path, candidates: int, *, edits: int, seed: int, progress: Progress
) -> MeasuredPreview:
    """Edits the current release of a workspace in a copy of it with an invented book; nothing of it is kept.

    Raises :class:`skillpath.errors.WorkspaceError` where there is no workspace.
    """
    with invented_book(folder, candidates) as made:
        workspace = Workspace.open(made)
        begin(workspace, NAME, by="bench")
        workspace.pool.now().whole()
        kept, count = _edit(workspace, edits, seed)
        revised, network = _timed(lambda: network_of(workspace, NAME))
        anew, whole = _timed(lambda: _anew(workspace))
        preview, found = _timed(lambda: impact(workspace, NAME, progress=progress))
        return MeasuredPreview(
            candidates=found["candidates"],
            roles=len(found["roles"]) + found["untouched"],
            edits=count,
            moved=len(found["roles"]),
            kept=kept / count,
            revised=revised,
            anew=anew,
            preview=preview,
            equal=_equal(network, whole),
        )


def preview_document(measured: MeasuredPreview) -> dict[str, Any]:
    """The report for ``--json``."""
    return {name: getattr(measured, name) for name in MeasuredPreview.__dataclass_fields__}


def preview_table(measured: MeasuredPreview) -> Table:
    """The report for people."""
    return Table(
        f"{measured.edits} edits, {measured.candidates:,} candidates, {measured.roles} roles "
        f"({measured.moved} of them move)",
        ["step", "seconds"],
        [
            ["an edit checked and kept", f"{measured.kept:.2f}"],
            ["the network, revised", f"{measured.revised:.2f}"],
            ["the network, compiled anew", f"{measured.anew:.2f}"],
            ["the whole preview", f"{measured.preview:.2f}"],
            ["both networks equal", "yes" if measured.equal else "no"],
        ],
    )


def _edit(workspace: Workspace, edits: int, seed: int) -> tuple[float, int]:
    """Takes links away, as far as the rules allow; the seconds that it took, and how many there were."""
    seen, draw = view(workspace, NAME), Random(seed)  # noqa: S311 (no secrets here)
    seconds, count = 0.0, 0
    links = {predicate: sorted(seen.saying(predicate), key=str) for predicate in EDITED}
    while count < edits:
        of = [some for some in links.values() if some]
        some = of[count % len(of)]
        edit = Edit(removed=frozenset((some.pop(draw.randrange(len(some))),)))
        start = perf_counter()
        try:
            change(workspace, NAME, edit, by="bench", why="to measure", source="bench")
        except InputError:  # the rules need this one
            continue
        seconds += perf_counter() - start
        count += 1
    return seconds, count


def _anew(workspace: Workspace) -> Network:
    return compile_network(build_graph(catalogue_of([view(workspace, NAME).rows()])))


def _timed(work: Callable[[], Found]) -> tuple[float, Found]:
    start = perf_counter()
    found = work()
    return perf_counter() - start, found


def _equal(one: Network, other: Network) -> bool:
    return one.nodes == other.nodes and all(
        np.array_equal(getattr(one.transfer, part), getattr(other.transfer, part))
        for part in ("indptr", "indices", "data")
    )
