"""One JSON object a line: nodes, then relationships, with the keys of the graph and dates of ISO 8601.

{"label": "Unit", "properties": {"id": "unit-…", "name": "…", …}}
{"type": "ASSIGNED_TO", "source": ["Measure", "measure-…"], "target": ["Unit", "unit-…"], "properties": {…}}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from graph.rows import row
from schema.records import RelationshipRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.stream import Record


def lines(records: Iterable[Record]) -> Iterator[bytes]:
    """Yield one line for each record; properties that are not stated are left out."""
    for record in records:
        yield orjson.dumps(_object(record), option=orjson.OPT_APPEND_NEWLINE)


def _object(record: Record) -> dict[str, Any]:
    if isinstance(record, RelationshipRecord):
        source, target = record.source, record.target
        return {
            "type": record.type,
            "source": [source.label, source.id],
            "target": [target.label, target.id],
            "properties": row(record.properties),
        }
    return {"label": type(record).__name__, "properties": row(record)}
