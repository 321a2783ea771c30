"""How much one core gets done in a batch ranking, and what that makes of a very large one on a cluster.

Measured is what Spark calls (:class:`skillpath.agency.rank_batches.BatchScorer`), on one batch of invented
candidates, in processor time of this process: whatever else the machine does hardly counts.
"""

import io
import pickle
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

from skillpath.agency.candidate_batches import batch_of, pool_of_batch
from skillpath.agency.extra import needs_extra
from skillpath.agency.rank_batches import BatchScorer
from skillpath.bench.labour_market import LabourMarket
from skillpath.bench.score_methods import criteria_of
from skillpath.bench.synthetic_pool import synthetic_pool
from skillpath.bench.synthetic_roles import synthetic_roles
from skillpath.bench.table import Table
from skillpath.graph.network import Network
from skillpath.reasoner.compiled_roles import CompiledRoles
from skillpath.reasoner.role import Role
from skillpath.reasoner.transfer import AS_OF

Progress = Callable[[str, int, int], None]

TOP: Final = 100
"""So many of the best are asked for, for each role."""

MB: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Job:
    """A very large batch ranking: so many candidates, roles, and cores that do nothing else."""

    candidates: int
    roles: int
    cores: int


@dataclass(frozen=True, slots=True)
class Throughput:
    """One batch on one core: ``read_s`` to make columns of it, ``role_s`` for each role.

    ``candidate_bytes``: of one in a Parquet file; ``row_bytes``: of a row of the answer; ``sent_bytes``: the
    compiled roles of the whole ``job``, as each machine gets them once.
    """

    job: Job
    candidates: int
    roles: int
    read_s: float
    role_s: float
    candidate_bytes: float
    row_bytes: float
    sent_bytes: int

    @property
    def pairs_per_second(self) -> float:
        """Candidates × roles that one core ranks in a second, reading included, for all roles of the job."""
        return self.candidates * self.job.roles / self.batch_s

    @property
    def batch_s(self) -> float:
        """How long one core takes for a batch of the job."""
        return self.read_s + self.job.roles * self.role_s

    @property
    def batches(self) -> int:
        """Batches of the job."""
        return -(-self.job.candidates // self.candidates)

    @property
    def hours(self) -> float:
        """How long the cores of the job take: each batch in turn on one of them."""
        return -(-self.batches // self.job.cores) * self.batch_s / 3600

    @property
    def answer_bytes(self) -> float:
        """What is brought together by role, if each batch is a partition of its own."""
        return self.batches * self.job.roles * TOP * self.row_bytes


def measure_throughput(
    network: Network, candidates: int, roles: int, *, job: Job, seed: int, progress: Progress
) -> Throughput:
    """Invents a batch of candidates, and roles, for a network; scores the one for the others.

    Raises :class:`InputError` where the extra is missing.
    """
    with needs_extra("spark"):
        import pyarrow  # noqa: F401, PLC0415 (optional)
    market = LabourMarket.of(network)
    invented = synthetic_roles(network, market, max(job.roles, roles), seed=seed)
    progress("compile", 0, 2)
    sent = len(pickle.dumps(_scorer(network, invented[: job.roles])))
    scorer = pickle.loads(pickle.dumps(_scorer(network, invented[:roles])))  # noqa: S301 (made here)
    batch = batch_of(synthetic_pool(market, candidates, seed=seed))
    progress("compile", 2, 2)
    read_s, _ = _spent(lambda: pool_of_batch(batch, day=AS_OF))
    whole_s, (answer,) = _spent(lambda: list(scorer.score_all(iter([batch]))))
    progress("score", 1, 1)
    return Throughput(
        job=job,
        candidates=candidates,
        roles=roles,
        read_s=read_s,
        role_s=(whole_s - read_s) / roles,
        candidate_bytes=_parquet_bytes(batch) / candidates,
        row_bytes=answer.nbytes / answer.num_rows,
        sent_bytes=sent,
    )


def _scorer(network: Network, roles: list[Role]) -> BatchScorer:
    asked = [(role, criteria_of(role)) for role in roles]
    return BatchScorer(CompiledRoles.of(network, asked, as_of=AS_OF), TOP)


def _spent(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds that some work takes, and what it comes to."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def _parquet_bytes(batch: Any) -> int:
    import pyarrow as pa  # noqa: PLC0415 (optional)
    import pyarrow.parquet as pq  # noqa: PLC0415 (optional)

    file = io.BytesIO()
    pq.write_table(pa.Table.from_batches([batch]), file, compression="zstd")
    return file.tell()


def throughput_document(measured: Throughput) -> dict[str, Any]:
    """The report for ``--json``."""
    names = ("pairs_per_second", "batch_s", "batches", "hours", "answer_bytes")
    return {**asdict(measured), "top": TOP, **{name: getattr(measured, name) for name in names}}


def throughput_tables(measured: Throughput) -> list[Table]:
    """The report for people: what was measured, and the estimate."""
    job = measured.job
    return [
        Table(
            f"{measured.candidates:,} candidates for {measured.roles} roles, top {TOP}, on one core",
            ["measured", ""],
            [
                ["columns made of the batch, s", f"{measured.read_s:.2f}"],
                ["a role, ms", f"{1000 * measured.role_s:.1f}"],
                ["candidates × roles a second", f"{measured.candidates / measured.role_s:,.0f}"],
                ["a candidate in Parquet, bytes", f"{measured.candidate_bytes:.0f}"],
                [f"compiled roles, {job.roles:,} of them, MB", f"{measured.sent_bytes / MB:.1f}"],
            ],
        ),
        Table(
            f"{job.candidates:,} candidates × {job.roles:,} roles on {job.cores:,} cores",
            ["estimate", ""],
            [
                ["files, GB", f"{job.candidates * measured.candidate_bytes / MB / 1024:.1f}"],
                ["batches", f"{measured.batches:,}"],
                ["a batch for all roles on one core, s", f"{measured.batch_s:.0f}"],
                ["candidates × roles a second and core", f"{measured.pairs_per_second:,.0f}"],
                ["core-hours", f"{measured.batches * measured.batch_s / 3600:,.0f}"],
                ["hours", f"{measured.hours:.2f}"],
                [
                    "answers of batches to merge, GB",
                    f"{measured.answer_bytes / MB / 1024:.1f}",
                ],
                ["rows of the whole answer", f"{job.roles * TOP:,}"],
            ],
        ),
    ]
