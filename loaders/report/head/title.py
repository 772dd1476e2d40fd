"""The title of a report: on one line or on several, alone, below a column of a site or below a covering notice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.report.head.lines import joined

if TYPE_CHECKING:
    from loaders.report.head.lines import Line

_TITLE: Final = re.compile(
    r"[^。\n]{0,80}?(?:整改|巡[视察]|审计|督察|督查|反馈|整治|巡查|问题|审议意见)[^。\n]{0,60}?(?:的)?(?:通报|报告|公告|公示"
    r"|情况|方案|清单|台账|公开|说明|函|[览况]表"
    r"|措施)(?:\([^()\n]{1,20}\))?[ ]*$"
)
_NOTICE_OF: Final = re.compile(r"印发|转发")
_LONGEST_COLUMN: Final = 12  # characters of the column of a site, 巡察整改公开, which may stand above a title
_COVER: Final = re.compile(r"关于(?:印发|转发|公布)[^。\n]{0,20}《(?P<title>[^》\n]{4,100})》[^。\n]{0,10}通知")


def cover_line(lines: list[Line]) -> int:
    """Return which line is the title of the plan that a covering notice 关于印发《…》的通知 sends out, 0 if none is."""
    match = _COVER.search(joined(lines[:12]))
    title = match["title"] if match else None
    return next((index for index, line in enumerate(lines) if index and line.text == title), 0)


def lines_of_title(opening: list[Line]) -> list[Line]:
    """Return the lines of the title: the one that names a report, and those above it that it continues.

    Of a covering notice (印发…的通知) and the plan below it the plan's title is taken.
    """
    named = [index for index, line in enumerate(opening) if _is_title(line.text)]
    if not named:
        return _broken_title(opening)
    index = next((i for i in named if not _NOTICE_OF.search(opening[i].text)), named[0])
    if len(opening[index].text) <= _LONGEST_COLUMN and "关于" not in opening[index].text:
        index = next((i for i in named if i > index and "关于" in opening[i].text), index)
    first = index
    if (
        re.match(r"(?:的|整改|情况|通报|报告|方案|巡|反馈|意见|[^关]{0,30}$)", opening[index].text)
        and "关于" not in opening[index].text
    ):
        while (first and opening[first - 1].text.startswith("关于")) or (
            first and _continues_title(opening[first - 1].text)
        ):
            first -= 1
    return opening[first : index + 1]


def _is_title(line: str) -> bool:
    return (
        _TITLE.match(line) is not None
        and ">" not in line
        and not line.startswith(("来源", "发布", "索引", "当前位置", "标题:"))
    )


def _continues_title(line: str) -> bool:
    return "关于" in line and not re.search(r"[。:>]|通报$|报告$", line)


def _broken_title(opening: list[Line]) -> list[Line]:
    for index, line in enumerate(opening[:-1]):
        if "关于" in line.text and _TITLE.match(line.text + opening[index + 1].text):
            return opening[index : index + 2]
    return []


def without_body(title: str, issuer: str) -> str:
    """Return a title without the name of the body that issues it, which may stand before its 关于."""
    return title[len(issuer) :].strip() if issuer and title.startswith(issuer) and "关于" in title else title


_GENRES: Final = re.compile(r"(?P<plan>(?<!情况)(?:方案|清单|措施表|措施$|计划|任务分解))|通报|情况|报告")


def kind_of(title: str) -> str:
    """Return what a text is by the last word for it in its title: 督察报告整改任务清单 is a plan, 方案落实情况 none."""
    *_, last = (None, *_GENRES.finditer(title))
    return "PLAN" if last and last["plan"] else "NOTICE"
