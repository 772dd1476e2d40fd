"""GraphQL over HTTP: media types, methods, limits and errors of the specification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from api.http import create_app
from graph.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.engine import Engine

_GRAPHQL = "application/graphql-response+json"


@pytest.fixture
def client(embedded_engine: Engine) -> Iterator[TestClient]:
    embedded_engine.execute("MATCH (n) DETACH DELETE n")
    with TestClient(create_app(embedded_engine)) as found:
        yield found
    embedded_engine.__dict__.pop("_reader", None)  # its connections belong to the loop that just ended


def test_post_answers_with_data(client: TestClient) -> None:
    response = client.post("/graphql", json={"query": "{ __typename measures { totalCount } }"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("application/json")
    assert response.json()["data"]["__typename"] == "Query"


def test_get_answers_with_data(client: TestClient) -> None:
    response = client.get(
        "/graphql", params={"query": "query ($n: Int) { units(first: $n) { nodes { id } } }", "variables": '{"n": 1}'}
    )
    assert response.json()["data"] == {"units": {"nodes": []}}


def test_introspection_stands_beside_the_graph(client: TestClient) -> None:
    query = "{ __schema { queryType { name } } units { totalCount } }"
    assert client.post("/graphql", json={"query": query}).json()["data"] == {
        "__schema": {"queryType": {"name": "Query"}},
        "units": {"totalCount": 0},
    }


@pytest.mark.parametrize(
    "query",
    [
        "{",
        "{ nope }",
        "query ($d: Date!) { measures(where: {dueOn: {eq: $d}}) { totalCount } }",
        "{ measures(first: 999) { nodes { id } } }",
    ],
)
def test_request_error_is_400_without_data_in_the_newer_media_type(client: TestClient, query: str) -> None:
    response = client.post("/graphql", json={"query": query}, headers={"accept": _GRAPHQL})
    assert (response.status_code, "data" in response.json()) == (400, False)
    assert response.headers["content-type"].startswith(_GRAPHQL)
    assert client.post("/graphql", json={"query": query}).status_code == 200


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"content": "x", "headers": {"content-type": "text/plain"}}, 415),
        ({"content": "{", "headers": {"content-type": "application/json"}}, 400),
        ({"json": []}, 400),
        ({"json": {}}, 400),
        ({"json": {"query": 1}}, 400),
        ({"json": {"query": "{ __typename }", "variables": []}}, 400),
        ({"json": {"query": "{ __typename }"}, "headers": {"accept": "image/png"}}, 406),
        ({"json": {"query": "#" * 70_000}}, 413),
        ({"content": iter([b" " * 40_000] * 2), "headers": {"content-type": "application/json"}}, 413),
        ({"content": b"{}", "headers": {"content-type": "application/json; charset=gbk"}}, 415),
        ({"content": b"{}", "headers": {"content-type": "application/json", "content-encoding": "gzip"}}, 415),
        ({"content": "{}".encode("utf-16"), "headers": {"content-type": "application/json"}}, 400),
        ({"json": {"query": "{ __typename }"}, "headers": {"accept": "application/json;q=0"}}, 406),
    ],
)
def test_what_is_no_graphql_request_is_refused(client: TestClient, request_: dict[str, Any], status: int) -> None:
    response = client.post("/graphql", **request_)
    assert response.status_code == status
    assert response.json()["errors"][0]["message"]


def test_invalid_date_names_its_argument(client: TestClient) -> None:
    query = '{ measures(where: {dueOn: {lt: "2024-02-31"}}) { totalCount } }'
    (error,) = client.post("/graphql", json={"query": query}).json()["errors"]
    assert "`where.dueOn.lt`" in error["message"]
    assert "YYYY-MM-DD" in error["message"]
    assert error["locations"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ topics { nodes { broader" + " { broader" * 9 + " { id }" + " }" * 12, "DEPTH_LIMIT"),
        ("{ measures { nodes { " + " ".join(f"a{n}: id" for n in range(16)) + " } } }", "ALIAS_LIMIT"),
        ("{" + " ...f" * 21 + " } fragment f on Query { units { totalCount } }", "ROOT_FIELD_LIMIT"),
        ("{ ...f0 }" + "".join(f" fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(60))
         + " fragment f60 on Query { units { totalCount } }", "ROOT_FIELD_LIMIT"),
        ("{ measures(first: 200) { nodes { units(first: 100) { nodes { measures(first: 50) { nodes { id } } } } } } }",
         "COST_LIMIT"),
        ("{ " + " ".join("measures" for _ in range(3000)) + " }", "TOKEN_LIMIT"),
        ("{ measures(first: 201) { totalCount nodes { id } } }", "PAGE_SIZE"),
        ("{ measures { nodes { units(last: 101) { nodes { id } } } } }", "PAGE_SIZE"),
    ],
)  # fmt: skip
def test_limits_are_named_with_what_was_asked(client: TestClient, query: str, code: str) -> None:
    response = client.post("/graphql", json={"query": query}, headers={"accept": _GRAPHQL})
    assert response.status_code == 400
    (error, *_) = response.json()["errors"]
    assert_refused(error, code)


def assert_refused(error: dict[str, Any], code: str) -> None:
    """Assert that an error has the code, and says the limit and what was asked, for people and for programs."""
    extensions = error["extensions"]
    assert extensions["code"] == code
    assert extensions["asked"] > extensions["limit"]
    assert str(extensions["asked"]) in error["message"]
    assert str(extensions["limit"]) in error["message"]


def test_a_body_over_the_limit_is_named_with_what_was_asked(client: TestClient) -> None:
    response = client.post("/graphql", json={"query": "#" * 70_000})
    assert_refused(response.json()["errors"][0], "BODY_LIMIT")


@pytest.mark.parametrize(
    ("limit", "query", "code"),
    [
        ({"depth": 2}, "{ measures { nodes { id } } }", "DEPTH_LIMIT"),
        ({"aliases": 1}, "{ a: __typename b: __typename }", "ALIAS_LIMIT"),
        ({"root_fields": 1}, "{ a: __typename __typename }", "ROOT_FIELD_LIMIT"),
        ({"tokens": 4}, "{ a: __typename }", "TOKEN_LIMIT"),
        ({"cost": 2}, "{ measures(first: 1) { nodes { id } } }", "COST_LIMIT"),
        ({"page": 7}, "{ measures(first: 8) { nodes { id } } }", "PAGE_SIZE"),
        ({"nested_page": 3}, "{ measures { nodes { units(first: 4) { nodes { id } } } } }", "PAGE_SIZE"),
        ({"body_bytes": 20}, "{ __typename }", "BODY_LIMIT"),
    ],
)
def test_every_limit_can_be_set(embedded_engine: Engine, limit: dict[str, int], query: str, code: str) -> None:
    with TestClient(create_app(embedded_engine, Limits(**limit))) as client:
        (error, *_) = client.post("/graphql", json={"query": query}).json()["errors"]
    assert_refused(error, code)
    assert error["extensions"]["limit"] in limit.values()


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"),
        (f"{_GRAPHQL}; charset=utf-8, application/json; charset=utf-8", _GRAPHQL),
        (f"application/json, {_GRAPHQL}", "application/json"),
        (f"application/json;q=0.9, {_GRAPHQL}", _GRAPHQL),
        (f"{_GRAPHQL};q=0.1, application/json;q=0.2", "application/json"),
        ("application/json;q=0, */*;q=0.1", _GRAPHQL),
        (f"*/*, {_GRAPHQL};q=0.5", "application/json"),
        ("APPLICATION/JSON", "application/json"),
    ],
)
def test_the_answer_has_the_media_type_that_the_client_prefers(
    client: TestClient, accept: str, media_type: str
) -> None:
    response = client.post("/graphql", json={"query": "{ __typename }"}, headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert response.headers["vary"] == "Accept, Accept-Language"


def test_a_byte_order_mark_is_no_part_of_the_body(client: TestClient) -> None:
    content = '\ufeff{"query": "{ __typename }"}'.encode()
    response = client.post("/graphql", content=content, headers={"content-type": 'application/json; charset="UTF-8"'})
    assert response.json()["data"] == {"__typename": "Query"}


@pytest.mark.parametrize("kind", ["mutation", "subscription"])
def test_only_queries_are_answered(client: TestClient, kind: str) -> None:
    query = f"query a {{ __typename }} {kind} b {{ x }}"
    posted = client.post("/graphql", json={"query": query, "operationName": "b"}, headers={"accept": _GRAPHQL})
    assert (posted.status_code, posted.json()["errors"][0]["extensions"]["code"]) == (400, "ONLY_QUERIES")
    got = client.get("/graphql", params={"query": query, "operationName": "b"})
    assert (got.status_code, got.headers["allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert client.get("/graphql", params={"query": "{ __typename }", "operationName": ""}).json()["data"]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_other_methods_are_refused_with_those_that_are_answered(client: TestClient, method: str) -> None:
    response = client.request(method, "/graphql")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert response.json()["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"


def test_head_and_options_have_no_body(client: TestClient) -> None:
    options = client.options("/graphql")
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")
    assert client.head("/graphql", params={"query": "{ __typename }"}).status_code == 200


def test_batches_and_persisted_queries_have_codes_of_their_own(client: TestClient) -> None:
    batch = client.post("/graphql", json=[{"query": "{ __typename }"}])
    assert (batch.status_code, batch.json()["errors"][0]["extensions"]["code"]) == (400, "BATCH")
    persisted = client.post("/graphql", json={"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "00"}}})
    assert persisted.json()["errors"][0] == {
        "message": "PersistedQueryNotSupported",
        "extensions": {"code": "PERSISTED_QUERY_NOT_SUPPORTED"},
    }
    known = {"query": "{ __typename }", "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "00"}}}
    assert client.post("/graphql", json=known).json()["data"]


def test_health_and_readiness(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "up"}
    assert client.get("/readyz").json() == {"status": "ready"}


def test_csv_is_the_one_list_of_the_answer_with_chinese_heads_on_request(client: TestClient) -> None:
    query = {"query": "{ dataset { counts { label count } } }"}
    response = client.post("/graphql", json=query, headers={"accept": "text/csv", "accept-language": "zh-CN,zh;q=0.9"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert response.content.startswith("\ufeff类型,数量\r\n".encode())
    plain = client.post("/graphql", json=query, headers={"accept": "text/csv"})
    assert plain.content.startswith("\ufefflabel,count\r\n".encode())


def test_csv_of_two_lists_or_of_errors_is_refused_in_json(client: TestClient) -> None:
    two = {"query": "{ units { nodes { id } } measures { nodes { id } } }"}
    assert client.post("/graphql", json=two, headers={"accept": "text/csv"}).status_code == 406
    wrong = client.post("/graphql", json={"query": "{ nothing }"}, headers={"accept": "text/csv"})
    assert wrong.status_code == 400
    assert wrong.json()["errors"]


def test_extensions_say_how_an_answer_came_about(client: TestClient, embedded_engine: Engine) -> None:
    embedded_engine.execute("CREATE (:Dataset {version: '1-a', loads: 1})")
    late = "query ($day: Date) { dataset { version } measures(where: { overdue: { asOf: $day } }) { totalCount } }"

    def told(query: str, **variables: str) -> tuple[dict[str, Any], dict[str, Any]]:
        answer = client.post("/graphql", json={"query": query, "variables": variables}).json()
        return answer["data"], answer["extensions"]

    data, extensions = told(late, day="2024-07-01")
    assert set(extensions) == {"dataset", "asOf", "statement", "databaseMs", "cost"}
    assert extensions["dataset"] == data["dataset"]["version"] == "1-a"
    assert extensions["asOf"] == "2024-07-01"
    assert extensions["cost"] == 4
    assert extensions["databaseMs"] > 0
    _, other_day = told(late, day="2023-07-01")
    assert (other_day["asOf"], other_day["statement"]) == ("2023-07-01", extensions["statement"])
    assert told("{ measures { totalCount } }")[1]["statement"] != extensions["statement"]


def test_only_a_server_that_may_explains_how_it_answers(embedded_engine: Engine) -> None:
    body = {"query": "{ measures { totalCount } }", "extensions": {"explain": True}}
    with TestClient(create_app(embedded_engine)) as silent:
        refusal = silent.post("/graphql", json=body)
    assert (refusal.status_code, refusal.json()["errors"][0]["extensions"]["code"]) == (403, "EXPLAIN_NOT_ALLOWED")
    with TestClient(create_app(embedded_engine, explains=True)) as open_:
        explained = open_.post("/graphql", json=body).json()["extensions"]["explain"]
        plain = open_.post("/graphql", json={"query": body["query"]}).json()["extensions"]
    assert "MATCH (n1:Measure)" in explained["cypher"]
    assert explained["plan"].startswith("answer: record")
    assert explained["profile"] is None
    assert "explain" not in plain
