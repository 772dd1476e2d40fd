"""Makes an engine ready for a graph: no graph of another version, nothing of others in its way, all indexes there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, LiteralString

from graph.cypher import literal
from schema.constraints import Index, IndexKind, indexes
from schema.errors import DataDirectoryTooNew, ForeignGraph, GraphTooOld
from schema.nodes import NODES
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.engine import Engine

# The node that keeps the books of loads: no type of the model.
BOOKS: Final = Index("dataset_id", "UNIQUE", "Dataset", ("id",))
# A graph on its way to a version has not arrived: what was written meanwhile says so too early.
_VERSION: Final[LiteralString] = (
    "MATCH (d:Dataset {id: 'dataset'}) "
    "RETURN CASE WHEN d.migrating IS NULL THEN d.modelVersion ELSE d.migrating - 1 END AS version"
)
_INDEXES: Final[LiteralString] = "SHOW INDEXES"
_REQUIRED: Final[LiteralString] = "SHOW NODE PROPERTY EXISTENCE CONSTRAINTS"
_OTHER_BOOKS: Final[LiteralString] = (
    "MATCH (d:Dataset) WHERE d.id IS NULL OR d.id <> 'dataset' RETURN count(d) AS nodes"
)


@dataclass(frozen=True, slots=True)
class Present:
    """One index or constraint of an engine; `state` is ONLINE where it answers."""

    name: str
    kind: IndexKind
    label: str
    properties: tuple[str, ...]
    state: str

    def serves(self, wanted: Index) -> bool:
        """Tell whether it does what one of the model is for: an administrator may have named it otherwise."""
        kinds = _SERVED.get(wanted.kind, (wanted.kind,))
        return self.label == wanted.label and self.properties == wanted.properties and self.kind in kinds


# An index of unique values finds them as well; a graph that moved to Enterprise Edition keeps its unique ids.
_SERVED: Final[dict[IndexKind, tuple[IndexKind, ...]]] = {"RANGE": ("RANGE", "UNIQUE"), "KEY": ("UNIQUE",)}


def prepare(engine: Engine) -> None:
    """Create every constraint and index that a load needs and is missing, which needs a right only where one is.

    Before the first load those of texts are left to `finish`: each commit of a load has to keep them, which takes far
    longer than to make them of what is there. Raises DataDirectoryTooNew and GraphTooOld as `check` does, and
    ForeignGraph where what others wrote has our labels or the name of an index: nothing is created then.
    """
    check(engine)
    there = present(engine)
    _refuse_foreign(engine, there)
    first = model_version(engine) is None
    _complete(engine, [each for each in missing(engine, there) if not (first and each.kind == "FULLTEXT")])


def finish(engine: Engine) -> None:
    """Create after a load what is missing; the engine makes it of what is there, and answers meanwhile."""
    for index in missing(engine, present(engine)):
        engine.create(index)


def complete(engine: Engine, there: Sequence[Present]) -> None:
    """Create what is missing among the indexes that are there, and wait until it answers."""
    _complete(engine, missing(engine, there))


def _complete(engine: Engine, absent: Sequence[Index]) -> None:
    if absent:
        for index in absent:
            engine.create(index)
        engine.await_indexes()


def check(engine: Engine) -> None:
    """Raise DataDirectoryTooNew for a graph of a newer version of the model, GraphTooOld for one of an older."""
    version = refuse_newer(engine)
    if version is not None and version < MODEL_VERSION:
        raise GraphTooOld(
            f"The graph at {engine.address.uri} was written with model version {version}; this program writes "
            f"{MODEL_VERSION}. Bring it forward: rectigraph migrate. See before what it would do: --dry-run."
        )


def refuse_newer(engine: Engine) -> int | None:
    """Return the version of a graph as `model_version` does. Raises DataDirectoryTooNew for a newer one."""
    version = model_version(engine)
    if version is not None and version > MODEL_VERSION:
        raise DataDirectoryTooNew(
            f"The graph at {engine.address.uri} was written with model version {version}; this program knows "
            f"{MODEL_VERSION}. Use the newer program, or another graph."
        )
    return version


def model_version(engine: Engine) -> int | None:
    """Return the version of the model that a graph was written with; None for an engine without a graph."""
    found = engine.read(_VERSION)
    return found[0]["version"] if found else None


def present(engine: Engine) -> list[Present]:
    """Return the indexes of an engine, and the constraints that require a property where it has them.

    Of the text indexes of the embedded engine its Cypher shows none.
    """
    required = engine.read(_REQUIRED) if engine.enforces_existence else ()
    found = [record for record in (*engine.read(_INDEXES), *required) if record["labelsOrTypes"]]
    return [_present(record) for record in found]


def _present(record: Mapping[str, Any]) -> Present:
    return Present(
        name=str(record["name"]),
        kind=_kind(record),
        label=str(record["labelsOrTypes"][0]),
        properties=tuple(record["properties"] or ()),
        state=str(record.get("state", "ONLINE")),
    )


def _kind(record: Mapping[str, Any]) -> IndexKind:
    if record["type"] == "NODE_PROPERTY_EXISTENCE":
        return "EXISTS"
    if record["type"] == "FULLTEXT":
        return "FULLTEXT"
    return "UNIQUE" if record.get("owningConstraint") or record.get("uniqueness") == "UNIQUE" else "RANGE"


def missing(engine: Engine, there: Sequence[Present]) -> list[Index]:
    """Return what the model wants and the engine lacks."""
    wanted = (*indexes(required=engine.enforces_existence), BOOKS)
    return [each for each in wanted if engine.supports(each) and not any(found.serves(each) for found in there)]


def _refuse_foreign(engine: Engine, there: Sequence[Present]) -> None:
    """Raise ForeignGraph where the database has our labels without our books, or an index of a name of ours."""
    by_name = {each.name: each for each in indexes()}
    for found in there:
        wanted = by_name.get(found.name)
        if wanted and (found.label, found.properties) != (wanted.label, wanted.properties):
            raise ForeignGraph(
                f"{engine.where} has an index {found.name} on {found.label} ({', '.join(found.properties)}), and that "
                f"name is for {wanted.label} ({', '.join(wanted.properties)}). Give that index another name, or use "
                "another database. Nothing was changed."
            )
    foreign = {"Dataset": engine.read(_OTHER_BOOKS)[0]["nodes"]}
    if model_version(engine) is None:
        foreign |= {each.label: engine.read(_count(each.label))[0]["nodes"] for each in NODES}
    if held := ", ".join(f"{count} {label}" for label, count in foreign.items() if count):
        raise ForeignGraph(
            f"{engine.where} holds nodes that Rectigraph did not write, under labels that it writes: {held}. Loading "
            "would mix them with the graph. Use another database (RECTIGRAPH_NEO4J_DATABASE), or give those nodes "
            "other labels. Nothing was changed."
        )


def _count(label: str) -> LiteralString:
    """Return the statement that counts the nodes of a label of the model, which a store knows without a scan."""
    return literal(f"MATCH (n:{label}) RETURN count(n) AS nodes")
