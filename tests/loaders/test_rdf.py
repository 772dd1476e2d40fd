"""RDF in: what is wrong with a file is said, and the reader refuses what the shapes refuse."""

from __future__ import annotations

import tracemalloc
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from pyshacl import validate
from rdflib import RDF, BNode, Graph, Literal, URIRef

from loaders.parse import parse_file
from loaders.rdf import parsed, reading, restore
from loaders.rdf.store import DiskStore
from loaders.rdf.values import iri
from loaders.records import records
from schema.errors import (
    DiskFull,
    EmptyFile,
    IdsCollide,
    NotText,
    RdfOther,
    RdfSyntax,
    RdfTooLarge,
    ShapesViolated,
    SourceError,
    SourceTooNew,
    UnknownFormat,
)  # fmt: skip
from schema.rdf import shacl
from schema.rdf.resources import dataset, resources
from schema.rdf.write import WRITERS, Writer
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE: Final = Path(__file__).resolve().parents[2] / "loaders" / "samples" / "report.txt"
SUFFIXES: Final = {"turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "jsonld": ".jsonld"}
_TERM: Final = "urn:rectigraph:term:"


@cache
def source() -> Any:
    return records(parse_file(SAMPLE), "0" * 64, "report.txt")


@cache
def written(name: str = "turtle", base: str = "https://graph.example/id/") -> str:
    said = [each for record in (*source().nodes, *source().relationships) for each in resources(record)]
    return b"".join(WRITERS[name](Writer(base), [dataset(base), *said])).decode()


@cache
def small() -> str:
    """Return what the source says of one measure that has a topic: a SHACL engine takes a second for all of it."""
    related = source().relationships
    measure = next(each.source.id for each in related if each.type == "ABOUT" and each.source.label == "Measure")
    issue = next(each.source.id for each in related if each.type == "HAS_MEASURE" and each.target.id == measure)
    kept = [each for each in related if {each.source.id, each.target.id} & {measure}]
    kept += [each for each in related if each.type == "HAS_ISSUE" and each.target.id == issue]
    ids = {end for each in kept for end in (each.source.id, each.target.id)}
    said = [r for each in (*(n for n in source().nodes if n.id in ids), *kept) for r in resources(each)]
    return b"".join(Writer().turtle(said)).decode()


def file_of(tmp_path: Path, text: str, name: str = "graph.ttl") -> Path:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize("name", WRITERS)
def test_each_format_brings_the_same_records_back(name: str, tmp_path: Path) -> None:
    restored = restore(file_of(tmp_path, written(name), f"graph{SUFFIXES[name]}"))
    (found,) = restored.sources
    assert restored.ignored == 0
    assert found.report == source().report
    assert sorted(map(repr, found.nodes)) == sorted(map(repr, source().nodes))
    assert sorted(map(repr, found.relationships)) == sorted(map(repr, source().relationships))


# --- what is no file of ours ---


@pytest.mark.parametrize(
    ("name", "text", "line", "column"),
    [
        ("a.ttl", "@prefix a: <urn:a:> .\n\na:甲 a:b ; .\n", 3, 9),
        ("a.ttl", "<urn:a> <urn:b> <urn:c> .\n<urn:a> nope:b <urn:c> .\n", 2, 9),
        ("a.trig", "<urn:g> {\n <urn:a> <urn:b> .\n}\n", 2, 18),
        ("a.ttl", '<urn:a> <urn:b> "1^2" .\n<urn:a> <urn:b> "甲', 2, 18),
        ("a.nq", '<urn:a> <urn:b> "c" .\n<urn:a> <urn:b> c .\n', 2, 17),
        ("a.jsonld", '{"@id": "urn:a",\n "urn:b": }\n', 2, 11),
    ],
)
def test_broken_rdf_is_told_with_line_and_column(name: str, text: str, line: int, column: int, tmp_path: Path) -> None:
    with pytest.raises(RdfSyntax, match=rf"^{name}, line {line}, column {column}: "):
        restore(file_of(tmp_path, text, name))


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_that_breaks_off_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(RdfSyntax):
        restore(file_of(tmp_path, written(name)[:-9], f"graph{SUFFIXES[name]}"))


def test_rdf_about_something_else_is_refused(tmp_path: Path) -> None:
    text = '<urn:a> a <http://xmlns.com/foaf/0.1/Person> ; <http://xmlns.com/foaf/0.1/name> "A" .'
    with pytest.raises(RdfOther, match="2 triples, and nothing of the model"):
        restore(file_of(tmp_path, text))


def test_a_file_of_a_newer_model_is_refused(tmp_path: Path) -> None:
    text = written().replace(f"term:modelVersion {MODEL_VERSION} ", f"term:modelVersion {MODEL_VERSION + 1} ")
    with pytest.raises(SourceTooNew, match=f"model version {MODEL_VERSION + 1}; this program knows {MODEL_VERSION}"):
        restore(file_of(tmp_path, text))


def test_json_ld_fetches_no_context(tmp_path: Path) -> None:
    with pytest.raises(RdfSyntax, match="nothing is fetched"):
        restore(file_of(tmp_path, '{"@context": "https://schema.org/", "name": "x"}', "graph.jsonld"))


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("graph.ttl", b" \n", EmptyFile),
        ("graph.ttl", b"<urn:a> <urn:b> '\xff' .", NotText),
        ("graph.rdf", b"<rdf:RDF/>", UnknownFormat),
    ],
)
def test_other_files_are_told_apart(name: str, content: bytes, error: type[SourceError], tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=name):
        restore(tmp_path / name)
    with pytest.raises(SourceError, match="does not exist"):
        restore(tmp_path / "nothing.ttl")


