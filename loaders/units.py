"""Names of bodies 单位: their full form within a jurisdiction, and which names are no names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from loaders.lexicon import table, words
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HAN: Final = "\u3400-\u9fff"
_LEVEL: Final = re.compile(r"(省|自治区|市|州|盟|区|县|旗|镇|乡|街道)(?!场|政|容|级)")


class Words:
    """A set of words, to ask what can be made of them one after another, in time linear in the text."""

    def __init__(self, known: Iterable[str]) -> None:
        self._words = frozenset(known)
        self._longest = max(map(len, self._words))
        self._ends = tuple({word[-2:] for word in self._words})

    def reach(self, text: str, starts: frozenset[int] = frozenset((0,))) -> frozenset[int]:
        """Return the offsets of `text` that words of this set lead to from `starts`, those included."""
        reached, ahead = set(starts), list(starts)
        while ahead:
            start = ahead.pop()
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                if text[start:end] in self._words and end not in reached:
                    reached.add(end)
                    ahead.append(end)
        return frozenset(reached)

    def may_end(self, text: str) -> bool:
        """Say whether `text` ends like one of these words: quick to ask before what is made of them."""
        return text.endswith(self._ends)

    def make(self, text: str) -> bool:
        """Say whether a text consists of these words alone; the empty one does."""
        return len(text) in self.reach(text)


_VAGUE: Final = Words(words("vague"))
_NOUNS: Final = Words(words("body-nouns"))
_ORGANS_TOO: Final = Words(words("body-nouns-of-many"))
_LONGEST_NAME: Final = 60
_MANY: Final = re.compile("各级|各|相关|有关|上级|下级|基层|二级|属地|每个|所属|部分|个别|地方")
_TAIL: Final = re.compile("(?:人民政府|政府|党委|党工委|办事处|党组织|党支部|单位)$")
_ANY_DEPARTMENT: Final = re.compile(
    rf"(?:(?:各级|各|相关|有关).*|.*(?:主管|相关|有关|各级|行业|职能|责任|[省市区县]直).*|[{_HAN}、]*)(?:部门|"
    rf"单位|机构|企业)"
)
_ONE_BODY: Final = re.compile(
    "(?:[省市区县州镇乡校院局]|学校|学院|医院|公司|集团)(?:党委|党组|党工委|政府|人民政府|纪委|委|党支部)|管委会"
)
_STANDING: Final = re.compile(r"^(?:各|相关|有关|全体|每个|所有)")

_ALIAS: Final = re.compile(
    rf"(?P<full>[{_HAN}A-Za-z()·]{{3,40}}) ?\(\s*(?:以下|下文|下)?(?:统一)?简?称(?:为|"
    rf":)?\s*[“\"‘']?(?P<short>[{_HAN}A-Za-z、]{{2,20}})[”\"’']?\s*\)"
)
_SHORT_FOR: Final = re.compile(
    rf"(?P<short>[{_HAN}A-Za-z、]{{2,80}}?)(?:分别)?(?:为|是|"
    rf"系)(?P<full>[{_HAN}A-Za-z、和与()]{{3,160}}?)的(?:简称|缩写|简写)"
)
_NOTE: Final = re.compile("的(?:简称|缩写|简写)")
_STOP: Final = re.compile(r"[。;\n:]")
_LEAD_IN: Final = re.compile(
    r".*(?:巡察了|巡视了|审计了|检查了|对|向|由|给|为|将|经|在|于|至|组织|关于|是|注:)(?=[^对向由给]{3,})"
)


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The chain of areas that a report speaks for, from province to the body's own, as far as its head gives it.

    `party` is the body whose 党委, 党组 or 党工委 the text calls so; `area` is the area, school or company reported on.
    """

    province: str = ""
    city: str = ""
    district: str = ""
    area: str = ""
    party: str = ""

    def of(self, level: str) -> str:
        """Return the area that a bare 省, 市, 区 or 县 means, an empty string if the head does not say."""
        if level == "省":
            return self.province
        if level in "市州盟":
            return self.city
        if level in "区县旗":
            return self.district or (self.area if self.area.endswith(("区", "县", "旗")) else "")
        return self.area if self.area.endswith(level) else ""


_CITIES: Final = table("cities")
_PROVINCE_OF: Final = {city: province for province, cities in _CITIES.items() for city in cities.split()}
_MUNICIPALITIES: Final = ("北京", "上海", "天津", "重庆")
_PROVINCE: Final = re.compile(rf"(?:^|[^{_HAN}]|中共)({'|'.join(p for p in _CITIES)}|[{_HAN}]{{2,3}}省)")
_AREA: Final = re.compile(
    rf"^(?:中共|中国共产党)?(?:[{_HAN}]{{2,3}}省)?([{_HAN}]{{2,4}}?市)?([{_HAN}]{{2,5}}?[区县旗])?"
)
_PARTY: Final = re.compile(r"^(?:中共|中国共产党)(.+?)(?:(?:工作)?委员会|党组|党委|[省市区县]委)$")


