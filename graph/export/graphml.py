"""GraphML for Gephi, Cytoscape, yEd and networkx: what a picture shows, typed.

Every node has `label` (its name in pictures) and `type` (its label in the graph), every edge `label` (its type). Texts
that pictures hide are left out: `text` of a report alone may have 10 MB. Source: http://graphml.graphdrawing.org.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from graph.export.parts import cell, parted
from schema.declare import PropertyType, properties_of
from schema.nodes import BY_LABEL, NODES
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.stream import Record
    from schema.records import RelationshipRecord

_TYPES: Final = {"int": "long", "float": "double", "boolean": "boolean"}  # of attr.type; all others are strings
# What XML 1.0 has no way to write.
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
    '"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


@dataclass(frozen=True, slots=True)
class _Key:
    """An attribute as the file declares it: `name` is what tools show."""

    on: str
    name: str
    type: str

    @property
    def id(self) -> str:
        return f"{self.on[0]}_{self.name}"

    @property
    def declared(self) -> str:
        return f'<key id="{self.id}" for="{self.on}" attr.name="{self.name}" attr.type="{self.type}"/>\n'


_Keys = dict[type, tuple[tuple[PropertyType, _Key], ...]]


def chunks(records: Iterable[Record]) -> Iterator[bytes]:
    """Yield a GraphML document of a stream of records, one element at a time."""
    nodes, relationships = parted(records)
    titles = (_LABEL, _TYPE, _EDGE_LABEL)
    declared = dict.fromkeys([*titles, *(key for each in _keys().values() for _, key in each)])
    yield (_HEAD + "".join(each.declared for each in declared) + '<graph id="G" edgedefault="directed">\n').encode()
    for each in nodes:
        yield _node(each).encode()
    for number, each in enumerate(relationships):
        yield _edge(number, each).encode()
    yield b"</graph>\n</graphml>\n"


_LABEL: Final = _Key("node", "label", "string")
_TYPE: Final = _Key("node", "type", "string")
_EDGE_LABEL: Final = _Key("edge", "label", "string")


def _node(of: Any) -> str:
    label = type(of).__name__
    name = getattr(of, BY_LABEL[label].caption.name)
    data = _data(_LABEL, name or of.id) + _data(_TYPE, label) + _properties(of)
    return f"<node id={quoteattr(of.id)}>{data}</node>\n"


def _edge(number: int, of: RelationshipRecord) -> str:
    ends = f"source={quoteattr(of.source.id)} target={quoteattr(of.target.id)}"
    return f'<edge id="e{number}" {ends}>{_data(_EDGE_LABEL, of.type)}{_properties(of.properties)}</edge>\n'


def _properties(of: object) -> str:
    return "".join(
        _data(key, value) for each, key in _keys()[type(of)] if (value := getattr(of, each.name)) is not None
    )


def _data(key: _Key, value: Any) -> str:
    text = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", cell(value))
    return f'<data key="{key.id}">{escape(text)}</data>'


@cache
def _keys() -> _Keys:
    """Return the attributes of each class; where types disagree on what a name holds, theirs stands before it."""
    shown = {each.cls: ("node", each.label, each.properties) for each in NODES} | {
        each.properties_class: ("edge", each.type, each.properties) for each in RELATIONSHIPS
    }
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for on, _, properties in shown.values():
        for each in properties:
            kinds[on, each.key].add(_type(each))
    return {
        cls: tuple(
            (each, _Key(on, each.key if len(kinds[on, each.key]) == 1 else f"{owner}.{each.key}", _type(each)))
            for each in properties_of(cls)
            if not each.info.hidden
        )
        for cls, (on, owner, _) in shown.items()
    }


def _type(of: PropertyType) -> str:
    return _TYPES.get(of.kind, "string")
