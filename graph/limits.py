"""What one request may ask for: every limit of the service, on unless raised.

Imports nothing: the command line reads it before it knows which command it runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may ask for at most.

    `depth` counts levels of fields, `cost` fields times the sizes of the lists they stand in; `page` bounds lists of
    the root, `nested_page` those below. `exports` are those that run at a time. `query_timeout_s` is how long the
    engine may take.
    """

    depth: int = 10
    aliases: int = 15
    root_fields: int = 20
    tokens: int = 2_000
    cost: int = 100_000  # a page of 200 measures, each with 25 documents of 10 fields, costs 52,000
    page: int = 200
    nested_page: int = 100
    body_bytes: int = 64 * 1024
    exports: int = 2  # each holds a connection to the engine for as long as its client takes
    query_timeout_s: float = 10.0


LIMITS: Final = Limits()
