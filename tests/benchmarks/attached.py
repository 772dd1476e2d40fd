"""The service over an engine that is up already: python attached.py ENGINE URI USER PASSWORD DATABASE PORT.

The benchmark asks the same engine by hand, so the service must not own it. The limits of pages and cost are raised:
one question of the benchmark asks for thousands of rows at once.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import uvicorn

from api.collector import settled
from api.http import create_app
from graph.engine import Account, Address, Engine, EngineName
from graph.limits import Limits

if TYPE_CHECKING:
    from schema.constraints import Index

_LIMITS = Limits(page=10_000, cost=10_000_000, query_timeout_s=60)


class AttachedEngine(Engine):
    """An engine that somebody else started and filled."""

    def __init__(self, name: EngineName, address: Address) -> None:
        super().__init__(address, _LIMITS.query_timeout_s)
        self.name = name

    def driver_options(self) -> dict[str, Any]:
        """Return the options that each engine has in the product."""
        quiet = {"notifications_min_severity": "OFF"} if self.name == "neo4j" else {}
        return {**super().driver_options(), **quiet}

    def create(self, index: Index) -> None:
        """Leave the indexes to who filled it."""


def main(name: EngineName, uri: str, user: str, password: str, database: str, port: str) -> None:
    """Serve until stopped."""
    account = Account(user, password or None)
    app = create_app(AttachedEngine(name, Address(uri, database, account, account)), _LIMITS)
    with settled():
        uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning", timeout_keep_alive=600)


if __name__ == "__main__":
    main(*sys.argv[1:])  # type: ignore[arg-type]
