"""Places 地点 in running text: rivers, roads, wetlands and sites outside the names of bodies and works."""

from __future__ import annotations

import re
from functools import cache
from sys import intern
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.lexicon import table, words
from loaders.parsed import NameMention
from loaders.phrases import Phrases
from loaders.report.boundary import Boundaries, boundaries
from loaders.report.sought import Near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report.context import Context

_ONE: Final = {
    "河": "口道长湖地务床堤海北南西东内工",
    "江": "苏西山北南河湖心",
    "湖": "泊长北南",
    "沟": "通渠壑",
    "渠": "道",
    "溪": "流",
    "泉": "水城眼",
    "山": "东西区体水地上头坡林",
    "岭": "南",
    "路": "径桥线段网由演况灯口边面费政途基上障权透局",
    "街": "道区头面巷镇",
    "巷": "道",
    "桥": "梁头涵镇乡村街",
    "岛": "屿",
    "湾": "区",
    "塘": "坝",
    "闸": "门坝",
    "港": "口务澳",
    "矿": "山产业权区石企库",
    "村": "级民庄委居党里支规集干容务企落镇组史社卫医内情霸头里两书主",
    "洲": "际",
    "墓": "地葬穴碑园",
    "寺": "庙",
    "泉城": "",
}
_NO_PLACE: Final = re.compile(
    r"^(?:[携跨沿临滨治护巡管惠拦][河江湖湾]|百年.*|.*[亚欧非美绿]洲|.*(?:非法|违法|违规|废弃|临时).*|一[村校园县镇企矿河塘湖]|.*入[河江湖海]|(?:山|水|藕|荷)塘|.*(?:草|机|地|楼|晒)坪|塘坝|.*水源地?保护区|(?:各|高速)?服务区|非法.*|.*断面以.*|黄河|长江|全省|全市|全区|全县|全校|我[省市区县校]|[省市区县乡镇村]|各.*|本.*|该.*|"
    r"[一二三四五六七八九十两几多\d]+[条座个处].*|沿(?:河|江|湖|路|街|线|黄)|.*农村|.*乡村|.*线路|.*森林|"
    r".*黄河|.*长江|.*顶路|.*国省道|[一二三四五六七八九十]河|.*沟渠|机耕路|田间路|巡护路|村村|入河|.*(?:思|出|退|套|网|电|管|链|线|后|死)路|.*机耕路|.*逐.*|.*级(?:旅游)?景区|.*违建.*|.*排污口|.*级保护区|.*(?:矿山|矸石山|垃圾山)|.*(?:十字|丁字|交叉|[主重]要|重点|道)路口|.*水源保护区|[一二三四五]矿|.*道路|.*公路|城中村|示范村|贫困村|行政村|"
    r"自然村|特色村|保留村|重点村|薄弱村|空壳村|中心村|美丽乡村|新农村|"
    r"道路|公路|铁路|线路|思路|网路|出路|新路|套路|电路|管路|退路|水路|小路|断头路|生产路|致富路|高速|公园|"
    r"广场|景区|社区|小区|老旧小区|安置小区|居民小区|街区|新区|老区|校区|新校区|老校区|各校区|灌区|水库|湿地|"
    r"森林|大桥|桥|隧道|村|矿|江山|矿山|火山|青山|登山|绿水青山|金山银山|荒山|关山|"
    r"山|河|江|湖|沟|渠|河湖|江河|界河|母亲河|内河|外河|干河|支河|主干道|国道|省道|县道|大街|小街|老街|步行街|"
    r"商业街|码头|港口|口岸|内港|海湾|渔港|排污口|水源地|河口|河段|断面|考核断面|水质断面|国控断面|省控断面|"
    r"市控断面|大道|排水沟|边沟|明沟|暗沟|水沟|代沟|鸿沟|沟渠|排水渠|灌渠|"
    r"桥头堡|立交桥|跨海桥|危桥|天桥|水闸|涵闸|船闸|池塘|鱼塘|坑塘|鱼塘|保护区|自然保护区|风景区|风景名胜区|"
    r"开发区|高新区|经开区|工业园区|林场|农场|国有林场|草原|牧场|纪念馆|烈士陵园|陵园|遗址|故居|古镇|古城|"
    r"古村|水源|温泉|冷泉|清泉|煤矿|金矿|铁矿|采矿|开矿|非煤矿|采石场|森林公园|湿地公园|城市公园|口袋公园|"
    r"主题公园|.*[靠离到进出停泊]港|.*(?:优秀|先进|后进|落后|示范|困难|试点|重点|特色|样板|老旧|城市|智慧|完整|平安|文明|无物业|开放式)[社小园街]区|"
    r".*(?:重要|主要|重点|有关|相关|全部|部分|多个|区级|市级|县级|省级|村级|小型|大型|中型|病险|城区|城市|"
    r"集体|辖区|沿岸|沿线|中小|农灌|各类|各大|骨干|跨界|黑臭|国省|市政|园内|县域|区域|乡镇|街镇|试点|示范|"
    r"先进|文明|生态)[河江湖沟渠路街桥山村]|(?:[大中小]?型|病险|骨干).*|.*(?:建制|示范|保留|重点|乡村|脱贫|贫困|选派|驻|到|进|整|全|每|下|帮扶|"
    r"包|联|搬|出|移民|样板|先行|精品|特色|试点|空心|城郊|美丽)村|.*之[路河江山湖])$"
)
# 江 in 江浦县 belongs to the name of a county.
_DIVIDED: Final = re.compile(rf"[{HAN}]{{1,2}}(?:市|区|县|镇|乡)(?:委|政府|人民|纪委|[{HAN}]{{2,6}}[局办])")
_DIVISION: Final = frozenset("省市区县镇乡")
_NAMED: Final = re.compile(rf"[{HAN}A-Z0-9]{{2,14}}$")
_NUMBERED: Final = Near(
    re.compile(
        r"(?:[GSXYC]\d{1,4}(?:国道|省道|县道|线|高速(?:公路)?)?|(?:国道|省道|县道)[GSX]?\d{2,4}(?:线)?|"
        r"\d{3}(?:国道|省道|县道))"
    ),
    re.compile(r"[GSXYC国省县](?=\d|道)"),
    before=3,
    behind=10,
)
# What lies behind a place when it is part of the name of a body or a work.
_LARGER: Final = re.compile(
    rf"[{HAN}]{{0,22}}?(?:项目(?![建])|工程|枢纽|水厂|水电站|电站|处理厂|河务|局|公司|集团|中学|小学|医院|街道|委员会|管委会|"
    rf"党委|党支部|指挥部|领导小组|专班|管理处|管理所|管理站|服务中心|派出所|支行|农商|银行|信用社|法院|检察院|"
    rf"大学|学院|石料厂|水泥厂|系统|平台|规划|方案|办法|[一二三]期|村委会|居委会|实验室|研究基地|合作区)"
)
_AFTER: Final = re.compile(r"(?:经济|产业|旅游)?(?:带|战略|精神|文化|模式|论坛|经验)")


