"""Works that a list makes known: those that 等重点项目 closes, and short names that share the head of a long one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.report.projects import names
from loaders.report.projects.formed import WORK
from loaders.report.sought import Near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report.boundary import Boundaries

_CLOSE: Final = re.compile(
    r"等(?P<count>\d{1,3}个)?[^,。;、等]{0,12}?(?P<kind>项目|工程|系统(?!性)|平台|工地|标段|楼盘|地块)(?![部管]|建(?!设单位))"
)
# Kinds of work, not works: 污水管网铺设等工程.
_PLAIN: Final = re.compile(r"(?:铺设|清运|供应|种植|服务|管理|监测|活动|培训|工作|建设|处理|安装|领域|方面|治理|维护)$")


def listed(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield the items of a list that 等重点项目 closes: each is one, whatever its suffix."""
    for close in _CLOSE.finditer(folded):
        end, of_systems = close.start(), close["kind"] in _SYSTEMS
        for _ in range(names.MOST_ITEMS):
            start = _item(folded, marks, end)
            item = folded[start:end]
            of_number = close["count"] is not None and (_is_thing(item) or _WATER_OR_ROAD.fullmatch(item) is not None)
            if _SYSTEM.fullmatch(item) if of_systems else of_number or _is_work(item):
                yield start, end
            if start == end or not _goes_on(folded, marks, start):
                break
            end = start - 1


# 11个滞后项目中,甲、乙等7个已完工,丙、丁2个正在施工: the works of which a sentence tells how many have come how far.
_AMONG: Final = re.compile("中,(?=(?P<told>[^。\n]{4,400}))")
_HOW_MANY: Final = re.compile(r"\d{1,3}个[^,。;\n]{0,20}$")
_LONGEST_KIND: Final = 24  # characters of 11个进度滞后
_TOLD: Final = re.compile(
    r"(?P<more>等)?(?P<count>\d{1,3})个(?:项目|工程)?(?=[已正均尚仍因未拟将待暂]|通过|完成|竣工|完工|开工|建成|投[入产用]|停工|处于|进入)"
)


