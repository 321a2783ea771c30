"""Spark on this machine: the same answer as the local engine, to the last bit."""

import os
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest

from skillpath.agency import candidate_files, spark
from skillpath.agency.candidate_files import export_candidates
from skillpath.agency.pool_store import Snapshot
from skillpath.agency.rank_roles import Placed, rank_roles, rank_roles_by_spark, roles_of_book
from skillpath.agency.revisions import BookState
from skillpath.agency.workspace import Workspace
from skillpath.bench.labour_market import LabourMarket
from skillpath.bench.score_methods import matcher_of
from skillpath.bench.synthetic_pool import synthetic_pool
from skillpath.bench.synthetic_roles import synthetic_roles
from skillpath.errors import InputError
from skillpath.reasoner.pool import pool_of
from skillpath.reasoner.transfer import AS_OF
from workspaces import Bundled

pytest.importorskip("pyspark", reason="Spark is not installed: install skillpath[spark]")
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Workspace:
    return bundled.demonstration(tmp_path_factory.mktemp("spark") / "workspace")


@pytest.fixture
def files_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small files and batches, so that the best come from many places."""
    monkeypatch.setattr(candidate_files, "PART", 400)
    monkeypatch.setattr(candidate_files, "ROWS", 150)
    monkeypatch.setattr(spark, "BATCH", 70)


@needs_java
@pytest.mark.usefixtures("files_of_few")
def test_spark_answers_as_this_machine_does_and_tells_what_is_wrong_with_the_files(
    demo: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one session, which takes long to begin; the command has one of its own (tests/cli)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    (tmp_path / "wrong").mkdir()
    pq.write_table(pa.table({"code": ["C-1"]}), tmp_path / "wrong" / "some.parquet")
    folder, market = tmp_path / "candidates", LabourMarket.of(demo.network)
    pool, nobody = synthetic_pool(market, 1000, seed=5), pool_of([], day=AS_OF)
    export_candidates(Snapshot(BookState(0, 0), pool, np.ones(len(pool), dtype=bool), nobody), folder)
    roles = [
        (role, matcher_of(demo.network, role).profile)
        for role in synthetic_roles(demo.network, market, 12, seed=5)
    ]
    before = sorted(tmp_path.rglob("*")), dict(os.environ)
    with spark._session("local[2]") as session:
        monkeypatch.setattr(spark, "_session", lambda _: nullcontext(session))
        by_spark = list(
            rank_roles_by_spark(demo, roles, as_of=AS_OF, top=150, folder=folder.as_uri(), master="local[2]")
        )
        with pytest.raises(InputError, match="Spark could not rank the candidates: The candidates need a co"):
            list(of_one_role(demo, tmp_path / "wrong"))
    assert (sorted(tmp_path.rglob("*")), dict(os.environ)) == before
    assert by_spark == list(rank_roles(demo, roles, as_of=AS_OF, top=150, folder=folder))
    assert len(by_spark) == 150 * len(roles)
    assert {row.inside for row in by_spark} == {True, False}


def of_one_role(demo: Workspace, folder: Path) -> Iterator[Placed]:
    return rank_roles_by_spark(
        demo, roles_of_book(demo, ["R-01"]), as_of=AS_OF, top=1, folder=str(folder), master="local[1]"
    )


def test_without_java_the_remedy_is_told(
    demo: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_candidates(demo.pool.now(), tmp_path / "candidates")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(InputError, match="Spark needs Java 17"):
        list(of_one_role(demo, tmp_path / "candidates"))
