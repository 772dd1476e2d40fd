"""How a Neo4j is reached: what a user sets, as the driver wants it.

Imports no driver: the command line reads it before it knows which command it runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from schema.errors import SettingsError

# What a scheme says of the certificate: "" nothing, as nothing is encrypted; "s" an authority signed it; "ssc" anybody.
SCHEMES: Final = {f"{kind}{plus}": plus[1:] for kind in ("bolt", "neo4j") for plus in ("", "+s", "+ssc")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A Neo4j server, cluster or Aura instance, and how to talk to it.

    `uri` is `bolt://` for one server and `neo4j://` for routing, with `+s` or `+ssc` for TLS. `database` None is the
    user's home database; `ca` a PEM file of the authorities to trust instead of the system's. `pool_size` bounds
    connections to each server, `lifetime_s` their age; `retry_s` is how long work that failed for a reason that
    passes, such as a server that restarts, is tried again.

    Raises SettingsError for an address that is none, and for an authority where none is asked.
    """

    uri: str
    user: str = "neo4j"
    password: str | None = field(default=None, repr=False)
    database: str | None = None
    ca: Path | None = None
    pool_size: int = 100
    connection_timeout_s: float = 10.0
    lifetime_s: float = 3_600.0
    retry_s: float = 30.0

    def __post_init__(self) -> None:
        scheme = self.scheme
        if scheme not in SCHEMES or not self._has_host():
            # A part before @ may be a password, which is not for every eye.
            given = f"“{self.uri}”" if "@" not in self.uri else "What stands before @ is no part of it, and this"
            schemes = ", ".join(f"{each}://" for each in SCHEMES)
            raise SettingsError(
                f"{given} is no address of Neo4j. Write one of {schemes}, a host and a port, such as "
                "neo4j+s://graph.example.org:7687."
            )
        if self.ca and SCHEMES[scheme] != "s":
            raise SettingsError(
                f"A certificate authority is set, and {scheme}:// asks for none. Write "
                f"{scheme.partition('+')[0]}+s://, or leave the authority out."
            )
        if self.ca and not self.ca.is_file():
            raise SettingsError(f"The file of the certificate authority, {self.ca}, does not exist.")

    @property
    def scheme(self) -> str:
        """Return what stands before :// in the address."""
        return self.uri.partition("://")[0].lower()

    @property
    def driver_uri(self) -> str:
        """Return the address for the driver, which takes an authority of ours only without `+s`."""
        return f"{self.scheme.removesuffix('+s')}://{self.uri.partition('://')[2]}" if self.ca else self.uri

    def _has_host(self) -> bool:
        try:
            parts = urlsplit(self.uri)
            return bool(parts.hostname) and (parts.port is None or parts.port > 0) and "@" not in parts.netloc
        except ValueError:
            return False
