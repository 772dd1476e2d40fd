"""`rectigraph explain unit` on the bundled sample."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Command = Callable[..., subprocess.CompletedProcess[str]]


def test_merges_and_neighbours_of_a_body_are_told(rectigraph: Command):
    samples = files("loaders") / "samples"
    assert rectigraph("load", str(samples / "report.txt"), str(samples / "ledger.csv")).returncode == 0
    result = rectigraph("explain", "unit", "区水务局", "--format", "json")
    (body,) = json.loads(result.stdout)
    assert body["name"] == "河湾新区水务局"
    assert "区水务局" in body["merged"]
    table = rectigraph("explain", "unit", "河湾新区水务局").stdout
    assert "stands for it because" in table

    unknown = rectigraph("explain", "unit", "水务")
    assert unknown.returncode == 1
    assert "NOT_FOUND" in unknown.stderr
    assert "河湾新区水务局" in unknown.stderr
