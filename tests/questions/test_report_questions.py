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


def as_written(node: dict[str, Any]) -> str:
    """Return the name that the text itself uses first, not the full one that it stands for."""
    return (node.get("aliases") or [node["name"]])[0]


def names(connection: dict[str, Any]) -> list[str]:
    return [as_written(node) for node in connection["nodes"]]


def notice(data: Any) -> Any:
    (document,) = data["documents"]["nodes"]
    (issued,), (effect,) = document["issued"]["nodes"], document["effect"]["nodes"]
    return {
        "title": document["title"],
        "issuer": names(document["issuers"])[0],
        "issuedOn": document["issuedOn"],
        "yearInferred": bool(issued["withoutYear"]),
        "measure": named(issued["measure"]),
        "transferredFrom": names(effect["takenFrom"]),
        "transferredTo": names(effect["givenTo"])[0],
    }


def dates_without_year(data: Any) -> Any:
    found: dict[str, list[Any]] = {"singleDates": [], "endsOfRanges": []}
    for event in data["events"]["nodes"]:
        first, _, last = event["iso"].partition("/")
        where = named(event["measure"]) if event["measure"] else None
        for written in event["withoutYear"]:
            ends = last and event["written"].endswith(written)
            item = {"measure": where, "written": written, "date": last if ends else first}
            if item not in found["endsOfRanges" if ends else "singleDates"]:
                found["endsOfRanges" if ends else "singleDates"].append(item)
    due = data["deadlines"]["nodes"]
    found["singleDates"] += [{"measure": named(d["measure"]), "written": d["phrase"], "date": d["dueOn"]} for d in due]
    return found


def bureaus(data: Any) -> Any:
    (measure,) = data["measures"]["nodes"]
    return {"measure": named(measure), "units": [unit["name"] for unit in measure["units"]["nodes"]]}


def handover(data: Any) -> Any:
    (measure,) = data["measures"]["nodes"]
    steps = [
        {"on": step["startsOn"], "step": step["form"], "units": names(step["actors"])}
        for step in measure["steps"]["nodes"]
    ]
    people = [link["person"] for link in measure["responsibility"] if link["person"]] + measure["people"]["nodes"]
    return {
        "measure": named(measure),
        "contactsNamedBy": [name for event in measure["contacts"]["nodes"] for name in names(event["actors"])],
        "steps": steps,
        "status": measure["status"],
        "persons": [person["name"] for person in people] or _NOT_STATED,
    }


def groups_set_up(data: Any) -> Any:
    kinds = ("领导小组", "专班", "指挥部")  # an office of one is none of its own, a group of a committee is
    units = [unit for unit in data["units"]["nodes"] if not (unit["partOf"] and unit["partOf"]["kind"] in kinds)]

    def of(kind: str) -> list[dict[str, Any]]:
        return [{"name": as_written(u), "measures": measures_of(u)} for u in units if u["kind"] == kind]

    return {"leadingGroups": of("领导小组"), "taskForces": of("专班"), "headquarters": of("指挥部")}


def measures_of(unit: dict[str, Any]) -> list[str]:
    of_parts = [measure for part in unit["parts"]["nodes"] for measure in part["measures"]["nodes"]]
    return sorted({named(measure) for measure in [*unit["measures"]["nodes"], *of_parts]})


def busiest_units(data: Any) -> Any:
    issues = {as_written(unit): issues_of(unit) for unit in data["units"]["nodes"]}
    most = max(map(len, issues.values()))
    return {
        "top": [{"unit": unit, "issues": sorted(found)} for unit, found in issues.items() if len(found) == most],
        "highestCountOfOthers": max(len(found) for found in issues.values() if len(found) < most),
    }


def projects_due(data: Any) -> Any:
    (measure,) = data["measures"]["nodes"]
    return {
        "measure": named(measure),
        "dueOn": measure["dueOn"],
        "precision": measure["duePrecision"],
        "projects": [project["name"] for project in measure["projects"]["nodes"]],
    }


def states_of_projects(data: Any) -> Any:
    return [
        {
            "project": project["name"],
            "issue": int(state["statedBy"]["issue"]["number"]),
            "measure": named(state["statedBy"]),
            "section": state["statedBy"]["issue"]["section"].partition(")")[0] + ")",
            "phrase": state["phrase"],
        }
        for project in data["projects"]["nodes"]
        for state in project["history"]
    ]


