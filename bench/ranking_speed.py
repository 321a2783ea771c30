"""How long it takes to find the best of a large pool, by the product and by what else there is.

All methods look at the same invented pool, each in its own process, and answer the same roles in turn, so
that whatever else the machine does meets all alike. The first role is asked of each once before, and not
counted: what a method has not read yet, it reads then.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.pool_files import save_pool
from skillpath.bench import dense_search, word_search
from skillpath.bench.answers import Answer
from skillpath.bench.bandwidth import read_once_ms, spell_table
from skillpath.bench.book_times import BookTimes, book_times
from skillpath.bench.labour_market import LabourMarket
from skillpath.bench.ranking_worker import METHODS, Built, Place, Timed, Worker, workers
from skillpath.bench.synthetic_pool import synthetic_pool
from skillpath.bench.synthetic_roles import synthetic_roles
from skillpath.graph.network import Network
from skillpath.reasoner.role import Role

Progress = Callable[[str, int, int], None]

ASKED: Final[Mapping[str, int]] = {"exhaustive": 20, "networkx": 2}
"""Method → of so many roles at most, spread evenly, it is asked; the others of all."""

PRODUCT: Final = "cascade"
TRUTH: Final = "exhaustive"
EXPLANATION: Final = "explanation"
SAMPLED: Final = frozenset({"networkx"})
"""Methods whose times are reckoned from a sample of the candidates."""

OPTIONAL: Final = {"bm25": word_search.installed, "dense": dense_search.installed}
"""Method → whether what it needs is installed."""

PACKAGES: Final = (*word_search.PACKAGES, *dense_search.PACKAGES)


@dataclass(frozen=True, slots=True)
class Speed:
    """A method: how long each query took, by role, and how many candidates each step of each looked at."""

    method: str
    built: Built
    roles: tuple[str, ...]
    ms: NDArray[np.float64]
    peak_mb: float
    steps: Mapping[str, NDArray[np.int64]]

    def of(self, roles: Sequence[str]) -> NDArray[np.float64]:
        """How long the queries for some roles took."""
        return self.ms[np.isin(self.roles, roles)]

    def within(self, percent: float) -> float:
        """Milliseconds within which so many per cent of the queries were answered."""
        return float(np.percentile(self.ms, percent))


@dataclass(frozen=True, slots=True)
class RankingSpeed:
    """One run.

    ``book``: what it takes to have the same candidates in a book; ``None`` where that was not asked for.
    ``compared``: for how many roles the product's answer was held to that of scoring all; ``equal``: whether
    candidates, scores and order were the same, bit by bit, for each of them.
    """

    candidates: int
    roles: int
    seed: int
    spells: int
    spell_bytes: int
    read_once_ms: float
    methods: tuple[Speed, ...]
    book: BookTimes | None
    compared: int
    equal: bool
    left_out: tuple[str, ...]

    @property
    def ranking(self) -> list[Speed]:
        """The methods that rank, which is not what explaining does."""
        return [speed for speed in self.methods if speed.method != EXPLANATION]

    def times_product(self, method: str) -> float:
        """How many times as long as the product a method takes, by the medians over the same roles."""
        speed = self.speed(method)
        return float(np.median(speed.ms) / np.median(self.speed(PRODUCT).of(speed.roles)))

    def speed(self, method: str) -> Speed:
        """That of one method."""
        return next(speed for speed in self.methods if speed.method == method)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured: ``network`` is that of the ``workspace``, ``market`` what careers are drawn from.

    ``book``: also write all candidates into a book of its own.
    """

    network: Network
    market: LabourMarket
    workspace: Path
    roles: int
    seed: int = 0
    book: bool = True


def ranking_speed(plan: Plan, candidates: int, *, progress: Progress) -> RankingSpeed:
    """Makes a pool and measures all methods whose packages are installed.

    ``progress`` is told what is done, and of how much.
    """
    chosen = available()
    asked = synthetic_roles(plan.network, plan.market, plan.roles, seed=plan.seed)
    with TemporaryDirectory(prefix="skillpath-bench-") as folder, TemporaryDirectory() as books:
        pool = synthetic_pool(
            plan.market, candidates, seed=plan.seed, progress=lambda *done: progress("pool", *done)
        )
        save_pool(pool, Path(folder))
        table, spells = spell_table(pool.histories), int(pool.histories.spell_starts[-1])
        del pool
        least = read_once_ms(table)
        place = Place(plan.workspace.resolve(), Path(folder))
        with workers(chosen, place, lambda *done: progress("build", *done)) as ready:
            timed = ask_all(ready, asked, lambda *done: progress("queries", *done))
            methods = tuple(_speed(worker, timed[worker.method]) for worker in ready)
        times = None
        if plan.book:
            times = book_times(place.pool, Path(books), lambda *done: progress("book", *done))
    compared = timed[TRUTH]
    return RankingSpeed(
        candidates=candidates,
        roles=plan.roles,
        seed=plan.seed,
        spells=spells,
        spell_bytes=sum(column.nbytes for column in table),
        read_once_ms=least,
        methods=methods,
        book=times,
        compared=len(compared),
        equal=all(same(timed[PRODUCT][role].answer, whole.answer) for role, whole in compared.items()),
        left_out=tuple(method for method in METHODS if method not in chosen),
    )


def available() -> list[str]:
    """The methods whose packages are installed."""
    return [method for method in METHODS if method not in OPTIONAL or OPTIONAL[method]()]


def growing(candidates: int) -> list[int]:
    """The sizes at which growth is measured.

    >>> growing(1_000_000)
    [10000, 100000, 1000000, 3000000]
    """
    return [candidates // 100, candidates // 10, candidates, 3 * candidates]


def ask_all(
    ready: Sequence[Worker], roles: Sequence[Role], progress: Callable[[int, int], None]
) -> dict[str, dict[str, Timed]]:
    """Each role of each method in turn, as often as :data:`ASKED` says: method → id of the role → answer."""
    answers: dict[str, dict[str, Timed]] = {worker.method: {} for worker in ready}
    turns = {worker.method: turns_of(worker.method, len(roles)) for worker in ready}
    for worker in ready:
        worker.ask(roles[0])
    for number, role in enumerate(roles):
        for worker in ready:
            if number in turns[worker.method]:
                answers[worker.method][role.id] = worker.ask(role)
        progress(number + 1, len(roles))
    return answers


def turns_of(method: str, roles: int) -> frozenset[int]:
    """The numbers of the roles that a method is asked for.

    >>> sorted(turns_of("networkx", 5)), sorted(turns_of("cascade", 3))
    ([0, 4], [0, 1, 2])
    """
    most = min(ASKED.get(method, roles), roles)
    return frozenset(np.linspace(0, roles - 1, most).round().astype(int).tolist())


def _speed(worker: Worker, answers: Mapping[str, Timed]) -> Speed:
    timed = list(answers.values())
    steps = timed[0].answer.steps
    return Speed(
        method=worker.method,
        built=worker.built,
        roles=tuple(answers),
        ms=np.array([one.ms for one in timed]),
        peak_mb=timed[-1].peak_mb,
        steps={step: np.array([one.answer.steps[step] for one in timed]) for step in steps},
    )


def same(found: Answer, whole: Answer) -> bool:
    """Whether both hold the same candidates in the same order, with the same scores to the last bit."""
    return np.array_equal(found.rows, whole.rows) and np.array_equal(found.scores, whole.scores)
