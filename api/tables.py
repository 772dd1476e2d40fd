"""The answer to a GraphQL operation as a table, for the screen, CSV and Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import IO, TYPE_CHECKING, Any, Final

from graphql import (
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLString,
    get_named_type,
)

from schema.errors import TableTooLong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graphql import GraphQLField, GraphQLNamedType, GraphQLOutputType, SelectionSetNode

    from graph.compile.selection import Operation

    _Part = tuple[str, str, GraphQLOutputType, bool]

Row = dict[str, object]

_WIDEST: Final = 60  # characters of a column in a workbook
_ALWAYS_ABOVE: Final = "键"  # what holds the keys of a group says nothing in a head
_LONGEST: Final = 32_767  # UTF-16 units of a cell, a limit of Excel like the next
_MOST_ROWS: Final = 1_048_575  # below the heads
_FIRST_DAY: Final = date(1900, 3, 1)  # Excel takes 1900 for a leap year: days before are off by one
# Excel takes a cell that begins so for a formula, full-width forms included; in a CSV file an apostrophe keeps it text.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Outline:
    """What the selection of an operation says of its answer, each by its path, such as measures.nodes.dueOn.

    `titles` are Chinese and in the order of the document, `lists` the lists of objects, `values` what has no fields,
    `days` the dates among them.
    """

    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    lists: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()

    @property
    def tables(self) -> list[str]:
        """Return the lists that stand in no other list, in the order of the document."""
        return [path for path in self.titles if path in self.lists and not self._inside(path)]

    def columns(self, path: str) -> list[str]:
        """Return the columns of the list at a path; a list in it is one column."""
        below = [each for each in self.titles if each.startswith(f"{path}.") or not path]
        cells = (each for each in below if each in self.values or each in self.lists)
        return [each.removeprefix(f"{path}.") for each in cells if path == self._inside(each)]

    def _inside(self, path: str) -> str:
        """Return the innermost list around a path, or nothing."""
        steps = path.split(".")
        around = (".".join(steps[:size]) for size in range(len(steps) - 1, 0, -1))
        return next((each for each in around if each in self.lists), "")


@dataclass(frozen=True, slots=True)
class Table:
    """The first list of an answer: `path` leads to it, each row has a value for a column such as `leadUnit.name`.

    `days` are the columns whose texts are dates.
    """

    path: str
    columns: list[str]
    rows: list[Row]
    days: frozenset[str] = frozenset()

    def heads(self, titles: Mapping[str, str]) -> list[str]:
        """Return the heads of the columns: Chinese ones where `titles` has them by path, else the columns."""
        return [_head(self.path, column, titles) if titles else column for column in self.columns]

    def cells(self) -> Iterator[list[object]]:
        """Yield the cells of each row, in the order of the columns; truth values as JSON writes them."""
        return ([_plain(row.get(column)) for column in self.columns] for row in self.rows)


def table(data: dict[str, Any], outline: Outline, between: str = "; ") -> Table:
    """Return the first list of objects in the answer, one row each, with the columns that the operation asks for.

    A list within a row becomes one text, its items joined by `between`. An answer without a list is one row.
    """
    path = next(iter(outline.tables), "")
    found: Any = data
    for step in path.split(".") if path else ():
        found = found and found[step]
    items: list[Any] = (found or []) if path else [data]
    columns = outline.columns(path)
    days = frozenset(column for column in columns if f"{path}.{column}".lstrip(".") in outline.days)
    # A null in a list of nodes stands for an id that there is not: its row is empty.
    return Table(path, columns, [dict(_flat(item or {}, between)) for item in items], days)


def outline(operation: Operation) -> Outline:
    """Return the outline of an operation's answer."""
    assert operation.schema.query_type is not None
    parts = list(_parts(operation, operation.schema.query_type, (operation.node.selection_set,), ""))
    return Outline(
        _first_titles(parts),
        frozenset(path for path, _, of, below in parts if below and _is_list(of)),
        frozenset(path for path, _, _, below in parts if not below),
        frozenset(path for path, _, of, _ in parts if str(of).rstrip("!") == "Date"),
    )


