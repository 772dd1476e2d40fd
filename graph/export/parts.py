"""Records in two parts, and values as tables hold them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from schema.records import RelationshipRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.stream import Record


def parted(records: Iterable[Record]) -> tuple[Iterator[Any], Iterator[RelationshipRecord]]:
    """Return the nodes of a stream and its relationships; the relationships may be asked for after the last node."""
    remaining, first = iter(records), list[RelationshipRecord]()

    def nodes() -> Iterator[Any]:
        for record in remaining:
            if isinstance(record, RelationshipRecord):
                first.append(record)
                return
            yield record

    def relationships() -> Iterator[RelationshipRecord]:
        yield from first
        yield from (record for record in remaining if isinstance(record, RelationshipRecord))

    return nodes(), relationships()


def cell(value: Any) -> str:
    """Return a value as text: nothing for what is not stated, true and false, days of ISO 8601, `; ` in lists."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return "; ".join(map(cell, value))  # pyright: ignore[reportUnknownArgumentType]
    return value.isoformat() if isinstance(value, date) else str(value)