def built_and_under_way(data: Any) -> Any:
    (measure,) = data["measures"]["nodes"]
    states = measure["statements"]["nodes"]

    def of(status: str) -> list[dict[str, Any]]:
        return [state for state in states if state["status"] == status]

    return {
        "measure": named(measure),
        "built": [state["project"]["name"] for state in of("COMPLETED")],
        "milestones": [{"project": state["project"]["name"], "phrase": state["phrase"]} for state in of("UNSTATED")],
        "inProgress": [state["project"]["name"] for state in of("IN_PROGRESS")],
    }


def plans(data: Any) -> Any:
    (measure,) = data["measures"]["nodes"]
    counted = {item["of"]: item["value"] for item in measure["indicators"]["nodes"]}
    spatial, other = sorted(measure["enumerations"]["nodes"], key=lambda each: each["of"].startswith("非"))

    def approved(listed: dict[str, Any]) -> int:
        return listed["count"] if [state["status"] for state in listed["history"]] == ["COMPLETED"] else 0

    return {
        "specialPlans": counted["专项规划"],
        "nonSpatial": {"count": other["count"], "approved": approved(other), "names": other["items"]},
        "spatial": {"count": spatial["count"], "approved": approved(spatial), "named": spatial["items"]},
        "comprehensivePlans": counted["综合性规划"],
        "N": counted.get("N", {"value": None, "reason": "NOT_STATED"}),
    }


def listed(data: Any) -> Any:
    measures = [measure for found in data.values() for measure in found["nodes"]]
    return {named(m): [item for each in m["enumerations"]["nodes"] for item in each["items"]] for m in measures}


def agreements(data: Any) -> Any:
    return [
        {
            "agreement": event["title"],
            "measure": named(event["measure"]),
            "parties": [*names(event["actors"]), *names(event["people"]), *names(event["impliedActors"])],
            "signedOn": event["iso"],
        }
        for event in data["events"]["nodes"]
    ]


def recurring_entities(data: Any) -> Any:
    """Return each name of each entity with the issues that speak of it, also within the names of works."""
    issues: dict[str, set[int]] = {}
    for node in (node for found in data.values() for node in found["nodes"]):
        passages = [node, *node.get("projects", {"nodes": []})["nodes"]]
        for name in {node["name"], *node.get("aliases", ())}:
            issues.setdefault(name, set()).update(number for each in passages for number in issues_of(each))
    return [{"entity": name, "issues": sorted(found)} for name, found in issues.items() if len(found) > 1]


def issues_of(node: dict[str, Any]) -> set[int]:
    of_measures = [measure["issue"] for measure in node["measures"]["nodes"]]
    return {int(issue["number"]) for issue in [*node["issues"]["nodes"], *of_measures]}


def streets(data: Any) -> Any:
    (measure,) = data["measures"]["nodes"]
    units = measure["units"]["nodes"]
    not_stated = {"value": None, "reason": "NOT_STATED"}
    return {
        "measure": named(measure),
        "streets": [as_written(unit) for unit in units],
        "districtOfEach": [unit["ancestors"] for unit in units if unit["ancestors"]] or not_stated,
        "codes": [unit["code"] for unit in units if unit["code"]] or not_stated,
    }


_SHAPES: Final[dict[str, Callable[[Any], Any]]] = {
    "CQ01": distribution, "CQ03": mismatched, "CQ05": round_of_inspection, "CQ06": numbered_document,
    "CQ09": documents_by_issue, "CQ11": unfinished_documents, "CQ15": planned, "CQ17": flagship, "CQ18": in_progress,
    "CQ31": responsible_people, "CQ41": river_chief, "CQ44": stated_quantities, "CQ45": sessions,
    "CQ49": lambda data: all_named(data["measures"]), "CQ51": closed, "CQ59": water, "CQ13": notice,
    "CQ20": dates_without_year, "CQ24": bureaus, "CQ25": handover, "CQ27": groups_set_up, "CQ29": busiest_units,
    "CQ35": projects_due, "CQ37": states_of_projects, "CQ38": built_and_under_way, "CQ40": plans, "CQ52": listed,
    "CQ54": agreements, "CQ56": recurring_entities, "CQ58": streets,
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
