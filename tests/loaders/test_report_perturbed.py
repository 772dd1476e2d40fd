"""What a converter or another office changes in a text changes nothing of what it says.

Every document of the corpus bears every change but those that `_BEARS` excludes, with the reason there.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.compact import compact
from loaders.report import parse_report
from loaders.text import fold
from tests.loaders import annotation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Change = Callable[[str], str]

CORPUS = Path(__file__).parent / "corpus"
PATHS = sorted([*(CORPUS / "layouts").glob("*.ann"), *(CORPUS / "genre").glob("*.ann")])
_TRADITIONAL: Final = opencc.OpenCC("s2t")


def wide(text: str) -> str:
    return text.translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789,:;()"})


def narrow(text: str) -> str:
    return text.translate({ord(wide_): ord(narrow_) for wide_, narrow_ in zip("，：；（）", ",:;()", strict=True)})


def indented(text: str) -> str:
    return "\n\n".join(f"\u3000\u3000{line}" for line in text.splitlines() if line.strip())


def unindented(text: str) -> str:
    return "\n".join(line.strip(" \u3000\t") for line in text.splitlines())


def windows_breaks(text: str) -> str:
    return text.replace("\n", "\r\n")


def tagged(text: str) -> str:
    return "".join(f"<p>{line}</p>\n" for line in text.splitlines())


def littered(text: str) -> str:
    return text.replace("。", "。\u200b").replace("整改", "整\u200b改")


def paged(text: str) -> str:
    lines = text.splitlines()
    middle = len(lines) // 2
    return "\n".join([*lines[:middle], "- 3 -", *lines[middle:]])


def printed(text: str) -> str:
    """Break lines at 28 characters, as pages do, with an indent for each paragraph and a number below each page."""
    lines = [line for paragraph in text.splitlines() if paragraph.strip() for line in _broken(paragraph.strip())]
    pages = [lines[at : at + 12] for at in range(0, len(lines), 12)]
    return "\n".join("\n".join([*page, "", f"- {number} -", ""]) for number, page in enumerate(pages, 1))


_NUMBER: Final = re.compile("[0-9.A-Za-z〔〕]{2}")  # a page breaks no number and no word


def _broken(paragraph: str) -> Iterator[str]:
    line = "\u3000\u3000" + paragraph
    while line:
        end = 28
        while end < len(line) and (line[end] in "，。；：、）》”％%" or _NUMBER.search(line[end - 1 : end + 1])):
            end += 1
        yield line[:end]
        line = line[end:]


def traditional(text: str) -> str:
    return _TRADITIONAL.convert(text)


def counted_with_commas(text: str) -> str:
    """Number with 1、 where the text has 1. at the beginning of a line, and the other way round."""
    dots = re.search(r"(?m)^[ \u3000]*\d{1,2}[.．]", text)
    old, new = ("[.．]", "、") if dots else ("、", ".")
    return re.sub(rf"(?m)^([ \u3000]*\d{{1,2}}){old}(?!\d)", rf"\1{new}", text)


def bracketed_narrowly(text: str) -> str:
    return re.sub(r"（([一二三四五六七八九十]{1,3}|\d{1,2})）", r"(\1)", text)


CHANGES: Final[tuple[Change, ...]] = (
    wide, narrow, indented, unindented, windows_breaks, tagged, littered, paged, printed, traditional,
    counted_with_commas, bracketed_narrowly,
)  # fmt: skip


def _has_one_paragraph(text: str) -> bool:
    return len([line for line in text.splitlines() if line.strip()]) < 4


def _breaks_sentences(text: str) -> bool:
    """Say whether lines end inside sentences: joined lines then differ from paragraphs by their indent alone."""
    broken = [line for line in text.splitlines() if line.strip() and line.rstrip()[-1] not in "。：:；;！？”）)》"]
    return len(broken) > 8 and sum(map(len, broken)) / len(broken) > 15


# Why a text does not bear a change.
_BEARS: Final[dict[Change, Callable[[str], bool]]] = {
    # A page number inside a text without lines is a number inside a sentence.
    paged: lambda text: not _has_one_paragraph(text),
    # Rows of tables are no paragraphs, and the width of a page shows in its full lines.
    printed: lambda text: not _breaks_sentences(text) and not re.search(r"[|\t]", text) and len(text) > 400,
    # Only the indent tells where a paragraph begins.
    unindented: lambda text: not _breaks_sentences(text),
    indented: lambda text: not _breaks_sentences(text),
    tagged: lambda text: not _breaks_sentences(text) and "<" not in text,
    # 1.1 is a level of its own.
    counted_with_commas: lambda text: re.search(r"(?m)^\s*\d{1,2}\.\d", text) is None,
    # The words as they were written cannot be told from those converted back.
    traditional: lambda text: _TRADITIONAL.convert(text) != text,
}


@cache
def _text(path: Path) -> str:
    return annotation.read(path.read_text("utf-8")).text


def _plain(words: str) -> str:
    return re.sub(r"\s", "", fold(compact(words).text))


def _said(text: str) -> list[Any]:
    return [
        (
            issue.number,
            _plain(issue.title),
            measure.ordinal,
            measure.status,
            [each.iso for each in measure.dates],
            [(each.value, _plain(each.unit), each.comparator) for each in measure.quantities],
            [(_plain(each.name), each.role) for each in measure.units],
            [each.number for each in measure.documents],
        )
        for issue in parse_report(text).issues
        for measure in issue.measures
    ]


_said_of = cache(lambda path: _said(_text(path)))


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_a_converter_changes_changes_nothing_said(path: Path, change: Change) -> None:
    if _BEARS.get(change, bool)(_text(path)):
        assert _said(change(_text(path))) == _said_of(path)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(path=st.sampled_from(PATHS), changes=st.lists(st.sampled_from(CHANGES), min_size=2, max_size=4, unique=True))
def test_changes_after_one_another_change_nothing_said(path: Path, changes: list[Change]) -> None:
    text = _text(path)
    for change in changes:
        if _BEARS.get(change, bool)(_text(path)) and _BEARS.get(change, bool)(text):
            text = change(text)
    assert _said(text) == _said_of(path)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(path=st.sampled_from(PATHS), random=st.randoms(use_true_random=False))
def test_the_order_of_issues_changes_nothing_said_of_them(path: Path, random: Any) -> None:
    document = annotation.read(path.read_text("utf-8"))
    if not _may_be_shuffled(document):
        return
    text = _shuffled(document, random)
    assert Counter(map(repr, _unnumbered(_said(text)))) == Counter(map(repr, _unnumbered(_said_of(path))))


def _may_be_shuffled(document: annotation.Annotated) -> bool:
    """Say whether issues stand for themselves: with their measures, labels within, and every date with its year."""
    warned = {warning.code for warning in parse_report(document.text).warnings}
    issues = document.of("问题")
    apart = any(document.text[a.end : b.start].strip() for a, b in pairwise(issues))
    answered = all(document.of("措施", each) for each in issues)
    numbered = all(each.part(0) in document.text[each.start : each.start + 6] for each in issues)
    return len(issues) > 1 and answered and numbered and not apart and "YEAR_INFERRED" not in warned


def _shuffled(document: annotation.Annotated, random: Any) -> str:
    """Return the text with the issues in another order, each with the number of its new place."""
    issues = document.of("问题")
    between = [*(document.text[a.end : b.start] for a, b in pairwise(issues)), ""]
    bodies = [document.text[each.start : each.end].partition(each.part(0)) for each in issues]
    order = random.sample(range(len(issues)), len(issues))
    placed = [bodies[new][0] + issues[at].part(0) + bodies[new][2] for at, new in enumerate(order)]
    said = "".join(body + gap for body, gap in zip(placed, between, strict=True))
    return document.text[: issues[0].start] + said + document.text[issues[-1].end :]


def _unnumbered(said: list[Any]) -> list[Any]:
    return [each[1:] for each in said]
