"""Questions about an invented report and the ledger that follows it, of the kinds asked of any report."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from api.graphql.service import Service
from api.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.engine import Engine

_INVENTED: Final = Path(__file__).parent / "invented"
_QUESTIONS: Final = [json.loads(line) for line in (_INVENTED / "questions.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def invented(request: pytest.FixtureRequest) -> Engine:
    """Return each engine with the report and the ledger in it."""
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    engine.execute("MATCH (n) DETACH DELETE n")
    outcomes = load(engine, [_INVENTED / "report.txt", _INVENTED / "ledger.csv"], "auto", date(2024, 7, 1))
    assert [outcome.error for outcome in outcomes] == [None, None]
    return engine


def plain(answer: Any) -> Any:
    """Return an answer with connections as lists and objects of one field as its value."""
    if isinstance(answer, list):
        return [plain(item) for item in answer]
    if not isinstance(answer, dict):
        return answer
    if answer.keys() == {"nodes"}:
        return plain(answer["nodes"])
    fields = {key: plain(value) for key, value in answer.items()}
    return next(iter(fields.values())) if len(fields) == 1 else fields


@pytest.mark.parametrize("question", _QUESTIONS, ids=[question["id"] for question in _QUESTIONS])
def test_answer_is_the_one_expected(invented: Engine, question: dict[str, Any], matches: Callable[..., bool]) -> None:
    document = (_INVENTED / f"{question['id']}.graphql").read_text("utf-8")

    async def ask() -> dict[str, Any]:
        service = Service(invented)
        answer = await service.execute(document, {})
        await service.aclose()
        invented.__dict__.pop("_reader", None)
        return answer

    answer = asyncio.run(ask())
    assert "errors" not in answer
    found = plain(answer["data"])
    assert matches(question["answer"], found), f"expected {question['answer']}\nfound    {found}"
