"""Batch ranking: the best candidates for each of many roles, by this machine or by Spark."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np

from skillpath.agency.best import NOBODY, Best, best, best_of_pool
from skillpath.agency.candidate_files import candidate_files, read_candidates
from skillpath.agency.criteria import own_criteria
from skillpath.agency.rank_batches import BatchScorer
from skillpath.agency.spark import best_by_spark
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.compiled_roles import CompiledRoles
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.places import Places
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.ranks import ranked, shared_ranks
from skillpath.reasoner.role import Role
from skillpath.reasoner.rounding import shown

Progress = Callable[[str, int, int], None]
RoleAndProfile = tuple[Role, Profile]


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate among the best for a role. ``rank`` is shared by those of the same score on the same side
    of the filters; ``points`` is the score as it is shown."""

    role: str
    rank: int
    candidate: str
    score: float
    points: float
    inside: bool


def roles_of_book(workspace: Workspace, names: Sequence[str]) -> list[RoleAndProfile]:
    """Some roles of the book, or all where none is named, each under its own criteria.

    Raises :class:`UnknownName`.
    """
    book = workspace.book
    roles = [book.role(name) for name in dict.fromkeys(names)] if names else book.roles()
    return list(zip(roles, own_criteria(book, roles), strict=True))


def rank_roles(
    workspace: Workspace,
    roles: Sequence[RoleAndProfile],
    *,
    as_of: date,
    top: int,
    folder: Path | None = None,
    progress: Progress = lambda _part, _done, _total: None,
) -> Iterator[Placed]:
    """The best ``top`` candidates for each role: of the book as it is now, or of Parquet files in a folder.

    Those of files are all held in memory. Raises :class:`InputError` where the files cannot be read.
    """
    best_for = (
        _in_book(workspace, top) if folder is None else _in_files(workspace, folder, as_of, top, progress)
    )
    for done, (role, profile) in enumerate(roles, start=1):
        matcher = Matcher.prepare(workspace.network, role, profile, as_of=as_of)
        yield from placed(role.id, best_for(matcher))
        progress("roles", done, len(roles))


def rank_roles_by_spark(
    workspace: Workspace,
    roles: Sequence[RoleAndProfile],
    *,
    as_of: date,
    top: int,
    folder: str,
    master: str,
) -> Iterator[Placed]:
    """The same by Spark, which scores each partition of the files where it is.

    ``folder``: of this machine, or a URL that Spark reads. ``master``: where Spark runs, such as
    ``local[*]``. Raises :class:`InputError` where Spark cannot.
    """
    scorer = BatchScorer(CompiledRoles.of(workspace.network, roles, as_of=as_of), top)
    sources = [folder] if "://" in folder else [str(path.resolve()) for path in candidate_files(Path(folder))]
    found = best_by_spark(scorer, sources, master=master)
    for role, _ in roles:
        yield from placed(role.id, found.get(role.id, NOBODY))


def _in_book(workspace: Workspace, top: int) -> Callable[[Matcher], Best]:
    return partial(best, workspace, top=top, snapshot=workspace.pool.now())


def _in_files(
    workspace: Workspace, folder: Path, as_of: date, top: int, progress: Progress
) -> Callable[[Matcher], Best]:
    pool = read_candidates(folder, day=as_of, progress=partial(progress, "files"))
    places = Places.of(workspace.network, pool.histories.vocabulary)
    return lambda matcher: best_of_pool(matcher, pool, places, top=top)


def placed(role: str, found: Best) -> list[Placed]:
    """The best for a role with their ranks."""
    inside = [place < found.inside for place in range(len(found.codes))]
    seen = ranked(np.array(found.scores, dtype=np.float64)).tolist()
    ranks = shared_ranks(list(zip(inside, seen, strict=True)))
    return [
        Placed(role, rank, code, score, shown(score), within)
        for rank, code, score, within in zip(ranks, found.codes, found.scores, inside, strict=True)
    ]
