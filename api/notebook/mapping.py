"""Classes of py2neo's object mapper, one for each node type of the model.

Properties and neighbours have the names of the model in Python's spelling (`due_on`, `similar_issues`); in strings of
Cypher, such as those of `where`, properties are spelt as in the graph (`_.dueOn`). All is read, nothing written.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from py2neo import ogm

from schema.declare import snake_case
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from schema.declare import NodeType, PropertyType

    class Model:
        """What is used of py2neo's class, which has no types."""

        __primarylabel__: str

        @property
        def __node__(self) -> Any: ...

        @classmethod
        def match(cls, repository: Any, primary_value: str | None = None) -> Any:
            """Return what can be narrowed, ordered and iterated."""
            ...

        @classmethod
        def wrap(cls, node: Any) -> Self:
            """Return a node as an object."""
            ...

else:
    from py2neo.ogm import Model

_TYPES: Final = frozenset(each.type for each in RELATIONSHIPS)


class Record(Model):
    """A node of the graph as an object, found by `Measure.match(graph)`, or `Measure.match(graph, id)`."""

    __primarykey__ = "id"
    NODE: ClassVar[NodeType]

    def related(self, relationship_type: str, *, incoming: bool = False) -> list[tuple[dict[str, Any], Record]]:
        """Return each relationship of a type from here, or to here: its properties, and the node at the other end.

        For what has no name in the model, such as ASSIGNED_TO, whose properties say in which role. Raises ValueError
        for a type that the model does not have.
        """
        if relationship_type not in _TYPES:
            raise ValueError(
                f"The model has no relationship {relationship_type!r}: it has {', '.join(sorted(_TYPES))}."
            )
        pattern = _pattern(relationship_type, incoming=incoming)
        found = _neighbours(self, f"{pattern}(b) RETURN properties(r) AS r, b ORDER BY b.id, r.report, r.start")
        return [(dict(properties), _wrapped(node)) for properties, node in found]

    def __repr__(self) -> str:
        """Return class and name, which people recognise, where ids say nothing."""
        named = (
            self.__node__[each.key] for each in (self.NODE.caption, *self.NODE.fulltext) if each in self.NODE.stated
        )
        return f"<{type(self).__name__} {next((name for name in named if name), self.__node__['id'])!r}>"


class Read(ogm.Property):  # type: ignore[misc]  # py2neo has no types
    """A property that is read, days as days of Python; on the class it is its own description."""

    def __init__(self, declared: PropertyType) -> None:
        super().__init__(declared.key)
        self.__doc__ = declared.description

    def __get__(self, instance: Record | None, owner: type) -> Any:
        """Return the value, None where the sources do not state it."""
        return self if instance is None else native(instance.__node__[self.key])

    def __set__(self, instance: Record, value: object) -> None:
        """Raise AttributeError: a change here would be without its source."""
        raise AttributeError(f"{self.key} is read only: the graph changes by loading sources (rectigraph load).")


class Neighbours:
    """Nodes at the other end of relationships of a type that have a label; one or None where there is at most one.

    py2neo's own descriptors look at the type alone, and would take a place for a unit where both are mentioned.
    """

    def __init__(self, relationship_type: str, other: NodeType, doc: str, *, incoming: bool, one: bool) -> None:
        self._one = one
        order = ", ".join(f"b.{key}" for key in (*other.info.order, "id"))
        pattern = _pattern(relationship_type, incoming=incoming)
        self._statement = f"{pattern}(b:{other.label}) WITH DISTINCT b RETURN null AS r, b ORDER BY {order}"
        self.__doc__ = doc

    def __get__(self, instance: Record | None, owner: type) -> Any:
        """Return the nodes as objects, by one question to the graph each time, in the order of the model."""
        if instance is None:
            return self
        found = [_wrapped(node) for _, node in _neighbours(instance, self._statement)]
        return next(iter(found), None) if self._one else found


def native(value: Any) -> Any:
    """Return a value as Python has it: py2neo has days of its own."""
    if isinstance(value, list):
        return [native(each) for each in value]
    return value.to_native() if hasattr(value, "to_native") else value


def _pattern(relationship_type: str, *, incoming: bool) -> str:
    return f"<-[r:{relationship_type}]-" if incoming else f"-[r:{relationship_type}]->"


def _neighbours(of: Record, pattern: str) -> Iterator[tuple[Any, Any]]:
    node = of.__node__
    if node.graph is None:
        raise ValueError(f"This {type(of).__name__} is not of a graph: find it with {type(of).__name__}.match(graph).")
    # Only reading: py2neo's object mapper would ask for a transaction that writes, and on a cluster its leader.
    statement = f"MATCH (a:{of.__primarylabel__} {{id: $id}}){pattern}"
    return ((record["r"], record["b"]) for record in node.graph.query(statement, {"id": node["id"]}))


def _wrapped(node: Any) -> Record:
    cls = next(CLASSES[label] for label in node.labels if label in CLASSES)
    return cls.wrap(node)


def _class(node: NodeType) -> type[Record]:
    attributes: dict[str, Any] = {each.name: Read(each) for each in node.stated}
    attributes |= {snake_case(name): made() for name, made in _ends(node)}
    about = {"__doc__": node.doc, "__module__": __name__, "NODE": node}
    made: Any = ogm.ModelType(node.label, (Record,), {**attributes, **about})
    return cast("type[Record]", made)


def _ends(node: NodeType) -> Iterator[tuple[str, partial[Neighbours]]]:
    by_class = {each.cls: each for each in NODES}
    for each in RELATIONSHIPS:
        doc = f"{each.title_zh} / {each.doc}"
        for end in each.ends:
            if end.source is node.cls and end.forward:
                other = by_class[end.target]
                yield end.forward, partial(Neighbours, each.type, other, doc, incoming=False, one=end.forward_one)
            if end.target is node.cls and end.backward:
                other = by_class[end.source]
                yield end.backward, partial(Neighbours, each.type, other, doc, incoming=True, one=end.backward_one)


CLASSES: Final[dict[str, type[Record]]] = {node.label: _class(node) for node in NODES}
