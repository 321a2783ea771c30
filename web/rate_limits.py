"""How many requests one address may make: more are refused for a while, with the seconds to wait."""

import math
import time
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from types import MappingProxyType
from typing import Final

from flask import Flask, request
from werkzeug.exceptions import TooManyRequests

from skillpath.web.exposure import Exposure
from skillpath.web.language import gettext, gettext_noop
from skillpath.web.token_bucket import TokenBuckets

BURST: Final = 15
"""Seconds of the rate that may be used at once: pages are opened in tabs, and then they are read."""

LOOPBACK_TIMES: Final = 100
"""Of what other machines may ask, this machine may ask so many times more."""

COSTS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "static": 0,
        "health.alive": 0,
        "health.ready": 0,
        "metrics.show": 0,
        "search.hits": 0,
        "search.names": 0,
        "concept_form.names": 0,
        "workbench.offered": 0,
        "intake.upload": 20,
        "api.shared": 10,
        "duplicates.index": 5,
    }
)
"""Endpoint → what a request of it counts; others count one, suggestions while one types none."""

SLOWLY: Final = gettext_noop("Too much was asked from your address: try again in %(seconds)s seconds.")


def limit_rates(app: Flask, exposure: Exposure) -> None:
    """Has an application refuse what an address asks beyond its rate."""
    if exposure.per_minute is None:
        return
    rate = exposure.per_minute / 60
    strangers = TokenBuckets(rate, rate * BURST)
    here = TokenBuckets(rate * LOOPBACK_TIMES, rate * LOOPBACK_TIMES * BURST)

    def refuse() -> None:
        cost = COSTS.get(request.endpoint or "", 1)
        if not cost:
            return
        key, local = client(request.remote_addr)
        wait = (here if local else strangers).wait(key, at=time.monotonic(), cost=cost)
        if wait:
            seconds = math.ceil(wait)
            raise TooManyRequests(gettext(SLOWLY, seconds=seconds), retry_after=seconds)

    app.before_request(refuse)


def client(address: str | None) -> tuple[str, bool]:
    """Who counts as one, and whether it is this machine; of IPv6 a network of 64 bits is one.

    >>> client("2001:db8::1"), client("127.0.0.1"), client("unix")
    (('2001:db8::', False), ('127.0.0.1', True), ('unix', False))
    """
    try:
        known = ip_address(address or "")
    except ValueError:
        return address or "", False
    if isinstance(known, IPv6Address) and not known.is_loopback:
        return str(IPv6Address(int(known) >> 64 << 64)), False
    return str(known), known.is_loopback
