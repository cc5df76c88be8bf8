"""Rows for the driver: what `connection.execute(insert(table), rows)` does, without the way through SQLAlchemy's types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert


def insert_rows(connection: Connection, table: Table, names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert rows whose values are the driver's own and stand in the order of `names`."""
    if rows:
        statement = insert(table).compile(dialect=connection.dialect, column_keys=list(names))
        assert list(statement.params) == list(names), "columns in the order of the table"
        connection.exec_driver_sql(str(statement), rows)
