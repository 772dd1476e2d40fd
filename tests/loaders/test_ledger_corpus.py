"""Ledgers of many habits, each with its records beside it; `RECORD_CORPUS=1` writes what is found, to be corrected."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from loaders.parse import parse_file
from tests.loaders import ledger_corpus

CASES = sorted((Path(__file__).parent / "corpus" / "ledgers").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_ledger_gives_the_records_beside_it(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    case = ledger_corpus.Case.read(text)
    found = ledger_corpus.lines(parse_file(case.write(tmp_path)))
    if os.environ.get("RECORD_CORPUS"):
        path.write_text(text.removesuffix(case.expected) + found, "utf-8")
    assert found.splitlines() == case.expected.splitlines()
