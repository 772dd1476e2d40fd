"""CSV files for `neo4j-admin database import full`: the first load of tens of millions, into an empty Neo4j.

A header and a file for each label, one of each for all relationships, and the books of loads, without which the graph
would be taken for that of others. `import.args` holds the arguments, `after.cypher` what follows. Constraints and
indexes are made by the next `rectigraph load`. Source: Neo4j Operations Manual 5, Import, grammar of headers.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, LiteralString

from graph.export.parts import parted
from graph.rows import day, row
from graph.stream import records
from schema.nodes import BY_LABEL
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.engine import Engine
    from graph.export.archive import Files
    from graph.rows import Row
    from schema.declare import Kind, PropertyType
    from schema.records import RelationshipRecord

_TYPES: Final[Mapping[Kind, str]] = {
    "int": "long", "float": "double", "boolean": "boolean", "date": "date", "dates": "date[]", "strings": "string[]",
}  # fmt: skip
_BETWEEN: Final = "\x1f"  # items of a list: a name may hold ; and |
_EDGES: Final = tuple({each.key: each for of in RELATIONSHIPS for each in of.properties}.values())
_EDGE_KEYS: Final = tuple(each.key for each in _EDGES)
_BOOKS: Final[LiteralString] = "MATCH (d:Dataset {id: 'dataset'}) RETURN properties(d) AS properties"
_BOOK_TYPES: Final = {"version": "string", "loads": "long", "modelVersion": "long", "loadedOn": "date"}
# A text may have 10 MB, and the buffer must hold a row.
_OPTIONS: Final = (
    "--id-type=string", "--array-delimiter=U+001F", "--multiline-fields=true", "--read-buffer-size=64m",
    "--ignore-empty-strings=false",
)  # fmt: skip


def files(engine: Engine) -> Files:
    """Yield the files, `import.args` last: `neo4j-admin database import full neo4j @import.args` in their folder."""
    labels: list[str] = []
    (books,) = engine.read(_BOOKS) or [{"properties": {}}]
    yield from books_files({key: _native(value) for key, value in books["properties"].items()})
    nodes, relationships = parted(records(engine))
    for label, several in groupby(nodes, key=lambda each: type(each).__name__):
        labels.append(label)
        yield f"{label}-header.csv", [node_header(label)]
        yield f"{label}.csv", map(partial(node_line, label), map(row, several))
    yield "relationships-header.csv", [relationship_header()]
    yield "relationships.csv", map(_edge, relationships)
    yield from closing_files(labels)


def books_files(books: Mapping[str, Any]) -> Files:
    """Yield the files of the books of loads."""
    yield "Dataset-header.csv", [_line(["id:ID", *(f"{key}:{type_}" for key, type_ in _BOOK_TYPES.items())])]
    yield "Dataset.csv", [_line(["dataset", *map(books.get, _BOOK_TYPES)])]


def closing_files(labels: Sequence[str]) -> Files:
    """Yield `after.cypher` and, last, the arguments that name the files of some labels and of the relationships."""
    named = [f"--nodes={label}={label}-header.csv,{label}.csv" for label in ("Dataset", *labels)]
    edges = "--relationships=relationships-header.csv,relationships.csv"
    yield "after.cypher", [f"{each};\n".encode() for each in empty_lists()]
    yield "import.args", ["".join(f"{each}\n" for each in (*_OPTIONS, *named, edges)).encode()]


def empty_lists() -> list[str]:
    """Return the statements that give nodes the empty lists which the importer leaves out (5.26.16)."""
    return [
        f"MATCH (n:{label}) WHERE n.{each.key} IS NULL CALL (n) {{ SET n.{each.key} = [] }} IN TRANSACTIONS"
        for label, of in BY_LABEL.items()
        for each in of.stated
        if each.is_list
    ]


def node_header(label: str) -> bytes:
    """Return the header of the nodes of a label."""
    return _line(["id:ID", *map(_declared, _columns(label))])


def node_line(label: str, stated: Row) -> bytes:
    """Return the line of a node of a label."""
    return _line(map(stated.get, _keys(label)))


@cache
def _keys(label: str) -> tuple[str, ...]:
    return "id", *(each.key for each in _columns(label))


def _columns(label: str) -> tuple[PropertyType, ...]:
    return tuple(each for each in BY_LABEL[label].properties if each.key != "id")


def relationship_header() -> bytes:
    """Return the header of all relationships."""
    return _line([":START_ID", ":END_ID", ":TYPE", *map(_declared, _EDGES)])


def relationship_line(source: str, target: str, type_: str, stated: Row) -> bytes:
    """Return the line of a relationship between two ids."""
    return _line([source, target, type_, *map(stated.get, _EDGE_KEYS)])


def _edge(of: RelationshipRecord) -> bytes:
    return relationship_line(of.source.id, of.target.id, of.type, row(of.properties))


def _declared(of: PropertyType) -> str:
    return f"{of.key}:{_TYPES.get(of.kind, 'string')}"


def _native(stored: Any) -> Any:
    return day(stored) if hasattr(stored, "to_native") else stored


def _line(cells: Iterable[Any]) -> bytes:
    return (",".join(map(_cell, cells)) + "\n").encode()


def _cell(value: Any) -> str:
    """Return a value as the importer reads it: a quoted empty text is a text, an unquoted one nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    if isinstance(value, list | tuple):
        return _cell(_BETWEEN.join(map(str, value)))  # pyright: ignore[reportUnknownArgumentType]
    return str(value).lower() if isinstance(value, bool) else str(value)
