"""Offices of a field in no list: known by a level of government, a post behind them, or a list that sets them off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN

if TYPE_CHECKING:
    from loaders.report.boundary import Boundaries

# 更新改造科科长, 骨科中心原主任: a post behind it makes an office known, whatever its field.
_POST: Final = re.compile(
    "(?:原|时任)?(?:党总?支部)?副?(?:科长|处长|主任(?!医师)|部长|股长|站长|所长|队长|经理|书记|负责人)|[一二三四]级(?:主任科员|调研员|科员)"
)
_IN_BODY: Final = re.compile("医院|中心|[局处院站]|公司|大学")  # 县中医医院骨伤科主任 holds a post of the hospital
LONGEST_OFFICE: Final = 10  # characters


def held(folded: str, end: int) -> bool:
    """Say whether a post in a body stands at `end`."""
    return _POST.match(folded, end) is not None


# What stands behind the name of a body where a work of it is meant: 校区综合楼, 二期.
WORKS: Final = re.compile(
    r"(?:建设|改造|扩建|迁建|新建|升级)*(?:项目(?![部办管])|工程(?![部师])|(?:住院|门诊|综合|病房|大)?楼|病房)"
)
_BUILDINGS: Final = ("物流", "仓储", "配送", "集散", "冷链", "养殖", "购物", "会展", "体育", "文化")
_LEVEL_AHEAD: Final = re.compile(
    rf"^(?:街道|(?:[{HAN}]{{2,6}}?)?[省市区县镇乡](?![级场内容域区里民直中长委村街镇土]|政(?!府|务|协)))[{HAN}]{{2,12}}$"
)
_LOOSE_NO: Final = re.compile(
    r"(?:副中心|市中心|城中心|场所|会所|厕所|车站|网站|泵站|电站|舞台|平台|后台|站台|灯塔|晚会|大会|例会|"
    r"协调会|调度会|推进会|座谈会|专题会|现场会|动员会|研讨会|部署会|培训会|机会|社会|全会|常务会|办公会|"
    r"约谈会|联席会|听证会|发布会|民主生活会|组织生活会|查处|惩处|之处|多处|各处|[一二三四五六七八九十两]处|用处|到处|"
    r"[大庭剧影住出入全我两分小后戏四]院|所所|建议|(?:活动|会议|阅览|实验|档案|更衣|卫生|浴|展览|微机|值班|图书|谈话|工作|教|温|寝)室|[全内外局干东西南北中]部|本科|[专学]科|体育中心|文化中心|[一-龥]{0,2}战队|团队|梯队|车队|停车站|加油站|供水站|转运站|处理站|服务站)$|级"
)
# Between commas of a list 危化科 is an office, whatever its field.
PUNCTUATION: Final = frozenset("、,。;:\n() ")
_SHORT_OFFICE: Final = re.compile(
    rf"(?!.*(?:本|专|学|各|全|多|之|到|内|外|干|局|总|分|客|教|卧|浴|温|四|三|五|一|"
    rf"两)[处科部室])[{HAN}]{{2,5}}[处科部室]"
)
# 检务督察部通报: who acts stands at the head of its clause, or behind 由.
_BEFORE_SUBJECT: Final = frozenset("、,。;:\n由经")
_NO_OFFICE: Final = re.compile(
    r"[\d一二三四五六七八九十]|党员|干|好|坏|之|多|各|益|短|长|用|好处|等处|人处|所处|何处|远处|近处|办处|惩|查|判|从处|罚|支部$|总部$|^(?:指导|帮|全|该|此|其)"
)


def is_office(folded: str, marks: Boundaries, left: int, start: int, end: int) -> bool:
    """Say whether a body of unknown field is one: a level of government begins it, or a list sets it off."""
    name, stem = folded[left:end], folded[left:start]
    if WORKS.match(folded, end):
        return False
    if name.endswith("中心") and stem.endswith(_BUILDINGS):
        return False
    if held(folded, end) and 4 <= len(name) <= LONGEST_OFFICE and not _IN_BODY.search(stem):
        return not _LOOSE_NO.search(name) and not _NO_OFFICE.search(name)
    if len(stem) > (2 + (folded[end - 1] in "科部室")) and _LEVEL_AHEAD.match(stem):
        return not _LOOSE_NO.search(name)
    if folded[end - 1] in "部处" and (left == 0 or folded[left - 1] in _BEFORE_SUBJECT) and marks.begins(end):
        return 4 <= len(name) <= 8 and not _LOOSE_NO.search(name) and not _NO_OFFICE.search(name)
    bounded = left > 0 and folded[left - 1] in PUNCTUATION and folded[end : end + 1] in PUNCTUATION
    listed = "、" in (folded[left - 1], folded[end : end + 1]) or folded[left - 1] == ":" if bounded else False
    return listed and _SHORT_OFFICE.fullmatch(name) is not None
