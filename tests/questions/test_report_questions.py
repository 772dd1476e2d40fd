"""Questions about the report of Jinan, each answered by one operation on what a load of the file makes."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from api.graphql.service import Service
from api.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.engine import Engine

_HERE: Final = Path(__file__).parent
_NOT_STATED: Final = {"value": [], "reason": "NOT_STATED"}
# The sub-themes of the question, as concepts of the scheme.
_THEMES: Final = {
    "防汛抗旱": ("water/flood",), "河道治理与排水": ("water/river", "water/drainage"), "节水": ("water/saving",),
    "再生水": ("water/reuse",), "取用水与供水": ("water/abstraction", "water/supply"),
    "水环境与污水": ("water/quality", "water/sewage"),
}  # fmt: skip


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def report(request: pytest.FixtureRequest, shared: Path) -> Engine:
    """Return each engine with nothing but the report in it."""
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    engine.execute("MATCH (n) DETACH DELETE n")
    (outcome,) = load(engine, [shared / "reports" / "jinan-2023.txt"], "auto", date(2024, 1, 1))
    assert outcome.error is None
    return engine


def named(measure: dict[str, Any]) -> str:
    return f"{measure['issue']['number']}.{measure['ordinal']}"


def all_named(connection: dict[str, Any]) -> list[str]:
    return [named(measure) for measure in connection["nodes"]]


def distribution(data: Any) -> Any:
    issues = data["issues"]["nodes"]
    sections: dict[str, dict[str, Any]] = {}
    for issue in issues:
        mark = issue["section"][: issue["section"].index(")") + 1]
        found = sections.setdefault(mark, {"section": mark, "issues": 0, "measures": 0})
        found["issues"] += 1
        found["measures"] += issue["measures"]["totalCount"]
    return {
        "items": data["issues"]["totalCount"],
        "issuesWithMeasures": sum(issue["measures"]["totalCount"] > 0 for issue in issues),
        "measures": data["measures"]["totalCount"],
        "sections": list(sections.values()),
    }


def mismatched(data: Any) -> Any:
    counted = [(i, i["declaredMeasures"], i["measures"]["totalCount"]) for i in data["issues"]["nodes"]]
    return [{"issue": int(i["number"]), "declared": d, "listed": n} for i, d, n in counted if d != n]


def round_of_inspection(data: Any) -> Any:
    (report,) = data["reports"]["nodes"]
    (inspection,) = report["inspections"]["nodes"]
    conductor = inspection["conductedBy"]["nodes"][0]
    return {
        **{key: inspection[key] for key in ("round", "kind", "theme", "startsOn", "endsOn", "feedbackOn")},
        "conductedBy": (conductor["aliases"] or [conductor["name"]])[0],
        "target": inspection["targets"]["nodes"][0]["name"],
        "signedOn": report["signedOn"],
        "signedBy": report["signedBy"]["nodes"][0]["name"],
        "publishedOn": report["publishedOn"],
        "publisher": report["publisher"],
    }


def numbered_document(data: Any) -> Any:
    (document,) = data["documents"]["nodes"]
    (measure,) = document["measures"]["nodes"]
    return {"issue": int(measure["issue"]["number"]), "measure": named(measure), "title": document["title"]}


def documents_by_issue(data: Any) -> Any:
    groups = data["measures"]["groups"]["nodes"]
    counts = {g["key"]["issue"]["number"]: sum(m["documents"]["totalCount"] for m in g["nodes"]) for g in groups}
    cited = {number: count for number, count in counts.items() if count}
    without = [int(i["number"]) for i in data["issues"]["nodes"] if i["number"] not in cited]
    return {"distinctTitles": data["documents"]["totalCount"], "byIssue": cited, "issuesWithout": without}


def unfinished_documents(data: Any) -> Any:
    return [
        {"title": d["title"], "stage": d["stage"], "measure": named(d["measures"]["nodes"][0])}
        for d in data["documents"]["nodes"]
    ]


def planned(data: Any) -> Any:
    def dated(connection: Any) -> Any:
        return [{"measure": named(m), "dueOn": m["dueOn"], "precision": m["duePrecision"]} for m in connection["nodes"]]

    return {
        "explicit": dated(data["explicit"]),
        "yearOnly": dated(data["yearOnly"]),
        "conditional": all_named(data["conditional"]),
    }


def flagship(data: Any) -> Any:
    return {
        name: {
            "ranking": [g["key"]["leadUnit"]["name"] for g in found["groups"]["nodes"] if g["key"]["leadUnit"]],
            "overdueMeasures": all_named(found),
            "reason": found["coverage"]["reasons"][0],
        }
        for name, found in data.items()
    }


def in_progress(data: Any) -> Any:
    issues = [int(issue["number"]) for issue in data["issues"]["nodes"]]
    return {"measures": all_named(data["measures"]), "issuesWithoutMeasures": issues}


def responsible_people(data: Any) -> Any:
    links = [link for m in data["measures"]["nodes"] for link in m["responsibility"] if link["person"]]
    people = data["people"]["nodes"]
    return {
        "responsiblePersons": [link["person"]["name"] for link in links] or _NOT_STATED,
        "personsMentioned": [person["name"] for person in people],
        "roles": [
            {"person": p["name"], "role": post["title"], "measure": named(p["measures"]["nodes"][0])}
            for p in people
            for post in p["posts"]["nodes"]
            if p["measures"]["nodes"]
        ],
    }


def river_chief(data: Any) -> Any:
    (measure,) = data["measures"]["nodes"]
    stated = [{key: i[key] for key in ("value", "unit", "comparator")} for i in measure["indicators"]["nodes"]]
    return {"measure": named(measure), "indicators": stated}


def stated_quantities(data: Any) -> Any:
    found = [item for part in data.values() for item in part["nodes"]]
    return [{"measure": named(item["measure"]), "value": item["value"], "unit": item["unit"]} for item in found]


def sessions(data: Any) -> Any:
    (studied,) = data["studied"]["nodes"]
    return {
        "fifteenSessions": [{"measure": named(item["measure"])} for item in data["fifteen"]["nodes"]],
        "studySessions2022": {"value": studied["value"], "unit": studied["unit"], "measure": named(studied["measure"])},
    }


def closed(data: Any) -> Any:
    return {"closed": [i["number"] for i in data["issues"]["nodes"]] if data["closures"]["totalCount"] else _NOT_STATED}


def water(data: Any) -> Any:
    nodes = data["measures"]["nodes"]
    notations = {named(m): {t["notation"] for t in m["topics"]["nodes"]} for m in nodes}
    return {
        "measures": list(notations),
        "issues": sorted({int(m["issue"]["number"]) for m in nodes}),
        "byTopic": {
            theme: [name for name, found in notations.items() if found & set(concepts)]
            for theme, concepts in _THEMES.items()
        },
    }


_SHAPES: Final[dict[str, Callable[[Any], Any]]] = {
    "CQ01": distribution, "CQ03": mismatched, "CQ05": round_of_inspection, "CQ06": numbered_document,
    "CQ09": documents_by_issue, "CQ11": unfinished_documents, "CQ15": planned, "CQ17": flagship, "CQ18": in_progress,
    "CQ31": responsible_people, "CQ41": river_chief, "CQ44": stated_quantities, "CQ45": sessions,
    "CQ49": lambda data: all_named(data["measures"]), "CQ51": closed, "CQ59": water,
}  # fmt: skip


def comparable(name: str, answer: Any) -> Any:
    """Return an expected answer without `of`, which is said for people and not compared; topics by their name."""
    if name == "CQ59":
        return {**answer, "byTopic": {t["topic"]: {"includes": t["includes"]} for t in answer["byTopic"]}}
    return json.loads(re.sub(r'"of": "[^"]*", |, "of": "[^"]*"', "", json.dumps(answer, ensure_ascii=False)))


@pytest.mark.parametrize("name", sorted(_SHAPES))
def test_answer_is_the_one_expected(report: Engine, shared: Path, name: str, matches: Callable[..., bool]) -> None:
    lines = (shared / "questions" / "public.jsonl").read_text("utf-8").splitlines()
    question = next(q for q in map(json.loads, lines) if q["id"] == name)
    document = (_HERE / "report" / f"{name}.graphql").read_text("utf-8")

    async def ask() -> dict[str, Any]:
        service = Service(report)
        answer = await service.execute(document, {"asOf": question.get("as_of")} if "$asOf" in document else {})
        await service.aclose()
        report.__dict__.pop("_reader", None)
        return answer

    answer = asyncio.run(ask())
    assert "errors" not in answer
    shaped = _SHAPES[name](answer["data"])
    expected = comparable(name, question["answer"])
    assert matches(expected, shaped), f"expected {expected}\nfound    {shaped}"
