"""The address of a node: forms, links that can be followed, and what is said where there is none."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote as quoted
from urllib.parse import urljoin

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS
from starlette.testclient import TestClient

from api import resource
from api.http import create_app
from graph import neighbourhood

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.engine import Engine

_HOSTILE = '<script>alert("1")</script>\' & "\\'
OA = Namespace("http://www.w3.org/ns/oa#")
_FORMS = {"text/turtle": "turtle", "application/ld+json": "json-ld"}


@pytest.fixture
def client(engine: Engine, sampled: Callable[[Engine], None], monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    # Neo4j plans a statement when it first sees it, which takes seconds on a busy machine.
    monkeypatch.setattr(engine, "query_timeout_s", 120.0)
    sampled(engine)
    with TestClient(create_app(engine)) as found:
        yield found
    engine.__dict__.pop("_reader", None)  # its connections belong to the loop that just ended


def test_a_node_of_every_type_is_answered_in_every_form_and_its_links_can_be_followed(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = engine.read("MATCH (n) WHERE n.id CONTAINS '-' RETURN labels(n)[0] AS label, min(n.id) AS id")
    assert len(found) > 10
    followed = set[str]()
    for each in found:
        address = f"/id/{each['id']}"
        page = client.get(address, headers={"accept": "text/html,*/*;q=0.8"})
        assert (page.status_code, page.headers["vary"]) == (200, "Accept")
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        links = {urljoin(address, link).partition("#")[0] for link in re.findall(r'href="([^"]*)"', page.text)}
        assert {f"{address}?format=turtle", f"{address}?format=jsonld"} <= links
        graphs = [_graph(client, address, form) for form in _FORMS]
        assert isomorphic(*graphs)
        assert str(graphs[0].value(URIRef(f"http://testserver{address}"), DCTERMS.identifier)) == each["id"]
        named = {str(term) for triple in graphs[0] for term in triple if isinstance(term, URIRef)}
        below = {name for name in named if "/id/" in name}
        assert all(name.startswith("http://testserver/id/") for name in below)
        assert not any("urn:rectigraph:id" in name for name in named)
        followed |= links | {name.partition("#")[0].removeprefix("http://testserver") for name in below}
        monkeypatch.setattr(resource, "_MOST", 3)  # the first node shows all of its links, the others some
    assert len(followed) > 2 * len(found)
    assert {link: status for link in followed if (status := client.get(link).status_code) != 200} == {}


def _graph(client: TestClient, address: str, form: str) -> Graph:
    answer = client.get(address, headers={"accept": form})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(form)
    return Graph().parse(data=answer.content, format=_FORMS[form])


def test_relationships_stand_both_ways_with_their_passages(client: TestClient, engine: Engine) -> None:
    (found,) = engine.read(
        "MATCH (m:Measure)-[r:ASSIGNED_TO]->(u:Unit) WHERE r.start IS NOT NULL "
        "MATCH (t:Report) WHERE t.id = r.report "
        "RETURN m.id AS measure, u.id AS unit, r.report AS report, r.start AS start, r.end AS end, t.text AS text "
        "ORDER BY measure, unit, start LIMIT 1"
    )
    quote = found["text"][found["start"] : found["end"]]
    passage = f"{found['report']}#char={found['start']},{found['end']}"
    for one, other in (("measure", "unit"), ("unit", "measure")):
        text = client.get(f"/id/{found[one]}").text
        assert f'href="{found[other]}"' in text
        assert f'href="{passage}"' in text
        assert f"<blockquote>{escape(quote)}</blockquote>" in text
        graph = _graph(client, f"/id/{found[one]}", "text/turtle")
        term = URIRef("urn:rectigraph:term:assignedTo")
        base = "http://testserver/id/"
        assert (URIRef(base + found["measure"]), term, URIRef(base + found["unit"])) in graph
        assert (None, URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"), URIRef(base + passage)) in graph
        selector = graph.value(URIRef(base + passage), OA.hasSelector)
        assert {str(graph.value(selector, term)) for term in (OA.start, OA.end, OA.exact)} == {
            *(str(found["start"]), str(found["end"]), quote),
        }


def test_a_passage_too_long_to_quote_has_its_position_alone(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbourhood, "LONGEST_QUOTE", 0)
    (found,) = engine.read("MATCH (m:Measure)<-[:HAS_MEASURE]-() RETURN m.id AS id ORDER BY id LIMIT 1")
    assert "<blockquote>" not in client.get(f"/id/{found['id']}").text
    graph = _graph(client, f"/id/{found['id']}", "text/turtle")
    assert set(graph.subjects(OA.start))
    assert not set(graph.subjects(OA.exact))


def test_an_answer_says_how_many_relationships_it_leaves_out(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = engine.read(
        "MATCH (u:Unit)<-[r:ASSIGNED_TO]-() RETURN u.id AS id, count(r) AS n ORDER BY n DESC, id LIMIT 1"
    )
    assert found["n"] > 1
    whole = client.get(f"/id/{found['id']}").text
    assert "more</li>" not in whole
    monkeypatch.setattr(resource, "_MOST", 1)
    assert f"另有 {found['n'] - 1} 条 / {found['n'] - 1:,} more" in client.get(f"/id/{found['id']}").text
    said = _graph(client, f"/id/{found['id']}", "application/ld+json")
    assert any("more relationships" in str(text) for text in said.objects(None, DCTERMS.description))


def test_hostile_text_stays_text(client: TestClient, engine: Engine) -> None:
    with engine.transaction() as transaction:
        made = transaction.run(
            "MATCH (u:Unit)<-[:ASSIGNED_TO]-(m:Measure) WITH u, m ORDER BY u.id, m.id LIMIT 1 "
            "SET u.name = $name RETURN u.id AS unit, m.id AS measure",
            name=_HOSTILE,
        ).data()
    for address in (f"/id/{made[0]['unit']}", f"/id/{made[0]['measure']}"):
        text = client.get(address).text
        assert "<script" not in text
        assert "&lt;script&gt;" in text
    for form in _FORMS:
        assert _HOSTILE in {str(text) for text in _graph(client, f"/id/{made[0]['unit']}", form).objects()}


@pytest.fixture
def empty(embedded_engine: Engine) -> Iterator[TestClient]:
    embedded_engine.execute("MATCH (n) DETACH DELETE n")
    with TestClient(create_app(embedded_engine)) as found:
        yield found
    embedded_engine.__dict__.pop("_reader", None)


@pytest.mark.parametrize(
    "identifier",
    [
        *("unit-0123456789abcdef0123", "x", "", "a/b", "unit-1/../x", '"><script>', "unit-'} ) //", "单位"),
        *("unit-" + "0" * 9_000, "\n# x", "\\", "\ud800"),
    ],
)
def test_an_unknown_id_is_told_in_the_form_asked_for(empty: TestClient, identifier: str) -> None:
    address = f"/id/{quoted(identifier.encode('utf-8', 'surrogatepass'), safe='')}"
    page = empty.get(address, headers={"accept": "text/html"})
    assert page.status_code == 404
    assert "There is no node" in page.text
    assert "<script" not in page.text
    assert len(page.content) < 4_000
    for form, name in _FORMS.items():
        answer = empty.get(address, headers={"accept": form})
        assert (answer.status_code, answer.headers["vary"]) == (404, "Accept")
        assert answer.headers["content-type"].startswith(form)
        (said,) = Graph().parse(data=answer.content, format=name).objects()
        assert "There is no node" in str(said)


def test_the_form_is_negotiated(empty: TestClient) -> None:
    def form(accept: str | None, query: str = "") -> tuple[int, str]:
        answer = empty.get(f"/id/x{query}", headers={} if accept is None else {"accept": accept})
        return answer.status_code, answer.headers["content-type"].partition(";")[0]

    assert form("*/*") == (404, "text/html")
    assert form("text/turtle;q=0.9, application/ld+json") == (404, "application/ld+json")
    assert form("text/html;q=0, */*;q=0.1") == (404, "text/turtle")
    assert form("text/html", "?format=jsonld") == (404, "application/ld+json")
    assert form("image/png") == (406, "text/plain")
    assert form("text/html", "?format=png") == (406, "text/plain")
    assert empty.get("/id/x", headers={"accept": "image/png"}).headers["vary"] == "Accept"


def test_head_has_no_body_and_other_methods_are_not_allowed(empty: TestClient) -> None:
    answer = empty.head("/id/x")
    assert (answer.status_code, answer.content) == (404, b"")
    assert int(answer.headers["content-length"]) > 0
    refused = empty.post("/id/x")
    assert refused.status_code == 405
    assert "GET" in refused.headers["allow"]


def test_a_host_that_is_no_address_is_refused(empty: TestClient) -> None:
    assert empty.get("/id/x", headers={"host": 'a"><b'}).status_code == 400


@pytest.mark.parametrize(
    ("ids", "base"),
    [("https://graph.example/g/id/", "https://graph.example/g/id/"), ("urn:rectigraph:id:", "http://testserver/id/")],
)
def test_iris_are_below_the_address_that_is_set(embedded_engine: Engine, ids: str, base: str) -> None:
    embedded_engine.execute("MATCH (n) DETACH DELETE n")
    with embedded_engine.transaction() as transaction:
        transaction.run("CREATE (:Place {id: 'place-0123456789abcdef0123', name: '河湾'})").consume()
    with TestClient(create_app(embedded_engine, ids=ids)) as client:
        answer = client.get("/id/place-0123456789abcdef0123", headers={"accept": "text/turtle"})
    embedded_engine.__dict__.pop("_reader", None)
    subjects = set(Graph().parse(data=answer.content, format="turtle").subjects())
    assert subjects == {URIRef(f"{base}place-0123456789abcdef0123")}
