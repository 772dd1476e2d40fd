"""Triples on disk: a store of rdflib in a temporary file that is gone with it.

rdflib's own store took 15 kB of memory for each record of a graph, so that a file of 100,000 records needed 2 GB. Here
triples are appended to SQLite as they are parsed, and indexed once all are there. Named graphs are read as one.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict, defaultdict
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from rdflib.store import Store
from rdflib.term import BNode, Literal, Node, URIRef

from schema.errors import DiskFull

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from rdflib.graph import Graph

    Triple = tuple[Node, Node, Node]
    Pattern = tuple[Node | None, Node | None, Node | None]

_WAITING: Final = 5_000  # triples that are appended at a time
_KEPT: Final = 2_000  # subjects whose triples are kept in memory: a statement, its passage and its nodes
_CACHE_KIB: Final = 16_000


class DiskStore(Store):
    """Triples of one file, without a word on which graph they stand in; first all are added, then they are read."""

    context_aware = True  # for parsers of named graphs, which want a store that could tell them apart
    graph_aware = True

    def __init__(self) -> None:
        super().__init__()
        self._database = sqlite3.connect("")  # a file that SQLite deletes
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KIB}"):
            self._database.execute(f"PRAGMA {setting}")
        self._database.execute("CREATE TABLE triple (s BLOB, p BLOB, o BLOB)")
        self._indexed = False
        self._count: int | None = None
        self._waiting: list[tuple[bytes, bytes, bytes]] = []
        self._kept: OrderedDict[Node, dict[Node, dict[Triple, None]]] = OrderedDict()

    def add(self, triple: Any, context: Graph, quoted: bool = False) -> None:
        """Add a triple. Raises DiskFull."""
        del context, quoted
        subject, predicate, value = triple
        self._count = None
        self._waiting.append((_written(subject), _written(predicate), _written(value)))
        if len(self._waiting) >= _WAITING:
            self._append()

    def triples(self, triple_pattern: Any, context: Graph | None = None) -> Iterator[Any]:
        """Yield the triples of a pattern, each once, with no graphs."""
        del context
        subject, predicate, value = triple_pattern
        found = self._found(predicate, value) if subject is None else self._of(subject, predicate)
        for each in found:
            if value is None or each[2] == value:
                yield each, iter(())

    def __len__(self, context: Graph | None = None) -> int:
        """Return how many triples there are; counted once, for a SHACL engine asks with every result."""
        del context
        if self._count is None:
            self._index()
            counted = self._database.execute("SELECT count(*) FROM (SELECT DISTINCT s, p, o FROM triple)")
            self._count = int(counted.fetchone()[0])
        return self._count

    def contexts(self, triple: Any = None) -> Generator[Graph, None, None]:
        """Yield no named graphs."""
        del triple
        yield from ()

    def add_graph(self, graph: Graph) -> None:
        """Take note of no named graph."""

    def remove_graph(self, graph: Graph) -> None:
        """Remove no named graph: parsers remove the empty one that they begin with."""

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Delete the file."""
        del commit_pending_transaction
        self._database.close()

    def _append(self) -> None:
        with _room():
            self._database.executemany("INSERT INTO triple VALUES (?, ?, ?)", self._waiting)
        self._waiting.clear()

    def _index(self) -> None:
        """Make what was added ready to be read. Raises DiskFull."""
        if self._waiting:
            self._append()
            self._kept.clear()
            self._indexed = False
        if self._indexed:
            return
        with _room():
            self._database.execute("CREATE INDEX IF NOT EXISTS by_subject ON triple (s)")
            # A value may be a text of 10 MB: its beginning finds it.
            self._database.execute("CREATE INDEX IF NOT EXISTS by_value ON triple (p, substr(o, 1, 200))")
        self._indexed = True

    def _of(self, subject: Node, predicate: Node | None) -> list[Triple]:
        """Return the triples of a subject, each once, in the order in which they were added."""
        if (of := self._kept.get(subject)) is None:
            self._index()
            of = self._kept[subject] = defaultdict(dict)
            for p, o in self._database.execute("SELECT p, o FROM triple WHERE s = ?", (_written(subject),)):
                of[_name(p)][subject, _name(p), _read(o)] = None
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        if predicate is not None:
            return list(of.get(predicate, ()))
        return [each for several in of.values() for each in several]

    def _found(self, predicate: Node | None, value: Node | None) -> Iterator[Triple]:
        self._index()
        statement, of = "SELECT DISTINCT s, p, o FROM triple", list[bytes]()
        if predicate is not None:
            statement += " WHERE p = ?"
            of.append(_written(predicate))
            if value is not None:
                written = _written(value)
                statement += " AND substr(o, 1, 200) = ? AND o = ?"
                of += (written[:200], written)
        for row in self._database.execute(statement, of):
            yield tuple(map(_read, row))


@contextmanager
def _room() -> Iterator[None]:
    """Raise DiskFull where SQLite finds no room for what it writes."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise DiskFull(f"The folder for temporary files has no space left for this file: {error}.") from error


def _written(term: Node) -> bytes:
    if isinstance(term, URIRef):
        text = f"<{term}"
    elif isinstance(term, Literal):
        text = f'"{term.language or ""}\n{term.datatype or ""}\n{term}'
    else:
        text = f"_{term}"
    return text.encode("utf-8", "surrogatepass")


def _read(written: bytes) -> Any:
    return _name(written) if written[:1] != b'"' else _literal(written)


@lru_cache(10_000)
def _name(written: bytes) -> Node:
    text = written.decode("utf-8", "surrogatepass")
    return URIRef(text[1:]) if text[0] == "<" else BNode(text[1:])


def _literal(written: bytes) -> Literal:
    """Return a literal in the form in which it was written: 182 as a double stays a whole number."""
    language, datatype, text = written[1:].decode("utf-8", "surrogatepass").split("\n", 2)
    return Literal(text, lang=language or None, datatype=URIRef(datatype) if datatype else None, normalize=False)
