"""Who issues a report: the body that signs it, stands above its title, begins it, or whose head reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.report.head.days import DATE
from loaders.report.head.lines import joined

if TYPE_CHECKING:
    from loaders.report.head.lines import Line

BODY_NAME: Final = re.compile(
    r"^(?:中共|中国共产党)?[\u4e00-\u9fff()·]{2,40}(?:委员会|党委|党组|党工委|工委|人民政府|政府|局|厅"
    r"|委|办公室|公司|集团|大学|学院|学校|[中小]学|幼儿园|医院"
    r"|中心|院|部|处|协会|联合会|银行|支部|管委会|领导小组|办事处|法院|检察院|社|会|组)$"
)


def signature_lines(lines: list[Line]) -> list[Line]:
    """Return the lines of the signature block: the last body and date alone on their lines, or on one."""
    tail = lines[-12:]
    for index in range(len(tail) - 1, -1, -1):
        line = tail[index].text
        match = DATE.search(line)
        if match and len(line) <= 60 and line[match.end() :].strip(" )印发") == "" and not re.search(r"[:,]", line):
            above = tail[index - 1] if index else None
            own = line[: match.start()].strip()
            if not own and above and BODY_NAME.match(above.text):
                return [above, tail[index]]
            if not own or BODY_NAME.match(own):
                return [tail[index]]
    if tail and BODY_NAME.match(tail[-1].text) and len(lines) > 4:
        return [tail[-1]]
    return []


def issuer_of(opening: list[Line], title: list[Line], signature: list[Line]) -> str:
    """Return who issues the report: the body that signs, else that above, before or right below the title."""
    for line in signature:
        name = DATE.sub("", line.text).strip()
        if BODY_NAME.match(name):
            return name
    above = [line.text for line in opening if title and line.start < title[0].start and BODY_NAME.match(line.text)]
    if above:
        return above[-1]
    before = re.match(r"(?P<body>[^。\n]{3,40}?)关于", joined(title))
    if before and BODY_NAME.match(before["body"].strip()):
        return before["body"].strip()
    own = _TITLE_BODY.match(joined(title))
    return _reporter(opening, title) or (own["body"] if own else _below(opening, title))


def _below(opening: list[Line], title: list[Line]) -> str:
    following = next((line.text for line in opening if title and line.start > title[-1].start), "")
    return following if BODY_NAME.match(following) else ""


# 市审计局局长 骆景川 below the title: who reports to a people's congress, for the government.
_REPORTER: Final = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{1,20}?(?:[局厅署委办院会]|政府))(?:党[组委]书记、)?"
    r"(?:副?[局厅省市区县州]长|审计长|副?主任|院长|检察长)[ ]+"
    r"[\u4e00-\u9fff][\u4e00-\u9fff ·]{1,6}"
)
_AREA: Final = re.compile(
    r"(?m)(?:^(?!关于)|(?<=在)|(?<=关于))[\u4e00-\u9fff]{2,8}?[省市区县旗州](?=(?:19|20)\d\d|第[一二三四五六七八九十])"
)
# 南锋电缆股份有限公司2023年度内部审计整改报告
_TITLE_BODY: Final = re.compile(
    r"(?!关于)(?P<body>[\u4e00-\u9fff()·]{2,30}?(?:局|厅|公司|集团|大学|学院|医院|中学|党委|党组|党工委|委员会|管委会|人民政府|法院"
    r"|检察院|银行|联合社|街道|办事处))"
    r"(?=(?:19|20)\d\d年|落实|贯彻|(?:内部|内控)?审计|整改|巡[视察])"
)


def _reporter(opening: list[Line], title: list[Line]) -> str:
    """Return the body whose head reports to a people's congress, with the area that the lines above name."""
    words = "\n".join(line.text for line in opening)
    named = next((found["body"] for line in opening if (found := _REPORTER.fullmatch(line.text))), "")
    area = _AREA.search(words)
    return area[0] + named[1:] if area and named[:1] == area[0][-1] else named