@cache
def _endings() -> Phrases[None]:
    return Phrases(dict.fromkeys(words("place-endings")))


def mentions(folded: str, text: str, context: Context) -> tuple[NameMention, ...]:
    """Return the places of a text in their order, without the area reported on and without parts of other names."""
    marks = boundaries(folded)
    own = {context.target, *context.aliases, *context.jurisdiction}
    found = {span[1]: span for span in _spans(folded, marks)}
    kept = [
        span
        for span in _longest(
            [
                *found.values(),
                *(m.span() for m in _NUMBERED.finditer(folded)),
                *_rivers(folded, marks),
                *_visited(folded),
                *_counted(folded, marks, set(found.values())),
                *_parts_of_area(folded, marks),
            ]
        )
        if folded[slice(*span)] not in own
    ]
    return tuple(
        NameMention(start=start, end=end, surface=intern(text[start:end]), name=intern(folded[start:end]))
        for start, end in kept
        if not context.excluded.touch(start, end)
    )


# Rivers called 水 (沣水, 涑水) are told by what is said of them: 涑水沿线, but not 污水沿线.
_RIVER: Final = re.compile(rf"[{HAN}]水(?=流域|沿线|沿岸|两岸|干流|支流|上游|下游|左岸|右岸|入河|河道)")
_ANY_WATER: Final = frozenset("供排污雨饮取用节引调下洪来尾生海山江河湖废积退进出涉治地清活中碧库沟渠溪泉")


