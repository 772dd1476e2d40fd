"""Derived files of the model: the reference page, the picture, the Cypher of constraints and indexes, Bloom.

`python -m schema.reference` writes them; with `--check` it writes nothing, names those that differ, and exits 1.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from schema import bloom, constraints, nodes, picture, relations, topics, vocabularies
from schema.declare import Vocabulary
from schema.rdf import owl, shacl
from schema.rdf import page as rdf_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schema.declare import End, NodeType, PropertyType, Relationship

_ROOT: Final = Path(__file__).resolve().parent.parent
_INTRODUCTION: Final = """\
# The model

<!-- Written by `make generate` from schema/; edit the declarations there. -->

What the graph of Rectigraph is: every node type, relationship type and term. Constraints, indexes and the GraphQL types
are computed from the same declarations. Properties are written here as in Neo4j and GraphQL.

![Node types and relationship types](graph.svg)

The picture shows each relationship type once for each type that it reaches; the tables have all its end points.

"""


def files() -> dict[Path, str]:
    """Return the content of each derived file by its path below the root of the project."""
    return {
        Path("docs/model.md"): page(),
        Path("docs/graph.svg"): picture.svg(),
        Path("schema/generated/constraints.cypher"): constraints.cypher(),
        Path("schema/generated/rectigraph.bloom.json"): bloom.text(),
        Path("docs/rdf.md"): rdf_page.text(),
        Path("schema/generated/rectigraph.owl.ttl"): owl.text(),
        Path("schema/generated/rectigraph.shacl.ttl"): shacl.text(),
        Path("schema/generated/topics.json"): topics.generated(),
    }


def page() -> str:
    """Return the reference page in Markdown: node types, relationship types, terms."""
    node_types = "\n".join(_node_section(node) for node in nodes.NODES)
    relationship_types = "\n".join(_relationship_section(each) for each in relations.RELATIONSHIPS)
    terms = "\n".join(_vocabulary_section(vocabulary) for vocabulary in _vocabularies())
    return (
        f"{_INTRODUCTION}## Node types\n\n{node_types}\n## Relationship types\n\n"
        "Relationships that come from a text carry `report`, `start` and `end`: the sentence that proves them, as a "
        "half-open range of\ncharacters of `Report.text`.\n\n"
        f"{relationship_types}\n## Terms\n\n{terms}\n## Topics\n\n{_topics()}"
    )


def main(arguments: list[str]) -> int:
    """Write the derived files, or with `--check` compare them; return the exit code."""
    stale = [path for path, content in files().items() if _read(_ROOT / path) != content]
    if "--check" in arguments:
        for path in stale:
            sys.stderr.write(f"{path} is not up to date: run `make generate` and commit it.\n")
        return 1 if stale else 0
    for path in stale:
        _write(_ROOT / path, files()[path])
        sys.stderr.write(f"wrote {path}\n")
    return 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")


def _node_section(node: NodeType) -> str:
    rows = [_property_row(each) for each in node.properties]
    ends = [*_outgoing(node), *_incoming(node)]
    relationships = "\n" + _table(("relationship", "to or from", "field"), ends) if ends else ""
    return (
        f"### {node.label} {node.info.title_zh}\n\n{node.doc}\n\nRoot field `{node.info.plural}`.\n\n"
        f"{_table(('property', 'type', '中文', 'meaning'), rows)}{relationships}"
    )


def _property_row(each: PropertyType) -> tuple[str, ...]:
    marks = [word for word, set_ in (("indexed", each.info.index), ("full text", each.info.fulltext)) if set_]
    if each.info.presentation:
        marks.append("for pictures only")
    note = f" ({', '.join(marks)})" if marks else ""
    return f"`{each.key}`", _type(each), each.info.title_zh, f"{each.info.doc}{note}"


def _type(each: PropertyType) -> str:
    name = each.vocabulary.__name__ if each.vocabulary else each.kind
    return name if each.required else f"{name}, may be absent"


def _outgoing(node: NodeType) -> Iterable[tuple[str, ...]]:
    for relationship, end in _ends():
        if end.source is node.cls:
            yield f"`{relationship.type}` →", _anchor(end.target), _field(end.forward)


def _incoming(node: NodeType) -> Iterable[tuple[str, ...]]:
    for relationship, end in _ends():
        if end.target is node.cls:
            yield f"`{relationship.type}` ←", _anchor(end.source), _field(end.backward)


def _ends() -> Iterable[tuple[Relationship, End]]:
    return ((relationship, end) for relationship in relations.RELATIONSHIPS for end in relationship.ends)


def _anchor(cls: type) -> str:
    node = next(node for node in nodes.NODES if node.cls is cls)
    return f"[{node.label}](#{node.label.lower()}-{node.info.title_zh})"


def _field(name: str | None) -> str:
    return f"`{name}`" if name else ""


def _relationship_section(each: Relationship) -> str:
    ends = "; ".join(f"{_anchor(end.source)} → {_anchor(end.target)}" for end in each.ends)
    properties = _table(("property", "type", "中文", "meaning"), [_property_row(p) for p in each.properties])
    return f"### {each.type} {each.title_zh}\n\n{each.doc}\n\n{ends}\n" + (f"\n{properties}" if each.properties else "")


def _vocabularies() -> Iterable[type[Vocabulary]]:
    declared = (value for value in vars(vocabularies).values() if isinstance(value, type))
    return (each for each in declared if issubclass(each, Vocabulary) and each is not Vocabulary)


def _vocabulary_section(each: type[Vocabulary]) -> str:
    rows = [(f"`{term.value}`", term.title_zh) for term in each]
    return f"### {each.__name__}\n\n{(each.__doc__ or '').strip()}\n\n{_table(('term', '中文'), rows)}"


def _topics() -> str:
    rows = [
        (f"`{each.notation}`", each.pref_label_zh, each.pref_label_en, "、".join(each.alt_labels))
        for each in topics.concepts().values()
    ]
    words = "The scheme 主题 in the manner of SKOS: `topic: {under: …}` counts narrower topics, too."
    return f"{words}\n\n{_table(('notation', '中文', 'English', 'also'), rows)}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
