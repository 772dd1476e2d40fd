"""Resources as text: Turtle, N-Quads, TriG and JSON-LD, piece by piece.

Written here and not by rdflib, whose serializers hold the whole graph: a resource is forgotten once it is written. What
is written is the canonical form of N-Triples for literals, which all of these formats but JSON-LD share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

import orjson

from schema.rdf.resources import Items, Literal, Name, Resource, Value
from schema.rdf.terms import BASE, OF_DATA, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_ESCAPED: Final = re.compile('[\\x00-\\x1f"\\\\\\x7f]')
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SAFE_LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_BARE: Final = ("integer", "boolean")  # literals that Turtle and JSON write as they are
_PIECE: Final = 1 << 16  # characters, and the rest of a resource: the text of a report may have 10 MB, 200 of them 2 GB
_XSD: Final = PREFIXES["xsd"]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes resources whose nodes have their IRIs below `base`."""

    base: str = BASE

    def turtle(self, resources: Iterable[Resource]) -> Iterator[bytes]:
        """Yield Turtle 1.1: one block for each resource."""
        yield self._prefixes()
        yield from _pieces(f"\n{self._block(each)} .\n" for each in resources)

    def trig(self, resources: Iterable[Resource]) -> Iterator[bytes]:
        """Yield TriG 1.1: each resource in the graph of its source, if it has one."""
        yield self._prefixes()
        yield from _pieces(self._of_graph(each) for each in resources)

    def nquads(self, resources: Iterable[Resource]) -> Iterator[bytes]:
        """Yield N-Quads 1.1: one statement a line, the graph of its source last."""
        yield from _pieces("".join(self._quads(each)) for each in resources)

    def jsonld(self, resources: Iterable[Resource]) -> Iterator[bytes]:
        """Yield JSON-LD 1.1: a context without remote parts, and one array with an object a line."""
        context = orjson.dumps({prefix: PREFIXES[prefix] for prefix in OF_DATA})
        yield b'{"@context":' + context + b',\n"@graph":[\n'
        objects = (self._object(each) for each in resources)
        yield from _pieces(text if first else f",\n{text}" for first, text in _marked(objects))
        yield b"\n]}\n"

    # --- Turtle and TriG ---

    def _prefixes(self) -> bytes:
        lines = [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in OF_DATA]
        return "".join([*lines, f"@prefix id: <{self.base}> .\n"]).encode()

    def _of_graph(self, each: Resource) -> str:
        if each.graph is None:
            return f"\n{self._block(each)} .\n"
        return f"\n{self._term(each.graph)} {{\n{self._block(each)} .\n}}\n"

    def _block(self, each: Resource) -> str:
        said = " ;\n    ".join(
            f"{'a' if term == 'rdf:type' else self._term(term)} {', '.join(map(self._turtle_value, values))}"
            for term, values in each.said
        )
        return f"{self._term(each.name)} {said}"

    def _term(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return name if _SAFE_LOCAL.fullmatch(local) and prefix != "_" else f"<{self.expand(name)}>"

    def _turtle_value(self, value: Value) -> str:
        if isinstance(value, Name):
            return self._term(value.name)
        if isinstance(value, Items):
            return f"( {' '.join(map(self._turtle_value, value.items))} )"
        if value.datatype in _BARE:
            return value.text
        return _literal(value, f"xsd:{value.datatype}")

    # --- N-Quads ---

    def _quads(self, each: Resource) -> Iterator[str]:
        subject = f"<{self.expand(each.name)}>"
        graph = f" <{self.expand(each.graph)}>" if each.graph else ""
        for term, values in each.said:
            predicate = f"<{self.expand(term)}>"
            for value in values:
                if isinstance(value, Items):
                    yield from self._list(f"{subject} {predicate}", value, graph)
                else:
                    yield f"{subject} {predicate} {self._quad_value(value)}{graph} .\n"

    def _list(self, where: str, value: Items, graph: str) -> Iterator[str]:
        """Yield an ordered list; its blank nodes are named by where it stands, the same in every export."""
        label = f"_:l{blake2b(where.encode(), digest_size=8).hexdigest()}"
        rdf = PREFIXES["rdf"]
        yield f"{where} {label}n0{graph} .\n"
        for position, item in enumerate(value.items):
            rest = f"{label}n{position + 1}" if position + 1 < len(value.items) else f"<{rdf}nil>"
            yield f"{label}n{position} <{rdf}first> {self._quad_value(item)}{graph} .\n"
            yield f"{label}n{position} <{rdf}rest> {rest}{graph} .\n"

    def _quad_value(self, value: Name | Literal) -> str:
        return (
            f"<{self.expand(value.name)}>" if isinstance(value, Name) else _literal(value, f"<{_XSD}{value.datatype}>")
        )

    # --- JSON-LD ---

    def _object(self, each: Resource) -> str:
        said: dict[str, Any] = {"@id": self.expand(each.name)}
        for term, values in each.said:
            if term == "rdf:type":
                said["@type"] = [value.name for value in values if isinstance(value, Name)]
            else:
                said.setdefault(term, []).extend(self._json_value(value) for value in values)
        return orjson.dumps(said).decode()

    def _json_value(self, value: Value) -> Any:
        if isinstance(value, Name):
            return {"@id": self.expand(value.name) if value.name.startswith("id:") else value.name}
        if isinstance(value, Items):
            return {"@list": [self._json_value(item) for item in value.items]}
        if value.language:
            return {"@value": value.text, "@language": value.language}
        if value.datatype in _BARE:
            return orjson.loads(value.text)
        return value.text if value.datatype == "string" else {"@value": value.text, "@type": f"xsd:{value.datatype}"}

    def expand(self, name: str) -> str:
        """Return the IRI of a prefixed name."""
        prefix, _, local = name.partition(":")
        return (self.base if prefix == "id" else PREFIXES[prefix]) + local


def _literal(value: Literal, datatype: str) -> str:
    text = f'"{_ESCAPED.sub(_escape, value.text)}"'
    if value.language:
        return f"{text}@{value.language}"
    return text if value.datatype == "string" else f"{text}^^{datatype}"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


def _pieces(texts: Iterable[str]) -> Iterator[bytes]:
    waiting, size = list[str](), 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _PIECE:
            yield "".join(waiting).encode()
            waiting.clear()
            size = 0
    yield "".join(waiting).encode()


def _marked(items: Iterable[str]) -> Iterator[tuple[bool, str]]:
    first = True
    for item in items:
        yield first, item
        first = False


WRITERS: Final[dict[str, Callable[[Writer, Iterable[Resource]], Iterator[bytes]]]] = {
    "turtle": Writer.turtle,
    "trig": Writer.trig,
    "nquads": Writer.nquads,
    "jsonld": Writer.jsonld,
}
