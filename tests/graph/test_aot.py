"""The cache of the engine's Java is made once, used afterwards, and never in the way."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph import aot
from schema.errors import EngineUnavailable

if TYPE_CHECKING:
    from graph.embedded import EmbeddedEngine

# Stands for a Java that writes the cache it is asked for.
_JAVA = '#!/bin/sh\nfor each; do case "$each" in -XX:AOTCache=*) echo cache > "${each#*=}";; esac; done\n'


@pytest.fixture
def jars(tmp_path: Path) -> Path:
    (tmp_path / "jars").mkdir()
    (tmp_path / "jars" / "engine-1.jar").touch()
    (tmp_path / "java").write_text(_JAVA, "ascii")
    (tmp_path / "java").chmod(0o755)
    return tmp_path / "jars"


def test_cache_is_made_once_for_jars_and_options(jars: Path) -> None:
    trained: list[list[str]] = []

    def options(*given: str) -> list[str]:
        return aot.options(jars.parent / "java", jars, given, trained.append)

    first = options("-Xmx1g")
    assert first == options("-Xmx1g")
    assert len(trained) == 1
    (option,) = first
    assert Path(option.removeprefix("-XX:AOTCache=")).read_text() == "cache\n"
    assert options("-Xmx2g") != first
    (jars / "engine-1.jar").rename(jars / "engine-2.jar")
    assert options("-Xmx1g") != first
    assert len(trained) == 3


def test_training_that_fails_is_not_tried_again_and_leaves_no_parts(jars: Path) -> None:
    def fail(_options: list[str]) -> None:
        failed.append(True)
        raise EngineUnavailable("no such option")

    failed: list[bool] = []
    for _ in range(2):
        assert aot.options(jars.parent / "java", jars, (), fail) == []
    assert failed == [True]
    assert [each.suffix for each in jars.parent.iterdir() if each.name.startswith("jars-")] == [".aot"]


def test_folder_of_others_is_left_alone(jars: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    before = sorted(jars.parent.iterdir())
    assert aot.options(jars.parent / "java", jars, (), lambda _: pytest.fail("trained")) == []
    assert sorted(jars.parent.iterdir()) == before


def test_engine_runs_with_its_cache(embedded_engine: EmbeddedEngine) -> None:
    keeper = embedded_engine._process.pid
    (engine,) = Path(f"/proc/{keeper}/task/{keeper}/children").read_text("ascii").split()
    assert "-XX:AOTCache=" in Path(f"/proc/{engine}/cmdline").read_text("utf-8")
    assert "[aot]" not in embedded_engine._log()  # where Java says why it does not use one
