"""The ready questions: each is documented, valid, and answered alike by both engines."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson
import pytest
from graphql import OperationDefinitionNode, parse, validate

from api.graphql.service import Service
from api.graphql.types import schema
from api.loading import load
from api.questions import FLAGSHIP, Question, Section, question, questions
from schema.errors import NotFound

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Mapping

    from graph.engine import Engine

    Command = Callable[..., subprocess.CompletedProcess[str]]
    Answers = dict[str, dict[str, Any]]

# What the bundled sample has nothing of.
_EMPTY_IN_THE_SAMPLE: Final = {"recurring-issues"}
_BOTH_SIDES: Final = """{
  earlier: issues(where: {title: {in: ["防汛物资和监测手段不足", "雨污混接和污水直排反弹"]}, recurring: false}) {
    nodes { title similarLaterIssues { nodes { title } } }
  }
  issues { totalCount }
  recurring: issues(where: {recurring: true}) { totalCount }
  notRecurring: issues(where: {recurring: false}) { totalCount }
}"""


def _operation(asked: Question) -> OperationDefinitionNode:
    (operation,) = parse(asked.document).definitions
    assert isinstance(operation, OperationDefinitionNode)
    return operation


def _names(group: dict[str, Any]) -> Any:
    unit = group["key"]["leadUnit"]
    return unit and unit["name"]


def _texts(connection: dict[str, Any]) -> list[str]:
    return [node["text"] for node in connection["nodes"]]


# What one reads in the bundled report and ledger, by hand.
_FACTS: Final[dict[str, tuple[Callable[[Any], Any], Any]]] = {
    FLAGSHIP: (
        lambda d: [(_names(g), g["count"], g["maxDaysOverdue"]) for g in d["measures"]["groups"]["nodes"]][:3],
        [("岚溪水务集团有限公司", 3, 183), ("河湾新区水务局", 3, 62), ("河湾新区住房和城乡建设局", 2, 31)],
    ),
    "overdue-by-unit": (lambda d: d["measures"]["totalCount"], 10),
    "overdue-by-topic": (
        lambda d: {g["key"]["topic"]["notation"]: g["count"] for g in d["measures"]["groups"]["nodes"]}["water/reuse"],
        2,
    ),
    "overdue-by-month": (
        lambda d: {g["key"]["dueMonth"]: g["count"] for g in d["measures"]["groups"]["nodes"]},
        {"2023-12": 2, "2024-03": 1, "2024-04": 3, "2024-05": 3, "2024-06": 1},
    ),
    "overdue-of-a-unit": (
        lambda d: [(m["dueOn"], m["daysOverdue"]) for m in d["measures"]["nodes"]],
        [("2024-04-30", 62), ("2024-05-31", 31), ("2024-05-31", 31)],
    ),
    "due-between": (
        lambda d: [m["dueOn"] for m in d["measures"]["nodes"]],
        ["2024-05-31", "2024-05-31", "2024-05-31", "2024-06-30"],
    ),
    "revised-deadlines": (
        lambda d: [(m["text"], m["originalDueOn"], m["dueOn"]) for m in d["measures"]["nodes"]],
        [("新建雨水情监测站8处", "2023-12-31", "2024-04-30")],
    ),
    "no-due-day": (
        lambda d: (_texts(d["immediate"]), len(d["withoutEnd"]["nodes"])),
        (["出台节约用水管理办法"], 3),
    ),
    "completed-late": (
        lambda d: [(m["text"], m["dueOn"], m["completedOn"]) for m in d["measures"]["nodes"]],
        [("新建防汛物资仓库2处", "2023-11-30", "2024-01-10")],
    ),
    "completed-not-closed": (
        lambda d: [m["text"] for m in d["measures"]["nodes"] if m["closures"]],
        ["完成5处易涝点整治"],
    ),
    "reopened": (
        lambda d: [(m["text"], m["closure"], m["daysOverdue"]) for m in d["measures"]["nodes"]],
        [("封堵污水直排口17处", "REOPENED", 183)],
    ),
    "history-of-a-measure": (
        lambda d: [closure["decidedOn"] for closure in d["measures"]["nodes"][0]["closures"]],
        ["2024-01-20", "2024-04-08"],
    ),
    "no-lead-stated": (lambda d: "建立排水管网信息系统" in _texts(d["measures"]), True),
    "offices-that-answer": (
        lambda d: [post["title"] for post in d["posts"]["nodes"] if post["unit"]["name"] == "河湾新区水务局"],
        ["区水务局分管副局长", "区水务局局长"],
    ),
    "evidence-of-a-status": (
        lambda d: [m["history"][0]["phrase"] for m in d["measures"]["nodes"] if m["text"] == "新建防汛物资仓库2处"],
        ["已完成"],
    ),
    "declared-against-found": (
        lambda d: [i["declaredMeasures"] == i["measures"]["totalCount"] for i in d["issues"]["nodes"]],
        [True] * 6,
    ),
    "warnings-and-rejected-rows": (
        lambda d: [(w["row"], w["value"], w["code"]) for w in d["warnings"]["nodes"]],
        [(24, "2024年2月30日前", "UNREADABLE_DATE")],
    ),
    "document-by-number": (lambda d: [doc["title"] for doc in d["documents"]["nodes"]], ["河湾新区防汛应急预案"]),
    "sources-loaded": (lambda d: {r["kind"] for r in d["reports"]["nodes"]}, {"NOTICE", "LEDGER"}),
    "indicators": (lambda d: [i["value"] for i in d["indicators"]["nodes"]], [14.0, 11.0, 9.5, 6.0, 4.5]),
    "units-sharing-measures": (lambda d: d["measures"]["groups"]["nodes"][0]["key"]["unit"]["name"], "河湾新区水务局"),
}


def _answers(engine: Engine, documents: Mapping[str, tuple[str, Mapping[str, Any]]] | None = None) -> Answers:
    """Return the answers to some documents with their variables, else to all ready questions."""
    asked = documents or {q.name: (q.document, q.variables) for q in questions()}

    async def ask() -> Answers:
        service = Service(engine)
        found = {name: await service.execute(*each) for name, each in asked.items()}
        await service.aclose()
        return found

    with pytest.MonkeyPatch.context() as patched:
        # Neo4j plans a statement when it first sees it: a second or two, ten times that on a busy machine.
        patched.setattr(engine, "query_timeout_s", 120.0)
        found = asyncio.run(ask())
    engine.__dict__.pop("_reader", None)  # its connections belong to the loop that just ended
    assert {name: answer["errors"] for name, answer in found.items() if "errors" in answer} == {}
    return {name: answer["data"] for name, answer in found.items()}


def _load(engine: Engine, path: Path) -> None:
    (outcome,) = load(engine, [path], "auto", date(2024, 7, 1))
    assert outcome.error is None


@pytest.fixture(scope="module")
def answers(request: pytest.FixtureRequest, shared: Path) -> dict[tuple[str, str], Answers]:
    """Return all answers of each engine, on the bundled sample and on the invented ledger beside it."""
    found: dict[tuple[str, str], Answers] = {}
    for name in ("embedded", "neo4j"):
        engine: Engine = request.getfixturevalue(f"{name}_engine")
        engine.execute("MATCH (n) DETACH DELETE n")
        for sample in ("report.txt", "ledger.csv"):
            with as_file(files("loaders") / "samples" / sample) as path:
                _load(engine, path)
        found[name, "sample"] = _answers(engine)
        _load(engine, shared / "questions" / "ledger-sample.csv")
        found[name, "ledger"] = _answers(engine)
        _load(engine, Path(__file__).parent / "second-round.csv")
        recurring = question("recurring-issues")
        found[name, "second"] = _answers(engine, {"both": (_BOTH_SIDES, {}), "ready": (recurring.document, {})})
    return found


def test_there_are_at_least_twenty_in_five_sections_and_the_flagship_is_the_first():
    assert len(questions()) >= 20
    assert {q.section for q in questions()} == set(Section)
    assert questions()[0].name == FLAGSHIP


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_a_question_is_documented_and_valid(asked: Question):
    assert validate(schema()._schema, parse(asked.document)) == []
    operation = _operation(asked)
    assert operation.name
    assert re.sub(r"(?<!^)(?=[A-Z])", "-", operation.name.value).lower() == asked.name
    declared = {definition.variable.name.value for definition in operation.variable_definitions or ()}
    assert declared == asked.variables.keys()
    for chinese, english in ((asked.title_zh, asked.title_en), (asked.about_zh, asked.about_en)):
        assert re.search(r"[\u4e00-\u9fff]", chinese)
        assert re.fullmatch(r"[ -~]{3,}", english)


def test_titles_tell_the_questions_apart():
    assert len({q.title_zh for q in questions()}) == len({q.title_en for q in questions()}) == len(questions())


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_both_engines_answer_alike_and_not_with_nothing(answers: dict[tuple[str, str], Answers], asked: Question):
    for data in ("sample", "ledger"):
        found = answers["embedded", data][asked.name]
        assert orjson.dumps(found) == orjson.dumps(answers["neo4j", data][asked.name])
        assert _has_items(found) or asked.name in _EMPTY_IN_THE_SAMPLE


def test_issues_of_a_second_round_that_recur_are_told_with_the_earlier_ones(answers: dict[tuple[str, str], Answers]):
    """What the second county is blamed for, and the first one was before: water and supplies, and not the air."""
    found = answers["embedded", "second"]
    assert orjson.dumps(found) == orjson.dumps(answers["neo4j", "second"])
    expected = {"防汛物资储备和监测手段不足": "防汛物资和监测手段不足", "污水直排反弹": "雨污混接和污水直排反弹"}
    ready = {each["title"]: each["similarIssues"]["nodes"] for each in found["ready"]["issues"]["nodes"]}
    for later, earlier in expected.items():
        assert earlier in [each["title"] for each in ready[later]]
    assert "大气监测手段不足" not in ready
    both = found["both"]["earlier"]["nodes"]
    assert {each["title"]: [n["title"] for n in each["similarLaterIssues"]["nodes"]] for each in both} == {
        earlier: [later] for later, earlier in expected.items()
    }
    assert (
        found["both"]["notRecurring"]["totalCount"] + found["both"]["recurring"]["totalCount"]
        == (found["both"]["issues"]["totalCount"])
    )


@pytest.mark.parametrize("name", _FACTS)
def test_the_answer_is_what_one_reads_in_the_sample(answers: dict[tuple[str, str], Answers], name: str):
    shaped, expected = _FACTS[name]
    assert shaped(answers["embedded", "sample"][name]) == expected


def _has_items(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value.get("nodes")) or any(_has_items(inner) for inner in value.values())
    return False


def test_an_unknown_name_is_refused_with_those_near_it():
    with pytest.raises(NotFound, match="reopened"):
        question("reopend")


def test_the_list_has_a_line_for_each_question(rectigraph: Command):
    printed = rectigraph("questions").stdout
    assert all(f" {q.name} " in printed and q.title_zh in printed for q in questions())
    assert [q["name"] for q in json.loads(rectigraph("questions", "--format", "json").stdout)] == [
        q.name for q in questions()
    ]


def test_a_printed_question_can_be_asked_and_so_can_its_name(rectigraph: Command):
    printed = rectigraph("questions", "coverage").stdout
    assert printed == question("coverage").document
    piped = json.loads(rectigraph("query", "-", stdin=printed).stdout)
    assert piped["data"]["measures"]["totalCount"] == 0
    assert json.loads(rectigraph("query", "@coverage").stdout)["data"] == piped["data"]


def test_a_name_that_is_no_question_is_said_before_an_engine_starts(rectigraph: Command, tmp_path: Path):
    result = rectigraph("--data-dir", tmp_path / "data", "query", "@coverag")
    assert (result.returncode, result.stdout) == (1, "")
    assert "coverage" in result.stderr
    assert not (tmp_path / "data").exists()
