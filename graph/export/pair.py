"""Two CSV files, nodes and edges, with the heads that Gephi looks for: Id, Label; Source, Target, Type, Label.

RFC 4180 in UTF-8 without a byte order mark. Everything that is stated is there, also the texts of reports.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

from graph.export.parts import cell, parted
from graph.rows import row
from schema.nodes import BY_LABEL, NODES
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.stream import Record

_NODE_KEYS: Final = tuple(dict.fromkeys(p.key for each in NODES for p in each.properties if p.key != "id"))
_EDGE_KEYS: Final = tuple(dict.fromkeys(p.key for each in RELATIONSHIPS for p in each.properties))


def files(records: Iterable[Record]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the name and the content of each file; a content must be read before the next is asked for."""
    nodes, relationships = parted(records)
    yield "nodes.csv", _lines(("Id", "Label", "NodeType", *_NODE_KEYS), map(_node, nodes))
    edges = (
        (each.source.id, each.target.id, "Directed", each.type, *_cells(_EDGE_KEYS, row(each.properties)))
        for each in relationships
    )
    yield "edges.csv", _lines(("Source", "Target", "Type", "Label", *_EDGE_KEYS), edges)


def _node(of: Any) -> tuple[str, ...]:
    label = type(of).__name__
    name = getattr(of, BY_LABEL[label].caption.name)
    return (of.id, cell(name or of.id), label, *_cells(_NODE_KEYS, row(of)))


def _cells(keys: tuple[str, ...], values: dict[str, Any]) -> tuple[str, ...]:
    return tuple(cell(values.get(key)) for key in keys)


def _lines(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[bytes]:
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow(head)
    yield line.getvalue().encode()
    for each in rows:
        line.seek(0)
        line.truncate()
        writer.writerow(each)
        yield line.getvalue().encode()
