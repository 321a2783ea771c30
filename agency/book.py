"""The book: the embedded database of candidates and roles."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Row,
    Select,
    Table,
    create_engine,
    delete,
    event,
    insert,
    select,
)
from sqlalchemy.exc import DBAPIError

from skillpath.agency import schema as t
from skillpath.errors import UnknownName, WorkspaceError
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.role import Role, SkillRequirement


class Book:
    """Candidates and roles in one SQLite file. Every write is one transaction that survives a crash."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = _engine(path)
        self._prepare()

    def put(self, candidates: Iterable[Candidate] = (), roles: Iterable[Role] = ()) -> None:
        """Writes candidates and roles, all or none; one with a known code replaces the earlier one."""
        people, vacancies = list(candidates), list(roles)
        with self._engine.begin() as connection:
            connection.execute(delete(t.CANDIDATE).where(t.CANDIDATE.c.code.in_([c.code for c in people])))
            connection.execute(delete(t.ROLE).where(t.ROLE.c.id.in_([r.id for r in vacancies])))
            _insert(connection, t.CANDIDATE, [{"code": c.code} for c in people])
            _insert(connection, t.SPELL, _parts((c.code, c.spells) for c in people))
            _insert(connection, t.CLAIM, _parts((c.code, c.claims) for c in people))
            _insert(connection, t.ROLE, [_fields(r, "skills") for r in vacancies])
            _insert(connection, t.ROLE_SKILL, _parts((r.id, r.skills) for r in vacancies))

    def candidates(self) -> list[Candidate]:
        """All candidates, by code."""
        with self._engine.connect() as connection:
            return _candidates(connection, select(t.CANDIDATE.c.code).order_by(t.CANDIDATE.c.code))

    def candidate(self, code: str) -> Candidate:
        """One candidate; raises :class:`UnknownName`."""
        with self._engine.connect() as connection:
            found = _candidates(connection, select(t.CANDIDATE.c.code).where(t.CANDIDATE.c.code == code))
            if not found:
                raise UnknownName(
                    f"There is no candidate {code} in the book.", _near(connection, t.CANDIDATE.c.code, code)
                )
        return found[0]

    def roles(self) -> list[Role]:
        """All roles, by id."""
        with self._engine.connect() as connection:
            return _roles(connection, select(t.ROLE).order_by(t.ROLE.c.id))

    def role(self, role_id: str) -> Role:
        """One role; raises :class:`UnknownName`."""
        with self._engine.connect() as connection:
            found = _roles(connection, select(t.ROLE).where(t.ROLE.c.id == role_id))
            if not found:
                raise UnknownName(
                    f"There is no role {role_id} in the book.", _near(connection, t.ROLE.c.id, role_id)
                )
        return found[0]

    def _prepare(self) -> None:
        """Makes the tables of a new file; refuses a file that is no book or one of another version."""
        try:
            with self._engine.begin() as connection:
                version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
                if version == 0:
                    t.METADATA.create_all(connection)
                    connection.exec_driver_sql(f"PRAGMA user_version = {t.VERSION}")
        except DBAPIError as error:
            raise WorkspaceError(f"The book {self._path.name} cannot be opened: {error.orig}.") from error
        if version not in (0, t.VERSION):
            raise WorkspaceError(
                f"The book {self._path.name} has version {version}, this SkillPath reads version "
                f"{t.VERSION}: use the SkillPath that wrote it."
            )


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _fields(record: Any, *left_out: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__ if name not in left_out}


def _parts(owned: Iterable[tuple[str, Sequence[Any]]]) -> list[dict[str, Any]]:
    return [
        {"owner": owner, "position": position, **_fields(part)}
        for owner, parts in owned
        for position, part in enumerate(parts)
    ]


def _owned(connection: Connection, table: Table, keys: Select[Any]) -> dict[str, list[dict[str, Any]]]:
    """The rows of a table by owner, in order, for the owners that a query names."""
    rows = connection.execute(
        select(table).where(table.c.owner.in_(keys.order_by(None))).order_by(table.c.owner, table.c.position)
    )
    by_owner: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        fields = dict(row._mapping)
        del fields["position"]
        by_owner.setdefault(fields.pop("owner"), []).append(fields)
    return by_owner


def _candidates(connection: Connection, codes: Select[Any]) -> list[Candidate]:
    spells, claims = _owned(connection, t.SPELL, codes), _owned(connection, t.CLAIM, codes)
    return [
        Candidate(
            code=code,
            spells=tuple(Spell(**fields) for fields in spells.get(code, ())),
            claims=tuple(Claim(**fields) for fields in claims.get(code, ())),
        )
        for code in connection.execute(codes).scalars()
    ]


def _roles(connection: Connection, query: Select[Any]) -> list[Role]:
    skills = _owned(connection, t.ROLE_SKILL, query.with_only_columns(t.ROLE.c.id))
    return [_role(row, skills.get(row.id, [])) for row in connection.execute(query)]


def _near(connection: Connection, codes: Column[str], wanted: str) -> list[str]:
    """Codes of the book that look like the wanted one."""
    return get_close_matches(wanted, connection.execute(select(codes).order_by(codes)).scalars().all())


def _role(row: Row[Any], skills: list[dict[str, Any]]) -> Role:
    return Role(skills=tuple(SkillRequirement(**fields) for fields in skills), **row._mapping)
