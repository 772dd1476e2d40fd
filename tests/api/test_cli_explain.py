"""`rectigraph explain unit` on the bundled sample."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Command = Callable[..., subprocess.CompletedProcess[str]]


def test_merges_and_neighbours_of_a_body_are_told(rectigraph: Command):
    samples = files("loaders") / "samples"
    assert rectigraph("load", str(samples / "report.txt"), str(samples / "ledger.csv")).returncode == 0
    result = rectigraph("explain", "unit", "区水务局", "--format", "json")
    body = json.loads(result.stdout)
    assert body["name"] == "河湾新区水务局"
    assert "区水务局" in {each["surface"] for each in body["merged"]}
    table = rectigraph("explain", "unit", "河湾新区水务局").stdout
    assert "stands for it because" in table

    unknown = rectigraph("explain", "unit", "水务")
    assert unknown.returncode == 1
    assert "NOT_FOUND" in unknown.stderr
    assert "河湾新区水务局" in unknown.stderr


_REPORT = (
    "中共{city}市委关于巡察整改情况的通报\n1.关于“统筹不够”的问题。\n①市住建局牵头，会同市财政局开展检查12次。"
    "②市审计局印发通知。\n"
)


def test_a_short_name_of_two_bodies_is_no_choice_of_ours(rectigraph: Command, tmp_path: Path):
    paths = [tmp_path / f"{city}.txt" for city in ("岚溪", "青坪")]
    for path in paths:
        path.write_text(_REPORT.format(city=path.stem), "utf-8")
    assert rectigraph("load", *map(str, paths)).returncode == 0
    both = rectigraph("explain", "unit", "市住建局")
    assert both.returncode == 1
    assert both.stdout == ""
    assert all(word in both.stderr for word in ("AMBIGUOUS_NAME", "岚溪市住房和城乡建设局", "青坪市住房和城乡建设局"))

    table = rectigraph("explain", "unit", "青坪市住房和城乡建设局").stdout
    assert "住建局 is 住房和城乡建设局" in table
    assert "another place" in table


def test_a_spelling_in_another_source_may_be_the_same_body(rectigraph: Command, tmp_path: Path):
    paths = [tmp_path / "first.txt", tmp_path / "second.txt"]
    for path, name in zip(paths, ("住房和城乡建设局", "住房城乡建设局"), strict=True):
        path.write_text(_REPORT.format(city="岚溪").replace("住建局", name), "utf-8")
    assert rectigraph("load", *map(str, paths)).returncode == 0
    body = json.loads(rectigraph("explain", "unit", "岚溪市住房城乡建设局", "--format", "json").stdout)
    (near,) = [each for each in body["near"] if each["name"] == "岚溪市住房和城乡建设局"]
    assert near == {
        "name": "岚溪市住房和城乡建设局", "same": True, "reason": "only the form of words differs: – / 和"
    }  # fmt: skip
