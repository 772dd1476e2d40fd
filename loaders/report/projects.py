"""Projects 项目 in running text: works, programmes, systems and platforms that have a name of their own."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from operator import itemgetter
from sys import intern
from typing import TYPE_CHECKING, Any, Final, cast

import ahocorasick

from loaders.characters import HAN
from loaders.lexicon import words
from loaders.parsed import NameMention
from loaders.report.boundary import Boundaries, boundaries
from loaders.report.raised import is_raised
from loaders.report.sought import Near
from loaders.units import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.report.context import Context

# With these the whole is a project, once what stands before is a name.
_WORKS: Final = ("项目", "工程")
_PHASE: Final = re.compile(
    r"\(?(?:[一二三四五六]|首|起步)(?:期|标段)\)?(?:[及和、][一二三四五六]期)*(?![间限五]|工(?!程))"
)
_AFTER_PHASE: Final = re.compile(r"(?:建设|改造|扩建|改扩建|提升|配套)*(?:项目|工程)")
_TAIL: Final = re.compile(
    r"(?:建设|改造|升级|扩建|改扩建|提标改造|提标|迁建|新建|提升|配套)*(?:项目(?![部组经管负法单名建])|"
    r"工程(?![师部建技]))"
)
# Words that make no name of a work, however many stand together: 重点基础设施建设项目.
_GENERIC: Final = Words(words("common-works"))
# 将信息录入系统 says what is done with a system.
_PUT_INTO: Final = re.compile(r"(?:录入|纳入|接入|导入|上传|登录|进入|输入|填入|登入|接通)$")
_NOT_SYSTEMS: Final = re.compile(
    r"(?:全|本|各|政法|教育|卫生|水务|公安|财政|宣传|组织|党政|生态|免疫|神经|排水|社会|金融|供销|交通|法院|"
    r"检察|税务|国资|城管|民政|工会|录入|评价|道路|动力|供水|供电|照明|消防|视频监控|目录|操作|软件|计算机|"
    r"信息|管理|业务|一个|该|原|此|新|老|旧|内部|外部|相关|多个)$"
)
# Parts of a building are equipment, and no systems of information.
_EQUIPMENT: Final = re.compile(
    r"^(?!.*(?:智慧|智能|在线|信息|数字|远程|监控|监测)).*(?:灭火|喷水|喷淋|报警|通风|空调|给水|排烟|阻车|照明|供电|配电|制冷|供暖|除尘|脱硫|脱硝|曝气)$"
)
_NOT_PLATFORMS: Final = re.compile(
    r"(?:创新|载体|高端|合作|发展|投资|投融资|融资|创业|等|各类|网络|新|大|能级|工作|公共|媒体|新媒体|宣传|"
    r"社交|第三方|电商|交流|科研|学习|教学|展示|服务|该|此|原|多个|国家级|省级|市级|区域|互联网|国有|产业|"
    r"科技|研发|学科|实践|育人|国企|政府)$"
)
_BUILT: Final = re.compile(
    r"(?:等[^,。;]{0,12}(?:工程|项目)|已?建成|通车|开工|竣工|主体|全线|建设|改造|规划建设|贯通|动工|施工|"
    r"正在建|加快建|投入|启用|通水|投运|试运行)"
)
_ROADS: Final = ("大道", "快速路", "高速", "高架", "大桥", "隧道", "大街", "路", "桥")
_WORK_VERBS: Final = frozenset(words("work-verbs"))
_ADJECTIVE: Final = re.compile(rf"[{HAN}A-Za-z]{{2,12}}[性化型式]$")
_ADJECTIVE_AHEAD: Final = re.compile(rf"[{HAN}]{{1,4}}[性化型式]")
_JOINED: Final = re.compile(
    r"(?:净化|保护|治理|修复|建设|改造|提升|利用|开发|防治|安置|配套|整治|收集|处理|处置|监测|预警|修缮|综合|"
    r"扩建|绿化|生产|加工|研发|教学|医疗|康养|存储|指挥|[二大特]桥|隧道|枢纽)$"
)
_WATER_OR_ROAD: Final = re.compile(rf"^[{HAN}]{{1,4}}(?:河|沟|江|渠|湖|溪|水库|路|大道|街|桥)$")
_HAS_WATER_OR_ROAD: Final = re.compile(r"^.{1,5}?(?:河|沟|江|渠|湖|溪|水库|路|大道|街|桥)")
_QUOTED: Final = re.compile(
    rf"“[{HAN}A-Za-z0-9+·]{{2,10}}(?:平台|系统|小程序|APP)”|“[{HAN}A-Za-z0-9+·]{{2,14}}”(?:(?!等)[{HAN}]){{0,8}}?(?:项目|工程|系统|平台|(?<!学习)(?<!工作)(?<!培训)(?<!整改)(?<!年度)计划|小程序|APP|模块|"
    rf"专项计划)(?![{HAN}]?(?:部署|安排))"
)
_METRO: Final = re.compile(r"(?:轨道交通|地铁|轻轨)\d{1,2}号线(?:[东南西北]{1,2}延(?:伸)?[段线]?|[一二三]期)?(?:工程)?")
_LEADING: Final = re.compile(
    r"(?:建设|加快建设|的|(?:\d|[一二三四五六七八九十两])*[个处座条项批家眼]|(?:开发(?!区)|研发|"
    r"升级|更新|推广|安装|启动|上线|修复|维修|重建|恢复)(?=[\u4e00-\u9fffA-Za-z]{2})|加固(?!工程|项目|改造|提升|整治|治理)(?=[\u4e00-\u9fff]{2})|改造(?=(?!提升|升级|工程|项目|建设)[\u4e00-\u9fff]{2})|[一两三每]次|小时|公里|平方米|全面|目前|以及|和(?![平谐顺硕田县林静信美])|及|等)+"
)


@cache
def _endings() -> Any:
    automaton = ahocorasick.Automaton()
    named = (("work", _WORKS), ("system", words("systems")), ("facility", words("facilities")), ("road", _ROADS))
    for kind, endings in named:
        for ending in endings:
            automaton.add_word(ending, (len(ending), kind))
    automaton.make_automaton()
    return automaton


def mentions(folded: str, text: str, context: Context) -> tuple[NameMention, ...]:
    """Return the projects of a text in their order; of those that overlap the longest.

    Suffix, phase and stage belong to the name. In 青宁沟、大寺河、清水沟治理项目 three share a head: two
    short spans, one long.
    """
    marks = boundaries(folded)
    spans = [
        *_by_ending(folded, marks),
        *_by_phase(folded, marks),
        *_quoted(folded, marks),
        *(match.span() for match in _METRO.finditer(folded)),
        *_routes(folded, marks),
        *_numbered_works(folded, marks),
        *_rebuilt(folded, marks),
    ]
    kept = [
        span for span in _longest(spans) if not context.excluded.touch(*span) and not _in_body(folded, marks, *span)
    ]
    kept += [each for each in _listed(folded, marks) if not context.excluded.touch(*each)]
    kept += [each for span in kept for each in _sharing(folded, *span) if not context.excluded.touch(*each)]
    return tuple(
        NameMention(start=start, end=end, surface=intern(text[start:end]), name=intern(_name(folded[start:end])))
        for start, end in _longest(kept)
    )


_BROUGHT_IN: Final = re.compile("(?:安装|上线|搭建|开发|使用|启用|建成|运用|依托|推广|实施|打造|采用)$")
_ONLY_HAN: Final = re.compile(rf"[{HAN}]+")
_KIND_IN_QUOTES: Final = re.compile("“[两三四五六七八九双多][^”]{1,2}”")  # “两高”项目 are of a kind


def _quoted(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield works with a name in quotation marks, and what stands before these as part of it: 补贴资金“一卡通”平台."""
    for match in _QUOTED.finditer(folded):
        if _KIND_IN_QUOTES.match(folded, match.start()):
            continue
        left = marks.left(match.start())
        whole = 4 <= match.start() - left <= 20 and _ONLY_HAN.fullmatch(folded, left, match.start()) is not None
        whole = whole and not _BROUGHT_IN.search(folded, left, match.start())
        yield (left if whole else match.start()), match.end()


