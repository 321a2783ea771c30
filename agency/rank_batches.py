"""The best candidates of Arrow batches: a pure function that any engine can call wherever the batches are.

What it answers has the columns of :func:`schema`: for each role its best, the best first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from skillpath.agency.best import best_of_pool
from skillpath.agency.candidate_batches import pool_of_batch
from skillpath.reasoner.compiled_roles import CompiledRoles
from skillpath.reasoner.histories import starts_of
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import encoded
from skillpath.reasoner.ranks import ranked

if TYPE_CHECKING:
    import pyarrow as pa


def schema() -> "pa.Schema":
    """The columns of an answer: ``role``, ``candidate``, ``score``, and whether ``inside`` all filters."""
    import pyarrow as pa  # noqa: PLC0415 (optional)

    return pa.schema(
        {"role": pa.string(), "candidate": pa.string(), "score": pa.float64(), "inside": pa.bool_()}
    )


@dataclass(frozen=True, slots=True)
class BatchScorer:
    """Roles, and how many of the best are wanted for each."""

    roles: CompiledRoles
    top: int

    def score(self, batch: "pa.RecordBatch") -> "pa.RecordBatch":
        """The best of a batch of candidates for each role.

        The batch has the columns of :func:`skillpath.agency.candidate_batches.schema`; raises
        :class:`InputError` where it does not.
        """
        import pyarrow as pa  # noqa: PLC0415 (optional)

        pool = pool_of_batch(batch, day=self.roles.as_of)
        places = Places.of(self.roles.network, pool.histories.vocabulary)
        found = [
            (matcher.role.id, best_of_pool(matcher, pool, places, top=self.top))
            for matcher in self.roles.matchers()
        ]
        columns = [
            [role for role, best in found for _ in best.codes],
            [code for _, best in found for code in best.codes],
            [score for _, best in found for score in best.scores],
            [place < best.inside for _, best in found for place in range(len(best.codes))],
        ]
        return pa.RecordBatch.from_arrays(
            [pa.array(column, field.type) for column, field in zip(columns, schema(), strict=True)],
            schema=schema(),
        )

    def score_all(self, batches: Iterator["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        """The best of many batches together: one answer, none where there are no candidates."""
        answers: list[pa.RecordBatch] = []
        for batch in batches:
            if batch.num_rows:
                answers = [merged([*answers, self.score(batch)], top=self.top)]
        yield from answers


def merged(answers: Sequence["pa.RecordBatch"], *, top: int) -> "pa.RecordBatch":
    """The best of several answers, as if they were one: of each role those inside first, ties by code."""
    import pyarrow as pa  # noqa: PLC0415 (optional)

    table = pa.Table.from_batches(answers, schema=schema()).combine_chunks()
    names, role = np.unique(np.array(table.column("role").to_pylist(), dtype=np.str_), return_inverse=True)
    codes = encoded(table.column("candidate").to_pylist())
    seen = ranked(table.column("score").to_numpy())
    outside = ~table.column("inside").to_numpy()
    order = np.lexsort((codes, -seen, outside, role))
    sizes = np.bincount(role, minlength=len(names))
    place = np.arange(len(order)) - np.repeat(starts_of(sizes)[:-1], sizes)
    best = table.take(pa.array(order[place < top])).combine_chunks()
    return next(iter(best.to_batches()), pa.RecordBatch.from_pylist([], schema=schema()))
