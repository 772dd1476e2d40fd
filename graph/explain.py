"""What the graph knows of a body 单位: its names with why they were merged, where it stands, and bodies beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, LiteralString

if TYPE_CHECKING:
    from graph.engine import Engine

_NAMED: Final[LiteralString] = (
    "MATCH (u:Unit) WHERE u.name = $name OR $name IN u.aliases "
    "RETURN u.id AS id, u.name AS name, u.kind AS kind, u.level AS level, u.generic AS generic, "
    "u.readings AS readings ORDER BY u.generic, u.name, u.id"
)
_STANDS: Final[LiteralString] = (
    "MATCH (u:Unit {id: $id})<-[r:MENTIONS|ASSIGNED_TO]-() WHERE r.report IS NOT NULL "
    "MATCH (report:Report {id: r.report}) "
    "WITH report, count(r) AS times, min(r.start) AS first "
    "MATCH (:Unit {id: $id})<-[r:MENTIONS|ASSIGNED_TO]-() WHERE r.report = report.id AND r.start = first "
    "WITH report, times, min(r.start) AS start, min(r.end) AS end "
    "RETURN report.title AS report, times, substring(report.text, start, end - start) AS sentence "
    "ORDER BY times DESC, report"
)
_OTHERS: Final[LiteralString] = (
    "MATCH (u:Unit) WHERE u.id <> $id AND NOT coalesce(u.generic, false) RETURN DISTINCT u.name AS name"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A report that names a body: how often, and the first sentence that does."""

    report: str
    times: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Body:
    """A unit of the graph; `merged` maps a name as printed to the reason why it stands for this body."""

    id: str
    name: str
    kind: str | None
    level: str | None
    generic: bool
    merged: dict[str, str]
    stands: tuple[Standing, ...]


def bodies(engine: Engine, name: str) -> list[Body]:
    """Return the units whose name or alias is `name`, those that are somebody in particular first."""
    return [_body(engine, record) for record in engine.read(_NAMED, {"name": name})]


def other_names(engine: Engine, id_: str) -> list[str]:
    """Return the names of all units but one that are somebody in particular."""
    return [record["name"] for record in engine.read(_OTHERS, {"id": id_})]


def _body(engine: Engine, record: Any) -> Body:
    readings = (reading.partition("|") for reading in record["readings"] or ())
    stands = engine.read(_STANDS, {"id": record["id"]})
    return Body(
        id=record["id"], name=record["name"], kind=record["kind"], level=record["level"],
        generic=bool(record["generic"]), merged={name: reason for name, _, reason in readings},
        stands=tuple(Standing(each["report"], each["times"], each["sentence"]) for each in stands),
    )  # fmt: skip