# --- ids ---


def test_two_nodes_with_one_identifier_collide(tmp_path: Path) -> None:
    graph = Graph().parse(data=written(), format="turtle")
    first, second = sorted(graph.subjects(RDF.type, iri("term:Measure")))[:2]
    graph.set((first, iri("dcterms:identifier"), graph.value(second, iri("dcterms:identifier"))))
    with pytest.raises(IdsCollide, match="have the same identifier, measure-"):
        restore(file_of(tmp_path, graph.serialize()))


def test_one_node_of_two_types_collides(tmp_path: Path) -> None:
    graph = Graph().parse(data=written(), format="turtle")
    graph.add((next(graph.subjects(RDF.type, iri("term:Measure"))), RDF.type, iri("term:Unit")))
    with pytest.raises(IdsCollide, match="is both Measure and Unit"):
        restore(file_of(tmp_path, graph.serialize()))


def test_a_node_that_no_report_leads_to_is_named(tmp_path: Path) -> None:
    lonely = f"unit-{'0' * 20}"
    text = f"""{written()}
        <urn:x> a term:Unit ; dcterms:identifier "{lonely}" ; skos:prefLabel "某局" ."""
    with pytest.raises(ShapesViolated, match=lonely):
        restore(file_of(tmp_path, text))


# --- shapes ---


def test_what_is_said_in_other_terms_is_left_out_and_counted(tmp_path: Path) -> None:
    graph = Graph().parse(data=written(), format="turtle")
    for measure in graph.subjects(RDF.type, iri("term:Measure")):
        graph.add((measure, URIRef("urn:other:note"), Literal("x")))
    restored = restore(file_of(tmp_path, graph.serialize()))
    assert restored.ignored == sum(type(each).__name__ == "Measure" for each in source().nodes)
    assert sorted(map(repr, restored.sources[0].nodes)) == sorted(map(repr, source().nodes))


def test_an_own_term_that_the_model_does_not_have_is_refused(tmp_path: Path) -> None:
    graph = Graph().parse(data=written(), format="turtle")
    graph.add((next(graph.subjects(RDF.type, iri("term:Measure"))), URIRef(f"{_TERM}dueAt"), Literal("x")))
    with pytest.raises(ShapesViolated, match="dueAt: is no term of model version"):
        restore(file_of(tmp_path, graph.serialize()))


def test_a_passage_outside_the_text_is_refused(tmp_path: Path) -> None:
    graph = Graph().parse(data=written(), format="turtle")
    graph.set((next(graph.subjects(iri("oa:end"))), iri("oa:end"), Literal(10**9)))
    with pytest.raises(ShapesViolated, match="no characters of the report's text"):
        restore(file_of(tmp_path, graph.serialize()))


def _one(graph: Graph, kind: str) -> Any:
    return sorted(graph.subjects(RDF.type, iri(kind)))[0]


def _said(kind: str, term: str, *values: Any) -> Callable[[Graph], None]:
    """Return a change that makes one node of a class say these values, and nothing else, in a term."""

    def change(graph: Graph) -> None:
        node = _one(graph, kind)
        graph.remove((node, iri(term), None))
        for value in values:
            graph.add((node, iri(term), value))

    return change


def _broken_list(graph: Graph) -> None:
    head = BNode()
    graph.add((head, RDF.first, Literal(1)))
    graph.add((head, RDF.rest, RDF.nil))
    graph.set((_one(graph, "term:Unit"), iri("term:aliases"), head))


