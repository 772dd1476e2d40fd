"""What the graph knows of a body 单位: its names with why they were merged, where it stands, and bodies beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, LiteralString

if TYPE_CHECKING:
    from graph.engine import Engine

_NAMED: Final[LiteralString] = (
    "MATCH (u:Unit) WHERE u.id = $name OR u.name = $name OR $name IN u.aliases "
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
class Merged:
    """A name as printed, and why it stands for the body; one name has a reason in each source that reads it so."""

    surface: str
    reason: str


@dataclass(frozen=True, slots=True)
class Body:
    """A unit of the graph, the names that were merged into it, and where it stands."""

    id: str
    name: str
    kind: str | None
    level: str | None
    generic: bool
    merged: tuple[Merged, ...]
    stands: tuple[Standing, ...]


def bodies(engine: Engine, name: str) -> list[Body]:
    """Return the units that a name stands for, those that are somebody in particular first.

    An id or a name in full stands for its own units alone, whatever else is called so for short.
    """
    records = engine.read(_NAMED, {"name": name})
    exact = [record for record in records if name in (record["id"], record["name"])]
    return [_body(engine, record) for record in exact or records]


def other_names(engine: Engine, id_: str) -> list[str]:
    """Return the names of all units but one that are somebody in particular."""
    return [record["name"] for record in engine.read(_OTHERS, {"id": id_})]


def _body(engine: Engine, record: Any) -> Body:
    readings = (reading.partition("|") for reading in record["readings"] or ())
    stands = engine.read(_STANDS, {"id": record["id"]})
    return Body(
        id=record["id"], name=record["name"], kind=record["kind"], level=record["level"],
        generic=bool(record["generic"]), merged=tuple(Merged(name, reason) for name, _, reason in readings),
        stands=tuple(Standing(each["report"], each["times"], each["sentence"]) for each in stands),
    )  # fmt: skip
