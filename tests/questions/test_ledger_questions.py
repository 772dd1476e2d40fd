"""The questions about the sample ledger, each answered by one operation on what a load of the file makes."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
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
_NOT_STATED: Final = {"value": None, "reason": "NOT_STATED"}


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def ledger(request: pytest.FixtureRequest, shared: Path) -> Engine:
    """Return each engine with nothing but the sample ledger in it."""
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    engine.execute("MATCH (n) DETACH DELETE n")
    (outcome,) = load(engine, [shared / "questions" / "ledger-sample.csv"], "auto", date(2024, 7, 1))
    assert outcome.error is None
    return engine


def row(measure: dict[str, Any]) -> int:
    return measure["evidence"][0]["row"]


def rows(connection: dict[str, Any]) -> list[int]:
    return [row(measure) for measure in connection["nodes"]]


def days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def ranking(data: Any) -> Any:
    groups = data["measures"]["groups"]["nodes"]
    items = [
        {
            "unit": group["key"]["unit"]["name"],
            "count": group["count"],
            "maxDaysOverdue": group["maxDaysOverdue"],
            "items": [{"row": row(m), "daysOverdue": m["daysOverdue"]} for m in group["nodes"]],
        }
        for group in groups
        if group["key"]["unit"]
    ]
    without = [row(m) for group in groups if not group["key"]["unit"] for m in group["nodes"]]
    answer = {"ranking": items, "overdueMeasures": data["measures"]["totalCount"], "withoutLead": without}
    return answer if without else {key: value for key, value in answer.items() if key != "withoutLead"}


def by_field(data: Any) -> Any:
    groups = [
        {"field": g["key"]["field"], "rows": [row(m) for m in g["nodes"]], "maxDaysOverdue": g["maxDaysOverdue"]}
        for g in data["all"]["groups"]["nodes"]
    ]
    return {"byField": groups, "water": data["water"]["totalCount"], "all": data["all"]["totalCount"]}


def decisions(data: Any) -> Any:
    return [
        {
            "row": row(m),
            "decisions": [{"on": c["decidedOn"], "result": c["result"]} for c in m["closures"]],
            "status": m["status"],
            "closed": m["closure"] == "CLOSED",
        }
        for m in data["measures"]["nodes"]
    ]


def days_on(data: Any) -> Any:
    asked = {19: {"2024-04-09": "a", "2024-04-10": "b", "2024-07-01": "c"},
             40: {"2024-04-01": "d", "2024-05-20": "e", "2024-06-20": "f"}}  # fmt: skip
    found = {row(m): m for m in data["measures"]["nodes"]}
    return [{"row": r, "daysOverdue": {day: found[r][key] for day, key in keys.items()}} for r, keys in asked.items()]


def late(data: Any) -> Any:
    items = [{"row": row(m), "daysLate": days(m["dueOn"], m["completedOn"])} for m in data["measures"]["nodes"]]
    return sorted(items, key=lambda item: -item["daysLate"])


def revised(data: Any) -> Any:
    return [
        {
            "row": row(m),
            "originalDueOn": m["originalDueOn"],
            "dueOn": m["dueOn"],
            "daysExtended": days(m["originalDueOn"], m["dueOn"]),
            "approvedBy": next((d["approvedBy"] for d in m["deadlines"] if d["approvedBy"]), _NOT_STATED),
        }
        for m in data["measures"]["nodes"]
    ]


def chain(data: Any) -> Any:
    (measure,) = data["measures"]["nodes"]
    links = measure["responsibility"]

    def stated(role: str) -> Any:
        units = [link["unit"]["name"] for link in links if link["role"] == role and link["unit"] and not link["post"]]
        return units or _NOT_STATED

    people = [link["person"]["name"] for link in links if link["person"]]
    return {
        "row": row(measure),
        "issue": measure["issue"]["title"],
        "source": measure["issue"]["inspection"]["name"],
        "lead": stated("LEAD"),
        "cooperate": stated("COOPERATE"),
        "posts": [link["post"]["title"] for link in links if link["post"]],
        "persons": people or _NOT_STATED,
        "supervise": stated("SUPERVISE"),
        "accountable": stated("ACCOUNTABLE"),
    }


def rejected(data: Any) -> Any:
    return [
        {"row": w["row"], "column": w["column"], "value": w["value"] or "", "reason": w["code"]}
        for w in data["warnings"]["nodes"]
    ]


def contradictions(data: Any) -> Any:
    return [
        {
            "row": w["row"],
            "completedOn": w["measure"]["completedOn"],
            "raisedOn": w["measure"]["issue"]["raisedOn"],
            "warning": w["code"],
        }
        for w in data["warnings"]["nodes"]
    ]


def workload(data: Any) -> Any:
    counts: dict[str, dict[str, Any]] = {}
    for name in ("lead", "leadOpen", "cooperate"):
        for group in data[name]["groups"]["nodes"]:
            if group["key"]["unit"]:
                unit = group["key"]["unit"]["name"]
                counts.setdefault(unit, {"unit": unit, "lead": 0, "leadOpen": 0, "cooperate": 0})[name] = group["count"]
    return list(counts.values())


def on_time(data: Any) -> Any:
    quarters: dict[str, dict[str, list[int]]] = defaultdict(
        lambda: {k: [] for k in ("onTime", "late", "open", "undated")}
    )
    for m in data["measures"]["nodes"]:
        quarter = f"{m['dueOn'][:4]}Q{(int(m['dueOn'][5:7]) + 2) // 3}"
        if m["completedOn"]:
            state = "onTime" if m["completedOn"] <= m["dueOn"] else "late"
        else:
            state = "undated" if m["status"] == "COMPLETED" else "open"
        quarters[quarter][state].append(row(m))
    return [
        {
            "quarter": quarter,
            "due": sum(map(len, found.values())),
            **found,
            "share": round(len(found["onTime"]) / (sum(map(len, found.values())) - len(found["undated"])), 4),
        }
        for quarter, found in sorted(quarters.items())
    ]


def overdue_on_two_days(data: Any) -> Any:
    january = [{"row": row(m), "daysOverdue": m["daysOverdue"]} for m in data["january"]["nodes"]]
    return {"2024-06-30": rows(data["june"]), "2024-01-01": january}


def totals(data: Any) -> Any:
    return {
        "records": data["reports"]["nodes"][0]["records"],
        "dataRows": data["measures"]["totalCount"] + data["rejected"]["totalCount"],
        "rejected": data["rejected"]["totalCount"],
        "issues": data["issues"]["totalCount"],
        "measures": data["measures"]["totalCount"],
        "units": data["units"]["totalCount"],
        "genericUnits": data["generic"]["totalCount"],
        "waterMeasures": data["water"]["totalCount"],
        "byStatus": {g["key"]["status"]: g["count"] for g in data["measures"]["groups"]["nodes"]},
    }


_SHAPES: Final[dict[str, Callable[[Any], Any]]] = {
    "L01": ranking, "L02": ranking, "L03": ranking, "L04": ranking, "L05": by_field,
    "L06": lambda data: {"rows": rows(data["completed"]), "keptOpen": rows(data["keptOpen"])},
    "L07": decisions, "L08": days_on, "L09": late, "L10": revised,
    "L11": lambda data: {name: rows(found) for name, found in data.items()},
    "L12": chain, "L13": rejected, "L14": contradictions, "L15": workload, "L16": on_time,
    "L17": overdue_on_two_days, "L18": totals,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(_SHAPES))
def test_answer_is_the_one_expected(ledger: Engine, shared: Path, name: str, matches: Callable[..., bool]) -> None:
    lines = (shared / "questions" / "ledger-answers.jsonl").read_text("utf-8").splitlines()
    question = next(q for q in map(json.loads, lines) if q["id"] == name)
    document = (_HERE / "ledger" / f"{name}.graphql").read_text("utf-8")

    async def ask() -> dict[str, Any]:
        service = Service(ledger)
        answer = await service.execute(document, {"asOf": question.get("as_of")} if "$asOf" in document else {})
        await service.aclose()
        ledger.__dict__.pop("_reader", None)
        return answer

    answer = asyncio.run(ask())
    assert "errors" not in answer
    shaped = _SHAPES[name](answer["data"])
    assert matches(question["answer"], shaped), f"expected {question['answer']}\nfound    {shaped}"
