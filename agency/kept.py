"""Results that are kept: each is worked out once, however many threads ask for it."""

import threading
from collections.abc import Callable, Hashable
from functools import lru_cache, partial
from typing import Any


class Kept:
    """Calls functions of something that stays as it is, and keeps the latest results of each.

    >>> kept = Kept("abc", 64)
    >>> kept(str.count, "b"), kept(str.count, "b")
    (1, 1)
    """

    def __init__(self, of: Any, most: int) -> None:
        self._of, self._most = of, most
        self._memories: dict[Callable[..., Any], Callable[..., Any]] = {}
        self._running: dict[Hashable, threading.Lock] = {}

    def __call__(self, function: Callable[..., Any], *arguments: Hashable) -> Any:
        """What the function makes of it and of the arguments; who asks for the same meanwhile waits."""
        memory = self._memories.setdefault(function, lru_cache(self._most)(partial(function, self._of)))
        asked = (function, arguments)
        with self._running.setdefault(asked, threading.Lock()):
            try:
                return memory(*arguments)
            finally:
                self._running.pop(asked, None)
