"""Token buckets: who asks has a bucket of tokens that fills at a steady rate, and each request takes some."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field


@dataclass
class TokenBuckets:
    """A bucket for each key, full at first: ``capacity`` tokens, ``rate`` of them a second.

    Of at most ``keys`` buckets the one used longest ago is forgotten, as if it were full. Threads may share.

    >>> buckets = TokenBuckets(rate=1, capacity=2)
    >>> [buckets.wait("a", at=at) for at in (0, 0, 0, 1.5)]
    [0.0, 0.0, 1.0, 0.0]
    """

    rate: float
    capacity: float
    keys: int = 10_000
    _buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, key: str, *, at: float, cost: float = 1) -> float:
        """Takes tokens at some second of a clock, and gives 0; or takes none, and gives the seconds until
        there are enough. What costs more than a bucket holds costs a whole one."""
        cost = min(cost, self.capacity)
        with self._lock:
            held, since = self._buckets.pop(key, (self.capacity, at))
            held = min(self.capacity, held + max(0.0, at - since) * self.rate)
            missing = cost - held
            self._buckets[key] = (held - cost if missing <= 0 else held, max(at, since))
            if len(self._buckets) > self.keys:
                self._buckets.popitem(last=False)
        return max(0.0, missing) / self.rate
