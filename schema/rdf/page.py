"""The page of the documentation about RDF: what the data look like, and every term by what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from schema.nodes import NODES
from schema.rdf import terms

if TYPE_CHECKING:
    from collections.abc import Iterable

_INTRODUCTION: Final = """\
# RDF

<!-- Written by `make generate` from schema/rdf; edit the declarations there. -->

```sh
rectigraph export --format turtle -o graph.ttl      # also trig, nquads, jsonld
rectigraph load --kind rdf graph.ttl                # the same graph again, in any engine
rectigraph check graph.ttl                          # a SHACL engine holds a file against the shapes
rectigraph schema --format owl                      # our terms; the shapes: --format shacl
```

An export is read and written in pieces: memory does not grow with the graph, and the same graph gives the same bytes.

## Terms

A standard term stands where its meaning is ours: schema.org, the W3C's ORG (bodies, offices), PROV-O (where a fact is
from), Web Annotation (which characters), SKOS (topics, closed lists), DCAT (the whole), Dublin Core, and ELI for
policy documents. The rest are terms of our own, `urn:rectigraph:term:…`, with labels in Chinese and English in
[rectigraph.owl.ttl](../schema/generated/rectigraph.owl.ttl). Every node is of our class and of the standard ones.

Ids of nodes are IRIs below `urn:rectigraph:id:`, or below `…/id/` of the address that `RECTIGRAPH_BASE_IRI` names.
What a node is, is said by its `dcterms:identifier`: a file written under one base loads under any other.

## Addresses of nodes

While `rectigraph serve` runs, `/id/ID` answers with one node and its relationships, both ways, each with its passage:

```sh
curl -H 'Accept: text/turtle' http://127.0.0.1:8000/id/ID              # or application/ld+json, or text/html
curl 'http://127.0.0.1:8000/id/ID?format=turtle'                       # or jsonld, or html, whatever Accept says
```

A browser gets a page whose links lead to the other nodes. IRIs in an answer are below `RECTIGRAPH_BASE_IRI`, or, where
that is not set, below the address the request came to: they can be followed. At most 100 relationships of each type
and way are in an answer; it says how many more there are. Each passage is quoted: on the page, and as `oa:exact` beside
its position, for the text of the report is not in the answer; one of more than 1,000 characters has its position alone.
Statements and passages are fragments of nodes: whoever has the address of one asks for its node. An unknown id is 404,
an Accept that fits no form 406.

## Evidence

A relationship is one triple between two nodes, and a statement about it that carries the rest: its role, its row, and
the passage it was taken from. Characters count as in Web Annotation: code points of the report's `schema:text`,
half-open.

```turtle
<id/measure-1> term:due <id/deadline-1> .
<id/measure-1#DUE-9f3c> a term:Statement, rdf:Statement ;
    rdf:subject <id/measure-1> ; rdf:predicate term:due ; rdf:object <id/deadline-1> ;
    prov:wasDerivedFrom <id/report-1#char=12,40> .
<id/report-1#char=12,40> a oa:SpecificResource, prov:Entity ;
    oa:hasSource <id/report-1> ; oa:hasSelector <id/report-1#selector=12,40> .
<id/report-1#selector=12,40> a oa:TextPositionSelector ; oa:start 12 ; oa:end 40 .
```

The sentence behind each statement, in SPARQL:

```sparql
SELECT ?subject ?predicate ?object ?quote WHERE {
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource/schema:text ?text ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end .
  BIND(SUBSTR(?text, ?start + 1, ?end - ?start) AS ?quote)
}
```

N-Quads and TriG put what a source says into a graph of its own, `report-…#statements`: what a source says can be
taken out or trusted as a whole. Nodes are in the default graph, for several sources speak of them.

Lists keep their order in terms of our own, as RDF lists; their items stand in a standard term as well, such as
`skos:altLabel`.

## Loading

Each report of a file is loaded all or nothing, and one that is in the graph already changes nothing. Before the first
is written, the whole file is read and checked: one fault, and nothing is loaded. What is derived (`term:status`,
`term:dueOn` and other current properties of measures) is computed again from the history. A triple between two nodes
without a statement about it is a relationship without a sentence. Properties that are not of the model are left out,
and counted. Nothing is fetched: JSON-LD must hold its context itself. While a file is read, its triples
are in a temporary file, twice as large as N-Quads are; memory is for its records, about 1.2 kB each (a record is a node
or a relationship). N-Quads (`.nq`, `.nt`) are read line by line, so they may have any size; of the other formats, whose
text is read at once, 200 MB.

"""


def text() -> str:
    """Return the page in Markdown, stable by bytes."""
    kinds = [(f"`{node.label}` {node.info.title_zh}", _list(terms.node_types(node.label))) for node in NODES]
    properties = [
        (f"`{owner}.{each.key}`", f"`{_spoken(owner, each.key, terms.property_term(owner, each))}`", each.info.title_zh)
        for owner, each in dict.fromkeys(terms.declared_properties())
        if each.kind != "id"
    ]
    links = [
        (f"`{each.of.type}`", f"{each.source} → {each.target}", f"`{each.term}`", each.of.title_zh)
        for each in terms.links()
    ]
    prefixes = [(f"`{prefix}`", f"<{terms.PREFIXES[prefix]}>") for prefix in terms.PREFIXES]
    return (
        f"{_INTRODUCTION}## Prefixes\n\n{_table(('prefix', 'namespace'), prefixes)}\n"
        f"## Classes\n\n{_table(('node type', 'classes'), kinds)}\n"
        f"## Properties\n\n{_table(('property', 'term', '中文'), properties)}\n"
        f"## Relationships\n\n{_table(('type', 'between', 'term', '中文'), links)}"
    )


def _spoken(owner: str, key: str, term: str) -> str:
    language = terms.LANGUAGES.get((owner, key))
    return f"{term} @{language}" if language else term


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"| {' | '.join(line)} |\n" for line in (head, ("---",) * len(head), *rows))
