"""Costly patterns, looked for only where they can match, find what they find in the whole of a text."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders.report
from loaders.report.sought import Near

_SIGNS: Final = (
    ",",
    "。",
    "、",
    "《",
    "”",
    "(",
    ")",
    "〔",
    "]",
    "\n",
    " ",
    "-",
    "?",
    "1",
    "12",
    "2023",
    "的",
    "王",
    "欧阳",
    "由褚建国、覃 波",
    "2名",
    "1-7月",
    "沪国办发〔2021〕15号",
    "明",
    "年",
)


def _sought() -> dict[str, Near]:
    modules = [
        importlib.import_module(each.name) for each in pkgutil.walk_packages(loaders.report.__path__, "loaders.report.")
    ]
    held = ((f"{module.__name__}.{name}", value) for module in modules for name, value in vars(module).items())
    return {name: value for name, value in held if isinstance(value, Near)}


_SOUGHT: Final = _sought()


def _pieces(pattern: re.Pattern[str]) -> list[str]:
    """Return the words of a pattern, in whole and in single characters."""
    words = re.findall(r"[\u3400-\u9fff]{1,4}", pattern.pattern)
    return [*dict.fromkeys((*words[:60], *words[-60:], *"".join(words)[:60]))]


def test_all_are_found() -> None:
    assert len(_SOUGHT) > 8


@pytest.mark.parametrize("name", _SOUGHT)
@given(data=st.data())
def test_no_match_is_missed(name: str, data: st.DataObject) -> None:
    sought = _SOUGHT[name]
    piece = (
        st.sampled_from(_pieces(sought.pattern)) | st.sampled_from(_SIGNS) | st.from_regex(sought[1], fullmatch=True)
    )
    text = "".join(data.draw(st.lists(piece, max_size=40)))
    found = [(match.span(), match.groups()) for match in sought.finditer(text)]
    assert found == [(match.span(), match.groups()) for match in sought.pattern.finditer(text)]
