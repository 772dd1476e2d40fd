"""Files for the importer of Neo4j: the importer itself takes them, with every property."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.export import neo4j_admin
from graph.rows import row
from graph.stream import records
from graph.write import write
from schema.records import RelationshipRecord

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from graph.engine import Engine

TODAY = date(2024, 7, 1)


def exported(engine: Engine, folder: Path) -> Path:
    folder.mkdir()
    for name, content in neo4j_admin.files(engine):
        (folder / name).write_bytes(b"".join(content))
    return folder


def test_the_importer_takes_every_node_relationship_and_property(
    embedded_engine: Engine, made: Any, neo4j_module: ModuleType, tmp_path: Path
) -> None:
    embedded_engine.execute("MATCH (n) DETACH DELETE n")
    write(embedded_engine, next(iter(made.reports(1))), TODAY)
    odd = made.Line(measure='清理 "河道"\n三公里; 甲|乙, 丙', deadlines=("2024-03-31",))
    write(embedded_engine, made.ledger("2024-06-30", odd), TODAY)
    folder = exported(embedded_engine, tmp_path / "import")
    printed = neo4j_module.administer(tmp_path / "neo4j", folder, "database", "import", "full", "neo4j", "@import.args")
    found = list(records(embedded_engine))
    related = [each for each in found if isinstance(each, RelationshipRecord)]
    stated = [row(each.properties if isinstance(each, RelationshipRecord) else each) for each in found]
    properties = sum(value != [] for each in stated for value in each.values())  # after.cypher has the empty lists
    (books,) = embedded_engine.read("MATCH (d:Dataset) RETURN size(keys(d)) AS keys")
    imported = {what: int(count) for count, what in re.findall(r"(\d+) (nodes|relationships|properties)", printed)}
    assert imported == {
        "nodes": len(found) - len(related) + 1,
        "relationships": len(related),
        "properties": properties + books["keys"],
    }


def test_empty_lists_are_given_back_after_the_import(neo4j_engine: Engine, made: Any, dump: Any) -> None:
    neo4j_engine.execute("MATCH (n) DETACH DELETE n")
    write(neo4j_engine, made.ledger("2024-06-30", made.Line()), TODAY)
    before = dump(neo4j_engine)
    neo4j_engine.execute("MATCH (m:Measure) SET m.settledOn = null, m.reopenedOn = null")
    for each in neo4j_admin.empty_lists():
        neo4j_engine.execute(each)
    assert dump(neo4j_engine) == before
