"""What a converter does to a text changes nothing of what it says: width, blanks, breaks, tags, page numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from loaders.report import parse_report
from loaders.text import compact, fold

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXTS = [
    Path(__file__).parent / "corpus" / f"{name}.txt" for name in ("university-paragraphs", "problem-blocks", "labels")
]
_WIDE = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789,:;()"}


def _wide(text: str) -> str:
    return text.translate(_WIDE)


def _indented(text: str) -> str:
    return "\n\n".join(f"\u3000\u3000{line}" for line in text.splitlines() if line.strip())


def _tagged(text: str) -> str:
    return "".join(f"<p>{line}</p>\n" for line in text.splitlines())


def _invisible(text: str) -> str:
    return text.replace("。", "。\u200b").replace("整改", "整\u200b改")


def _paged(text: str) -> str:
    lines = text.splitlines()
    middle = len(lines) // 2
    return "\n".join([*lines[:middle], "- 3 -", *lines[middle:]])


def _said(text: str) -> list[Any]:
    def plain(words: str) -> str:
        return fold(compact(words).text).replace(" ", "").replace("\n", "")

    return [
        (
            plain(issue.title),
            measure.ordinal,
            measure.status,
            [each.iso for each in measure.dates],
            [each.value for each in measure.quantities],
        )
        for issue in parse_report(text).issues
        for measure in issue.measures
    ]


@pytest.mark.parametrize("path", _TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("change", [_wide, _indented, _tagged, _invisible, _paged], ids=lambda change: change.__name__)
def test_what_a_converter_changes_changes_nothing_said(path: Path, change: Callable[[str], str]) -> None:
    text = path.read_text("utf-8")
    assert _said(change(text)) == _said(text)
    assert _said(text)
