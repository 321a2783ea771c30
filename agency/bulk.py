"""Writing very many rows: a statement is compiled once, and the rows go past SQLAlchemy to the driver.

SQLAlchemy takes several times longer over a row than the database does.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnClause, Connection
from sqlalchemy.sql.dml import Insert


def write_rows(connection: Connection, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> None:
    """Executes an insertion for each row; all rows have the keys of the first."""
    if not rows:
        return
    names = list(rows[0])
    compiled = statement.compile(dialect=connection.dialect, column_keys=names)
    order = compiled.positiontup or names
    columns = statement.table.columns
    ready = zip(
        *(_prepared(columns[name], [row[name] for row in rows], connection) for name in order), strict=True
    )
    values = list(ready) if compiled.positional else [dict(zip(order, row, strict=True)) for row in ready]
    connection.exec_driver_sql(str(compiled), values)


def _prepared(column: ColumnClause[Any], values: list[Any], connection: Connection) -> list[Any]:
    """The values of a column as the driver takes them."""
    kind = column.type.dialect_impl(connection.dialect)
    prepare = kind.bind_processor(connection.dialect)
    return values if prepare is None else list(map(prepare, values))
