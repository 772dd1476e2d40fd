"""What differs between the engines, as far as a compiled statement can tell: this table, nothing else.

Where engines differ in what they return, the one statement avoids it, so that the table stays small:

* Maps: Neo4j returns their keys in the order of hashes, the embedded engine answers a projection inside a map wrongly;
  objects are lists of their values (`render`, `answer`).
* Absent values in an order stand first on one, last on the other; `IS NULL` is a key of its own (`ordering`).
* Comparing with an absent value is null or false; conditions are two-valued (`conditions`).
* Days are types of the driver; the statement writes them as text.
* Neo4j reads an index in its order and stops at the end of a page; `reads_indexes_in_order` tells.
* Neo4j may ask a range index for CONTAINS, which fails; `toString` hides the property from it (`filters`).
* A WITH makes the embedded engine forget the variables of the surrounding query; each WITH hands them on.
* Neo4j refuses an aggregate in a subquery expression beside other variables; a CALL binds such lists (`render`).

One difference is not avoided: Neo4j orders stored strings by code points, and compares them with parameters by units of
UTF-16, where characters outside the Basic Multilingual Plane (𠮷) stand before U+E000 to U+FFFF. It shows in `lt` and
`gt` of such strings, and behind a cursor on one (`tests/graph/test_equality.py` expects that failure).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Dialect:
    """One engine, by its name; `reads_indexes_in_order`: then it stops where the page ends."""

    engine: str
    reads_indexes_in_order: bool = False


EMBEDDED: Final = Dialect("embedded")
NEO4J: Final = Dialect("neo4j", reads_indexes_in_order=True)
DIALECTS: Final = {dialect.engine: dialect for dialect in (EMBEDDED, NEO4J)}
