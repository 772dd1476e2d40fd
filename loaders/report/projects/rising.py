"""Works whose last word alone would not make them one: the words around tell that they are being built.

羊湖口电排站主体完工, 危险废物暂存库已完成招标, 共建特种合金联合实验室.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.report.projects import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report.boundary import Boundaries

# What tells how far the building of what stands before it has come.
_PROGRESS: Final = re.compile(
    r"(?:项目|工程)?(?:主体(?:结构|工程)?)?(?:均|全部|现|将)?(?:已|正在|即将|预计|拟)?(?:于)?(?:(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|[底初末])?))?(?:正式|全面)?"
    r"(?:封顶|加快(?:推进|建设)|正在(?:进行)?(?:内部)?(?:设备安装|装修|施工|建设|调试|招标)|(?<!未)开工|动工|竣工|完工|建成|投用|投运|投产|投入(?:使用|运行|运营)|恢复(?:经营|运营|运行|使用)|进入\w{2}阶段|正式运[营行]|通水|通气|交付|复工|试运行|启用|"
    r"(?:完成|通过)(?:主体|幕墙|装修|桩基|基础|土建|设备安装|选址|招标|环评|立项|可研|初步设计|竣工|工程量|投资|验收)|通过(?=\w{1,8}(?:验收|评审|认定)))"
)
_BUILT: Final = (
    "(?:[楼馆站库厂场塔坝闸苑坊廊仓棚堤池园房堂]|[校院]区|分院|剧院|公寓|实验室|中心|基地|园区|车间|民宿|设施|通道)"
)
# The last characters of these words are looked for first, as one set: whether a name ends in such a word is asked then.
_RISES: Final = re.compile(rf"[楼馆站库厂场塔坝闸苑坊廊仓棚堤池园房堂区院寓室心地间宿施道](?={_PROGRESS.pattern})")
_SEPARATORS: Final = frozenset("、及和与")
_ENDS: Final = re.compile(rf"{_BUILT}$")
_KIND: Final = re.compile(
    r"^(?:农村|城乡|城镇|城市|全[省市区县]|村级|乡镇|闲置)|(?:厂房|住房|用房|机房|库房|药房|书房|现场|市场|广场|立场|到场|入场|进场|工场|牧场|农场|林场|养殖场|网站|车站|"
    r"[二三四]站|宾馆|场馆|民房|危房|楼房|新房|[全各该本两多]\w|学校|公园|校园|家园|乐园|幼儿园|土坝|大坝|闸坝|平台|主塔|桥塔|索塔|学堂|大堂)$"
)


def rising(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield the buildings that are said to rise, be finished or be taken into use, with the list before them."""
    for match in _RISES.finditer(folded):
        end, shortest = match.end(), 4
        for _ in range(names.MOST_ITEMS):
            start = names.left(folded, marks, end)
            if not _is_named(folded, start, end, shortest):
                break
            yield start, end
            shortest = 3  # beside a longer name: 病区楼、液氧站
            if not start or folded[start - 1] not in _SEPARATORS:
                break
            end = start - 1


def _is_named(folded: str, start: int, end: int, shortest: int, also: re.Pattern[str] | None = None) -> bool:
    name = folded[start:end]
    other = also is not None and also.search(name) is not None
    named = (
        shortest <= len(name) <= 20
        and (other or _ENDS.search(name) is not None)
        and names.ONLY_HAN.fullmatch(name) is not None
    )
    return named and not names.GENERIC.make(name[:-1]) and (other or _KIND.search(name) is None)


# 建成云雾茶叶加工园, 新建城南第三小学: what the verb before it builds, where no number tells that there are many.
_BUILDS: Final = re.compile(
    rf"(?:新建|扩建|迁建|改建|建成|在建)(?:了)?(?P<name>[{HAN}]{{2,14}}?(?:{_BUILT}|学院|小学|中学|幼儿园|公园|广场))(?=[,。;、(]|项目|并|及)"
)


def raised(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield the buildings with a name of their own that are said to be built by the verb before them."""
    for match in _BUILDS.finditer(folded):
        start, end = match.span("name")
        if names.first(folded, marks, end) == start and _is_named(folded, start, end, 5, _RAISED):
            yield start, end
            yield from _beside(folded, marks, end)


# 建成育秧工厂、代养场
_NEXT: Final = re.compile(rf"、(?P<name>[{HAN}]{{2,14}}?{_BUILT})(?=[,。;、])")


def _beside(folded: str, marks: Boundaries, end: int) -> Iterator[tuple[int, int]]:
    for _ in range(names.MOST_ITEMS):
        following = _NEXT.match(folded, end)
        if following is None or marks.left(following.end()) > following.start("name"):
            return
        end = following.end()
        if _is_named(folded, following.start("name"), end, 4):
            yield following.span("name")


_RAISED: Final = re.compile("(?:学院|[小中]学|幼儿园|公园|广场)$")
_PLATFORM: Final = (
    "实验室|研究院|产业学院|医学中心|创新中心|创新联合体|医疗中心|技术中心|工程中心|研究中心|中试基地|工作站"
)
_FOUNDED: Final = re.compile(rf"(?:共建|获批|筹建|申报|揭牌|挂牌|打造)(?=(?:了)?[{HAN}“”、]{{2,40}})")
_NAMED_PLATFORM: Final = re.compile(
    rf"(?:成立|建立|设立)?了?(?P<name>(?:“[^”]{{2,12}}”)?[{HAN}]{{2,20}}?(?:{_PLATFORM}))(?![{HAN}]{{0,8}}(?:建设|认定|申报)办法)"
)
_BRANCH: Final = re.compile(rf"[{HAN}]{{2,6}}?(?:分中心|分室|基地)(?![建等])")  # 国家呼吸医学中心云澜分中心
_ANY_PLATFORM: Final = re.compile(rf"[{HAN}]{{0,2}}(?:{_PLATFORM})")  # 联合实验室3个


def founded(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the laboratories, institutes and centres that bodies found together or win: 共建特种合金联合实验室."""
    for match in _FOUNDED.finditer(folded):
        at = match.end()
        for _ in range(names.MOST_ITEMS):
            platform = _NAMED_PLATFORM.match(folded, at)
            if platform is None:
                break
            if not _ANY_PLATFORM.fullmatch(platform["name"]) and not names.KIND_COUNTED.match(folded, platform.end()):
                branch = _BRANCH.match(folded, platform.end())
                yield platform.start("name"), (branch or platform).end()
            at = platform.end() + 1
            if folded[at - 1 : at] != "、":
                break
