"""What the name of a body says of it: its kind, its level of government, its short form, its jurisdiction."""

from __future__ import annotations

import re
from typing import Final

# Longest first: 领导小组办公室 is an office, 人民政府办公厅 no government.
_KINDS: Final = (
    (re.compile(r"领导小组(?:办公室)?$"), "领导小组"),
    (re.compile(r"(?:专班|工作专班)(?:办公室)?$"), "专班"),
    (re.compile(r"(?:指挥部|防指)(?:办公室)?$"), "指挥部"),
    (re.compile(r"(?:巡视组|巡察组|督察组|督导组|检查组|审计组|调查组|专家组|工作组)$"), "工作组"),
    (re.compile(r"联席会议(?:办公室)?$"), "联席会议"),
    (re.compile(r"(?:公司|集团|厂|企业|银行|合作社)$"), "企业"),
    (re.compile(r"(?:大学|学院|学校|中学|小学|幼儿园|党校)$"), "学校"),
    (re.compile(r"(?:医院|卫生院|疾控中心)$"), "医疗机构"),
    (re.compile(r"(?:法院|检察院)$"), "司法机关"),
    (re.compile(r"(?:纪委监委|纪委|监委|纪工委|监察工委|纪检监察组|监察委员会|纪律检查委员会)$"), "纪检监察机关"),
    (re.compile(r"(?:街道|街道办事处|街道办|镇|乡|镇政府|乡政府|镇人民政府|乡人民政府)$"), "乡镇街道"),
    (re.compile(r"(?:村|社区|村委会|居委会|村民委员会|居民委员会)$"), "村居"),
    (re.compile(r"(?:人民政府|市政府|省政府|区政府|县政府|管委会|管理委员会)$"), "政府"),
    (re.compile(r"(?:党组|党委|党工委|市委|省委|区委|县委|工委|党支部|党总支)$|^中共.*委员会$"), "党组织"),
    (re.compile(r"(?:中心组)$"), "中心组"),
    (re.compile(r"(?:办公室|办公厅|编办|委办|政府办)$"), "办公室"),
    (re.compile(r"(?:协会|学会|商会|联合会|工会|妇联|团委|残联)$"), "群团社团"),
    (re.compile(r"(?:中心|研究院|设计院|研究所|博物馆|图书馆|院|所|站|馆|台)$"), "事业单位"),
    (re.compile(r"(?:局|厅|部|委|委员会|署|处|科|部门|总队|支队|大队)$"), "部门"),
    (re.compile(r"(?:市|省|区|县|州|盟|旗)$"), "行政区"),
)
_LEVELS: Final = {
    "省": "省级", "自治区": "省级", "市": "市级", "州": "市级", "盟": "市级",
    "区": "区县级", "县": "区县级", "旗": "区县级", "镇": "乡镇级", "乡": "乡镇级", "街道": "乡镇级",
}  # fmt: skip
_NATIONAL: Final = re.compile(r"^(?:国务院|国家|中央|全国|中共中央|中华人民共和国)")
_DIVISION: Final = re.compile(r"[^省市区县州盟旗镇乡]{0,8}?(自治区|街道|[省市区县州盟旗镇乡])")
# 城乡, 社区, 市场, 县域 and the like hold the sign of a level without naming one.
_NO_DIVISION: Final = re.compile(
    r"城乡|城区|社区|园区|景区|灌区|库区|小区|校区|片区|地区|城镇|县域|区域|区划|市[场政容]|区块"
)
_ORGAN: Final = re.compile(r"委|政府|局|厅|办|党|管理|水务|集团|公司|组|中心")
# One division after another (济南市天桥区); 关于 and the like begin a title, no name.
_JURISDICTION: Final = re.compile(
    r"^(?:【[^】]*】)?(?:中共|中国共产党)?"
    r"((?!关于|对|全|各|本|我|第)[^\s省市区县州盟旗,，。]{1,12}?(?:省|自治区|[市州盟区县旗])"
    r"(?:(?!关于|对|全|各|反馈)[^\s省市区县州盟旗,，。]{1,5}(?:自治州|[市州盟区县旗]))*)"
)
_PROVINCE: Final = re.compile(r"^.{2,6}?(?:省|自治区)(?=.)")
_CITY: Final = re.compile(r"^[^省市区县州盟旗]{1,6}市")
_DISTRICT: Final = re.compile(r"^[^\s省市区县州盟旗镇乡]{1,5}[区县旗](?=.)")
_RELATIVE: Final = re.compile(r"^[省市区县州镇乡]")
_CODE: Final = re.compile(r"(?:街道|[省市区县镇乡村])?[（(](?:行政)?(?:区划)?代码[:：为]?\s*(\d{6}|\d{9}|\d{12})[)）]")
_ENDINGS: Final = re.compile(r"(?:人民政府|政府|(?:股份|集团|有限|责任)*公司)$")


def kind(name: str) -> str | None:
    """Return the kind of a body by the end of its name, such as 领导小组; None where the name does not say."""
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), None)


def level(name: str) -> str | None:
    """Return the level of government by the divisions at the start of a name; None where there are none."""
    if _NATIONAL.search(name):
        return "国家级"
    found = [match.group(1) for match in _DIVISION.finditer(_head(name))]
    return _LEVELS[found[-1]] if found else None


def _head(name: str) -> str:
    plain = _NO_DIVISION.sub(lambda match: "〇" * len(match.group()), name.removeprefix("中共"))
    organ = _ORGAN.search(plain, 1)
    return plain[: organ.start()] if organ else plain


def jurisdiction(*names: str) -> str:
    """Return the divisions that the first telling name begins with (云澜市整改台账: 云澜市), else an empty string."""
    matches = (_JURISDICTION.match(name) for name in names)
    return next((match.group(1) for match in matches if match), "")


def resolved(name: str, within: str) -> tuple[str, ...]:
    """Return what identifies a body: its name, with a leading 市 or 区 read within a jurisdiction.

    市水务局 within 云澜市 is 云澜市水务局, also within 青山省云澜市; 望溪区水务局 there is 云澜市望溪区水务局. A level
    that the jurisdiction does not name (省委 within 云澜市) stays bound to it: 省委 of two provinces are two bodies.
    """
    place = within if name[:1] == "省" else _PROVINCE.sub("", within)
    if not place or not _RELATIVE.match(name):
        return (_city_of(name, place) + name,)
    end = place.rfind(name[0]) + 1
    return (place[:end] + name[1:],) if end else (name, within)


def _city_of(name: str, place: str) -> str:
    """Return the city that a district belongs to whose name begins that of a body; an empty string without one."""
    district, city = _DISTRICT.match(name), _CITY.match(place)
    return city.group() if city and district and not _NO_DIVISION.search(district.group()) else ""


def code(words: str) -> str | None:
    """Return the division code (GB/T 2260) that the words right behind a name state, None if they state none."""
    found = _CODE.match(words)
    return found.group(1) if found else None


def short_form(name: str) -> str:
    """Return a name without 人民政府 or 有限公司 at its end, as offices are named after it (望溪区分管副区长)."""
    return _ENDINGS.sub("", name)