def jurisdiction_of(issuer: str, target: str = "", areas: tuple[str, ...] = (), city_hint: str = "") -> Jurisdiction:
    """Return the jurisdiction that the head of a report states: who signs it, on whom, and areas named there.

    A city of China implies its province; the province of an invented one stays empty unless the head has it.
    """
    head = [name for name in (issuer, target, *areas, city_hint) if name]
    city = next(filter(None, map(_city_in, head)), "")
    stated = next(filter(None, map(_PROVINCE.search, head)), None)
    province = str(stated[1]) if stated else _PROVINCE_OF.get(city.removesuffix("市"), "")
    district = next((str(each[2]) for each in map(_AREA.match, head) if each and each[2]), "")
    party = issuer if _PARTY.match(issuer) else ""
    area = target or (_PARTY.sub(r"\1", issuer) if party else issuer)
    return Jurisdiction(province, city, district if district != area or not city else area, area, party)


def _city_in(name: str) -> str:
    plain = name.removeprefix("中共").removeprefix("中国共产党")
    plain = re.sub(rf"^[{_HAN}]{{2,3}}(?:省|自治区)", "", plain)
    known = next((c for c in (*_PROVINCE_OF, *_MUNICIPALITIES) if plain.startswith(c)), "")
    if known:
        return known + "市"
    found = re.match(rf"([{_HAN}]{{2,4}}?市)(?!场|政|容|级|委|直)", plain)
    return found[1] if found else ""


