"""Reading and loading from the command line: what is printed, what fails, what stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from api.questions import FLAGSHIP

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Command = Callable[..., subprocess.CompletedProcess[str]]

LEDGER = """序号,问题,整改措施,牵头单位,整改时限,完成情况
1,河道淤积严重,清理河道三公里,澄江市水务局,2023年底,正在推进
2,管网漏损偏高,更换老旧管网,澄江市水务局,2023年13月,正在推进
3,饮用水源保护区标志缺失,补设标志牌二十块,澄江市生态环境局,2024年3月底前,已完成
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.csv"
    path.write_text(LEDGER, encoding="utf-8")
    return path


@pytest.fixture
def poem(tmp_path: Path) -> Path:
    path = tmp_path / "poem.txt"
    path.write_text("床前看月光，疑是地上霜。\n", encoding="utf-8")
    return path


def test_parse_prints_the_contract(rectigraph: Command, ledger: Path):
    result = rectigraph("parse", ledger)
    assert result.returncode == 0
    parsed = json.loads(result.stdout)
    assert {"report", "inspection", "declaredCounts", "issues", "mentions", "warnings"} <= set(parsed)
    assert [issue["title"] for issue in parsed["issues"]] == [
        "河道淤积严重",
        "管网漏损偏高",
        "饮用水源保护区标志缺失",
    ]
    assert [(row["row"], row["column"], row["reason"]) for row in parsed["rejected"]] == [
        (3, "整改时限", "UNREADABLE_DATE")
    ]


def test_parse_prints_a_summary(rectigraph: Command, ledger: Path):
    printed = rectigraph("parse", ledger, "--format", "table").stdout
    assert "河道淤积严重" in printed
    assert "2023年13月" in printed


def test_parse_of_a_missing_file_names_it(rectigraph: Command, tmp_path: Path):
    result = rectigraph("parse", tmp_path / "missing.txt")
    assert (result.returncode, result.stdout) == (1, "")
    assert "missing.txt" in result.stderr
    assert "Traceback" not in result.stderr


def test_dry_run_needs_no_engine_and_writes_nothing(rectigraph: Command, ledger: Path, tmp_path: Path):
    result = rectigraph("--data-dir", tmp_path / "data", "load", "--dry-run", ledger)
    assert result.returncode == 0
    assert "2 Measure" in result.stdout
    assert not (tmp_path / "data").exists()


def test_a_second_load_says_that_nothing_changed(rectigraph: Command, ledger: Path):
    first = rectigraph("load", ledger)
    second = rectigraph("load", ledger)
    assert (first.returncode, second.returncode) == (0, 0)
    assert "loaded, created" in first.stdout
    assert "unchanged" in second.stdout


def test_a_load_lists_rejected_rows_with_place_value_and_reason(rectigraph: Command, ledger: Path):
    (outcome,) = json.loads(rectigraph("load", ledger, "--format", "json").stdout)
    assert outcome["rejected"] == [{"row": 3, "column": "整改时限", "value": "2023年13月", "reason": "UNREADABLE_DATE"}]
    assert outcome["nodes"]["Measure"] == 2


def test_a_file_that_fails_takes_no_other_with_it(rectigraph: Command, ledger: Path, poem: Path, tmp_path: Path):
    (tmp_path / "empty.txt").touch()
    result = rectigraph("load", poem, tmp_path / "empty.txt", ledger, tmp_path / "missing.csv", "--format", "json")
    assert result.returncode == 1
    outcomes = json.loads(result.stdout)
    assert [outcome["state"] for outcome in outcomes] == ["failed", "failed", "loaded", "failed"]
    assert [outcome["error"] and outcome["error"]["code"] for outcome in outcomes][:3] == [
        "NO_ISSUES",
        "EMPTY_FILE",
        None,
    ]
    assert len(result.stderr.splitlines()) == 3


def test_what_was_loaded_answers_the_question_it_was_built_for(rectigraph: Command, ledger: Path):
    rectigraph("load", ledger)
    result = rectigraph("query", f"@{FLAGSHIP}", "--variables", '{"asOf": "2024-07-01"}', "--format", "csv")
    assert result.stdout.splitlines()[1].split(",")[1:4] == ["澄江市水务局", "1", "183"]
