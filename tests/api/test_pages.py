"""What a browser gets: its page, the files of it, and nothing that another host would have to send."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from api.http import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.engine import Engine

_BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"}
_DIST = Path(__file__).resolve().parents[2] / "api" / "web" / "dist"


@pytest.fixture
def client(embedded_engine: Engine) -> Iterator[TestClient]:
    with TestClient(create_app(embedded_engine)) as found:
        yield found
    embedded_engine.__dict__.pop("_reader", None)  # its connections belong to the loop that just ended


def test_a_browser_gets_graphiql_from_the_address_of_the_service(client: TestClient) -> None:
    response = client.get("/", headers=_BROWSER)
    assert (response.url.path, response.status_code) == ("/graphql", 200)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "Accept" in response.headers["vary"]


def test_every_file_that_the_page_names_is_served(client: TestClient) -> None:
    page = client.get("/graphql", headers=_BROWSER).text
    named = re.findall(r'(?:src|href)="(/[^"]+)"', page)
    assert sorted(named) == ["/web/graphiql.css", "/web/graphiql.js"]
    assert {client.get(path).status_code for path in named} == {200}


def test_a_page_may_load_nothing_from_elsewhere_and_evaluate_nothing(client: TestClient) -> None:
    for path in ("/graphql", "/web/graphiql.html", "/web/graphiql.js"):
        policy = client.get(path, headers=_BROWSER).headers["content-security-policy"]
        directives = dict(directive.strip().split(" ", 1) for directive in policy.split(";"))
        assert (directives["default-src"], directives["script-src"]) == ("'none'", "'self'")
        assert "unsafe-eval" not in policy
        assert "http" not in policy


def test_a_client_that_asks_for_answers_gets_no_page(client: TestClient) -> None:
    for accept in ("application/json", "application/graphql-response+json, text/html", "*/*"):
        response = client.get("/graphql", params={"query": "{ __typename }"}, headers={"accept": accept})
        assert response.json()["data"] == {"__typename": "Query"}
    assert client.post("/graphql", json={"query": "{ __typename }"}, headers=_BROWSER).json()["data"]


def test_the_ready_questions_are_served_with_the_flagship_first(client: TestClient) -> None:
    first, *others = client.get("/questions").json()
    assert first["name"] == "units-most-overdue-on-water"
    assert first["title_zh"]
    assert len(others) > 20


def test_no_path_leads_out_of_the_files(client: TestClient) -> None:
    assert client.get("/web/../../pages.py").status_code == 404
    assert client.get("/web/%2e%2e/%2e%2e/pages.py").status_code == 404


def test_licences_of_all_that_was_built_in_are_shipped() -> None:
    text = (_DIST / "licenses.md").read_text(encoding="utf-8")
    assert all(f"## {name} - " in text for name in ("graphiql", "react", "codemirror", "graphql"))


def test_what_was_built_is_small() -> None:
    assert sum(file.stat().st_size for file in _DIST.iterdir()) < 1_600_000
