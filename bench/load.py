"""The viewer under load: how long pages take, and that none shows anything wrong while all changes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.best import best
from skillpath.agency.matching import matcher_for, today
from skillpath.agency.workspace import Workspace
from skillpath.bench.load_known import ON_A_PAGE, Known, Pages, known_pages
from skillpath.bench.load_readers import Read, Reading, read, require_tool
from skillpath.bench.load_server import serving
from skillpath.bench.load_states import Changes, State, wrong
from skillpath.bench.load_writer import CODE, Writing, Written, writing
from skillpath.bench.other_release import other_release
from skillpath.bench.scores import Progress, silent
from skillpath.errors import InputError
from skillpath.reasoner.candidate import Candidate

SHARES: Final[Mapping[str, float]] = {"role": 0.8, "match": 0.2}
"""In which share of their requests readers open which pages."""

STATIC: Final[Mapping[str, float]] = {"static": 1.0}
"""The same for what pages are set beside."""

OF_STATIC: Final = 0.2
"""For this share of the seconds of a phase a static file is read."""


@dataclass(frozen=True, slots=True)
class Phase:
    """Readers for a while, ``seconds`` from the first question to the last answer.

    ``ms`` are the milliseconds of the requests by kind, ``errors`` the failed ones by what was wrong,
    ``wrong`` the pages that showed no state of the workspace between question and answer. ``written``: by
    who wrote meanwhile.
    """

    name: str
    readers: int
    ms: Mapping[str, NDArray[np.float64]]
    seconds: float
    errors: Mapping[str, int]
    wrong: int
    written: Written

    def within(self, kind: str, percent: float) -> float:
        """The milliseconds within which this share of the requests of a kind was answered."""
        return float(np.percentile(self.ms[kind], percent))

    @property
    def per_second(self) -> float:
        """Requests that were answered in a second."""
        return sum(map(len, self.ms.values())) / self.seconds


@dataclass(frozen=True, slots=True)
class Load:
    """A run: the phases, and what was :class:`Known` before."""

    candidates: int
    roles: int
    known: Known
    phases: tuple[Phase, ...]


def measure_load(folder: Path, *, readers: int, seconds: float, progress: Progress = silent) -> Load:
    """Serves a workspace, has it read, and leaves book and current release as they were.

    A release with a link less is compiled where it is not there already, and stays beside the current one.
    Raises :class:`InputError` for a book that is too small, and where the load tool is not installed.
    """
    require_tool()
    workspace = Workspace.open(folder)
    if not workspace.book.roles() or len(workspace.pool.now()) <= 2 * ON_A_PAGE:
        raise InputError(f"The book needs roles, and more than {2 * ON_A_PAGE} candidates: add some.")
    with _more(workspace, progress) as names:
        return _measured(folder, names, readers=readers, seconds=seconds, progress=progress)


@contextmanager
def _more(workspace: Workspace, progress: Progress) -> Iterator[tuple[str, str]]:
    """A candidate more, and another release beside the current one, for the time of the benchmark."""
    before = workspace.release.name
    try:
        progress("another release", 0, 1)
        other = other_release(Workspace.open(workspace.folder))
        progress("another release", 1, 1)
        workspace.releases.use(before)
        workspace.book.put([Candidate(CODE)])
        yield before, other
    finally:
        workspace.releases.use(before)
        workspace.book.put([Candidate(CODE)])
        workspace.book.remove(CODE)
        workspace.pool.now()


def _measured(
    folder: Path, names: tuple[str, str], *, readers: int, seconds: float, progress: Progress
) -> Load:
    """``names``: the releases, that of the beginning first."""
    workspace = Workspace.open(folder)
    pages, people = _chosen(workspace)
    start = State(names[0], in_top=False)
    plan = Writing(folder, people, people[0], start, releases=(), seconds=seconds)
    states = [State(name, in_top) for name in reversed(names) for in_top in (True, False)]
    with serving(folder) as origin:
        known = known_pages(folder, origin, pages, plan.best, states, progress=progress)
        crowd = Reading(readers, seconds, origin, known.paths, SHARES)
        one = replace(crowd, readers=1)
        file = replace(one, seconds=seconds * OF_STATIC, shares=STATIC)
        quiet = {"a static file": file, "one reader": one, f"{readers} readers": crowd}
        nothing = Written(0, Changes(start))
        phases = [
            *(_phase(name, reading, read(reading), known, nothing) for name, reading in quiet.items()),
            _with_writer(f"{readers}, and a writer", crowd, known, plan),
            _with_writer(f"{readers}, writer, releases", crowd, known, replace(plan, releases=names[::-1])),
        ]
    return Load(len(workspace.pool.now()) - 1, len(pages.matches), known, tuple(phases))


def _chosen(workspace: Workspace) -> tuple[Pages, list[Candidate]]:
    """The pages to read, and all on those of the roles, the best of the first role before the others."""
    day, first = today(), {}
    for role in workspace.book.roles():
        first[role.id] = best(workspace, matcher_for(workspace, role, None, day), top=ON_A_PAGE).codes
    codes = dict.fromkeys(code for found in first.values() for code in found if code != CODE)
    people = {one.code: one for one in workspace.book.candidates(codes)}
    matches = {role: found[1] for role, found in first.items()}
    return Pages(matches, day), [people[code] for code in codes]


def _with_writer(name: str, reading: Reading, known: Known, plan: Writing) -> Phase:
    with writing(plan) as stop:
        found = read(reading)
        written = stop()
    return _phase(name, reading, found, known, written)


def _phase(name: str, reading: Reading, found: Read, known: Known, written: Written) -> Phase:
    pages = [visit for visit in found.visits if visit.kind != reading.static]
    return Phase(
        name=name,
        readers=reading.readers,
        ms={
            kind: np.array([visit.ms for visit in found.visits if visit.kind == kind])
            for kind in reading.shares
        },
        seconds=max(v.there for v in found.visits) - min(v.sent for v in found.visits),
        errors=found.errors,
        wrong=len(wrong(pages, known.expected, written.changes)),
        written=written,
    )
