"""The words that name a fault are found by their first characters."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from loaders.report.faults import FAULT
from loaders.text import fold

_PATHS: Final = sorted((Path(__file__).parent / "corpus").glob("*/*.ann"))
_FIRST: Final = re.compile(r"\(\?=\[[^\]]+\]\)")


@pytest.mark.parametrize("path", _PATHS, ids=lambda path: path.stem)
def test_first_characters_leave_no_fault_out(path: Path) -> None:
    text = fold(path.read_text("utf-8"))
    anywhere = re.compile(_FIRST.sub("", FAULT.pattern, count=1))
    assert anywhere.pattern != FAULT.pattern
    assert [found.span() for found in FAULT.finditer(text)] == [found.span() for found in anywhere.finditer(text)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("工程先施工后签合同", "先施工后签合同"),
        ("先付款后收粮", "先付款后收粮"),
        ("率先开展后评价", ""),
        ("优先保障后勤", ""),
    ],
)
def test_order_of_deeds_may_be_the_fault(words: str, found: str) -> None:
    match = FAULT.search(words)
    assert (match[0] if match else "") == found