_ROUTE: Final = re.compile(
    rf"至[{HAN}]{{2,8}}?(?:高速公路|高速铁路|城际铁路|公路|铁路|高铁|高速|快速路|快速通道|通道|管线|线)"
    rf"(?:(?<=公路)[{HAN}]{{2,4}}段)?(?:[改扩新]+建|改造|拓宽)*(?:工程|项目)?"
)


def _routes(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield 甲地至乙地高速公路, which the word 至 would cut."""
    for match in _ROUTE.finditer(folded):
        start = marks.left(match.start())
        if 2 <= match.start() - start <= 8:
            yield start, match.end()


_NUMBERED_WORK: Final = Near(
    re.compile(rf"(?:[A-Z]\d|\d{{1,2}}号)(?:航站楼|[{HAN}]{{0,2}}楼)(?![层道梯])"), re.compile("楼"), before=6, behind=2
)


def _numbered_works(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield buildings and plants that a number tells apart: 学生公寓12号楼, 国际机场T3航站楼."""
    for match in _NUMBERED_WORK.finditer(folded):
        start = marks.left(match.start())
        if 2 <= match.start() - start <= 12:
            yield start, match.end()


_SITE: Final = "河|渠|沟|湖|溪|路|街|大道|巷|煤矿|电厂|医院|水库|泵站|小区|新村|片区|公园|广场|市场"
_REBUILDING: Final = re.compile(
    rf"(?P<site>{_SITE})(?![河渠沟湖溪路街巷])[{HAN}]{{0,6}}?(?:改造|整治|治理|修复|扩建|拓宽|加固)"
    r"(?=(?P<goes_on>列入|纳入|通过|已|正在|竣工|完工|启动|开工|有序|加快|完成(?![^,。;])|进入)|[,。;、和及])"
)
_BRINGS: Final = re.compile("(?:实施|推进|启动|谋划|将|开工)(?:了)?$")


def _rebuilt(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield what is done to a named site, where it is spoken of as a work: 将青溪河暗涵改造列入计划."""
    for match in _REBUILDING.finditer(folded):
        left = _from(folded, marks, match.end("site"))
        stem = folded[left : match.start("site")]
        brought = match["goes_on"] or _BRINGS.search(folded, max(0, left - 4), left)
        if brought and 2 <= len(stem) <= 8 and not _GENERIC.make(stem) and not _COMMON_SITE.search(stem):
            yield left, match.end()


_COMMON_SITE: Final = re.compile(
    "老旧|城市|农村|全[区市县]|背街|小|各|主要|重点|部分|中小|黑臭|沿线|老|危|病险|骨干|城区|集中|两岸|[个条处座]"
)


_BODY: Final = re.compile(
    rf"[{HAN}]{{0,10}}?(?:领导小组|专班|指挥部|工作组|专项组|管委会|管理委员会|管理局|管理处|管理中心|服务中心|项目部|公司|集团)"
)


def _in_body(folded: str, marks: Boundaries, start: int, end: int) -> bool:
    """Say whether what ends here goes on as the name of a body: 校区项目建设推进工作专班, 建筑工程有限公司."""
    body = _BODY.match(folded, end)
    return body is not None and marks.left(body.end(), group=True) <= start


def _name(surface: str) -> str:
    return surface.replace("“", "").replace("”", "")


def _longest(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
        elif end - start > kept[-1][1] - kept[-1][0]:
            kept[-1] = (start, end)
    return kept


def _by_ending(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    matches = cast("Iterable[tuple[int, tuple[int, str]]]", _endings().iter(folded))
    for last, found in groupby(matches, key=itemgetter(0)):
        # Of suffixes with one end the longest counts: 污水处理站 is no 处理站 for 污水.
        length, kind = max(suffix for _, suffix in found)
        start, end = last + 1 - length, last + 1
        if kind == "work":
            yield from _work(folded, marks, start, end)
        elif kind == "system":
            yield from _system(folded, marks, start, end)
        elif kind == "facility":
            yield from _facility(folded, marks, start, end)
        elif (extended := _EXTENDED.match(folded, end)) is not None:
            yield from ((first, extended.end()) for first, _ in _road(folded, marks, start, end))
        elif _BUILT.match(folded, end) and not folded.startswith(("建设用地", "建设工作"), end):
            yield from _road(folded, marks, start, end)


_ORGAN: Final = re.compile("[省市区县州].{1,8}[局厅]$")  # 区农业农村局项目 are projects of a body


def _work(folded: str, marks: Boundaries, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = _left(folded, marks, start)
    stem = folded[left:start]
    if _ORGAN.search(stem) and folded.startswith("项目", start):
        return
    if len(stem) < 3 or _GENERIC.make(stem) or (folded.startswith("建设", end) and len(stem) < 4):
        return
    if _KIND_COUNTED.match(folded, end):
        return
    if (folded[end : end + 1] in "部组师学硕款量费价" and folded[end : end + 1]) or folded.startswith(
        ("法人", "经理", "资金管理", "库建", "类别"), end
    ):
        return
    phase = _PHASE.match(folded, end)
    yield left, phase.end() if phase else end


_KIND_COUNTED: Final = re.compile(r"\d[\d,]{0,6}余?[个项套台处](?=[,。;、:)\n]|$)")  # 转移支付项目64个 are of a kind


def _left(folded: str, marks: Boundaries, start: int) -> int:
    """Return where a name with its suffix at `start` begins; a verb of building stands inside it (水厂改扩建工程)."""
    left = _from(folded, marks, start)
    for _ in range(3):
        stem = folded[left:start]
        word = marks.word(left)
        if word is None:
            break
        if (folded[word:left] in _WORK_VERBS and (not stem or (_GENERIC.make(stem) and len(stem) < 5))) or (
            folded[word:left] == "至" and "段" in stem
        ):
            left = _from(folded, marks, word)
        elif marks.joins(left) and (before := _joined(folded, marks, left, start)) is not None:
            left = before
        else:
            break
    left = _bracketed(folded, marks, left)
    built_at = folded.find("建设", left, start) > 0 and _BUILT_AT.match(folded, left, start)
    if built_at:
        return built_at.end()
    return _dated(folded, marks, _adjectives(folded, marks, _sized(folded, marks, _numbered(folded, marks, left))))


# 柳溪河(城区段)治理工程: which part of it is meant stands in brackets inside the name.
_PART: Final = re.compile(rf"\((?!已|未|正在|基本|持续|长期|完成|整改|以下|简称|含|包括|详见|如)[{HAN}]{{2,6}}\)$")


def _bracketed(folded: str, marks: Boundaries, left: int) -> int:
    part = _PART.search(folded, max(0, left - 8), left) if left and folded[left - 1] == ")" else None
    if part is None:
        return left
    first = _from(folded, marks, part.start())
    return first if 3 <= part.start() - first <= 12 else left


# 柏川县2022年小型水库维修养护项目: of an area and a year.
_OF_YEAR: Final = re.compile(rf"(?<=[{HAN}]{{2}}[省市县区旗镇乡村])20\d\d年度?$")


def _dated(folded: str, marks: Boundaries, left: int) -> int:
    year = _OF_YEAR.search(folded, max(0, left - 10), left) if left and folded[left - 1] in "年度" else None
    if year is None:
        return left
    first = _named_before(folded, marks, year.start(), 8)
    return first if first < year.start() else left


# 城东2万吨/日污水处理厂, 年产30万吨球墨铸管项目: the size of a work inside its name.
_SIZE: Final = re.compile(
    r"(?:年产|日产|日处理)?\d+(?:\.\d+)?[十百千]?[万亿]?(?:吨|立方米|方|千瓦|兆瓦|亩|米|公里|头|只|千伏|平方米)级?(?:/[日天年])?$"
)


def _sized(folded: str, marks: Boundaries, left: int) -> int:
    rate = left and folded[left - 1] == "/"  # the name begins with 日 of 吨/日
    size = _SIZE.search(folded, max(0, left - 20), left + 1 if rate else left)
    if size is None:
        return left
    return _named_before(folded, marks, size.start(), 16)


def _named_before(folded: str, marks: Boundaries, at: int, most: int) -> int:
    """Return where a name of 2 to `most` characters before `at` begins, `at` itself if none stands there."""
    first = marks.left(at)
    return first if 2 <= at - first <= most and _ONLY_HAN.fullmatch(folded, first, at) else at


_ROAD_NUMBER: Final = re.compile(r"(?P<road>[国省县乡]道[GSXYCZ]?|[GSXYCZ])?(?P<digits>\d{1,4})$")


# 在河口建设调蓄池: what is built stands behind where it is built.
_BUILT_AT: Final = re.compile(rf"[{HAN}]{{1,12}}?[口村园镇乡河江湖渠溪岸段路街]建设(?![{HAN}]?(?:项目|工程))")


def _numbered(folded: str, marks: Boundaries, left: int) -> int:
    """Take in the number before a name: S210省道改建工程, 3号焦炉改造项目."""
    number = _ROAD_NUMBER.search(folded, max(0, left - 14), left)
    if number is None:
        return left
    if number["road"]:
        return number.start()
    if not folded.startswith("号", left):
        return left
    return _named_before(folded, marks, number.start("digits"), 8)


def _from(folded: str, marks: Boundaries, end: int) -> int:
    left = marks.left(end)
    leading = _LEADING.match(folded, left, end)
    return leading.end() if leading else left


def _joined(folded: str, marks: Boundaries, joint: int, start: int) -> int | None:
    """Return where the part before a conjunction inside a name begins: 水质净化及再生水厂."""
    at = joint - 1
    first = _from(folded, marks, at)
    before = folded[first:at]
    if folded.startswith("配套", joint) and _SERVED.search(before):  # 东城污水处理厂及配套管网工程
        return first
    return first if len(before) >= 3 and len(folded[joint:start]) <= 8 and _JOINED.search(before) else None


_SERVED: Final = re.compile(rf"[{HAN}]{{2}}(?:[厂站库池园楼馆桥]|小区|道路|管网|公寓|医院|学校|中学|小学)$")


def _adjectives(folded: str, marks: Boundaries, left: int) -> int:
    """Take in what stands before 、 in 智能化、综合性物资储备库: adjectives of one name."""
    if left and folded[left - 1] == "、" and _ADJECTIVE_AHEAD.match(folded, left):
        first = marks.left(left - 1)
        if _ADJECTIVE.match(folded[first : left - 1]):
            return first
    return left


def _system(folded: str, marks: Boundaries, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = _from(folded, marks, start)
    left = left if left < start else _left(folded, marks, start)
    stem = folded[left:start]
    if _EQUIPMENT.search(stem) or _PUT_INTO.search(stem) or _KIND_COUNTED.match(folded, end):
        return
    bad = _NOT_SYSTEMS if folded.startswith("系统", start) else _NOT_PLATFORMS
    if folded[end : end + 1] in "性内地化学推梳谋总载" and folded[end : end + 1]:
        return
    named = not _GENERIC.make(stem)
    brought = len(stem) > 4 and _BROUGHT.search(folded, max(0, left - 4), left)
    long = len(stem) >= 4 and (named or brought)
    short = named and len(stem) >= 2 and (end - left > 4 or stem.isascii()) and not bad.search(stem)
    if long or short:
        yield left, end


# A plain name counts where the system is what was brought in: 上线固定资产管理系统.
_BROUGHT: Final = re.compile(r"(?:上线|建成|启用|搭建|开发|研发|打造|建设|投用|运行|开通|升级|建立|完善|部署)了?$")


# 城北水厂深度处理改造 is a work by itself.
_REBUILT: Final = re.compile(
    rf"(?:(?!实施|进行|开展|完成|启动|推进)[{HAN}]){{2,6}}?(?:改造|改?扩建|迁建)(?=[、,。;和及与]|已|均|通过|完成|正|等)"
)


# Houses that are bodies or businesses once they stand: they are works while they are built.
_HOUSES: Final = ("党群服务中心", "活动场所", "有机肥厂", "实训基地")


def _facility(folded: str, marks: Boundaries, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = _left(folded, marks, start)
    stem = folded[left:start]
    if folded.endswith(_HOUSES, 0, end) and not is_raised(folded, left, end):
        return
    tail = _TAIL.match(folded, end)
    phase = _PHASE.match(folded, end)
    rebuilt = _REBUILT.match(folded, end)
    of_phase = _AFTER_PHASE.match(folded, phase.end()) if phase else None
    stops = (found.end() for found in (tail, of_phase, phase, rebuilt) if found)
    stop = next(stops, end)
    if len(stem) >= 2 and not _GENERIC.make(stem) and not folded.startswith(("网络", "用地", "企业"), end):
        yield left, stop


# 临港大道北延 is a work where the road itself may be none.
_EXTENDED: Final = re.compile(
    "[东南西北]延(?:伸段?|线|段)?(?:工程|项目)?(?=[、,。;和与及等]|已|正|完成|建成|通车|开工)"
)


def _road(folded: str, marks: Boundaries, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = marks.left(end)
    if 2 <= start - left <= 6 and not _COMMON_ROAD.search(folded[left:end]) and not _GENERIC.make(folded[left:start]):
        yield left, end


_COMMON_ROAD: Final = re.compile(
    r"(?:道路|公路|铁路|线路|网路|思路|出路|之路|新路|老路|套路|电路|管路|回路|退路|多路|水路|小路|后路|财路|"
    r"断头路|生产路|村路|机耕路|致富路|边路|(?:董事|[省市区县镇乡村局厅部处科股院校所站园馆行会队组])长路|书记路|主任路|经理路)$|^[省国县乡]道"
)


def _by_phase(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    for match in _PHASE.finditer(folded):
        left = _left(folded, marks, match.start())
        stem = folded[left : match.start()]
        if (
            len(stem) >= 2
            and match[0][-2:] != "首期"
            and not _GENERIC.make(stem)
            and not stem.endswith(("第", "周", "学", "任"))
        ):
            tail = _AFTER_PHASE.match(folded, match.end())
            yield left, tail.end() if tail else match.end()


_CLOSE: Final = re.compile(r"等[^,。;、等]{0,12}?(?:项目|工程)(?![部管]|建(?!设单位))")


def _listed(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield the items of a list that 等重点项目 closes: each is one, whatever its suffix."""
    for close in _CLOSE.finditer(folded):
        end = close.start()
        while (start := _left(folded, marks, end)) < end:
            if 5 <= end - start <= 26 and not _GENERIC.make(folded[start:end]) and not _PLAIN.search(folded[start:end]):
                yield start, end
            if folded[start - 1] != "、":
                break
            end = start - 1


# Kinds of work, not works: 污水管网铺设等工程.
_PLAIN: Final = re.compile(r"(?:铺设|清运|供应|种植|服务|管理|监测|活动|培训|工作|建设|处理|安装|领域|方面|治理|维护)$")


def _sharing(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the short names before a long one that share its head: rivers or roads before 、."""
    if not _HAS_WATER_OR_ROAD.match(folded[start:end]):
        return
    while start and folded[start - 1] == "、":
        first = boundaries(folded).left(start - 1)
        if not _WATER_OR_ROAD.match(folded[first : start - 1]):
            return
        yield first, start - 1
        start = first
