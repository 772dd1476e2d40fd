"""What is built: plants, stations, halls, parks by their last word (大桥水厂), and roads while they are built."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.report.projects import names
from loaders.report.projects.works import AFTER_PHASE, PHASE
from loaders.report.raised import is_raised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report.boundary import Boundaries

_TAIL: Final = re.compile(
    r"(?:建设|改造|升级|扩建|改扩建|提标改造|提标|迁建|新建|提升|配套)*(?:项目(?![部组经管负法单名建])|"
    r"工程(?![师部建技款量]))"
)
# 城北水厂深度处理改造 is a work by itself.
_REBUILT: Final = re.compile(
    rf"(?:(?!实施|进行|开展|完成|启动|推进)[{HAN}]){{2,6}}?(?:改造|改?扩建|迁建|增容|扩容)(?=[、,。;和及与]|已|均|通过|完成|正|等|中|经|由|前期|点火)"
)
# Houses that are bodies or businesses once they stand: they are works while they are built.
_HOUSES: Final = ("党群服务中心", "活动场所", "有机肥厂", "实训基地")


_OF_WORK: Final = re.compile(".(?:工程|项目)")


def facility(folded: str, marks: Boundaries, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the plant or house that its last word at [start, end) ends, with its phase and what is done to it."""
    left = names.left(folded, marks, start)
    stem = folded[left:start]
    if _OF_WORK.search(stem):  # …引水工程输水隧洞 is a part of the work
        return
    if folded.endswith(_HOUSES, 0, end) and not is_raised(folded, left, end):
        return
    if names.KIND_COUNTED.match(folded, end) or names.COUNTED_AHEAD.search(folded, max(0, left - 10), left):
        return
    tail = _TAIL.match(folded, end)
    phase = PHASE.match(folded, end)
    rebuilt = _REBUILT.match(folded, end)
    of_phase = AFTER_PHASE.match(folded, phase.end()) if phase else None
    stops = (found.end() for found in (tail, of_phase, phase, rebuilt) if found)
    stop = next(stops, end)
    if len(stem) >= 2 and not names.GENERIC.make(stem) and not folded.startswith(("网络", "用地", "企业"), end):
        yield left, stop


ROADS: Final = ("大道", "快速路", "高速公路", "旅游公路", "高速", "高架", "大桥", "隧道", "大街", "路", "桥")
_BUILT: Final = re.compile(
    r"(?:等[^,。;]{0,12}(?:工程|项目)|(?:[双单左右主半全][线幅洞])?(?:已|实现)?贯通|已?具备(?:进场|开工|施工|通车)条件|(?:计划|预计|力争|确保)[^,。;]{0,14}(?:通车|建成|完工|贯通)|主[塔墩梁]|合龙|已?建成|通车|开工|竣工|主体|全线|建设|改造|规划建设|动工|施工|"
    r"正在建|加快建|投入|启用|通水|投运|试运行)"
)
# 临港大道北延 is a work where the road itself may be none.
_EXTENDED: Final = re.compile(
    "[东南西北]延(?:伸段?|线|段)?(?:工程|项目)?(?=[、,。;和与及等]|已|正|完成|建成|通车|开工)"
)
_DONE_TO: Final = re.compile("(?:改造|改?扩建|拓宽)(?:改造|提升)?(?!工程|项目|[了和])")
_COMMON_ROAD: Final = re.compile(
    r"(?:道路|(?<!高速)(?<!旅游)公路|铁路|线路|网路|思路|出路|之路|新路|老路|套路|电路|管路|回路|退路|多路|水路|小路|后路|财路|"
    r"断头路|生产路|村路|机耕路|致富路|边路|(?:董事|[省市区县镇乡村局厅部处科股院校所站园馆行会队组])长路|书记路|主任路|经理路)$|^[省国县乡]道"
)


def road(folded: str, marks: Boundaries, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the road with its last word at [start, end) that is being built, or its extension."""
    extended = _EXTENDED.match(folded, end)
    built = _BUILT.match(folded, end) and not folded.startswith(("建设用地", "建设工作"), end)
    if not extended and not built:
        return
    left = marks.left(end)
    named = not _COMMON_ROAD.search(folded[left:end]) and not names.GENERIC.make(folded[left:start])
    done_to = _DONE_TO.match(folded, end)
    if 2 <= start - left <= 6 and named:
        yield left, next((found.end() for found in (extended, done_to) if found), end)
