"""Which files a graph has, by their checksums: what is loaded is recognised without being read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, LiteralString

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.engine import Engine

_KNOWN: Final[LiteralString] = (
    "UNWIND $sums AS sum MATCH (r:Report {sha256: sum}) RETURN sum, r.uri AS uri, r.title AS title"
)


def known(engine: Engine, sums: Sequence[str]) -> dict[tuple[str, str], str]:
    """Return the titles of the sources with these checksums that the graph has, by checksum and name of the file."""
    found = engine.read(_KNOWN, {"sums": list(sums)}) if sums else ()
    return {(each["sum"], (each["uri"] or "").rpartition("/")[2]): each["title"] for each in found}
