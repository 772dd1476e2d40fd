"""The areas, from province to district, that the head of a report names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from loaders.report.head import Head

_PROVINCE: Final = re.compile(
    r"(?:北京|天津|上海|重庆)市|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北"
    r"|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省"
    r"|(?:内蒙古|广西|西藏|宁夏|新疆)(?:壮族|回族|维吾尔)?自治区"
)
# ——在青沅县第十八届人民代表大会常务委员会第十四次会议上, below the title of a report to a people's congress.
_CONGRESS: Final = re.compile(r"(?<=在)[\u4e00-\u9fff]{2,16}?(?=第?[一二三四五六七八九十]{1,3}届(?:人民代表大会|人大))")
_SUBTITLE: Final = 100  # characters behind the title
# 清河市委 at the beginning of a name says the city; 十届市委 and 落实市委 do not.
_OPENING: Final = r"(?<![\u4e00-\u9fff])(?![一二三四五六七八九十全省本我]|落实|贯彻|根据)[\u4e00-\u9fff]{2,4}?"
_CITY: Final = re.compile(
    rf"{_OPENING}市(?=委|政府)|(?P<city>[\u4e00-\u9fff]{{2,5}}?(?:市|自治州|盟|地区))(?!委|级|场|政|直)"
)
_DISTRICT: Final = re.compile(
    rf"{_OPENING}[区县旗](?=委|政府)|(?P<district>[\u4e00-\u9fff]{{2,8}}?(?:区|县|旗))(?!域|委|级|直)"
)
# What stands straight before a bare 县 or 市 in a title is no part of its name: 关于2023年度县本级预算执行.
_NO_AREA: Final = re.compile(
    r"中共|中国共产党|共青团|关于|(?:\d{4}|[〇零一二三四五六七八九]{4})(?:年度|年)|上年度|本年度"
)


def jurisdiction(folded: str, head: Head, target: str) -> tuple[str, ...]:
    """Return the areas from province to district that the head names, as far as it does."""
    congress = _CONGRESS.search(folded, head.start, head.start + _SUBTITLE)
    words = f"{head.issuer}\n{head.title}\n{head.publisher}\n{target}\n{congress[0] if congress else ''}"
    plain = _NO_AREA.sub(" ", words)
    found: list[str] = []
    for pattern in (_PROVINCE, _CITY, _DISTRICT):
        rest = plain
        for name in found:
            rest = rest.replace(name, " ")
        match = pattern.search(rest)
        if match and match[0] not in found:
            found.append(match[0])
    return tuple(found)
