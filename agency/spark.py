"""Spark (https://spark.apache.org) as the engine of a batch ranking: extra ``[spark]``, and Java.

The compiled roles are sent to all workers once. Each scores the batches of its partitions by
:meth:`BatchScorer.score`, and keeps the best of each role; these are brought together by role and merged.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from skillpath.agency.best import Best
from skillpath.agency.extra import needs_extra
from skillpath.agency.rank_batches import BatchScorer, merged, schema
from skillpath.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

_LOOPBACK: Final = "127.0.0.1"

BATCH: Final = 50_000
"""Candidates in a batch, at most: what a worker holds in memory."""

_CONFIGURATION: Final[Mapping[str, str]] = {
    "spark.app.name": "skillpath rank",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH),
    "spark.sql.execution.arrow.useLargeVarTypes": "false",
    "spark.sql.session.timeZone": "UTC",
}

_AT_HOME: Final[Mapping[str, str]] = {
    "spark.driver.bindAddress": _LOOPBACK,
    "spark.driver.host": _LOOPBACK,
    "spark.sql.shuffle.partitions": "2",
}
"""More where Spark runs on this machine alone: nothing listens to another."""


def best_by_spark(scorer: BatchScorer, sources: Sequence[str], *, master: str) -> dict[str, Best]:
    """The best of all candidates in Parquet files, or folders of such, by role; none where there is nobody.

    Raises :class:`InputError` where Spark is not installed, cannot start, or cannot read the files.
    """
    with needs_extra("spark"):
        import pyspark.errors  # noqa: PLC0415 (optional)
    with _session(master) as spark:
        try:
            rows = _merged_answers(spark, scorer, sources)
        except pyspark.errors.PySparkException as error:
            raise InputError(f"Spark could not rank the candidates: {_in_short(error)}") from error
    by_role: dict[str, list[Any]] = {}
    for row in rows:
        by_role.setdefault(row.role, []).append(row)
    return {role: _best(found) for role, found in by_role.items()}


def _best(rows: Sequence[Any]) -> Best:
    inside = sum(row.inside for row in rows)
    return Best(tuple(r.candidate for r in rows), tuple(r.score for r in rows), inside, len(rows))


def _merged_answers(spark: "SparkSession", scorer: BatchScorer, sources: Sequence[str]) -> list[Any]:
    """The rows of all roles; those of one stand together, the best first."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 (optional)

    columns = from_arrow_schema(schema())
    roles = spark.sparkContext.broadcast(scorer)
    candidates = spark.read.parquet(*sources)
    answers = candidates.mapInArrow(partial(_score_partition, roles), columns)
    together = answers.repartition("role").mapInArrow(partial(_merge_partition, scorer.top), columns)
    rows: list[Any] = together.collect()
    roles.destroy()
    return rows


def _score_partition(roles: Any, batches: Iterator["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
    return roles.value.score_all(batches)  # type: ignore[no-any-return]


def _merge_partition(top: int, answers: Iterator["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
    """The best of the roles of a partition, which has all that was answered for them."""
    yield merged(list(answers), top=top)


@contextmanager
def _session(master: str) -> Iterator["SparkSession"]:
    """A session that ends with the block, and with it its Java process and all that it wrote for itself."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 (optional)

    _check_java()
    with TemporaryDirectory(prefix="skillpath-spark-") as folder, _environment(master):
        context = _context(master, Path(folder))
        gateway = context._gateway
        session = SparkSession(context)
        try:
            yield session
        finally:
            session.stop()
            _end(gateway)


def _context(master: str, folder: Path) -> "SparkContext":
    """Starts Java; what it prints goes into a file of the folder."""
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415 (optional)
    from pyspark.errors import PySparkException  # noqa: PLC0415 (optional)
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415 (optional)

    conf = SparkConf(loadDefaults=False).setMaster(master).setAll(list(_settings(master, folder).items()))
    log = folder / "log"
    try:
        with log.open("wb") as stream:
            printing = {"stdout": stream, "stderr": stream}
            gateway = launch_gateway(conf, printing)  # type: ignore[no-untyped-call] # Spark's
        return SparkContext(conf=conf, gateway=gateway)
    except (PySparkException, OSError) as error:
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise InputError(f"Spark could not start: {said[-1] if said else _in_short(error)}") from error


def _end(gateway: Any) -> None:
    """Ends the Java process, so that the next session begins with one of its own."""
    from pyspark import SparkContext  # noqa: PLC0415 (optional)

    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()
    SparkContext._gateway = SparkContext._jvm = None  # Spark keeps it, even when it is gone


def _settings(master: str, folder: Path) -> dict[str, str]:
    if not _is_at_home(master):
        return dict(_CONFIGURATION)
    own = {
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder),
        "spark.driver.extraJavaOptions": f"-Djava.io.tmpdir={folder} -XX:-UsePerfData",
    }
    return {**_CONFIGURATION, **_AT_HOME, **own}


def _is_at_home(master: str) -> bool:
    return master.startswith("local")


@contextmanager
def _environment(master: str) -> Iterator[None]:
    """What Spark reads of the environment: this Python for its workers, where none is named."""
    before = set(os.environ)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if _is_at_home(master):
        os.environ.setdefault("SPARK_LOCAL_IP", _LOOPBACK)
    try:
        yield
    finally:
        for name in set(os.environ) - before:  # Spark adds some, too
            del os.environ[name]


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=f"{home}/bin" if home else None) is None:
        raise InputError(
            "Spark needs Java 17 or newer, and there is none: install it (a package such as "
            "openjdk-17-jre-headless), or let JAVA_HOME name its folder; or rank with --engine local."
        )


def _in_short(error: Exception) -> str:
    """What went wrong, without what Java or Python add about where."""
    ours = re.search(r"skillpath\.errors\.\w+: (.*)", str(error))
    return ours[1] if ours else str(error).strip().splitlines()[0]
