"""`/export`: the whole graph over HTTP, in pieces; never half a file that looks whole, never a connection kept."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any, Final

import httpx2
import pytest
from starlette.testclient import TestClient

from api import exports
from api.http import create_app
from graph.export import FORMATS, Format, formats
from graph.limits import LIMITS, Limits
from graph.write import write
from schema.errors import EngineUnavailable
from schema.identity import node_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from graph.engine import Engine

    Served = Callable[[Engine, Limits], AbstractContextManager[str]]

_SOON_S: Final = 20.0  # for a machine that is busy with other things
_LARGE: Final = 1_000_000  # characters of a text
_MANY: Final = 40  # 40 MB in all: more than the buffers between engine, server and client take
_RUNNING: Final = "SHOW TRANSACTIONS YIELD currentQuery WHERE NOT currentQuery STARTS WITH 'SHOW' RETURN currentQuery"
_NDJSON: Final = "/export/ndjson"


@pytest.fixture
def sample(engine: Engine, sampled: Callable[[Engine], None]) -> Iterator[TestClient]:
    sampled(engine)
    with TestClient(create_app(engine)) as found:
        yield found
    engine.__dict__.pop("_reader", None)


def test_every_format_is_sent_as_the_command_writes_it(sample: TestClient, engine: Engine) -> None:
    for name, each in formats("http://testserver/id/").items():
        answer = sample.get(f"/export/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == each.media_type
        assert answer.headers["content-disposition"] == f'attachment; filename="{each.file_name}"'
        if name != "xlsx":  # a workbook says when it was made
            assert answer.content == b"".join(each.chunks(engine))
        assert len(answer.content) > 2_000


@pytest.fixture
def client(embedded_engine: Engine) -> Iterator[TestClient]:
    embedded_engine.execute("MATCH (n) DETACH DELETE n")
    with TestClient(create_app(embedded_engine)) as found:
        yield found
    embedded_engine.__dict__.pop("_reader", None)


def test_the_list_of_formats_is_a_page_or_json_whose_links_lead_to_them(client: TestClient) -> None:
    listed = client.get("/export").json()["formats"]
    assert [each["name"] for each in listed] == list(formats())
    assert {client.get(each["href"]).status_code for each in listed} == {200}
    page = client.get("/export", headers={"accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert all(f'href="export/{each["name"]}"' in page.text for each in listed)
    assert "default-src 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("ids", ["https://example.org/graph/id/", "https://example.org/nodes#", "urn:example:"])
def test_links_of_the_list_lead_here_wherever_nodes_have_their_iris(embedded_engine: Engine, ids: str) -> None:
    with TestClient(create_app(embedded_engine, ids=ids)) as client:
        for each in client.get("/export").json()["formats"]:
            assert client.get("/export").url.join(each["href"]).path == f"/export/{each['name']}"
    embedded_engine.__dict__.pop("_reader", None)


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("text/turtle", "turtle"),
        ("application/n-quads;q=0.5, application/trig", "trig"),
        ("application/zip", "csv"),
        ("application/ld+json, text/html;q=0.9", "jsonld"),
    ],
)
def test_the_media_type_asked_for_is_sent(client: TestClient, accept: str, name: str) -> None:
    answer = client.get("/export", headers={"accept": accept})
    assert answer.headers["content-type"] == formats()[name].media_type
    assert answer.headers["content-location"] == f"export/{name}"
    assert answer.headers["vary"] == "Accept"
    assert client.head("/export", headers={"accept": accept}).headers["vary"] == "Accept"


def test_what_is_no_format_is_refused_with_those_that_are(client: TestClient) -> None:
    for address in ("/export/rdfxml", "/export/%22%3E%3Cb", "/export/" + "x" * 5_000):
        refused = client.get(address)
        (error,) = refused.json()["errors"]
        assert (refused.status_code, error["extensions"]["code"]) == (404, "UNKNOWN_FORMAT")
        assert all(name in error["message"] for name in formats())
        assert len(refused.content) < 500
    assert client.get("/export", headers={"accept": "image/png"}).status_code == 406
    assert client.get(_NDJSON, headers={"host": 'a"><b'}).status_code == 400
    assert client.post(_NDJSON).status_code == 405
    head = client.head(_NDJSON)
    assert (head.status_code, head.content, head.headers["content-type"]) == (200, b"", "application/x-ndjson")


def test_what_fails_before_the_first_piece_has_a_status(
    client: TestClient, embedded_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> Any:
        raise EngineUnavailable("The engine does not answer.")

    def odd(*_: object) -> Any:
        raise ValueError("secret")

    monkeypatch.setattr(embedded_engine, "stream", gone)
    for name in formats():
        refused = client.get(f"/export/{name}")
        assert refused.status_code == 503
        assert refused.json()["errors"][0]["extensions"]["code"] == EngineUnavailable.code
    monkeypatch.setattr(embedded_engine, "stream", odd)
    masked = client.get(_NDJSON)
    assert masked.status_code == 500
    assert "Quote reference" in masked.text
    assert "secret" not in masked.text


@pytest.fixture
def large(engine: Engine) -> Engine:
    text = Random(1).randbytes(_LARGE // 2).hex()  # an archive of it is half as large
    for number in range(_MANY):
        stated = {"id": node_id("Report", number), "title": "x", "kind": "NOTICE", "sha256": "", "text": text}
        with engine.transaction() as transaction:
            transaction.run("CREATE (r:Report) SET r = $stated", stated=stated).consume()
    return engine


def test_a_client_that_leaves_gives_its_connection_back(large: Engine, served: Served) -> None:
    with served(large, Limits(exports=1)) as address:
        for name in ("ndjson", "turtle", "csv"):
            with httpx2.stream("GET", f"{address}/export/{name}", timeout=_SOON_S, trust_env=False) as answer:
                assert answer.status_code == 200
                pieces = answer.iter_raw()
                assert next(pieces)
                assert (name, _in_use(large)) == (name, 1)
                refused = httpx2.get(address + _NDJSON, timeout=_SOON_S, trust_env=False)
                assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
                assert refused.json()["errors"][0]["extensions"] == {"code": "EXPORT_LIMIT", "limit": 1}
            _await(lambda: _in_use(large) == 0)
            if large.name == "neo4j":
                _await(lambda: not large.read(_RUNNING))
        whole = httpx2.get(address + _NDJSON, timeout=_SOON_S, trust_env=False)
        assert len(whole.content) > _MANY * _LARGE


def test_a_client_that_takes_nothing_is_cut_off(large: Engine, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "_STALL_S", 0.2)
    with served(large, LIMITS) as address:
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as idle:
            idle.sendall(f"GET {_NDJSON} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            _await(lambda: _in_use(large) == 1)
            _await(lambda: _in_use(large) == 0)
            idle.settimeout(_SOON_S)
            answer = b"".join(iter(lambda: idle.recv(1 << 20), b""))
    assert answer.startswith(b"HTTP/1.1 200")
    assert not answer.endswith(b"0\r\n\r\n")


def test_what_breaks_off_does_not_look_whole(large: Engine, served: Served, made: Any) -> None:
    with served(large, LIMITS) as address:
        with httpx2.stream("GET", address + _NDJSON, timeout=_SOON_S, trust_env=False) as answer:
            pieces = answer.iter_raw()
            assert next(pieces)
            (source,) = made.reports(1)
            write(large, source, date(2024, 7, 1))  # so that the export ends with GraphChanged
            with pytest.raises(httpx2.RemoteProtocolError, match="incomplete"):
                list(pieces)
        assert _in_use(large) == 0
        again = httpx2.get(address + _NDJSON, timeout=_SOON_S, trust_env=False)
        assert again.content.endswith(b"}\n")


async def test_a_client_that_cannot_tell_a_whole_file_gets_none(embedded_engine: Engine) -> None:
    sent = list[Any]()

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        await asyncio.Event().wait()

    await create_app(embedded_engine)(_scope("1.0"), receive, send)
    assert sent[0]["status"] == 505
    assert b"HTTP/1.1" in sent[1]["body"]


async def test_nothing_is_read_ahead_of_a_client(embedded_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def endless(_: Engine) -> Iterator[bytes]:
        for number in range(1_000_000):
            read.append(number)
            yield b"x" * 10_000

    monkeypatch.setitem(FORMATS, "ndjson", Format("ndjson", "", "text/plain", ".txt", endless))
    app, sent = create_app(embedded_engine), list[Any]()
    blocked = asyncio.Event()

    async def send(message: Any) -> None:
        sent.append(message)
        if len(sent) == 3:
            blocked.set()
            await asyncio.Event().wait()

    async def receive() -> Any:
        await asyncio.Event().wait()

    working = asyncio.ensure_future(app(_scope("1.1"), receive, send))
    await blocked.wait()
    assert [len(each.get("body", b"")) for each in sent] == [0, 70_000, 70_000]
    assert len(read) == 14
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working


def _scope(version: str) -> dict[str, Any]:
    headers = [(b"host", b"graph.example")]
    return {
        **{"type": "http", "http_version": version, "method": "GET", "scheme": "http", "path": _NDJSON},
        **{"raw_path": _NDJSON.encode(), "query_string": b"", "root_path": "", "headers": headers},
        **{"server": ("graph.example", 80), "client": ("127.0.0.1", 1)},
    }


def _in_use(engine: Engine) -> int:
    """Return how many connections of the driver that exports read by are in use."""
    pool: Any = engine._sync_reader._pool  # the driver counts them, and does not tell
    return sum(pool.in_use_connection_count(address) for address in list(pool.connections))


def _await(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _SOON_S
    while not holds():
        assert time.monotonic() < deadline
        threading.Event().wait(0.02)
