"""A throw-away PostgreSQL server from the system's own packages, in a temporary folder, on a Unix socket."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL

import postgres
from skillpath.agency.schema import METADATA, REVISION, VERSION

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
}
"""What only a server whose data nobody needs tomorrow may be told."""

USER = "skillpath"
GUARDED = "guarded"
"""The one user who needs a password."""

PATIENCE = 60


def is_installed() -> bool:
    return postgres.program("postgres") is not None and postgres.program("initdb") is not None


class Server:
    """A running server with as many databases as are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._made = folder, 0

    def url(self, database: str, *, username: str = USER, password: str | None = None) -> URL:
        place = {"host": str(self._folder)}
        return URL.create("postgresql", username, password, database=database, query=place)

    def execute(self, statement: str) -> None:
        with self.connection("postgres") as connection:
            connection.execute(statement)

    def connection(self, database: str) -> "psycopg.Connection[Any]":
        return psycopg.connect(host=str(self._folder), user=USER, dbname=database, autocommit=True)

    def new_database(self, template: str = "template0") -> URL:
        self._made += 1
        self.execute(f"CREATE DATABASE book{self._made} TEMPLATE {template}")
        return self.url(f"book{self._made}")

    def empty(self, database: str) -> None:
        """Makes a book as it was when it was new: much quicker than another database."""
        with self.connection(database) as connection:
            connection.execute("SET session_replication_role = replica")  # the guards of decisions sleep
            tables = ", ".join(table.name for table in METADATA.sorted_tables if table is not REVISION)
            connection.execute(sql.SQL(f"TRUNCATE {tables} RESTART IDENTITY"))
            connection.execute("UPDATE revision SET changes = 0, removals = 0")
            connection.execute("UPDATE alembic_version SET version_num = %s", [VERSION])


@contextmanager
def running() -> Iterator[Server]:
    """Starts a server and stops it; as root it runs as another user, since PostgreSQL refuses root."""
    # A socket's path has 107 characters at most: this folder's name is short.
    folder = Path(tempfile.mkdtemp(prefix="skillpath-pg-"))
    person, data = _unprivileged(folder), folder / "data"
    asked = [str(postgres.program("initdb")), "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "-N"]
    try:
        subprocess.run(asked, check=True, capture_output=True, **person)
        access = data / "pg_hba.conf"
        access.write_text(f"local all {GUARDED} scram-sha-256\n{access.read_text()}")
        settings = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
        command = [str(postgres.program("postgres")), "-D", str(data), "-k", str(folder), *settings]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, **person)
        try:
            server = Server(folder)
            _wait(server, process, folder / "log")
            yield server
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nobody needs the data
            process.wait(PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """As whom the server runs, where we are root; the folder becomes theirs."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    person = names.get("postgres") or names["nobody"]
    os.chown(folder, person.pw_uid, person.pw_gid)
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": [], "cwd": folder}


def _wait(server: Server, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            server.execute("SELECT 1")
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"PostgreSQL did not start:\n{log.read_text()}") from None
            time.sleep(0.05)
        else:
            return
