"""Days in the head of a report: of its publication, with who published it, and of the session that heard it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from loaders.text import number

DATE: Final = re.compile(
    r"(?P<y>(?:19|20)\d\d|[二][〇零][〇零一二三四五六七八九]{2})[年\-./](?P<m>\d{1,2}"
    r"|[一二三四五六七八九十]{1,3})[月\-./](?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日?"
)
_PUBLISHER: Final = re.compile(
    r"(?:信息|稿件|文章|内容)?(?:来源|发布机构|发布单位|发布部门|信息来源|责任部门"
    r"|供稿)[:][ ]*(?P<name>[^\s:|]{2,40}?)(?=发布时间"
    r"|发布日期|发布于|时间|日期|作者|编辑|责编|浏览|点击|阅读|字[体号]|[\s|]|$|\d{4})"
)
# What says best when a text was published comes first.
_PUBLISHED: Final = tuple(
    re.compile(rf"{words}(?:时间|日期|于)[: ]*")
    for words in ("(?:发布|公布|公开|刊发)", "(?:更新|发文)", "(?<!成文)", "成文")
)

# 2022-08-05 16:40 来源:…: the line of a site below a title, which need not say that it tells of the publication.
_STAMP: Final = re.compile(rf"[ ]*{DATE.pattern}[ T]*(?:\d{{1,2}}:\d\d|来源|作者|编辑|浏览|阅读|供稿)")


def day_in(words: str) -> str:
    """Return the first day that words name as an ISO day, an empty string if none is there or it does not exist."""
    match = DATE.search(words)
    if match is None:
        return ""
    try:
        return date(*(int(number(match[group]) or 0) for group in ("y", "m", "d"))).isoformat()
    except ValueError:
        return ""


def publication(head: str) -> tuple[str, str]:
    """Return the day of publication and the publisher of the lines above the text."""
    publisher = _PUBLISHER.search(head)
    name = re.sub(r"(?:发布)?(?:时间|日期)$", "", publisher["name"]) if publisher else ""
    for mark in (mark for pattern in _PUBLISHED for mark in pattern.finditer(head)):
        if day := day_in(head[mark.end() : mark.end() + 20]):
            return day, name
    stamps = (line for line in head.split("\n") if _STAMP.match(line) or len(DATE.sub("", line).strip(" ()[]")) < 12)
    return next((day for line in stamps if (day := day_in(line))), ""), name


_HELD: Final = re.compile(
    r"\s*(?:(?:[-—]{1,2}|\()[ ]*)?(?P<day>[12二一][^\n]{3,19}?日)在[^\n]{4,60}(?:\n[^\n]{2,40})?会议?上"
)


def session_day(folded: str, start: int) -> str:
    """Return the day of the session at which a report was given, which stands below its title at `start`."""
    match = _HELD.match(folded, start)
    return day_in(match["day"]) if match else ""
