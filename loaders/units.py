"""Names of bodies 单位: their full form within a jurisdiction, their kind and level, and which names are no names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_HAN: Final = "\u3400-\u9fff"

# Longest first: 领导小组办公室 is an office, 人民政府办公厅 no government.
_KINDS: Final = (
    ("working_group", re.compile(r"(?:小组|专班|指挥部|防指|[^中小]组|联席会议|安委会)(?:办公室)?$")),
    ("enterprise", re.compile(r"(?:公司|集团|厂|银行|[支分]行|信用社|合作社|事务所|企业)$")),
    ("school", re.compile(r"(?:大学|学院|学校|中学|小学|幼儿园|党校|研究生院|[一二三四五六七八九十]中)$")),
    ("hospital", re.compile(r"(?:医院|卫生院|保健院)$")),
    ("street", re.compile(r"(?:街道(?:办事处|办)?|[^城]镇|乡)$")),
    ("district", re.compile(r"[^管社小校片特地]区$|[县旗]$|.[省市州盟]$")),
)
_NATIONAL: Final = re.compile(r"国务院|国家|中央|中共中央|党中央|全国|中华人民共和国|[^省市区县]{2,8}部$")
_LEVEL: Final = re.compile(r"(省|自治区|市|州|盟|区|县|旗|镇|乡|街道)(?!场|政|容|级)")
_LEVELS: Final = {
    "省": "province", "自治区": "province", "市": "city", "州": "city", "盟": "city", "区": "district",
    "县": "district", "旗": "district", "镇": "township", "乡": "township", "街道": "township",
}  # fmt: skip


class Words:
    """A set of words, to ask what can be made of them one after another, in time linear in the text."""

    def __init__(self, words: str) -> None:
        self._words = frozenset(words.split())
        self._longest = max(map(len, self._words))

    def reach(self, text: str, starts: frozenset[int] = frozenset((0,))) -> frozenset[int]:
        """Return the offsets of `text` that words of this set lead to from `starts`, those included."""
        reached = set(starts)
        for start in range(len(text)):
            if start in reached:
                ends = range(start + 1, min(len(text), start + self._longest) + 1)
                reached.update(end for end in ends if text[start:end] in self._words)
        return frozenset(reached)

    def make(self, text: str) -> bool:
        """Say whether a text consists of these words alone; the empty one does."""
        return len(text) in self.reach(text)


# Words that name no body by themselves; what is made of these alone is nobody in particular.
_VAGUE: Final = Words("""
各级 各 有关 相关 责任 职能 主管 业务 行业 牵头 配合 成员 协同 承办 主责 监管 监督 管理 执法 审批 建设 施工 监理
设计 勘察 代建 运营 运维 养护 使用 用人 项目 所属 下属 直属 基层 二级 三级 一级 本 该 其他 其它 部分 个别 多个 若干
相应 对应 涉及 涉事 上级 下级 同级 主要 重点 归口 分管 党政 机关 事业 企事业 整改 问题 被巡察 被巡视 被审计 被检查
巡察 巡视 审计 专业 第三方 中介 服务 咨询 评估 检测 供应 采购 招标 中标 投标 代理 采购人 合作 参建 承建 承包 总承包
分包 金融 行政 政府 市场 省市 省 市 区 县 镇 乡 校 院 中央 地方 属地 省级 市级 区级 县级 镇级 乡级 村级 省直 市直
区直 县直 州直 校内 校直 内设 教学 科研 全区 全市 全县 全省 全校 我 我省 我市 我区 我县 涉水 涉农 涉企 驻区 驻市
国有 民营 平台 控股 参股 全资 骨干 辖区 责令 重要 关键 公共资源 资金 申报 实施 用款 预算 以及 和 与 及 、 的 等 两
几 多 每 所有 全部 各类 各个 各相关 各有关
""")
_NOUNS: Final = Words("""
部门 单位 机构 组织 科室 处室 部室 室部 支部 党支部 党总支 党组织 学院 院系 系部 企业 公司 子公司 分公司 街道 乡镇
镇街 镇乡 镇 乡 街 村 社区 村居 区县 县区 县市区 市县区 市县 学校 高校 银行 团队 专班 工作组 专项组 小组 (区县)
区(县) 县(区) 县(市、区) 市(区) 镇(街道) 镇街(园区) 街道(镇) 园区 功能区 开发区 工业园区 部委 委办局 主体
""")
# Nobody in particular only after a word that says so: 省委 is one body, 各级党委 are many.
_ORGANS_TOO: Final = Words("""
部门 单位 机构 组织 科室 处室 部室 室部 支部 党支部 党总支 党组织 学院 院系 系部 企业 公司 子公司 分公司 街道 乡镇
镇街 镇乡 镇 乡 街 村 社区 村居 区县 县区 县市区 市县区 市县 学校 高校 银行 团队 专班 工作组 专项组 小组 (区县)
区(县) 县(区) 县(市、区) 市(区) 镇(街道) 镇街(园区) 街道(镇) 园区 功能区 开发区 工业园区 部委 委办局 主体
人民政府 党委 党组 党工委 工委 纪委 党委会 政府 部 委 办 局 厅 处 院 所 站 医院 集团 区 县 市 州 党委(党组)
党委、政府 党委政府 领导小组 指挥部
""")
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


_CITIES: Final = {
    "河北省": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水",
    "山西省": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁",
    "辽宁省": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛",
    "吉林省": "长春 四平 辽源 通化 白山 松原 白城",
    "黑龙江省": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化",
    "江苏省": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁",
    "浙江省": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水",
    "安徽省": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城",
    "福建省": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德",
    "江西省": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶",
    "山东省": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽",
    "河南省": "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源",
    "湖北省": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州",
    "湖南省": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底",
    "广东省": "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 "
    "揭阳 云浮",
    "广西壮族自治区": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左",
    "海南省": "海口 三亚 三沙 儋州",
    "四川省": "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳",
    "贵州省": "贵阳 六盘水 遵义 安顺 毕节 铜仁",
    "云南省": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧",
    "陕西省": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛",
    "甘肃省": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南",
    "青海省": "西宁 海东",
    "内蒙古自治区": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布",
    "宁夏回族自治区": "银川 石嘴山 吴忠 固原 中卫",
    "西藏自治区": "拉萨 日喀则 昌都 林芝 山南 那曲",
    "新疆维吾尔自治区": "乌鲁木齐 克拉玛依 吐鲁番 哈密",
}
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


_ORGANS: Final = {
    "发改委": "发展和改革委员会",
    "发展改革委": "发展和改革委员会",
    "发改局": "发展和改革局",
    "住建局": "住房和城乡建设局",
    "住建厅": "住房和城乡建设厅",
    "住建委": "住房和城乡建设委员会",
    "住建部": "住房和城乡建设部",
    "人社局": "人力资源和社会保障局",
    "人社厅": "人力资源和社会保障厅",
    "人社部": "人力资源和社会保障部",
    "卫健委": "卫生健康委员会",
    "卫生健康委": "卫生健康委员会",
    "卫健局": "卫生健康局",
    "国资委": "国有资产监督管理委员会",
    "文旅局": "文化和旅游局",
    "文旅厅": "文化和旅游厅",
    "工信局": "工业和信息化局",
    "工信厅": "工业和信息化厅",
    "工信部": "工业和信息化部",
    "自规局": "自然资源和规划局",
    "农业局": "农业农村局",
    "民宗局": "民族宗教事务局",
    "防指": "防汛抗旱指挥部",
    "防汛办": "防汛抗旱指挥部办公室",
    "安委会": "安全生产委员会",
    "安委办": "安全生产委员会办公室",
    "行政审批局": "行政审批服务局",
    "市场监管局": "市场监督管理局",
    "退役军人局": "退役军人事务局",
    "交通局": "交通运输局",
    "教体局": "教育和体育局",
    "公积金中心": "住房公积金管理中心",
    "疾控中心": "疾病预防控制中心",
}
_RELATIVE: Final = re.compile(r"^(省|市|州|盟|区|县|旗|镇|乡)(?!级|直|场|政(?!府|协|法)|容|属|[省市区县](?!场监))")
_GROUP_OF: Final = re.compile(r"^(?P<owner>.*?(?:党工委|党委|党组|管委会|工委))(?P<rest>.+)$")


def canonical_name(surface: str, jurisdiction: Jurisdiction, aliases: Mapping[str, str]) -> str:
    """Return a body's name in full within a jurisdiction; the surface where nothing tells more.

    省政府 is the people's government of the report's province, 市委编办 an office of the city's party committee, 党工委
    the committee that reports. An alias of the text is read first, alone and at the start or inside of a longer name.
    """
    name = aliases.get(surface, surface)
    if own := _own_party(name, jurisdiction):
        return own
    if name != surface:
        return name
    name = _opened(surface, aliases)
    return _expanded(_placed(name, jurisdiction), jurisdiction)


def _own_party(surface: str, jurisdiction: Jurisdiction) -> str:
    """Return the full name of the reporting party committee for a short name of it and of its own organs."""
    party = jurisdiction.party
    match = _GROUP_OF.match(surface + "〇")
    if not party or match is None:
        return ""
    owner, rest = match["owner"], match["rest"].removesuffix("〇")
    area = jurisdiction.area
    place = re.sub(r"(?:党工委|党委|党组|管委会|工委)$", "", owner)
    if place not in (
        "",
        "校",
        "院",
        "学校",
        "学院",
        "医院",
        "公司",
        "集团",
        "镇",
        "乡",
        "街道",
        "局",
        "厅",
    ) and not area.endswith(place):
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
_OFFICES: Final = {
    "编办": "机构编制委员会办公室",
    "巡察办": "巡察工作领导小组办公室",
    "巡视办": "巡视工作领导小组办公室",
    "网信办": "网络安全和信息化委员会办公室",
    "政法委": "政法委员会",
    "农办": "农村工作领导小组办公室",
    "改革办": "全面深化改革委员会办公室",
    "办": "办公室",
}


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
    if len(name) > _LONGEST_NAME:
        return False
    nouns = _ORGANS_TOO if _MANY.match(name) else _NOUNS
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


def kind_of(name: str) -> str:
    """Return working_group, enterprise, school, hospital, street, district or organ by the end of a name."""
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "organ")


def level_of(name: str) -> str | None:
    """Return national, province, city, district or township by the last area that a name begins with."""
    if _NATIONAL.match(name):
        return "national"
    found = _LEVEL.findall(name.removeprefix("中共"))
    return _LEVELS[found[-1]] if found else None