def among(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield the works of such lists: each item that stands before the number of those that it names."""
    for sentence in _AMONG.finditer(folded):
        at = sentence.start() - 2
        if (
            not folded.endswith(("项目", "工程"), 0, sentence.start())
            or _HOW_MANY.search(folded, max(0, at - _LONGEST_KIND), at) is None
        ):
            continue
        for told in _TOLD.finditer(folded, *sentence.span("told")):
            items = _items(folded, marks, told.start())
            if told["more"] or len(items) == int(told["count"]):
                yield from items


# 环城路、一中新校区、体育公园3个项目完成结算: as many works as the number says.
_ALL: Final = Near(
    re.compile(r"(?P<count>[2-9]|1\d)个(?:项目|工程|标段)(?![部组])"), re.compile("个[项工标]"), before=2, behind=4
)


def counted(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield the items of a list that a number of works closes, where they are as many."""
    for close in _ALL.finditer(folded):
        items = _items(folded, marks, close.start())
        if len(items) == int(close["count"]):
            yield from items


def _items(folded: str, marks: Boundaries, end: int) -> list[tuple[int, int]]:
    """Return the items of a list that ends at `end`, the last first."""
    items: list[tuple[int, int]] = []
    for _ in range(names.MOST_ITEMS):
        start = _item(folded, marks, end)
        if not _NAME.fullmatch(folded, start, end) or names.GENERIC.make(folded[start:end]):
            break
        items.append((start, end))
        if not _goes_on(folded, marks, start):
            break
        end = start - 1
    return items


def _goes_on(folded: str, marks: Boundaries, at: int) -> bool:
    """Say whether a list has another item before the one that begins at `at`."""
    return at > 0 and (folded[at - 1] == "、" or (folded[at - 1] in _AND and marks.joins(at)))


_AND: Final = "和及与"
# A hall or a station may be a body, with other bodies beside it: 与江陵博物馆、荆山纪念馆共建.
_ANCHOR: Final = re.compile(rf"(?:项目|工程|系统|平台|期|标段?|楼|\)|{WORK})$")


_SYSTEMS: Final = ("系统", "平台")
_SYSTEM: Final = re.compile(rf"[A-Z][A-Za-z]{{1,7}}|[{HAN}A-Za-z]{{2,16}}(?:系统|平台|模块)")  # LIS、PACS、手麻系统等


def _is_work(item: str) -> bool:
    return 5 <= len(item) <= 26 and not names.GENERIC.make(item) and not _PLAIN.search(item)


# Numbers that would bound other names stand inside the items of a list: 体育馆、学生公寓5-8号楼维修项目.
_WITH_NUMBERS: Final = re.compile(rf"(?<=、)(?=[^、等]*\d)[{HAN}A-Za-z]{{2,12}}[{HAN}A-Za-z0-9#+-]{{2,20}}$")


def _item(folded: str, marks: Boundaries, end: int) -> int:
    start = names.left(folded, marks, end)
    if start and folded[start - 1] == "、":
        return start
    numbered = _WITH_NUMBERS.search(folded, max(0, end - 34), end)
    return numbered.start() if numbered else start


# What is built, or done to what is built: the last words of a work's name.
_THING: Final = re.compile(
    r"(?:[楼馆站库厂场塔坝闸园城苑坊廊仓棚堤池塘房桥]|基地|中心|园区|车间|民宿|设施|通道|公路|湿地|小区|校区|院区|市场|广场|系统|平台|"
    rf"工程|项目|[一二三四五六]期|标段|[干支]管|管[网线道廊]|小镇|综合体|提升|维修|{WORK})$"
)
_NAME: Final = re.compile(rf"(?:[{HAN}A-Za-z0-9#+-]|“[^“”]{{1,12}}”|\([{HAN}A-Za-z0-9]{{1,12}}\)){{3,26}}")
_ACRONYM: Final = re.compile("[A-Z][A-Za-z]{1,7}")  # MES、ERP与无人值守系统
_SHORTEST_STEM: Final = 2  # characters before the word for what is built
_LONGEST_ITEM: Final = 26


def beside(
    folded: str, marks: Boundaries, work: tuple[int, int], known: frozenset[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield what stands beside a work in one list and is built too, up to those `known`: 高山蔬菜基地、民宿集群项目."""
    start, end = work
    if not _ANCHOR.search(folded, start, end):
        return
    of_system = folded.endswith(_SYSTEMS, start, end)
    for span in _items_before(folded, marks, start):
        item = folded[slice(*span)]
        if span in known or not (_is_thing(item) or (of_system and _ACRONYM.fullmatch(item))):
            break
        yield span
    for span in _items_behind(folded, marks, end):
        if span in known or not _is_thing(folded[slice(*span)]):
            break
        yield span


def _items_before(folded: str, marks: Boundaries, start: int) -> Iterator[tuple[int, int]]:
    for _ in range(names.MOST_ITEMS):
        if not _goes_on(folded, marks, start):
            return
        end = start - 1
        start = _item(folded, marks, end)
        yield start, end


def _items_behind(folded: str, marks: Boundaries, end: int) -> Iterator[tuple[int, int]]:
    for _ in range(names.MOST_ITEMS):
        first = end + 1
        if first >= len(folded) or not _goes_on(folded, marks, first):
            return
        end = _item_end(folded, marks, first)
        if marks.left(end) > first:
            return
        yield first, end


def _is_thing(item: str) -> bool:
    thing = _THING.search(item) if _NAME.fullmatch(item) else None
    return (
        thing is not None
        and thing.start() >= _SHORTEST_STEM
        and not names.GENERIC.make(item)
        and not _KINDS.search(item)
    )


# Kinds of works and of what they are done to: 危房改造, 老旧小区, 三个中心.
_KINDS: Final = re.compile(
    r"^(?:[各全老旧新]|一批|部分|农村|城乡|城镇|城市|基层|居民|群众)|(?:危|旱|公|民|商品|现|库|药|厨)房|(?:旱|户)厕|(?:现|市|立|到|入|进|操)场$"
)


def _item_end(folded: str, marks: Boundaries, first: int) -> int:
    """Return where an item of a list that begins at `first` ends: before the next, or before a word that bounds."""
    stop = min(len(folded), first + _LONGEST_ITEM)
    return next((at for at in range(first + 2, stop) if folded[at] in "、,。;:(\n" or marks.begins(at)), stop)


_WATER_OR_ROAD: Final = re.compile(rf"^[{HAN}]{{1,4}}(?:河|沟|江|渠|湖|溪|水库|灌区|泵站|路|大道|街|桥)$")
_HAS_WATER_OR_ROAD: Final = re.compile(r"^.{1,5}?(?:河|沟|江|渠|湖|溪|水库|灌区|泵站|路|大道|街|桥)")


def sharing(folded: str, marks: Boundaries, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the short names before a long one that share its head: rivers or roads before 、."""
    if not _HAS_WATER_OR_ROAD.match(folded[start:end]):
        return
    while start and folded[start - 1] == "、":
        first = marks.left(start - 1)
        if not _WATER_OR_ROAD.match(folded[first : start - 1]):
            return
        yield first, start - 1
        start = first