_ORGANS: Final = table("short-organs")
_RELATIVE: Final = re.compile(r"^(省|市|州|盟|区|县|旗|镇|乡)(?!级|直|场|政(?!府|协|法)|容|属|[省市区县](?!场监))")
_GROUP_OF: Final = re.compile(r"^(?P<owner>.*?(?:党工委|党委|党组|管委会|工委))(?P<rest>.+)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """The full name that a surface stands for, and why; no reason where it stands for itself."""

    name: str
    reason: str = ""


def read_name(surface: str, jurisdiction: Jurisdiction, aliases: Mapping[str, str]) -> Reading:
    """Return a body's name in full within a jurisdiction; the surface where nothing tells more.

    省政府 is the people's government of the report's province, 市委编办 an office of the city's party committee, 党工委
    the committee that reports. An alias of the text is read first, alone and at the start or inside of a longer name.
    """
    name = aliases.get(surface, surface)
    if own := _own_party(name, jurisdiction):
        return Reading(own, "of the body that reports")
    if name != surface:
        return Reading(name, f"the text says that {surface} is short for {name}")
    steps: list[str] = []
    name = _opened(surface, aliases)
    if name != surface:
        steps.append("the text explains the short form in it")
    placed = _placed(name, jurisdiction)
    if placed != name:
        steps.append(f"{name[0]} is {placed[: len(placed) - len(name) + 1]}, the area that the head of the text names")
    written = _expanded(placed, jurisdiction)
    if written != placed:
        steps.append(_writing(placed, written, jurisdiction))
    return Reading(written, "; ".join(steps) if written != surface else "")


def _writing(short: str, full: str, jurisdiction: Jurisdiction) -> str:
    """Return what was written out, without the area before it: 政府 is 人民政府, 委 is 中共…委员会."""
    areas = (jurisdiction.area, jurisdiction.district, jurisdiction.city, jurisdiction.province, "国家")
    area = max((each for each in areas if short.startswith(each) and short != each), key=len, default="")
    return f"{short.removeprefix(area)} is {full.removeprefix(area).replace(area, '…', 1) if area else full}"


# What stands before 党委 or 党组 for the body that reports.
_ITSELF: Final = ("", "校", "院", "学校", "学院", "医院", "公司", "集团", "镇", "乡", "街道", "局", "厅")


def _own_party(surface: str, jurisdiction: Jurisdiction) -> str:
    """Return the full name of the reporting party committee for a short name of it and of its own organs."""
    party = jurisdiction.party
    match = _GROUP_OF.match(surface + "〇")
    if not party or match is None:
        return ""
    owner, rest = match["owner"], match["rest"].removesuffix("〇")
    area = jurisdiction.area
    place = re.sub(r"(?:党工委|党委|党组|管委会|工委)$", "", owner)
    if place not in _ITSELF and not area.endswith(place):
        return ""
    if owner.endswith("管委会"):
        return f"{area}管理委员会{rest}" if area.endswith("区") else ""
    committee = {"党工委": "工作委员会", "工委": "工作委员会", "党组": "党组", "党委": "委员会"}[
        next(each for each in ("党工委", "工委", "党组", "党委") if owner.endswith(each))
    ]
    of_kind = party.endswith(committee) and (committee != "委员会" or not party.endswith("工作委员会"))
    return party + _study(rest) if of_kind else ""


def _study(rest: str) -> str:
    return "理论学习中心组" if rest in ("理论中心组", "中心组", "理论学习中心组", "学习中心组") else rest


def _opened(surface: str, aliases: Mapping[str, str]) -> str:
    for short, full in aliases.items():
        if short in surface and full not in surface and not _inside_longer(surface, short):
            return surface.replace(short, full, 1)
    return surface


def _inside_longer(surface: str, short: str) -> bool:
    return short in ("学校", "学院", "公司", "集团", "医院", "中心") and not surface.startswith(short)


def _placed(name: str, jurisdiction: Jurisdiction) -> str:
    """Put the jurisdiction's area for a leading 省, 市, 区, 县."""
    relative = _RELATIVE.match(name)
    if relative is None:
        return name
    area = jurisdiction.of(relative[1])
    return area + name[1:] if area else name


_PARTY_ORGAN: Final = re.compile(rf"^(?P<area>[{_HAN}]+?[省市区县州盟旗])委(?!员|托)(?P<office>[{_HAN}]*)$")
_STATE_ORGAN: Final = re.compile(rf"^(?P<area>[{_HAN}]+?[省市区县州盟旗镇乡])政府(?P<office>[{_HAN}]*)$")
_YOUTH: Final = re.compile("^团([省市区县])委$")
_OFFICES: Final = table("party-offices")


def _expanded(name: str, jurisdiction: Jurisdiction) -> str:
    if (youth := _YOUTH.match(name)) is not None:
        area = jurisdiction.of(youth[1])
        return f"共青团{area}委员会" if area else name
    if (party := _PARTY_ORGAN.match(name)) is not None and len(party["area"]) > 1:
        office = _OFFICES.get(party["office"], party["office"])
        area = party["area"].removeprefix("中共")
        committee = f"中共{area}委员会" if not office else f"中共{area}委"
        return committee + office
    if (state := _STATE_ORGAN.match(name)) is not None and len(state["area"]) > 1:
        return f"{state['area']}人民政府{state['office']}"
    return _written_out(name) if name.startswith("国家") or _known_level(name, jurisdiction) else name


_OWN_COMMITTEE: Final = re.compile(r"(?:机关)?(?:党组|党委|办公室)?$")


def _written_out(name: str) -> str:
    """Return 住房和城乡建设局党组 for 住建局党组: the office's short form written out, its own committee kept."""
    own = _OWN_COMMITTEE.search(name)
    body, rest = (name[: own.start()], own[0]) if own else (name, "")
    full = next((f"{body.removesuffix(short)}{full}" for short, full in _ORGANS.items() if body.endswith(short)), body)
    return name if any(body.endswith(each) for each in _ORGANS.values()) else full + rest


def _known_level(name: str, jurisdiction: Jurisdiction) -> bool:
    return any(
        area and name.startswith(area) for area in (jurisdiction.province, jurisdiction.city, jurisdiction.area)
    ) or (_LEVEL.search(name) is not None)


@lru_cache(maxsize=4096)  # bodies come back from row to row and from file to file
def is_generic(name: str) -> bool:
    """Say whether a name is nobody in particular: 各部门, 省直部门, 施工单位, 各区（县）人民政府.

    Such names are kept as written and never merged.
    """
    plain = name.replace("（", "(").replace("）", ")").replace(" ", "")
    if _ONE_BODY.fullmatch(plain):
        return False
    if _of_nobody(plain) or _of_nobody(_TAIL.sub("", plain)):
        return True
    return _STANDING.match(plain) is not None or (
        plain.endswith(("部门", "单位", "企业")) and _ANY_DEPARTMENT.fullmatch(plain) is not None
    )


def _of_nobody(name: str) -> bool:
    """Say whether a name is words that limit, then nouns for bodies: 行业主管部门, 各级党委."""
    nouns = _ORGANS_TOO if _MANY.match(name) else _NOUNS
    if len(name) > _LONGEST_NAME or not nouns.may_end(name):
        return False
    return any(start < len(name) and nouns.make(name[start:]) for start in _VAGUE.reach(name))


def aliases(text: str) -> dict[str, str]:
    """Return the short names that a text itself explains: A（以下简称B）, and B、D分别为A、C的简称.

    The full name begins after the last preposition before it; a group's own verbs stay in it.
    """
    folded = text.translate({0xFF08: "(", 0xFF09: ")", 0xFF0C: ",", 0xFF1A: ":"})
    found: dict[str, str] = {}
    for match in _ALIAS.finditer(folded):
        full = _LEAD_IN.sub("", match["full"])
        for short in match["short"].split("、"):
            found[short] = full
    for note in _NOTE.finditer(folded):
        stated = _SHORT_FOR.search(_STOP.split(folded[max(0, note.start() - 240) : note.end()])[-1])
        shorts, fulls = (stated["short"].split("、"), stated["full"].split("、")) if stated else ([], [])
        if len(shorts) == len(fulls):
            found.update(zip(shorts, fulls, strict=True))
    return found
