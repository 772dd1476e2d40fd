"""Several bodies at once: generic ones, townships in a list, districts that act as parties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.report.boundary import Boundaries, boundaries
from loaders.report.units.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report.context import Context

_BEFORE_GENERIC: Final = re.compile(
    r"(?:各级|各有关|各相关|各|省直|有关|相关|其他有关|其他相关|其他|所属|下属|所有|本|该)+$"
)
_EMPTY_DEPARTMENT: Final = re.compile(r"^(?:部门|单位|我|本|该|原|全|多|跨|两|个别|单个)*$")


# 管委会责任部门 are a body and its departments.
_OWNER: Final = re.compile(
    r".*(?:管委会|党委|党工委|党组|局|纪委|监委|政府|公司|学校|集团|委)(?=(?:各|相关|有关|责任|职能|主管|内设|"
    r"下属|所属|直属|业务))"
)


def department(folded: str, marks: Boundaries, left: int, start: int, end: int) -> Iterator[Found]:
    """Yield 相关市直部门, 各部门各单位, 天桥、济阳编制部门: generic bodies with the words that limit them."""
    stem = folded[left:start]
    if (owned := _OWNER.match(stem)) is not None:
        left += owned.end()
        stem = folded[left:start]
    before = _BEFORE_GENERIC.search(folded, max(0, left - 6), left) if owned is None else None
    first = before.start() if before else left
    if folded.startswith(":", end) or _is_heading(folded, first, end):
        return
    if first < start and (before or not _EMPTY_DEPARTMENT.fullmatch(stem)) and len(stem) <= 12:
        if folded[first - 1] == "、" and stem.endswith("编制"):
            first = marks.left(first - 1)
        yield Found(first, end)


_LAID_DOWN: Final = re.compile(r"(?:责任人员?|责任领导|时限|措施|目标|标准|任务)[、和及]$")
_ALSO_LAID_DOWN: Final = re.compile(r"[、和及](?:整改|完成|办理|办结)?(?:时限|时间|期限|责任人|责任领导|标准|措施)")


def _is_heading(folded: str, start: int, end: int) -> bool:
    """Say whether 责任单位 is what is laid down, with 责任领导 and 时限 beside it, and nobody who does anything."""
    if not folded.startswith(("责任", "牵头", "配合"), start) or end - start > 4:
        return False
    before = _LAID_DOWN.search(folded, max(0, start - 6), start)
    return before is not None or _ALSO_LAID_DOWN.match(folded, end) is not None


def listed(folded: str) -> Iterator[Found]:
    """Yield each of 崔寨、孙耿、太平3个街道."""
    for match in re.finditer(
        rf"(?:(?<!\d)\d{{1,3}}|(?<![二三四五六七八九十])[两三四五六七八九十]{{1,3}})个(?:街道|镇街|乡镇|镇|乡|县区|区县|区|县)(?![{HAN}]*级)",
        folded,
    ):
        at = match.start()
        names: list[Found] = []
        while (name := re.compile(rf"[{HAN}]{{2,4}}$").search(folded, max(0, at - 4), at)) is not None:
            first = max(name.start(), boundaries(folded).left(at))
            if at - first < 2:
                break
            names.append(Found(first, at))
            at = first - 1
            if folded[at] not in "、和":
                break
        if len(names) > 1:
            yield from ((Found(each.start, each.end, _with_suffix(folded, each, match[0]))) for each in names)


def _with_suffix(folded: str, each: Found, counted: str) -> str:
    surface = folded[each.start : each.end]
    kind = next((kind for kind in ("街道", "镇", "乡", "县", "区") if counted.endswith("个" + kind)), "")
    return surface if surface.endswith(kind) else surface + kind


# Between these and 等3家 stand bodies, whatever their names end with: 城关粮管所、洪山粮管所等11家企业.
_COUNTED_BODIES: Final = re.compile(r"等[ ]*\d{1,4}余?家(?!次)")
_LISTED_NAME: Final = re.compile(rf"(?:[{HAN}A-Za-z]|\([{HAN}]{{2,8}}\)){{3,30}}$")
_NO_LISTED_NAME: Final = re.compile(r".*(?:企业|单位|部门|机构|公司等|行业|领域|方面|问题|情况|工作|[的了])$")


def counted(folded: str, marks: Boundaries) -> Iterator[Found]:
    """Yield the bodies that a number of 家 counts, each of the list before it."""
    for match in _COUNTED_BODIES.finditer(folded):
        end = match.start()
        while (name := _LISTED_NAME.search(folded, max(0, end - 30), end)) is not None:
            start = max(name.start(), marks.left(end))
            if end - start < 4 or _NO_LISTED_NAME.match(folded[start:end]):
                break
            yield Found(start, end)
            if folded[start - 1] not in "、和":
                break
            end = start - 1


_SETTLED: Final = re.compile(r"[镇乡县区](?![级域长委直里情志政间外内级管镇村街关守海贤])")
_NO_SETTLEMENT: Final = re.compile(
    r"(?:[全各本该我每其几两多某原此辖到入下返还家故城村小古集重市乡老新回同跨]|特色|示范|中心|建制|"
    r"卫星)[镇乡县区]$|[区市]县$|"
    r"(?:示范|开发|高新|园|灌|库|滩|景|社|校|片|地|街|城|郊|牧|林|农|山|矿|厂|住宅|聚|集|保护|功能|试验|引领|"
    r"起步|核心|生活|工业|商|战|军|营|院|病|疫|选|特|专|误|盲|禁|险|管控|供应|服务|实验|治理|覆盖|域|"
    r"先行|合作|自治|民族|坝|安置|试点|经开|新|居|制|受|缓冲|种植|产|养殖|封闭|隔离|接待|办公)区$"
)
_PARTY_BEFORE: Final = re.compile(r"(?:[与同由]|会同|联合|对接|[镇乡县区]、|[镇乡县区]和)$")
_PARTY_BEHIND: Final = re.compile(
    r"分别|正|已|等|、[\u4e00-\u9fff]{2,3}[区县镇乡街]|和[\u4e00-\u9fff]{2,3}[区县镇乡街]|人民政府|政府"
)


def settlements(folded: str, marks: Boundaries, context: Context) -> Iterator[Found]:
    """Yield townships, and districts and counties that act as parties."""
    own = {context.target, *context.aliases, *context.jurisdiction}
    for match in _SETTLED.finditer(folded):
        start, end = marks.left(match.start()), match.end()
        name = folded[start:end]
        if not 3 <= len(name) <= 4 or _NO_SETTLEMENT.search(name) or name in own:
            continue
        party = _PARTY_BEHIND.match(folded, end) or _PARTY_BEFORE.search(folded, max(0, start - 3), start)
        if party or (
            match[0] in "镇乡"
            and not ("\u4e00" <= folded[end : end + 1] <= "\u9fff" and not (marks.is_cut(end + 1) or marks.begins(end)))
        ):
            yield Found(start, end)


_COLLECTIVE: Final = re.compile(
    r"(?:各级|各有关|各相关|各|相关|有关)(?:二级|基层|所属|直属|下属|职能|责任|教学|科研|机关|权属|成员|行业|"
    r"主管|乡镇|镇街|县)*"
    r"(?:(?:县\(市、区\)|市、县\(区\)|市\(州\)|市州|县\(区\)|县\(市\)|区\(县\)|市县区?|区县|县区|镇\(街道\)|镇街|乡镇)(?:党委(?:、|和)?(?:人民)?政府|人民政府|党委)?|"
    r"街道(?:办事处|党工委)?|学院|科室|处室|部室|"
    r"子公司|分公司|党支部|"
    r"党总支|支部|党组织|县|镇)"
    r"(?!级|域|体制|特色|书记|委员)"
)


def collective(folded: str) -> Iterator[Found]:
    """Yield 各学院, 各县(市、区)人民政府: all bodies of a kind."""
    yield from (Found(*match.span()) for match in _COLLECTIVE.finditer(folded))
