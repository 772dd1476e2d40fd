"""The first thing a new user sees: the bundled sample, its answer, and a service."""

from __future__ import annotations

import signal
import subprocess
from typing import TYPE_CHECKING

import httpx2

from api.cli.demo import SAMPLE_DAY
from api.questions import FLAGSHIP, question

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = Callable[..., subprocess.CompletedProcess[str]]


def test_the_demo_prints_the_ranking_with_a_sentence_as_evidence(rectigraph: Command):
    result = rectigraph("demo", "--no-serve")
    assert result.returncode == 0
    assert SAMPLE_DAY in result.stdout
    assert "lead unit" in result.stdout
    assert "Overdue longest" in result.stdout
    assert "“" in result.stdout.partition("Overdue longest")[2]


def test_the_second_demo_loads_nothing(rectigraph: Command):
    first = rectigraph("demo", "--no-serve")
    second = rectigraph("demo", "--no-serve")
    assert first.stdout == second.stdout
    assert second.stderr.count("unchanged") == 2


def test_the_demo_serves_what_it_printed(program: Path, clean_environment: dict[str, str]):
    command = [program, "demo", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=clean_environment
    ) as process:
        assert process.stderr is not None
        address = next(word for line in process.stderr for word in line.split() if word.startswith("http://"))
        body = {"query": question(FLAGSHIP).document, "variables": {"asOf": SAMPLE_DAY}}
        answer = httpx2.post(address, json=body, trust_env=False).json()
        process.send_signal(signal.SIGINT)
        printed, _ = process.communicate(timeout=30)
    groups = answer["data"]["measures"]["groups"]["nodes"]
    assert groups
    assert all((group["key"]["leadUnit"] or {"name": "not stated"})["name"] in printed for group in groups)
    assert process.returncode == 0
