"""RDF as others read it: rdflib reads each format, the shapes hold, every fact leads to its sentence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest
from pyshacl import validate
from rdflib import Dataset, Graph, Literal, URIRef

from graph.export import formats
from graph.rows import row
from graph.stream import records
from graph.write import write, write_all
from schema.nodes import Deadline, Enumeration
from schema.rdf import shacl
from schema.rdf.resources import resources
from schema.rdf.terms import BASE, expand
from schema.rdf.write import WRITERS, Writer
from schema.records import RelationshipRecord
from schema.vocabularies import DeadlineKind

if TYPE_CHECKING:
    from graph.engine import Engine

TODAY: Final = date(2024, 7, 1)
_OF_RDFLIB: Final = {"jsonld": "json-ld"}
_QUOTES: Final = """
SELECT ?statement ?quote WHERE {
  ?statement prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource/schema:text ?text ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end .
  BIND(SUBSTR(?text, ?start + 1, ?end - ?start) AS ?quote)
}"""


def parsed(name: str, data: bytes) -> Graph:
    found = Dataset(default_union=True) if name in ("nquads", "trig") else Graph()
    return found.parse(data=data, format=_OF_RDFLIB.get(name, name)) and found


def filled(engine: Engine, made: Any) -> None:
    engine.execute("MATCH (n) DETACH DELETE n")
    write(engine, made.ledger("2024-06-30", made.Line(deadlines=("2024-03-31",))), TODAY)
    for _ in write_all(engine, made.reports(2), TODAY):
        pass


@pytest.mark.parametrize("name", WRITERS)
def test_both_engines_give_the_same_bytes(name: str, embedded_engine: Engine, neo4j_engine: Engine, made: Any) -> None:
    found = []
    for engine in (embedded_engine, neo4j_engine):
        filled(engine, made)
        found.append(b"".join(formats()[name].chunks(engine)))
    assert found[0] == found[1]


def test_all_formats_say_the_same_and_the_shapes_hold(embedded_engine: Engine, made: Any) -> None:
    filled(embedded_engine, made)
    read = {name: parsed(name, b"".join(formats()[name].chunks(embedded_engine))) for name in WRITERS}
    named = {name: {t for t in graph.triples((None, None, None)) if _named(t)} for name, graph in read.items()}
    assert named["turtle"] == named["trig"] == named["nquads"] == named["jsonld"]
    assert len({len(set(graph.triples((None, None, None)))) for graph in read.values()}) == 1
    conforms, _, report = validate(read["turtle"], shacl_graph=Graph().parse(data=shacl.text(), format="turtle"))
    assert conforms, report


def test_every_statement_leads_to_its_sentence(embedded_engine: Engine, made: Any) -> None:
    filled(embedded_engine, made)
    graph = parsed("turtle", b"".join(formats()["turtle"].chunks(embedded_engine)))
    texts = {each.id: each.text for each in records(embedded_engine) if type(each).__name__ == "Report"}
    related = [row(each.properties) for each in records(embedded_engine) if isinstance(each, RelationshipRecord)]
    expected = sorted(texts[each["report"]][each["start"] : each["end"]] for each in related if "report" in each)
    assert expected
    assert sorted(str(each.quote) for each in graph.query(_QUOTES)) == expected


def test_what_a_source_says_is_in_a_graph_of_its_own(embedded_engine: Engine, made: Any) -> None:
    filled(embedded_engine, made)
    read = parsed("nquads", b"".join(formats()["nquads"].chunks(embedded_engine)))
    assert isinstance(read, Dataset)
    reports = {each.id for each in records(embedded_engine) if type(each).__name__ == "Report"}
    graphs = {
        str(each.identifier) for each in read.graphs() if len(each) and str(each.identifier).startswith("urn:rect")
    }
    assert graphs == {f"{BASE}{report}#statements" for report in reports}


@pytest.mark.parametrize("name", WRITERS)
def test_text_of_any_kind_comes_back(name: str) -> None:
    phrase = 'quoted "x" \\ back\nline\ttab\r\x01 𠮷 <a> \x7f'
    due = Deadline(id=f"deadline-{'0' * 20}", kind=DeadlineKind.IMMEDIATE, phrase=phrase, without_year=("b", "a", "b"))
    data = b"".join(WRITERS[name](Writer("https://graph.example/id/"), resources(due)))
    graph = parsed(name, data)
    subject = URIRef(f"https://graph.example/id/deadline-{'0' * 20}")
    assert graph.value(subject, URIRef(expand("term:phrase"))) == Literal(phrase)
    items = graph.value(subject, URIRef(expand("term:withoutYear")))
    assert items is not None
    assert [str(each) for each in graph.items(items)] == ["b", "a", "b"]


def test_items_of_a_list_are_said_in_a_standard_term_too() -> None:
    plans = Enumeration(
        id=f"enumeration-{'0' * 20}", of="规划", items=("乙", "甲"), complete=True, phrase="乙、甲2项规划"
    )
    graph = parsed("turtle", b"".join(Writer().turtle(resources(plans))))
    said = graph.objects(URIRef(f"{BASE}{plans.id}"), URIRef(expand("schema:itemListElement")))
    assert {str(each) for each in said} == {"乙", "甲"}


def _named(triple: Any) -> bool:
    return all(isinstance(each, URIRef | Literal) for each in triple)
