"""Patterns looked for in runs of a text find what they find in the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.report import dates, documents
from loaders.report.clauses import in_runs

if TYPE_CHECKING:
    import re

_PIECES = (
    "待", "后", "之日起", "立即", "30", "三", "个", "工作日", "月", "年", "之内", "内",
    "部", "前", "验收", "的", ",", "。", "、", "《", "”",
    "(", ")", "\n", " ", "国办发", "〔", "2021", "〕", "[", "]", "第", "15", "号",
)  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "runs", "needed"),
    [
        (dates._CONDITIONAL, dates._CLAUSE, dates._ENDS_A_CONDITION),
        (documents._NUMBER, documents._RUN, documents._YEAR),
    ],
)
@given(pieces=st.lists(st.sampled_from(_PIECES), max_size=40))
def test_runs_hold_all_matches(
    pattern: re.Pattern[str], runs: re.Pattern[str], needed: re.Pattern[str], pieces: list[str]
):
    text = "".join(pieces)
    found = [match.span() for match in in_runs(pattern, text, runs, needed)]
    assert found == [match.span() for match in pattern.finditer(text)]
