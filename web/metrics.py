"""What the viewer measures of itself, in the text format of Prometheus.

Labels are routes, methods, statuses and kinds, never anything of a candidate.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Flask, Response, abort, current_app, request
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from skillpath.agency.intake.taking import Taken
from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.web.current import EXTENSION as SHOWN
from skillpath.web.exposure import EXPOSURE, Exposure
from skillpath.web.language import gettext, gettext_noop
from skillpath.web.rate_limits import client
from skillpath.web.request_log import method, route, seconds
from skillpath.web.security import LOOPBACK, called

BLUEPRINT: Final = Blueprint("metrics", __name__)

EXTENSION: Final = "skillpath-metrics"

RANKINGS: Final = frozenset(("roles.show", "api.ranked", "api.shared", "standings.show"))
"""Endpoints that rank the candidates of the book for a role."""

SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""The upper ends of the histogram of how long requests take."""

HERE_ONLY: Final = gettext_noop("The metrics are read on this machine only.")


class Metrics:
    """The measures of one application."""

    def __init__(self, app: Flask) -> None:
        self.registry: Final = CollectorRegistry()
        self.requests = Counter(
            "skillpath_requests",
            "Requests that were answered.",
            ("route", "method", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "skillpath_request_seconds",
            "How long answers took to make.",
            ("route",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.rankings = Counter("skillpath_rankings", "Rankings that were shown.", registry=self.registry)
        self.files = Counter(
            "skillpath_intake_files",
            "Files that were sent, by outcome.",
            ("outcome",),
            registry=self.registry,
        )
        self.errors = Counter(
            "skillpath_errors", "Defects of the program, by kind.", ("kind",), registry=self.registry
        )
        ProcessCollector(registry=self.registry)
        self.registry.register(_OfTheWorkspace(app))

    def count_files(self, taken: Iterable[Taken]) -> None:
        """Counts what became of files that were sent."""
        for one in taken:
            outcome = (
                "known" if one.known else "draft" if one.refused is None else one.refused.why.name.lower()
            )
            self.files.labels(outcome).inc()


@dataclass(frozen=True, slots=True)
class _OfTheWorkspace(Collector):
    """What is looked up when it is asked: of the pool as it was last compiled and of the release."""

    app: Flask

    def collect(self) -> Iterator[Metric]:
        opened: Workspace = self.app.extensions[SHOWN]
        try:
            candidates, compiled = len(opened.pool.now()), opened.pool.compiled_at()
            release = opened.release.name
        except (SkillPathError, OSError):
            return  # /readyz says what is wrong; here the measures are missing
        yield GaugeMetricFamily(
            "skillpath_pool_candidates", "Candidates that are ranked.", value=float(candidates)
        )
        yield GaugeMetricFamily(
            "skillpath_pool_age_seconds",
            "Since the compiled candidates were written to the disk.",
            value=max(0.0, time.time() - compiled),
        )
        told = GaugeMetricFamily("skillpath_release", "The release that is shown.", labels=["release"])
        told.add_metric([release], 1)
        yield told


def measure(app: Flask) -> None:
    """Has an application count and time its requests."""
    kept = Metrics(app)
    app.extensions[EXTENSION] = kept

    def count(response: Response) -> Response:
        kept.requests.labels(route(), method(), response.status_code).inc()
        kept.seconds.labels(route()).observe(seconds())
        if request.endpoint in RANKINGS and response.status_code == 200:
            kept.rankings.inc()
        return response

    app.after_request(count)


def metrics() -> Metrics:
    """Those of the running application."""
    kept: Metrics = current_app.extensions[EXTENSION]
    return kept


@BLUEPRINT.get("/metrics")
def show() -> Response:
    """All measures; to this machine only, unless a setting opens them."""
    exposure: Exposure = current_app.config[EXPOSURE]
    _, local = client(request.remote_addr)
    if not exposure.open_metrics and not (local and called() in LOOPBACK):
        abort(403, gettext(HERE_ONLY))
    return Response(generate_latest(metrics().registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)
