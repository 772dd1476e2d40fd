"""Constraints and indexes, computed from the model; as data and as Cypher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from schema.nodes import NODES

IndexKind = Literal["UNIQUE", "RANGE", "FULLTEXT", "KEY", "EXISTS"]


@dataclass(frozen=True, slots=True)
class Index:
    """One index or constraint; `name` is stable, `properties` are keys of the graph.

    KEY is unique and required, EXISTS required: Community Edition of Neo4j has neither.
    """

    name: str
    kind: IndexKind
    label: str
    properties: tuple[str, ...]


def indexes(*, required: bool = False) -> tuple[Index, ...]:
    """Return what the graph needs: a unique id for each label, range indexes, one full-text index for each label.

    `required`: with what makes every node have an id and each property that it must have.
    """
    unique = [Index(f"{n.label.lower()}_id", "KEY" if required else "UNIQUE", n.label, ("id",)) for n in NODES]
    ranges = [
        Index(f"{n.label.lower()}_{p.key.lower()}", "RANGE", n.label, (p.key,))
        for n in NODES
        for p in n.properties
        if p.info.index
    ]
    fulltext = [
        Index(f"{n.label.lower()}_text", "FULLTEXT", n.label, tuple(p.key for p in n.fulltext))
        for n in NODES
        if n.fulltext
    ]
    exist = [Index(f"{label.lower()}_{key.lower()}_exists", "EXISTS", label, (key,)) for label, key in existence()]
    return (*unique, *ranges, *fulltext, *(each for each in exist if required and each.properties != ("id",)))


def existence() -> tuple[tuple[str, str], ...]:
    """Return (label, key) of each property that every node must have; Community cannot enforce it, so it is checked."""
    return tuple((n.label, p.key) for n in NODES for p in n.stated if p.required and not p.is_list)


def cypher() -> str:
    """Return the statements that set up a Neo4j database, one a line, repeatable."""
    return "".join(f"{statement(index)};\n" for index in indexes())


def statement(index: Index) -> str:
    """Return the Cypher that creates one index or constraint on Neo4j 5, and does nothing if it is there."""
    keys = ", ".join(f"n.{key}" for key in index.properties)
    if index.kind in _REQUIRED:
        what = _REQUIRED[index.kind]
        return f"CREATE CONSTRAINT {index.name} IF NOT EXISTS FOR (n:{index.label}) REQUIRE {keys} {what}"
    if index.kind == "RANGE":
        return f"CREATE INDEX {index.name} IF NOT EXISTS FOR (n:{index.label}) ON ({keys})"
    options = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    return f"CREATE FULLTEXT INDEX {index.name} IF NOT EXISTS FOR (n:{index.label}) ON EACH [{keys}] {options}"


_REQUIRED: Final = {"UNIQUE": "IS UNIQUE", "KEY": "IS NODE KEY", "EXISTS": "IS NOT NULL"}
