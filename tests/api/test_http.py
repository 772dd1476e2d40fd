"""GraphQL over HTTP: media types, methods, limits and errors of the specification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from api.http import create_app

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
        ("{ " + " ".join("measures" for _ in range(3000)) + " }", None),
    ],
)  # fmt: skip
def test_limits_are_named_with_what_was_asked(client: TestClient, query: str, code: str | None) -> None:
    response = client.post("/graphql", json={"query": query}, headers={"accept": _GRAPHQL})
    assert response.status_code == 400
    (error, *_) = response.json()["errors"]
    if code:
        assert error["extensions"]["code"] == code
        assert error["extensions"]["asked"] > error["extensions"]["limit"]


def test_mutations_do_not_exist(client: TestClient) -> None:
    response = client.post("/graphql", json={"query": "mutation { x }"})
    assert "errors" in response.json()


def test_health_and_readiness(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "up"}
    assert client.get("/readyz").json() == {"status": "ready"}


def test_csv_is_the_one_list_of_the_answer_with_chinese_heads_on_request(client: TestClient) -> None:
    query = {"query": "{ dataset { counts { label count } } }"}
    response = client.post("/graphql", json=query, headers={"accept": "text/csv", "accept-language": "zh-CN,zh;q=0.9"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert response.content.startswith("\ufeff类型,数量\n".encode())
    plain = client.post("/graphql", json=query, headers={"accept": "text/csv"})
    assert plain.content.startswith("\ufefflabel,count\n".encode())


def test_csv_of_two_lists_or_of_errors_is_refused_in_json(client: TestClient) -> None:
    two = {"query": "{ units { nodes { id } } measures { nodes { id } } }"}
    assert client.post("/graphql", json=two, headers={"accept": "text/csv"}).status_code == 406
    wrong = client.post("/graphql", json={"query": "{ nothing }"}, headers={"accept": "text/csv"})
    assert wrong.status_code == 400
    assert wrong.json()["errors"]
