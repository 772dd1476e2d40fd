"""Answers of py2neo as data frames of pandas."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
from py2neo.cypher import Cursor

from api.notebook.mapping import native

if TYPE_CHECKING:
    from py2neo.ogm import ModelMatch


def frame(found: Cursor | ModelMatch) -> pd.DataFrame:
    """Return the records of `graph.query(…)`, or the nodes of `Measure.match(graph)`, as a data frame.

    A match has a column for each property of its class, a cursor one for each name that it returns. Days are days of
    pandas, so that they sort, subtract and group; what the sources do not state is missing (NaT, None).
    """
    names, rows = _of_cursor(found) if isinstance(found, Cursor) else _of_match(found)
    return pd.DataFrame({name: _column([row[place] for row in rows]) for place, name in enumerate(names)})


def _of_cursor(cursor: Any) -> tuple[list[str], list[list[Any]]]:
    return list(cursor.keys()), [[native(value) for value in record] for record in cursor]


def _of_match(match: Any) -> tuple[list[str], list[list[Any]]]:
    names = [each.name for each in match._object_class.NODE.stated]
    return names, [[getattr(record, name) for name in names] for record in match]


def _column(values: list[Any]) -> pd.Series:
    stated = [value for value in values if value is not None]
    days = bool(stated) and all(type(value) is date for value in stated)
    return pd.Series(pd.to_datetime(values)) if days else pd.Series(values, dtype=None if stated else object)
