"""Works known by the form of their whole name: quoted, from 甲地 to 乙地, with a number, or what is done to a site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.report.projects import names
from loaders.report.sought import Near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report.boundary import Boundaries

_QUOTED: Final = re.compile(
    rf"“[{HAN}A-Za-z0-9+·]{{2,10}}(?:平台|系统|小程序|APP)”|“[{HAN}A-Za-z0-9+·]{{2,14}}”(?:(?![等与和及对的由在])[{HAN}]){{0,8}}?(?:项目|工程|系统|平台|(?<!学习)(?<!工作)(?<!培训)(?<!整改)(?<!年度)计划|小程序|APP|模块|"
    rf"专项计划)(?![{HAN}]?(?:部署|安排))"
)
_BROUGHT_IN: Final = re.compile(
    "(?:安装|上线|搭建|开发|使用|启用|建成|运用|依托|推广|实施|打造|采用|升级|完善|整合|优化)$"
)


def quoted(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield works with a name in quotation marks, and what stands before these as part of it: 补贴资金“一卡通”平台."""
    for match in _QUOTED.finditer(folded):
        if names.KIND_IN_QUOTES.match(folded, match.start()) or names.KIND_COUNTED.match(folded, match.end()):
            continue
        left = marks.left(match.start())
        whole = 4 <= match.start() - left <= 20 and names.ONLY_HAN.fullmatch(folded, left, match.start()) is not None
        whole = whole and not _BROUGHT_IN.search(folded, left, match.start())
        yield (left if whole else match.start()), match.end()


# 秦公祠、柳公墓周边环境整治: what is done around monuments, one work for all of a list.
_MONUMENT: Final = "(?:纪念[地馆园碑]|[故旧]居|墓|祠|遗址|旧址|古[镇村街城])"
_SURROUNDINGS: Final = Near(
    re.compile(
        rf"(?:[{HAN}]{{1,8}}?{_MONUMENT}、){{0,6}}[{HAN}]{{1,8}}?{_MONUMENT}(?:周边|周围|沿线|片区|节点){{1,2}}"
        r"(?:生态)?环境(?:综合)?(?:整治|改善|提升|治理)+(?:项目|工程)?"
    ),
    re.compile("(?:周边|周围|沿线|片区|节点)(?:生态)?环境"),
    before=44,
    behind=18,
)
_ALONG: Final = re.compile(rf"[{HAN}]{{0,4}}(?:沿线|沿岸|两岸)")


def surroundings(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield the bettering of what lies around monuments."""
    for match in _SURROUNDINGS.finditer(folded):
        left = max(match.start(), names.first(folded, marks, match.start() + 3))
        along = _ALONG.match(folded, left)
        yield (along.end() if along else left), match.end()


_METRO: Final = re.compile(r"(?:轨道交通|地铁|轻轨)\d{1,2}号线(?:[东南西北]{1,2}延(?:伸)?[段线]?|[一二三]期)?(?:工程)?")
_LONGEST_CITY: Final = 4  # characters before a line of a metro: 城市轨道交通3号线
_ROUTE: Final = re.compile(
    rf"至[{HAN}]{{2,8}}?(?:高速公路|高速铁路|城际铁路|公路|铁路|高铁|高速|快速路|快速通道|通道|管线|线)"
    rf"(?:(?<=公路)[{HAN}]{{2,4}}段)?(?:[改扩新]+建|改造|拓宽)*(?:工程|项目)?"
)


def routes(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield lines of a metro, and 甲地至乙地高速公路, which the word 至 would cut."""
    for match in _METRO.finditer(folded):
        left = marks.left(match.start())
        yield (left if match.start() - left <= _LONGEST_CITY else match.start()), match.end()
    for match in _ROUTE.finditer(folded):
        start = marks.left(match.start())
        if 2 <= match.start() - start <= 8:
            yield names.numbered(folded, marks, start), match.end()


_DONE_TO: Final = rf"(?:[{HAN}]{{0,6}}?(?:改造|维修|修缮|加固|装修|扩建|重建)(?:项目|工程|(?=[,。;、]|已|完成|竣工)))?"
_NUMBERED_WORK: Final = Near(
    re.compile(rf"(?:[A-Z]\d|\d{{1,2}}(?:[-至]\d{{1,2}})?号)(?:航站楼|泊位|[{HAN}]{{0,2}}楼)(?![层道梯]){_DONE_TO}"),
    re.compile("[楼泊]"),
    before=8,
    behind=14,
)


def numbered(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield buildings and plants that a number tells apart: 学生公寓12号楼, 国际机场T3航站楼, 大屿港5号泊位."""
    for match in _NUMBERED_WORK.finditer(folded):
        start = marks.left(match.start())
        if 2 <= match.start() - start <= 12:
            yield start, match.end()


_SITE: Final = (
    "河|渠|沟|湖|溪|高速公路|公路|路|街|大道|巷|港|岸线|煤矿|电厂|医院|卫生院|水库|泵站|高炉|小区|新村|片区|街区|矿区|公园|广场|市场|大桥|隧道|系统|[校院园]区|中学|小学|幼儿园|"
    "楼(?:[A-Z]座)?|[站室馆堂厅厂库塘]|(?<![危住民商旱公])房|看台|主?干管|管网|尾矿库|[水船涵]闸|互通|中心|间|矿"
)
WORK: Final = (
    "改造|整治|治理|修复|扩建|拓宽|加固|迁改|搬迁|迁建|扩容|增容|改线|改建|煤改气|修缮|加层|闭库|拆除重建|重建|清淤"
)
_REBUILDING: Final = Near(
    re.compile(
        rf"(?P<site>{_SITE})(?![河渠沟湖溪路街巷])(?:(?![因已未等的由对和及被在与])[{HAN}]){{0,6}}?(?P<work>{WORK})(?:[及和与][{HAN}]{{0,4}}?(?:{WORK}))?(?:改造|提升)?(?!工程|项目)"
        r"(?=(?P<goes_on>列入|纳入|通过|已|正在|竣工|完工|启动|开工|有序|加快|完成(?![^,。;])|完成(?=主体|土建|桩基|基础|招标|竣工|验收)|节余|结余|进入|进行|由|经|剩余|累计|多[计付]|少计|核减|审减|销号|获|拟|计划|预计|重新|应|未|超概|多付|结算|"
        r"\d{1,2}月|20\d\d年|建成|投[用入])|[,。;、和及])"
    ),
    re.compile(WORK),
    before=14,
    behind=20,
)
_BRINGS: Final = re.compile("(?:实施|推进|启动|谋划|完成|将|开工)(?:了)?$")
_SHORTEST_NAME: Final = 3  # characters of a site, its word included
_LONGEST_SITE: Final = 14  # characters before the word for a site
_COMMON_SITE: Final = re.compile(
    "老旧|城市|农村|全[区市县]|背街|小|各|主要|重点|部分|中小|黑臭|沿线|老|危|病险|骨干|城区|集中|两岸|[个条座]|处(?![理置])"
)


def rebuilt(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield what is done to a named site, where it is spoken of as a work: 将青溪河暗涵改造列入计划."""
    for match in _REBUILDING.finditer(folded):
        left = names.first(folded, marks, match.end("site"))
        stem = folded[left : match.start("site")]
        brought = match["goes_on"] or _BRINGS.search(folded, max(0, left - 4), left)
        named = match.start("work") - left >= _SHORTEST_NAME and 1 <= len(stem) <= _LONGEST_SITE
        if brought and named and not names.GENERIC.make(stem) and not _COMMON_SITE.search(stem):
            yield left, match.end()
