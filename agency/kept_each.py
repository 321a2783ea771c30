"""Results about candidates one by one: who is written again is worked out anew, nobody else."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Generic, TypeVar

T = TypeVar("T")

MOST: Final = 512
"""For so many candidates results are kept: all of a ranking that is looked at, and some by themselves."""


class KeptEach(Generic[T]):
    """Keeps a result for each candidate as it was last written, of those that were asked for last.

    >>> lengths = KeptEach[int]()
    >>> lengths({"C-1": 1, "C-22": 1}, lambda codes: {code: len(code) for code in codes})
    {'C-1': 3, 'C-22': 4}
    >>> lengths({"C-1": 1, "C-22": 2}, lambda codes: {code: 0 for code in codes})
    {'C-1': 3, 'C-22': 0}
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._results: OrderedDict[tuple[str, int], T] = OrderedDict()
        self._turn, self._working = threading.Lock(), threading.Lock()

    def __call__(
        self, written: Mapping[str, int], work: Callable[[Sequence[str]], Mapping[str, T]]
    ) -> dict[str, T]:
        """The results of candidates, by code; ``written``: code → when each was last written.

        What is not known of them ``work`` makes, of all at once; of whom it makes none, there is none.
        Who asks meanwhile waits: most of the time for the same.
        """
        found = self._known(written)
        if len(found) < len(written):
            with self._working:
                found = self._known(written)
                unknown = [code for code in written if code not in found]
                made = work(unknown) if unknown else {}
                self._keep({(code, written[code]): result for code, result in made.items()})
            found |= made
        return {code: found[code] for code in written if code in found}

    def _known(self, written: Mapping[str, int]) -> dict[str, T]:
        """What is kept, as the latest that was asked for."""
        with self._turn:
            keys = [key for key in written.items() if key in self._results]
            for key in keys:
                self._results.move_to_end(key)
            return {key[0]: self._results[key] for key in keys}

    def _keep(self, results: Mapping[tuple[str, int], T]) -> None:
        with self._turn:
            self._results.update(results)
            while len(self._results) > self._most:
                self._results.popitem(last=False)
