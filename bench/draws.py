"""Weighted draws from many rows at once, without a loop over them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Draws:
    """Columns to draw from each row of a matrix of weights, none of whose rows is empty.

    ``until`` is the row's number plus the share of its weight up to and with each entry, so that it rises
    from one end of the matrix to the other, and one search serves all rows.

    >>> draws = Draws.of(sparse.csr_array([[0.0, 1.0, 3.0], [2.0, 0.0, 0.0]]))
    >>> draws.until.tolist()
    [0.25, 1.0, 2.0]
    >>> draws.draw(np.array([1, 0, 1]), np.random.default_rng(1)).tolist()[::2]
    [0, 0]
    """

    starts: Numbers
    columns: Numbers
    until: NDArray[np.float64]

    @classmethod
    def of(cls, weights: "sparse.csr_array[np.float64]") -> "Draws":
        """Draws in proportion to weights above 0."""
        starts = weights.indptr.astype(np.int64)
        sizes = np.diff(starts)
        running = np.concatenate([[0.0], np.cumsum(weights.data)])
        before = np.repeat(running[starts[:-1]], sizes)
        whole = np.repeat(np.diff(running[starts]), sizes)
        until = np.repeat(np.arange(len(sizes)), sizes) + (running[1:] - before) / whole
        return cls(starts, weights.indices.astype(np.int64), until)

    def draw(self, rows: Numbers, rng: np.random.Generator) -> Numbers:
        """One column for each of the rows."""
        found = np.searchsorted(self.until, rows + rng.random(len(rows)), side="right")
        # The sum of a row and a number just below 1 may be rounded up to the next row.
        return self.columns[np.clip(found, self.starts[rows], self.starts[rows + 1] - 1)]
