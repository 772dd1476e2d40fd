"""The title of a report: on one line or on several, alone, below a column of a site or below a covering notice."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from loaders.report.head.lines import Line, joined

_TITLE: Final = re.compile(
    r"[^。\n]{0,80}?(?:整改|巡[视察]|审计|督[察查导]|反馈|整治|巡查|问题|审议意见|信访|举报)[^。\n]{0,60}?(?:的)?(?:通[报告]|报告|公[告示]"
    r"|情况|方案|清单|台账|公开|说明|函|[览况解务展]表"
    r"|措施|进展|结果|总结|汇报)(?:\([^()\n]{1,20}\)){0,2}[ ]*$"
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
        return _broken_title(opening) or _headline(opening)
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
    last = index + 1
    if last < len(opening) and _LAST_LINE.fullmatch(opening[last].text):
        last += 1
    return opening[first:last]


_LAST_LINE: Final = re.compile(r"(?:的|情况)+(?:通[报告]|报告|公[告示]|函|说明|汇报)(?:\([^()]{1,20}\))?|情况")


# Of a line of a site with its columns above a text: 首页 > 政务公开 > 整改情况.
_COLUMNS: Final = re.compile(r"[>»]|首页[ ]*[/|·-]|当前位置|所在位置|您的位置|现在位置")


def _is_title(line: str) -> bool:
    return (
        _TITLE.match(line) is not None
        and not _COLUMNS.search(line)
        and not line.startswith(("来源", "发布", "索引", "标题:", "序号"))
    )


# What stands above a text and is no title: days, sources, sessions, who speaks, whom he addresses, a column's name.
_FURNITURE: Final = re.compile(
    r".*(?:20\d\d[-/.年]\d{1,2}|来源|浏览|字[号体]|打印|分享|会议上|[局厅院署]长[ ]|主任[、 ]|[:|,;、。])"
    r"|[^关]{0,9}$|[\d(—-]"
)
_SUBJECT: Final = re.compile(r"整改|巡[视察]|审计|督[察查导]|信访|检查|评议|反馈|问题")


def _headline(opening: list[Line]) -> list[Line]:
    """Return the line that a page of a site has as its headline, where no line ends in a word for a report."""
    lines = (each for each in opening if not _COLUMNS.search(each.text) and not _FURNITURE.match(each.text))
    return next(([each] for each in lines if _SUBJECT.search(each.text)), [])


# 巡察整改 | …, 【巡察整改】…: the column of a site before a title on its line.
_COLUMN_AHEAD: Final = re.compile(r"(?:【[^】\n]{2,10}】|[^|\n]{2,10}\|)[ ]*(?=.{8})")


def without_column(line: Line) -> Line:
    """Return a line of a title without the column of a site before it."""
    column = _COLUMN_AHEAD.match(line.text)
    return Line(line.text[column.end() :], line.start + column.end()) if column else line


def _continues_title(line: str) -> bool:
    return "关于" in line and not re.search(r"[。:>]|通报$|报告$", line)


# The second line of a title: 进展情况公示(2023年第四季度).
_SECOND_LINE: Final = re.compile(
    r"(?:整改|落实|工作|完成|进展|推进)*(?:情况|成效)?(?:的)?(?:通[报告]|报告|公[告示]|函|说明|汇报|清单|方案|台账|情况)"
    r"(?:\([^()]{1,20}\))?"
)


def _broken_title(opening: list[Line]) -> list[Line]:
    for line, following in pairwise(opening):
        subject = "关于" in line.text or _SECOND_LINE.fullmatch(following.text)
        if subject and _TITLE.match(line.text + following.text):
            return [line, following]
    return []


def without_body(title: str, issuer: str) -> str:
    """Return a title without the name of the body that issues it, which may stand before its 关于."""
    return title[len(issuer) :].strip() if issuer and title.startswith(issuer) and "关于" in title else title


_GENRES: Final = re.compile(
    r"(?P<plan>(?<!情况)(?<!进展)(?<!成效)(?:方案|清单|措施表|措施$|计划|任务分解))|通报|情况|报告"
)


def kind_of(title: str) -> str:
    """Return what a text is by the last word for it in its title: 督察报告整改任务清单 is a plan, 方案落实情况 none."""
    *_, last = (None, *_GENRES.finditer(title))
    return "PLAN" if last and last["plan"] else "NOTICE"
