"""The answer to a GraphQL operation as a table, for the screen, CSV and Excel."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

from graphql import GraphQLObjectType, get_named_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphql import SelectionSetNode

    from graph.compile.selection import Operation

Row = dict[str, object]

_WIDEST: Final = 60  # characters of a column in a workbook
_ALWAYS_ABOVE: Final = "键"  # what holds the keys of a group says nothing in a head


@dataclass(frozen=True, slots=True)
class Table:
    """The first list of an answer: `path` leads to it, each row has a value for a column such as `leadUnit.name`."""

    path: str
    columns: list[str]
    rows: list[Row]

    def heads(self, titles: Mapping[str, str]) -> list[str]:
        """Return the heads of the columns: Chinese ones where `titles` has them by path, else the columns."""
        return [_head(self.path, column, titles) if titles else column for column in self.columns]

    def cells(self) -> Iterator[list[object]]:
        """Yield the cells of each row, in the order of the columns."""
        return ([row.get(column) for column in self.columns] for row in self.rows)


def table(data: dict[str, Any], between: str = "; ") -> Table:
    """Return the first list of objects in the answer, one row each.

    A list within a row becomes one text, its items joined by `between`. An answer without a list is one row.
    """
    path, found = _first_list(data)
    rows: list[Row] = [dict(_flat(item, between)) for item in ([data] if found is None else found)]
    return Table(path, _columns(rows), rows)


def lists(data: dict[str, Any]) -> int:
    """Return how many root fields of an answer hold a list."""
    return sum(_first_list({key: value})[1] is not None for key, value in data.items())


def titles(operation: Operation) -> dict[str, str]:
    """Return the Chinese title of each field of an answer by its path, such as measures.nodes.dueOn."""
    assert operation.schema.query_type is not None
    return dict(_titles(operation, operation.schema.query_type.name, (operation.node.selection_set,), ""))


def _titles(
    operation: Operation, type_name: str, sets: tuple[SelectionSetNode, ...], prefix: str
) -> Iterator[tuple[str, str]]:
    of = operation.schema.type_map[type_name]
    if not isinstance(of, GraphQLObjectType):
        return
    for field in operation.fields(type_name, sets):
        if field.name.startswith("__"):
            continue
        path, named = f"{prefix}{field.key}", get_named_type(of.fields[field.name].type)
        # A relation is called after where it leads (问题), not after what it is (采取); a key of a group says which.
        leads = isinstance(named, GraphQLObjectType) and named.interfaces and not type_name.endswith("GroupKey")
        described = named.description if leads else of.fields[field.name].description
        yield path, (described or field.key).partition(" / ")[0]
        if field.below:
            yield from _titles(operation, named.name, field.below, f"{path}.")


def write_csv(table_: Table, heads: list[str], target: IO[str]) -> None:
    """Write a table as CSV (RFC 4180)."""
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(table_.cells())


def csv_for_excel(table_: Table, heads: list[str]) -> bytes:
    """Return a table as CSV with the byte order mark without which Excel takes UTF-8 for the code page of Windows."""
    text = io.StringIO()
    write_csv(table_, heads, text)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(table_: Table, heads: list[str], target: IO[bytes]) -> None:
    """Write a table as a workbook: heads that stay in view, text as text, numbers as numbers."""
    import xlsxwriter

    # Text that begins with = stays text: a formula in a source would run in the reader's Excel.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for number, cells in enumerate(table_.cells(), 1):
            sheet.write_row(number, 0, cells, wrapped)
        sheet.autofilter(0, 0, len(table_.rows), max(len(heads) - 1, 0))
        sheet.autofit(_WIDEST * 7)


def _head(path: str, column: str, titles_: Mapping[str, str]) -> str:
    said, at = list[str](), path
    for step in column.split("."):
        at = f"{at}.{step}" if at else step
        said.append(titles_.get(at, step))
    return "·".join(dict.fromkeys(each for each in said if each != _ALWAYS_ABOVE)) or column


def _columns(rows: list[Row]) -> list[str]:
    """Return the keys of all rows in the order of their first appearance.

    An object that is null in one row and there in another has the columns of the other.
    """
    keys = list(dict.fromkeys(key for row in rows for key in row))
    return [key for key in keys if not any(other.startswith(f"{key}.") for other in keys)]


def _first_list(value: Any) -> tuple[str, list[dict[str, Any]] | None]:
    """Return the shallowest list of objects, the first of several, and the path to it."""
    level = [("", value)]
    while level:
        inner = [(f"{path}.{key}".lstrip("."), child) for path, each in level for key, child in each.items()]
        for path, child in inner:
            if isinstance(child, list) and all(isinstance(item, dict) for item in child):
                return path, child
        level = [(path, child) for path, child in inner if isinstance(child, dict)]
    return "", None


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
