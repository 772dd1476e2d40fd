"""Brings a graph of an older version of the model forward: each step can be repeated, and stopped at any moment.

What version 5 knows and earlier ones did not stands in the texts of the sources, so these are read again: the graph
keeps them. A graph of a version for which that is not so would go without steps 2 to 4.

1. the new indexes are made;
2. sources that can be read again are set aside, with their texts, as nodes `Unread`;
3. what only they stated is taken out;
4. they are read and written one after the other, in the order of their days, and their `Unread` goes;
5. what was not read again gets the properties that are new, states of measures are derived anew,
   and so is which issues are similar, and which assignments repeat another one;
6. the version is set.

Whatever breaks this off, `Dataset.migrating` says so: the graph is not of the new version before the last step.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, LiteralString

from graph import repeats
from graph.cypher import literal
from graph.derive import state
from graph.history import derived_row, histories, stored_state
from graph.prepare import complete, model_version, present, refuse_newer
from graph.statements import CHANGE
from graph.write import write_all
from schema.errors import SourceMissing
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from graph.engine import Engine
    from schema.records import SourceRecords

    # Reads a source again: its records, or why it cannot be.
    Reader = Callable[["Stored"], SourceRecords | str]

_ROWS: Final = 10_000  # of a transaction
_READ_AGAIN: Final = 5  # the first version for which sources need not be read again
_TEXTS: Final = 200  # sources of a transaction that moves them: 20 kB each

_STARTED: Final[LiteralString] = (
    "MATCH (d:Dataset {id: 'dataset'}) RETURN d.migrating IS NOT NULL AS started, d.setAside IS NOT NULL AS aside"
)
_START: Final[LiteralString] = "MATCH (d:Dataset {id: 'dataset'}) SET d.migrating = $version + 1"
_ALL_ASIDE: Final[LiteralString] = (
    "MATCH (d:Dataset {id: 'dataset'}) SET d.setAside = true, d.loads = $loads, "
    "d.version = CASE WHEN $loads = 0 THEN null ELSE d.version END"
)
_FINISH: Final[LiteralString] = (
    "MATCH (d:Dataset {id: 'dataset'}) SET d.modelVersion = $version, d.migrating = null, d.setAside = null"
)
_PROPERTIES: Final[LiteralString] = (
    "RETURN elementId(r) AS element, r.id AS id, r.title AS title, r.kind AS kind, r.uri AS uri, r.sha256 AS sha256, "
    "r.text AS text, r.records AS records"
)
_DAY: Final[LiteralString] = "coalesce(r.asOf, r.signedOn, r.publishedOn)"
_IDS: Final[LiteralString] = f"MATCH (r:Report) RETURN r.id AS id ORDER BY {_DAY}, r.id"
_STORED: Final[LiteralString] = (
    f"MATCH (r:Report {{id: $id}}) {_PROPERTIES}, "
    "EXISTS { MATCH (r)-[h:HAS_ISSUE]->() WHERE h.sheet <> '' } AS sheeted"
)
_SET_ASIDE: Final[LiteralString] = (
    "UNWIND $rows AS row MATCH (r:Report {id: row.id}) CREATE (u:Unread) SET u = properties(r), "
    "u.sheeted = row.sheeted WITH r DETACH DELETE r"
)
_UNREAD: Final[LiteralString] = f"MATCH (r:Unread) RETURN elementId(r) AS element ORDER BY {_DAY}, r.id"
_UNREAD_ONE: Final[LiteralString] = f"MATCH (r) WHERE elementId(r) = $element {_PROPERTIES}, r.sheeted AS sheeted"
_READ: Final[LiteralString] = "MATCH (u) WHERE elementId(u) = $element DELETE u"
_SIMILAR: Final[LiteralString] = "MATCH (:Issue)-[x:SIMILAR_TO]->(:Issue)"
_MEASURES_AFTER: Final[LiteralString] = (
    "MATCH (m:Measure) WHERE m.id > $after RETURN m.id AS id, elementId(m) AS element, properties(m) AS properties "
    "ORDER BY m.id LIMIT $limit"
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A source as a graph keeps it; `sheeted` says that it had sheets with names, which its text has not."""

    element: str
    id: str
    title: str
    kind: str
    uri: str | None
    sha256: str
    text: str
    records: int | None
    sheeted: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes, or became, of one source; `reason` says why it is kept as it was read before."""

    title: str
    uri: str | None
    reason: str | None = None


def plan(engine: Engine, read: Reader) -> Iterator[Fate]:
    """Yield what would become of each source, in the order of their days; nothing for a graph that needs nothing.

    Changes nothing. Raises DataDirectoryTooNew.
    """
    refuse_newer(engine)
    if _reads_again(engine):
        for stored in (*_waiting(engine), *_not_read(engine)):
            found = read(stored)
            yield Fate(stored.title, stored.uri, found if isinstance(found, str) else None)


def needed(engine: Engine) -> bool:
    """Tell whether the graph is of an older version of the model."""
    version = model_version(engine)
    return version is not None and version < MODEL_VERSION


def _reads_again(engine: Engine) -> bool:
    version = model_version(engine)
    return version is not None and version < _READ_AGAIN


def migrate(engine: Engine, read: Reader, today: date) -> Iterator[Fate]:
    """Bring a graph forward and yield what became of each source; nothing for a graph that needs nothing.

    `today` colours pictures and dates the load. Raises DataDirectoryTooNew, SourceMissing for a source that could be
    read when the migration was broken off and cannot be any more, EngineBusy while somebody else migrates the graph,
    and EngineError: then migrate again.
    """
    refuse_newer(engine)
    if not needed(engine):
        return
    complete(engine, present(engine))
    with engine.alone("migration"):
        if needed(engine):
            yield from _migrated(engine, read, today)


def _migrated(engine: Engine, read: Reader, today: date) -> Iterator[Fate]:
    _run(engine, _START, version=model_version(engine))
    if _reads_again(engine):
        if not engine.read(_STARTED)[0]["aside"]:
            yield from _set_aside(engine, read)
        _take_out(engine)
        yield from _read_again(engine, read, today)
    _fill(engine)
    _derive(engine, today)
    _relate_similar(engine)
    _run(engine, _FINISH, version=MODEL_VERSION)
    engine.note_version()


def _run(engine: Engine, statement: LiteralString, **parameters: Any) -> None:
    with engine.transaction() as transaction:
        transaction.run(statement, parameters).consume()


def _not_read(engine: Engine) -> Iterator[Stored]:
    """Yield the sources that were not set aside; none of a graph whose others were read again already."""
    if not engine.read(_STARTED)[0]["aside"]:
        for record in engine.read(_IDS):
            yield Stored(**engine.read(_STORED, {"id": record["id"]})[0])


def _waiting(engine: Engine) -> Iterator[Stored]:
    """Yield the sources that were set aside, in the order of their days."""
    for record in engine.read(_UNREAD):
        yield Stored(**engine.read(_UNREAD_ONE, {"element": record["element"]})[0])


def _set_aside(engine: Engine, read: Reader) -> Iterator[Fate]:
    """Set the sources aside that can be read again, and yield those that stay."""
    rows: list[dict[str, Any]] = []
    stay = 0
    for stored in _not_read(engine):
        found = read(stored)
        if isinstance(found, str):
            stay += 1
            yield Fate(stored.title, stored.uri, found)
            continue
        rows.append({"id": stored.id, "sheeted": stored.sheeted})
        if len(rows) == _TEXTS:
            _run(engine, _SET_ASIDE, rows=rows)
            rows = []
    _run(engine, _SET_ASIDE, rows=rows)
    _run(engine, _ALL_ASIDE, loads=stay)


def _take_out(engine: Engine) -> None:
    """Take out what only sources state that were set aside: their sentences, then nodes that nothing leads to.

    A relationship without a sentence stays with both of its ends: no source is named in it, and it is found again. That
    issues are similar is derived at the end, and proves none of them.
    """
    engine.recurrence.forget()
    _delete(engine, _SIMILAR)
    reports = [record["id"] for record in engine.read(_IDS)]
    for each in RELATIONSHIPS:
        for end in each.ends if each.from_text else ():
            _delete(engine, _sentences(end.source.__name__, each.type, end.target.__name__), reports=reports)
    # Of a chain the first goes in one round, the next one in the next: topics, and bodies under others.
    while any(_delete(engine, _unproved(node.label)) for node in NODES if node.label != "Report"):
        pass


def _delete(engine: Engine, found: str, **parameters: Any) -> bool:
    """Delete each x that the beginning of a statement finds, some at a time; return whether there were any."""
    some = False
    # By element ids, relationships were found by a scan each (embedded 26.10.2).
    while engine.read(f"{found} RETURN 1 AS one LIMIT 1", parameters):
        _run(engine, literal(f"{found} WITH x LIMIT {_ROWS} DETACH DELETE x"), **parameters)
        some = True
    return some


def _sentences(source: str, type_: str, target: str) -> str:
    """Return how relationships between two labels are found whose report is none of those given."""
    return f"MATCH (:{source})-[x:{type_}]->(:{target}) WHERE x.report IS NOT NULL AND NOT x.report IN $reports"


def _unproved(label: str) -> str:
    """Return how nodes of a label are found that no sentence names, and to which nothing leads.

    Relationships without a sentence lead from a statement to what it is about: from a topic to a broader one.
    """
    return (
        f"MATCH (x:{label}) WHERE NOT EXISTS {{ MATCH (x)-[r]->() WHERE r.report IS NOT NULL }} "
        "AND NOT EXISTS { MATCH ()-->(x) }"
    )


def _read_again(engine: Engine, read: Reader, today: date) -> Iterator[Fate]:
    """Read and write the sources that were set aside, and yield each."""
    waiting: deque[Stored] = deque()

    def sources() -> Iterator[SourceRecords]:
        for stored in _waiting(engine):
            found = read(stored)
            if isinstance(found, str):
                raise SourceMissing(
                    f"{stored.uri or stored.title} was about to be read again when a migration was broken off, and now "
                    f"cannot be: {found} Name the file: rectigraph migrate FILE."
                )
            waiting.append(stored)
            yield found

    for _ in write_all(engine, sources(), today):
        stored = waiting.popleft()
        _run(engine, _READ, element=stored.element)
        yield Fate(stored.title, stored.uri)


def _fill(engine: Engine) -> None:
    """Give nodes the lists that they must have and lack: those of a version that did not know them."""
    for node in NODES:
        for each in node.stated:
            if each.is_list:
                found = literal(
                    f"MATCH (n:{node.label}) WHERE n.{each.key} IS NULL RETURN elementId(n) AS element LIMIT $limit"
                )
                while rows := engine.read(found, {"limit": _ROWS}):
                    changed = [{"element": row["element"], "changes": {each.key: []}} for row in rows]
                    _run(engine, CHANGE, rows=changed)


def _derive(engine: Engine, today: date) -> None:
    """Set the state of each measure whose history is not what it was, and mark what repeats an assignment."""

    def run(statement: str, **parameters: Any) -> list[Any]:
        return engine.read(statement, parameters)

    after = ""
    while measures := run(_MEASURES_AFTER, after=after, limit=_ROWS):
        rows = list(_changed(measures, run, today))
        _run(engine, CHANGE, rows=rows)
        repeats.mark(partial(_run, engine), [record["element"] for record in measures])
        after = measures[-1]["id"]


def _relate_similar(engine: Engine) -> None:
    """Relate the issues of all rounds, those of sources that were not read again too."""
    _delete(engine, _SIMILAR)
    with engine.transaction() as transaction:
        engine.recurrence.renew(lambda statement, **values: list(transaction.run(literal(statement), values)))
    engine.recurrence.forget()


def _changed(measures: Sequence[Any], run: Callable[..., list[Any]], today: date) -> Iterator[dict[str, Any]]:
    told = histories(run, [record["id"] for record in measures])
    for record in measures:
        now = state(told[record["id"]])
        if now != stored_state(record["properties"]):
            yield {"element": record["element"], "changes": derived_row(now, today)}