def _rivers(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    for match in _RIVER.finditer(folded):
        if folded[match.start()] not in _ANY_WATER and marks.left(match.end()) == match.start():
            yield match.span()


# 新建王家渡、砚池2座调蓄池, 拆除黄泥矶、沙湾等6处码头: what a number of 处 or 座 counts stands where the list says.
_COUNTED: Final = Near(
    re.compile(
        rf"(?<=[{HAN}])(?P<more>(?<!等)等)?(?P<count>\d{{1,2}})(?:[处座]|条(?=[{HAN}]{{0,4}}(?:河|江|渠|沟|支流|水系))|个(?=安置|小区|路口|断面|码头))"
    ),
    re.compile(r"\d(?:[处座条]|个[安小路断码])"),
    before=2,
    behind=8,
)
_LIST: Final = re.compile(rf"[{HAN}]{{2,12}}(?:、[{HAN}]{{2,5}}){{1,6}}$")


def _counted(folded: str, marks: Boundaries, known: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the places of a list that its number counts, of one that goes on (等) if one of them is known."""
    for match in _COUNTED.finditer(folded):
        end = match.start("more") if match["more"] else match.start("count")
        listed = _LIST.search(folded, max(0, end - _LONGEST_LIST), end)
        if listed is None:
            continue
        first = max(marks.left(listed.start() + listed[0].index("、")), listed.start())
        spans = [_bare(folded, *at.span()) for at in _ITEM.finditer(folded, first, end)]
        whole = len(spans) == int(match["count"]) and not match["more"]
        whole = whole or match[0].endswith("个")  # 桂园、青苑等7个安置点
        whole = whole or (match[0].endswith("条") and all(folded[end - 1] in _WATERS for _, end in spans))
        if (whole or known.intersection(spans)) and all(
            2 <= end - start <= 5 and marks.left(end) <= start for start, end in spans
        ):
            yield from spans


# 西溪坪、官地坪安置点: what lies at the places of a list.
_PART_OF_AREA: Final = Near(
    re.compile(
        rf"(?:[{HAN}]{{2,12}}、)(?:[{HAN}]{{2,4}}、){{0,5}}[{HAN}]{{2,4}}?(?=片区|安置[点区]|一带|[等两三四]?地段)"
    ),
    re.compile("片区|安置|一带|地段"),
    before=48,
    behind=2,
)


def _parts_of_area(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    for match in _PART_OF_AREA.finditer(folded):
        first = max(marks.left(match.start() + match[0].index("、")), match.start())
        spans = [at.span() for at in _ITEM.finditer(folded, first, match.end())]
        if all(2 <= end - start <= 4 and marks.left(end) <= start for start, end in spans):
            yield from spans


_WATERS: Final = frozenset("水河江溪沟渠川")
_ALONG: Final = re.compile("(?:沿线|沿岸|两岸|流域|境内|周边)$")


def _bare(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return a place without the word for what lies along it: 青溪沿线."""
    along = _ALONG.search(folded, start, end)
    return start, along.start() if along else end


_LONGEST_LIST: Final = 48
_ITEM: Final = re.compile(f"[{HAN}]+")


def _longest(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _spans(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    for start, end, _ in _endings().everywhere(folded):
        last, length = end - 1, end - start
        if (
            folded[end : end + 1] in _ONE.get(folded[last], "")
            and length <= 2
            and end < len(folded)
            and folded[last] in _ONE
            and folded[end : end + 1]
        ):
            continue
        if (
            length == 1
            and folded[end : end + 1] in _DIVISION
            and folded[last] not in "村路街"
            and not folded.startswith(("市级", "区级", "县级", "省级"), end)
        ):
            continue
        if length == 1 and _DIVIDED.match(folded, end) and not marks.is_cut(end + 1):
            continue
        if folded.startswith("流", end) and folded[last] != "村" and not folded.startswith("流域", end):
            continue
        if folded.startswith("断面", end):
            continue
        left = _from(folded, marks, end)
        if (stretch := _STRETCH.match(folded, left, end)) is not None and folded.startswith("段", end):
            start, end = stretch.end() - 1, stretch.end()
        elif (river := _RIVER_OF_SECTION.match(folded, left, end)) is not None:
            left = river.end()
        name = folded[left:end]
        if start - left >= 1 and _fits(name, length) and not _is_part(folded, marks, left, end):
            yield left, end


_CITIES: Final = frozenset(city for cities in table("cities").values() for city in cities.split())
_GONE_TO: Final = re.compile("(?:赴|前往)")
_CITY: Final = re.compile(rf"[{HAN}]{{2}}市?(?![{HAN}]?[省市区县州局委厅院]|大学|银行)")
_AND_SO_ON: Final = Near(
    re.compile(rf"(?:[{HAN}]{{2,4}}、){{1,6}}[{HAN}]{{2,4}}(?=等地)"), re.compile("等地"), before=36, behind=2
)


def _visited(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the cities that somebody goes to (赴徐州、湘潭调研), and those of a list that 等地 closes.

    A verb may stand before the first of these.
    """
    for match in _GONE_TO.finditer(folded):
        at = match.end()
        while (gone := _CITY.match(folded, at)) is not None and gone[0].removesuffix("市") in _CITIES:
            yield gone.span()
            at = gone.end() + 1
            if folded[at - 1 : at] not in ("、", "和"):
                break
    for match in _AND_SO_ON.finditer(folded):
        at = match.start()
        for item in match[0].split("、"):
            city = next(
                (item[first:] for first in range(len(item) - 1) if item[first:].removesuffix("市") in _CITIES), ""
            )
            if city:
                yield at + len(item) - len(city), at + len(item)
            at += len(item) + 1


# 清河青溪段 is a stretch of the river 清河.
_STRETCH: Final = re.compile(rf"[{HAN}]{{1,3}}[河江](?=[{HAN}]{{2,4}}$)")
# 黑水河铁桥断面 are a river and a section of it.
_RIVER_OF_SECTION: Final = re.compile(rf"[{HAN}]{{1,3}}[河江](?=[{HAN}]{{1,4}}断面$)")
_LEADING: Final = re.compile(
    rf"[{HAN}]{{2,20}}(?:公司|集团)(?=[{HAN}]{{3}})|[{HAN}]{{2,14}}?[局委镇乡](?:修复|治理|整治|清理|疏浚|改造|维修|关停|拓宽)(?=[{HAN}]{{2}})|[{HAN}]{{1,3}}[河江湖](?:流域|沿线|沿岸)(?=[{HAN}]{{2}})|(?:黄河|长江)?(?:沿线|沿岸|两岸|流域|段)|(?:\d|"
    rf"[一二三四五六七八九十两])*[个处座条项批家类眼]|建设(?=[\u4e00-\u9fff]{{4}})|辖区内?|境内|现有|巩固|保护|"
    rf"治理|修复|编制|实施|关停|恢复|位于|[{HAN}]{{1,4}}[支干]流|推动|周边|附近|开发|改造|新建|修建|清淤|整治|疏浚|拓宽|铺设|维修|清运|打捞"
)
_ADMINISTRATIVE: Final = re.compile(rf"^[{HAN}]{{2,3}}[省市区县镇](?=[{HAN}]{{2,}}$)")


def _from(folded: str, marks: Boundaries, end: int) -> int:
    left = marks.left(end)
    leading = _LEADING.match(folded, left, end)
    return leading.end() if leading else left


def _fits(name: str, suffix: int) -> bool:
    stem = len(name) - suffix
    longest = 4 if suffix == 1 else 10
    return stem <= longest and _NAMED.match(name) is not None and _NO_PLACE.match(name) is None


def _is_part(folded: str, marks: Boundaries, start: int, end: int) -> bool:
    """Say whether a place is the beginning of a longer name: of a body, a work, or a strategy."""
    if _AFTER.match(folded, end):
        return True
    larger = _LARGER.match(folded, end)
    return larger is not None and marks.left(larger.end()) <= start
