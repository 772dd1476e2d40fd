"""Whether an engine is as answers and loads need it. Reads only; what it tries to write is taken back."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, LiteralString

from graph.edition import OLDEST
from graph.integrity import findings
from graph.prepare import BOOKS, missing, model_version, present
from graph.remote import RemoteEngine
from schema.constraints import statement
from schema.errors import EngineError
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.engine import Engine

_LOADS: Final[LiteralString] = (
    "MATCH (d:Dataset {id: 'dataset'}) RETURN d.version AS version, d.loads AS loads, toString(d.loadedOn) AS day"
)
_NOW: Final[LiteralString] = "RETURN datetime.realtime() AS now"
# Sets what every load sets, on a node that is then not there, or as it was.
_WRITES: Final[LiteralString] = "MERGE (d:Dataset {id: 'dataset'}) SET d.writing = true"
_PLANNED: Final[LiteralString] = (
    "EXPLAIN MATCH (u:Unit)<-[:ASSIGNED_TO]-(m:Measure)-[:ABOUT]->(:Topic)-[:BROADER*0..]->(t:Topic) "
    "WHERE m.dueOn < $day AND EXISTS { MATCH (m)<-[:HAS_MEASURE]-(:Issue) } "
    "WITH u, t, count(DISTINCT m) AS measures ORDER BY measures DESC RETURN collect({unit: u.name, n: measures})"
)
_KEPT_MS: Final = 50.0  # to have a plan that is kept; to make this one took 150 to 300 ms on two cores
_CLOCKS_S: Final = 30.0
_SHOWN: Final = 5  # names of indexes


class State(StrEnum):
    """How a check came out: WARN keeps an answer right, FAIL does not or keeps it from being given."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `advice` says what to do if its state is not OK."""

    name: str
    state: State
    found: str
    advice: str = ""


def checks(engine: Engine) -> Iterator[Check]:
    """Yield what was looked at on an engine and in its graph. An older or newer graph is looked at no further."""
    yield _engine(engine)
    model = _model(engine)
    yield model
    yield _loads(engine)
    yield from _rights(engine)
    if isinstance(engine, RemoteEngine):
        yield _plans(engine)
        yield from _clock(engine)
    if model.state is not State.FAIL:
        yield from _indexes(engine)
        yield from _integrity(engine)


def _engine(engine: Engine) -> Check:
    if not isinstance(engine, RemoteEngine):
        return Check("engine", State.OK, f"{engine.name} at {engine.address.uri}")
    found = f"{engine.edition} at {engine.connection.uri}"
    if engine.edition.supported:
        return Check("engine", State.OK, found)
    oldest = ".".join(map(str, OLDEST))
    return Check("engine", State.FAIL, found, f"Update it: {oldest} is the oldest that is known to work.")


def _model(engine: Engine) -> Check:
    version = model_version(engine)
    if version is None:
        return Check("model", State.OK, f"none yet; this program writes version {MODEL_VERSION}")
    if version == MODEL_VERSION:
        return Check("model", State.OK, f"version {version}")
    advice = "rectigraph migrate brings it forward." if version < MODEL_VERSION else "Use the newer program."
    return Check("model", State.FAIL, f"version {version}; this program knows {MODEL_VERSION}", advice)


def _loads(engine: Engine) -> Check:
    for record in engine.read(_LOADS):
        if record["loads"]:
            found = f"{record['loads']} files, last on {record['day']}, version {record['version']}"
            return Check("graph", State.OK, found)
    return Check("graph", State.OK, "empty", "rectigraph load PATH… fills it.")


def _rights(engine: Engine) -> Iterator[Check]:
    """Try what a load does, and take it back: rights have many sources, and a database may be read-only."""
    yield Check("right to read", State.OK, "yes")
    yield _right(engine, "right to write", _WRITES, "Enough to serve; to load, use an account that may write.")
    if engine.name == "neo4j":
        advice = "Enough once they are there; else let an administrator run rectigraph schema --format cypher."
        yield _right(engine, "right to create indexes", statement(BOOKS), advice)


def _right(engine: Engine, name: str, tried: str, advice: str) -> Check:
    try:
        engine.rehearse(tried)
    except EngineError as error:
        return Check(name, State.WARN, f"no: {error}", advice)
    return Check(name, State.OK, "yes")


def _plans(engine: RemoteEngine) -> Check:
    """Have the same statement planned three times: the plan of the first must be there for the others."""
    first, *others = (_planned_ms(engine) for _ in range(3))
    again = min(others)
    found = f"a plan took {first:.0f} ms, then {again:.0f} ms"
    if again <= max(_KEPT_MS, first / 3):
        return Check("plan cache", State.OK, f"kept: {found}")
    advice = "Raise server.memory.query_cache.per_db_cache_num_entries: each answer waits for its plan."
    return Check("plan cache", State.WARN, f"not kept: {found}", advice)


def _planned_ms(engine: Engine) -> float:
    started = time.perf_counter()
    engine.read(_PLANNED, {"day": datetime.now().astimezone().date()})
    return (time.perf_counter() - started) * 1000


def _clock(engine: RemoteEngine) -> Iterator[Check]:
    asked = datetime.now().astimezone()
    theirs: datetime = engine.read(_NOW)[0]["now"].to_native()
    ours = datetime.now().astimezone()
    apart_s = (theirs - (asked + (ours - asked) / 2)).total_seconds()
    found = f"{abs(apart_s):.1f} s {'ahead' if apart_s > 0 else 'behind'} of this machine"
    if abs(apart_s) <= _CLOCKS_S:
        yield Check("clock", State.OK, found)
    else:
        yield Check(
            "clock", State.WARN, found, "Set both clocks by the same time server: timeouts and logs rest on it."
        )
    zone, here = _offset(theirs), _offset(ours)
    found = f"this machine {here}, Neo4j {zone}"
    if zone == here:
        yield Check("time zone", State.OK, found)
    else:
        advice = f"Where asOf is left out, “today” is the day at {here}: set TZ if that is not meant."
        yield Check("time zone", State.WARN, found, advice)


def _offset(moment: datetime) -> str:
    minutes = int((moment.utcoffset() or timedelta()).total_seconds()) // 60
    return f"UTC{'+' if minutes >= 0 else '-'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _indexes(engine: Engine) -> Iterator[Check]:
    there = present(engine)
    absent = [each.name for each in missing(engine, there)]
    broken = [each.name for each in there if each.state == "FAILED"]
    filling = [each.name for each in there if each.state == "POPULATING"]
    if absent and model_version(engine) is not None:
        yield Check("indexes", State.FAIL, f"missing: {_named(absent)}", "The next rectigraph load creates them.")
    elif broken:
        yield Check(
            "indexes", State.FAIL, f"failed: {_named(broken)}", "Drop them; the next rectigraph load does rest."
        )
    elif filling:
        yield Check("indexes", State.WARN, f"being filled: {_named(filling)}", "Wait: answers are slow until then.")
    else:
        found = "none yet, the first load creates them" if absent else f"all there and online, {len(there)}"
        yield Check("indexes", State.OK, found)


def _named(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")


def _integrity(engine: Engine) -> Iterator[Check]:
    found = findings(engine)
    for finding in found:
        yield Check("integrity", State.FAIL, finding.message, "Report it with the files that were loaded.")
    if not found:
        yield Check("integrity", State.OK, "as the model says")