CHANGES: Final[dict[str, tuple[bool, Callable[[Graph], None]]]] = {
    "nothing": (True, lambda _graph: None),
    "a title in other words": (True, _said("term:Report", "dcterms:title", Literal("通报"))),
    "a property that may be absent": (True, _said("term:Report", "term:signedOn")),
    "a term without a value has its default": (True, _said("term:Unit", "term:generic")),
    "no identifier": (False, _said("term:Measure", "dcterms:identifier")),
    "an identifier of another type": (False, _said("term:Measure", "dcterms:identifier", Literal(f"unit-{'1' * 20}"))),
    "no text": (False, _said("term:Measure", "schema:text")),
    "two texts": (False, _said("term:Measure", "schema:text", Literal("a"), Literal("b"))),
    "text with a language": (False, _said("term:Measure", "schema:text", Literal("a", lang="zh"))),
    "a number for a text": (False, _said("term:Measure", "schema:text", Literal(5))),
    "a text for a number": (False, _said("term:Measure", "term:ordinal", Literal("5"))),
    "a day that does not exist": (
        False, _said("term:Report", "term:signedOn", Literal("2023-02-30", datatype=iri("xsd:date"))),
    ),
    "a day as text": (False, _said("term:Report", "term:signedOn", Literal("2023-02-01"))),
    "a term of no closed list": (False, _said("term:Measure", "term:status", iri("term:Status-DONE"))),
    "a term of another closed list": (False, _said("term:Measure", "term:status", iri("term:Role-LEAD"))),
    "a list of numbers": (False, _broken_list),
    "a label in a third language": (
        False, _said("term:Topic", "skos:prefLabel", Literal("a", lang="zh"), Literal("b", lang="de")),
    ),
    "a relationship to nothing": (False, _said("term:Measure", "schema:about", URIRef("urn:nothing"))),
    "a statement without a subject": (False, _said("term:Statement", "rdf:subject")),
    "a statement of another property": (False, _said("term:Statement", "rdf:predicate", URIRef("urn:likes"))),
    "a statement from nowhere": (False, _said("term:Statement", "prov:wasDerivedFrom", URIRef("urn:nowhere"))),
    "a passage without a selector": (False, _said("oa:SpecificResource", "oa:hasSelector")),
    "a selector that ends before it starts": (False, _said("oa:TextPositionSelector", "oa:end", Literal(0))),
    "a selector in words": (False, _said("oa:TextPositionSelector", "oa:start", Literal("0"))),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_the_reader_refuses_what_the_shapes_refuse(name: str, tmp_path: Path) -> None:
    conforms, change = CHANGES[name]
    graph = Graph().parse(data=small(), format="turtle")
    change(graph)
    found, _, report = validate(graph, shacl_graph=_shapes(), inplace=True)
    assert found is conforms, report
    file = file_of(tmp_path, graph.serialize())
    if conforms:
        assert restore(file).sources
    else:
        with pytest.raises(ShapesViolated, match="nothing of it was loaded"):
            restore(file)


@cache
def _shapes() -> Graph:
    return Graph().parse(data=shacl.text(), format="turtle")


@pytest.mark.parametrize("suffix", [".ttl", ".nq"])
def test_memory_does_not_grow_with_the_triples_of_a_file(suffix: str, tmp_path: Path) -> None:
    several = [f'<urn:x:{n % 997}> <urn:p:{n % 7}> "{"文" * 50}{n}" .\n' for n in range(40_000)]
    file = file_of(tmp_path, "".join(several), f"graph{suffix}")
    tracemalloc.start()
    graph = parsed(file)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 4_000_000  # rdflib's own store holds 40 MB
    assert len(graph) == len(several)
    assert len(list(graph.objects(URIRef("urn:x:5"), URIRef("urn:p:5")))) == len(several[5 :: 997 * 7])


def test_a_file_whose_text_does_not_fit_into_memory_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_MOST", 100)
    assert restore(file_of(tmp_path, written("nquads"), "graph.nq")).sources
    for name, suffix in (("turtle", ".ttl"), ("jsonld", ".jsonld")):
        with pytest.raises(RdfTooLarge, match="format nquads"):
            restore(file_of(tmp_path, written(name), f"graph{suffix}"))


def test_a_disk_without_room_for_the_index_is_told() -> None:
    store = DiskStore()
    store._database.execute("PRAGMA max_page_count = 20")
    graph = Graph(store)
    graph.addN((URIRef(f"urn:x:{n}"), RDF.value, Literal("文" * 50), graph) for n in range(300))
    with pytest.raises(DiskFull, match="temporary"):
        len(graph)
