"""What differs between the engines, as far as a compiled statement or its answer can tell: this table, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Dialect:
    """One engine's differences.

    `orders_maps`: a map comes back with its keys in the order of the statement. Neo4j (5.26.16) returns them in the
    order of their hashes, so its answers are put in order after they were read.
    """

    engine: str
    orders_maps: bool


EMBEDDED: Final = Dialect("embedded", orders_maps=True)
NEO4J: Final = Dialect("neo4j", orders_maps=False)
DIALECTS: Final = {dialect.engine: dialect for dialect in (EMBEDDED, NEO4J)}