def _first_titles(parts: list[_Part]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path, title, _, _ in parts:
        found.setdefault(path, title)
    return found


def _parts(
    operation: Operation, of: GraphQLNamedType, sets: tuple[SelectionSetNode, ...], prefix: str
) -> Iterator[_Part]:
    """Yield path, Chinese title, type, and whether it has fields, of each field; for an interface, of each type."""
    if isinstance(of, GraphQLInterfaceType):
        for possible in operation.schema.get_possible_types(of):
            yield from _parts(operation, possible, sets, prefix)
        return
    assert isinstance(of, GraphQLObjectType)
    for each in operation.fields(of.name, sets):
        path = f"{prefix}{each.key}"
        if each.name.startswith("__"):
            yield path, each.key, GraphQLString, bool(each.below)
            continue
        described = of.fields[each.name]
        named = get_named_type(described.type)
        yield path, _title(of, each.key, described, named), described.type, bool(each.below)
        if each.below:
            yield from _parts(operation, named, each.below, f"{path}.")


def _title(of: GraphQLObjectType, key: str, described: GraphQLField, named: GraphQLNamedType) -> str:
    # A relation is called after where it leads (问题), not after what it is (采取); a key of a group says which.
    leads = isinstance(named, GraphQLObjectType) and named.interfaces and not of.name.endswith("GroupKey")
    return ((named if leads else described).description or key).partition(" / ")[0]


def _is_list(of: GraphQLOutputType) -> bool:
    return isinstance(of.of_type if isinstance(of, GraphQLNonNull) else of, GraphQLList)


def write_csv(table_: Table, heads: list[str], target: IO[str], line_end: str = "\n") -> None:
    """Write a table as CSV (RFC 4180); a carriage return within a cell becomes a line feed, which is quoted."""
    writer = csv.writer(target, lineterminator=line_end)
    writer.writerow(heads)
    writer.writerows([_one_line_break(cell) for cell in cells] for cells in table_.cells())


def _one_line_break(value: object) -> object:
    # Python leaves a lone carriage return unquoted, and readers take it for the end of the row.
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def csv_for_excel(table_: Table, heads: list[str]) -> bytes:
    """Return a table as CSV with the byte order mark without which Excel takes UTF-8 for the code page of Windows.

    Text that Excel would run as a formula has an apostrophe before it.
    """
    text = io.StringIO(newline="")
    rows = [{column: kept_text(value) for column, value in row.items()} for row in table_.rows]
    write_csv(replace(table_, rows=rows), heads, text, "\r\n")
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(table_: Table, heads: list[str], target: IO[bytes]) -> int:
    """Write a table as a workbook: heads that stay in view, text as text, numbers as numbers, days as days.

    Returns how many texts were longer than a cell may be and are cut. Raises TableTooLong for more rows than a sheet
    has.
    """
    import xlsxwriter

    if len(table_.rows) > _MOST_ROWS:
        raise TableTooLong(f"The answer has {len(table_.rows):,} rows, and a sheet holds {_MOST_ROWS:,}: ask for CSV.")
    # Text that begins with = stays text: a formula in a source would run in the reader's Excel.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        days = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        cut = 0
        for number, row in enumerate(table_.rows, 1):
            for at, column in enumerate(table_.columns):
                value = _cell(row.get(column), column in table_.days)
                cut += value != row.get(column) and isinstance(value, str)
                sheet.write(number, at, value, days if isinstance(value, date) else wrapped)
        sheet.autofilter(0, 0, len(table_.rows), max(len(heads) - 1, 0))
        sheet.autofit(_WIDEST * 7)
        return cut


def _cell(value: object, is_day: bool) -> object:
    """Return a value as a workbook has it: a day, or text that is not too long."""
    if not isinstance(value, str):
        return value
    if is_day and (day := date.fromisoformat(value)) >= _FIRST_DAY:
        return day
    units = value.encode("utf-16-le")
    return value if len(units) <= 2 * _LONGEST else units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def kept_text(value: object) -> object:
    """Return a value as Excel shows it: text that it would run as a formula has an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _plain(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _head(path: str, column: str, titles_: Mapping[str, str]) -> str:
    said, at = list[str](), path
    for step in column.split("."):
        at = f"{at}.{step}" if at else step
        said.append(titles_.get(at, step))
    return "·".join(dict.fromkeys(each for each in said if each != _ALWAYS_ABOVE)) or column


def _flat(item: dict[str, Any], between: str, prefix: str = "") -> Iterable[tuple[str, object]]:
    for key, value in item.items():
        if isinstance(value, dict):
            yield from _flat(value, between, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", _joined(value, between) if isinstance(value, list) else value


def _joined(values: list[Any], between: str) -> str:
    return between.join(_words(value) if isinstance(value, dict) else str(_plain(value)) for value in values)


def _words(item: dict[str, Any]) -> str:
    return ", ".join(str(_plain(value)) for _, value in _flat(item, "; ") if value not in (None, ""))
