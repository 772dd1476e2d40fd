"""Which files a graph has, by their checksums: what is loaded is recognised without being read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, LiteralString

from schema.nodes import Warning as Flag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.engine import Engine

_KNOWN: Final[LiteralString] = (
    "UNWIND $sums AS sum MATCH (r:Report {sha256: sum}) RETURN sum, r.uri AS uri, r.title AS title, "
    "COLLECT { MATCH (r)-[:FLAGGED]->(w:Warning) RETURN {id: w.id, code: w.code, message: w.message, "
    "rejected: w.rejected, row: w.row, sheet: w.sheet, column: w.column, value: w.value} "
    "ORDER BY w.row, w.id } AS flags"
)


def known(engine: Engine, sums: Sequence[str]) -> Mapping[tuple[str, str], tuple[str, Sequence[Flag]]]:
    """Return the sources with these checksums that the graph has, by checksum and name of the file.

    Each is its title and what is flagged in it, in the order of rows.
    """
    found = engine.read(_KNOWN, {"sums": list(sums)}) if sums else ()
    return {
        (each["sum"], (each["uri"] or "").rpartition("/")[2]): (
            each["title"],
            [Flag(**flag) for flag in each["flags"]],
        )
        for each in found
    }
