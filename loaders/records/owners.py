"""Whose organ 内设机构 a body 单位 is by its name: 青宁市水务局 of 青宁市水务局财务科.

The name alone tells it, whether the source speaks of the body or not: so it does not matter which source is loaded
first. A name that begins with that of a body and does not end like an organ (某大学城) is nobody's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_BODY: Final = (
    "人民政府|政府|委员会|管委会|人大常委会|政协|[局厅署]|委(?!会)|公司|集团|大学|学院|学校|党校|中学|小学|医院|卫生院|法院|检察院|研究院|"
    "设计院|科学院|研究所|银行|中心|总队|支队|街道办事处|领导小组|指挥部|专班|联席会议|党委|党组|工委|街道"
)
# What a body has whatever it does: committees of the party and of its staff, boards, its office.
_COMMON: Final = (
    "(?:直属)?(?:机关)?[\u3400-\u9fff]{0,4}?(?:第?[一二三四五六七八九十]+)?(?:党总支|党支部)|"
    "(?:直属)?(?:机关)?(?:党委|党组|纪委|纪检组|纪检监察[组室]|工会|团委)|(?:综合)?办公[室厅]|董事会|监事会"
)
# A unit within a body: what it does, and a word for such a unit. 局长…, 委员…, 部队… begin no such words.
_UNIT: Final = (
    "(?![长员务域部副及和与、的路街镇乡村城])[\u3400-\u9fff]{2,10}?"
    "(?:[处科股室部]|支队|大队|中队|总队|分局|分院|分公司|项目部)"
)
_ORGAN: Final = re.compile(f"(?P<owner>.{{2,}}(?:{_BODY}))(?:{_COMMON}|{_UNIT})")
# What a committee of the party has beside: its departments, inspection groups and leading groups.
_OF_PARTY: Final = re.compile(
    "(?P<owner>(?:中共.+|.*)(?:委员会|党委|党组|党工委))"
    "(?:常委会|理论学习中心组|巡[察视]办|第[一二三四五六七八九十]+巡[察视]组|[\u3400-\u9fff]{2,20}(?:领导小组|委员会|专班))"
)
# 中共某市委组织部: a committee whose name stands before an office is written without 员会.
_AREA: Final = re.compile("(?P<area>中共.+?[省市区县州盟旗])委(?!员会$|员)(?P<organ>.+)")
# 省纪委监委驻省国资委纪检监察组 is sent by the first, and no organ of the second.
_SENT: Final = re.compile("(?P<owner>.*?(?:纪委监委|纪委|监委))派?驻.+")
_OFFICE: Final = re.compile("(?P<group>.+(?:领导小组|委员会|指挥部|专班))办公室")
_OWN_PARTY: Final = re.compile("中共(?!.*委员会$)")
# What a name cannot begin with, for it ends another word: …路18号县水务局财务科, 某铁路局集团有限公司党委. Whoever the
# whole name means, it is not the body that is left of it.
_CUT_OFF: Final = re.compile("号|局集团")


@lru_cache(4_096)
def owner(name: str) -> str:
    """Return the name of the body that a body is an organ of, an empty string for a body of its own.

    The nearest one: 某局执法支队 of 某局执法支队办公室. 中共某局党组 is an organ of 某局. A name whose beginning is
    missing tells of none.
    """
    if _CUT_OFF.match(name):
        return ""
    if office := _OFFICE.fullmatch(name):
        return office["group"]
    if sent := _SENT.fullmatch(name):
        return sent["owner"]
    if of_area := _AREA.fullmatch(name):
        return f"{of_area['area']}委员会"
    found = _ORGAN.fullmatch(name) or _OF_PARTY.fullmatch(name)
    return _OWN_PARTY.sub("", found["owner"]) if found else ""
