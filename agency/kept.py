"""Results that are kept: each is worked out once, however many threads ask for it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class Kept:
    """Calls functions of something that stays as it is, and keeps the latest results of each.

    >>> kept = Kept("abc", 64)
    >>> kept(str.count, "b"), kept(str.count, "b")
    (1, 1)
    """

    def __init__(self, of: Any, most: int) -> None:
        self._of, self._most = of, most
        self._results: dict[Callable[..., Any], OrderedDict[Hashable, Any]] = {}
        self._running: dict[Hashable, threading.Lock] = {}
        self._turn = threading.Lock()

    def __call__(self, function: Callable[..., Any], *arguments: Any, key: Hashable = None) -> Any:
        """What the function makes of it and of the arguments; who asks for the same meanwhile waits.

        The arguments are kept with the result. Where they are large, ``key`` says the same in little, and it
        alone is kept: two calls with one key have equal arguments.
        """
        asked = arguments if key is None else key
        with self._running.setdefault((function, asked), threading.Lock()):
            try:
                known = self._known(function, asked)
                if known is None:
                    known = (function(self._of, *arguments),)
                    self._keep(function, asked, known)
                return known[0]
            finally:
                self._running.pop((function, asked), None)

    def _known(self, function: Callable[..., Any], asked: Hashable) -> tuple[Any] | None:
        """The result alone in a tuple, as the latest that was asked for."""
        with self._turn:
            results = self._results.setdefault(function, OrderedDict())
            if asked in results:
                results.move_to_end(asked)
            return results.get(asked)

    def _keep(self, function: Callable[..., Any], asked: Hashable, result: tuple[Any]) -> None:
        with self._turn:
            results = self._results[function]
            results[asked] = result
            if len(results) > self._most:
                results.popitem(last=False)
