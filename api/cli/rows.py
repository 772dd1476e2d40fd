"""The answer to a GraphQL operation as rows, for tables and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = dict[str, object]


def rows(data: dict[str, Any], between: str = "; ") -> list[Row]:
    """Return the first list of objects in the answer, one row each; a row has a key such as `leadUnit.name` per value.

    A list within a row becomes one text, its items joined by `between`. An answer without a list is one row.
    """
    found = _first_list(data)
    return [dict(_flat(item, between)) for item in ([data] if found is None else found)]


def columns(table: Sequence[Row]) -> list[str]:
    """Return the keys of all rows in the order of their first appearance.

    An object that is null in one row and there in another has the columns of the other.
    """
    keys = list(dict.fromkeys(key for row in table for key in row))
    return [key for key in keys if not any(other.startswith(f"{key}.") for other in keys)]


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


def _flat(item: dict[str, Any], between: str, prefix: str = "") -> Iterable[tuple[str, object]]:
    for key, value in item.items():
        if isinstance(value, dict):
            yield from _flat(value, between, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", _joined(value, between) if isinstance(value, list) else value


def _joined(values: list[Any], between: str) -> str:
    return between.join(_words(value) if isinstance(value, dict) else str(value) for value in values)


def _words(item: dict[str, Any]) -> str:
    return ", ".join(str(value) for _, value in _flat(item, "; ") if value not in (None, ""))
