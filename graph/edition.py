"""Which Neo4j answers: its version and edition, and what that edition can do. Detected, never assumed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, LiteralString

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COMPONENTS: Final[LiteralString] = (
    "CALL dbms.components() YIELD name, versions, edition RETURN name, versions[0] AS version, edition"
)
OLDEST: Final = (5, 26)  # the oldest release that the tests run on


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of Neo4j and its edition, as it says itself: `5.26.16` community."""

    version: str
    name: str

    @property
    def enterprise(self) -> bool:
        """Tell whether it can require properties and keys, and read in parallel; Aura is such an edition."""
        return self.name == "enterprise"

    @property
    def aura(self) -> bool:
        """Tell whether it is a service in the cloud: its versions end in -aura."""
        return self.version.endswith("-aura")

    @property
    def supported(self) -> bool:
        """Tell whether it is as new as the oldest release that is tested; calendar versions such as 2026.08 are."""
        return tuple(int(number) for number in re.findall(r"\d+", self.version)[:2]) >= OLDEST

    def __str__(self) -> str:
        """Return it as people write it: Neo4j 5.26.16 Community."""
        return f"Neo4j {self.version} {'Aura' if self.aura else self.name.capitalize()}"


def edition(components: Iterable[Mapping[str, Any]]) -> Edition:
    """Return what the kernel among the components of a server says; a server without one is an unknown edition."""
    for each in components:
        if each["name"] == "Neo4j Kernel":
            return Edition(str(each["version"]), str(each["edition"]).lower())
    return Edition("0", "unknown")
