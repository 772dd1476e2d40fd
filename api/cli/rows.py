"""The answer to a GraphQL operation as rows, for tables and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = dict[str, object]


def rows(data: dict[str, Any]) -> list[Row]:
    """Return the first list of objects in the answer, one row each; a row has a key such as `leadUnit.name` per value.

    Lists within a row become one value: texts joined by 、, objects by their values. An answer without a list of
    objects is one row.
    """
    found = _first_list(data)
    return [dict(_flat(item)) for item in ([data] if found is None else found)]


def columns(table: Iterable[Row]) -> list[str]:
    """Return the keys of all rows in the order of their first appearance."""
    return list(dict.fromkeys(key for row in table for key in row))


def _first_list(value: Any) -> list[dict[str, Any]] | None:
    """Return the shallowest list of objects, the first of several."""
    level = [value]
    while level:
        inner = [child for each in level for child in each.values()]
        for child in inner:
            if isinstance(child, list) and all(isinstance(item, dict) for item in child):
                return child
        level = [child for child in inner if isinstance(child, dict)]
    return None


def _flat(item: dict[str, Any], prefix: str = "") -> Iterable[tuple[str, object]]:
    for key, value in item.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", _joined(value) if isinstance(value, list) else value


def _joined(values: list[Any]) -> str:
    return "、".join(
        " ".join(str(part) for _, part in _flat(value) if part is not None) if isinstance(value, dict) else str(value)
        for value in values
    )
