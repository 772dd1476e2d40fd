"""Bodies above bodies and places within places, whichever source comes first, on both engines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest

from api.graphql.service import Service
from api.loading import load

if TYPE_CHECKING:
    from pathlib import Path

    from graph.engine import Engine

_ABOUT_ORGANS: Final = (
    "青宁市关于巡察整改情况的通报\n1.针对“统筹不够”的问题,从一个方面抓好整改。"
    "①青宁市水务局执法支队办公室牵头,青宁市水务局机关党委配合,疏浚青宁市望溪区南干渠。\n2023年12月20日\n"
)
_ABOUT_THE_BUREAU: Final = (
    "青宁市关于审计整改情况的通报\n1.针对“账目不清”的问题,从一个方面抓好整改。"
    "①青宁市水务局牵头,青宁市水务局执法支队配合,改造青宁市湘滨大道。\n2023年12月21日\n"
)
_RELATED: Final = (
    "MATCH (a)-[r:PART_OF|LOCATED_IN]->(b) WHERE NOT a:Measure AND NOT a:Project "
    "RETURN DISTINCT a.name AS part, type(r) AS type, b.name AS whole ORDER BY part, type, whole"
)
_QUERY: Final = (
    '{ units(where: {name: {eq: "青宁市水务局"}}) { nodes { ancestors { name } descendants { name } } } '
    'places(where: {name: {eq: "青宁市"}}) { nodes { contains { nodes { name contains { nodes { name } } } } } } }'
)


@pytest.mark.parametrize("first", [0, 1])
async def test_what_is_above_does_not_hang_on_the_order_of_sources(engine: Engine, tmp_path: Path, first: int) -> None:
    texts = (_ABOUT_ORGANS, _ABOUT_THE_BUREAU)
    files = [tmp_path / f"{position}.txt" for position in range(2)]
    for file, text in zip(files, (texts[first], texts[1 - first]), strict=True):
        file.write_text(text, "utf-8")
    assert all(each.error is None for each in load(engine, files, "report", date(2024, 7, 1)))
    assert [tuple(each.values()) for each in engine.read(_RELATED)] == [
        ("青宁市望溪区", "LOCATED_IN", "青宁市"),
        ("青宁市望溪区南干渠", "LOCATED_IN", "青宁市望溪区"),
        ("青宁市水务局执法支队", "PART_OF", "青宁市水务局"),
        ("青宁市水务局执法支队办公室", "PART_OF", "青宁市水务局执法支队"),
        ("青宁市水务局机关党委", "PART_OF", "青宁市水务局"),
        ("青宁市湘滨大道", "LOCATED_IN", "青宁市"),
    ]
    service = Service(engine)
    data: Any = (await service.execute(_QUERY))["data"]
    await service.aclose()
    (bureau,), (city,) = data["units"]["nodes"], data["places"]["nodes"]
    assert bureau["ancestors"] == []
    assert [each["name"] for each in bureau["descendants"][:2]] in (
        ["青宁市水务局执法支队", "青宁市水务局机关党委"],
        ["青宁市水务局机关党委", "青宁市水务局执法支队"],
    )
    assert bureau["descendants"][2]["name"] == "青宁市水务局执法支队办公室"
    within = {each["name"]: each["contains"]["nodes"] for each in city["contains"]["nodes"]}
    assert within == {"青宁市望溪区": [{"name": "青宁市望溪区南干渠"}], "青宁市湘滨大道": []}
