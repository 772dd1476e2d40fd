"""People 人员 in running text: names beside a title, after a label, in the name of a doctrine, a book or a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.parsed import PersonMention
from loaders.report.boundary import HAN, Boundaries, boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report.context import Context

_SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马"
    "苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁"
    "毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解"
    "应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮储靳邴糜松井段富巫乌焦巴弓牧隗山谷车侯"
    "宓蓬全郗班仰秋仲伊宫宁仇栾甘祖武符刘景詹束龙叶幸司韶郜黎"
    "蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀"
    "郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧利师巩聂关荆付"
    "肖闫查佟邸岳晁原佘苟仝代未冼覃粟牟阚亓芦邝禤楼辜涂敖隋逯迟矫鞠綦昝苑訾谌庹侬俸厉缑郇亢佴谯尧汝鄢兰丘"
)
_COMPOUND: Final = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|夏侯|端木|独孤|南宫|呼延"
# The leaders whom doctrines and books are named after; they stand without a title there.
_LEADERS: Final = (
    "习近平|毛泽东|邓小平|江泽民|胡锦涛|周恩来|刘少奇|朱德|陈云|李克强|温家宝|马克思(?=、?恩格斯|诞辰|墓)|"
    "恩格斯|列宁(?!主义)|孙中山"
)
_DOCTRINE: Final = re.compile(
    r"(?:新时代中国特色社会主义(?:[\u4e00-\u9fff]{0,4})思想|谈治国理政|[\u4e00-\u9fff]{2,8}思想(?![认建])|"
    r"思想|理论|(?:同志)?(?:关于|论)(?![^,。;]*(?:重要|指示|批示|论述|讲话))[^,。;]{0,30}(?:论述摘编|选编)|"
    r"选集|文选|文集|著作|[\u4e00-\u9fff]{0,10}论述摘编|系列讲话读本)"
)
_TITLE: Final = (
    "总书记|总理|主席|委员长|书记|副书记|省长|副省长|市长|副市长|区长|副区长|县长|副县长|镇长|乡长|局长|"
    "副局长|厅长|副厅长|部长|副部长|处长|副处长|科长|副科长|院长|副院长|校长|副校长|所长|站长|主任|副主任|"
    "董事长|副董事长|总经理|副总经理|经理|总裁|教授|副教授|院士|研究员|工程师|总工程师|老师|医生|医师|律师|"
    "同志|先生|女士|组长|副组长|队长|班长|园长|馆长|行长|会长|理事长|秘书长|巡视员|调研员|常委|委员|烈士(?!陵|墓)|"
    "等人|等同志"
)
_SURNAME: Final = rf"(?:{_COMPOUND}|[{_SURNAMES}])"
_NAME: Final = rf"{_SURNAME}[{HAN}]{{1,2}}?"
_MASKED: Final = re.compile(
    rf"(?:{_COMPOUND}|[{_SURNAMES}])某{{1,3}}(?!些|种|个|项|一|地|市|县|区|公司|单位|类|年|时|处|月)"
)
_BEFORE_TITLE: Final = re.compile(rf"(?P<name>{_SURNAME}[{HAN}]{{1,2}})(?=(?P<title>{_TITLE}))")
_LABEL: Final = re.compile(
    r"(?:责任人|联系人|负责人|责任领导|包保领导|分管领导|牵头领导|经办人|承办人|项目负责人|主要负责人|"
    r"第一责任人|报告人|签发人|审核人|撰稿|组长|副组长|成员|传承人|法定代表人|法人代表|实际控制人|当事人|河长|"
    r"湖长|第一书记|驻村干部|网格员)\s*[:为]\s*"
)
_POST_FIRST: Final = (
    "书记|副书记|主席|副主席|省长|市长|副市长|区长|副区长|县长|副县长|镇长|副镇长|乡长|局长|副局长|厅长|"
    "副厅长|部长|副部长|处长|副处长|科长|副科长|院长|副院长|校长|副校长|所长|站长|主任|副主任|"
    "董事长|副董事长|总经理|副总经理|财务总监|总监|经理|教授|院士|传承人|组长|副组长|委员|常委|会计|出纳|"
    "队长|馆长|行长|会长|理事长|秘书长|员工|职工|教师|学生|村民|烈士|英雄|模范|楷模|劳模|工匠|领导|负责人|联系人|"
    "责任人|法定代表人|干部"
)
_AFTER_POST: Final = re.compile(
    rf"(?:{_POST_FIRST}) ?(?P<name>(?:{_COMPOUND})[{HAN}]{{1,2}}|[{_SURNAMES}][{HAN}]{{1,2}})"
)
# What may stand behind a name; without it three characters after a post are as often a verb.
_BEHIND: Final = re.compile(
    r"[、,，。;；:)(”\s]|$|同志|等|任|担任|为|作|走进|主持|带队|牵头|负责|出席|参加|讲|率|已|被|因|在|对|与|"
    r"和|于|的|受|到|赴|带领|作出|给予|违|挪用|贪污|收受|予|涉|亲自|进行|参与|说|介绍|签|分管|包保|调|兼|向|"
    r"先后|利用|将|通过|组织|多次"
)
_LISTED: Final = re.compile(
    rf"\s*(?P<name>(?:{_COMPOUND})[{HAN}]{{1,2}}|[{_SURNAMES}][{HAN}]{{1,2}})(?=[、,，。;；\s)(]|$|同志|"
    rf"等)(?P<more>、)?"
)
_SITE_NAMES: Final = re.compile(
    rf"(?=(?P<name>{_SURNAME}[{HAN}]{{1,2}})(?:烈士(?!陵|墓)|纪念|故居|故里|旧居|墓|祠|陵|雕像|塑像|铜像|精神|事迹|名师|"
    rf"劳模|创新工作室|工作室|先进事迹|案(?=[例件、,。]|等|以案)))"
)
_TOMB: Final = re.compile(rf"[{HAN}]{{2,3}}(?=墓(?![地葬园穴碑群])|故居|旧居)")
# Surname and a word: these are no names.
_NO_NAME: Final = re.compile(
    rf"(?:[{HAN}]?(?:主要|负责|相关|有关|全体|单位|部门|公司|学院|各级|分管|基层|领导|党员|干部|支部|组织|成员|"
    rf"具体|直接|其他|工作|任务|责任|管理|建设|安全|学习|高级|正高|副高|专职|兼职|常务|党委|纪委|党组|第一|"
    rf"时任|原任|班子|革命|无名|抗日|抗战|民族|英雄|红色|时代|工匠|劳动|古|公|成立|平台|创新|文明|"
    rf"文化|传统|特色|应当|于是|于此|和谐|向上|常态|时候|明确|任职|安排|严格|严肃|全面|高度|国家|国有|水利|"
    rf"水务|金融|农村|农业|文物|文旅|广大|万元|单独|通报|通过|路边|能力|连续|连同|双方|都要|从严|都能|师生|"
    rf"宣传|宣读|万人|别|应))|.*(?:[的了和与及等对在为被将由已是或各并]|工作|同志|会议|单位)"
)
_TWO_CHARACTERS: Final = """
任何 成为 成员 向全 和其 和主 时任 于都 常务 支委 支部 党委 党组 党支 党总 党工 党校 党建 强化 明确 高级 高校 高等
高中 单位 方面 方案 计划 全体 全市 全区 全县 全省 全校 国有 国家 平均 通过 通知 通报 经理 和党 和纪 及其 连任 从事
解决 管理 应当 能够 都是 路线 文明 文化 文件 家庭 家长 农村 农民 农业 关于 关键 牵头 于是 安全 金融 乐于 利用 容易
满意 水平 水务 水利 危险 严格 严肃 宣传 常态 常规 平时 习惯 司法 公安 国资 常驻 古代 边界 广大 广泛 向上 步骤 有关
时间 时限 时候 平台 项目 和书 与党 包括 包保 车辆 车间 班子 白天 方式 方法 乌海 云南 江苏 江西 安徽 安排 山东 山西
海南 湖北 湖南 武汉 宁夏 广东 广西 贵州 元旦 荣获 荣誉 程序 石油 石化 华为 华东 华北 金额 金牌 章程 印发 温馨 富裕
索赔 充分 充实 连续 扶贫 贡献 边防 印章 经办 房屋 房产 田间 林业 林长 江河 黄河 汛期 史志 纪委 纪检 纪律 沈阳 洪水
项城 水库 应急 国企 牧民 商品 景区 谈话 查处 查办 支付 支持 花费 花园 安置 古树 易地 万元 万亩 温室 农田 农户 包联
路长 利益 单独 强制 别人 终身 常委 向其 向党 居民 车主 满足 广播 文书 成果 成效 原则 代表 代理 代建 代管 查看 未按
未及 未能 未经 付款 付费 原任 原县 原市
"""
_WORDS_OF_TWO: Final = frozenset(_TWO_CHARACTERS.split())


def mentions(folded: str, text: str, context: Context) -> tuple[PersonMention, ...]:
    """Return the people of a text in their order; the span is the name without its title.

    `embedded` names stand inside a doctrine, a book or a place and answer for nothing. Titles in 《…》 are searched for
    those too: a book about a person names one.
    """
    found: dict[int, PersonMention] = {}
    marks = boundaries(folded)
    for each in (
        *_leaders(folded, text),
        *_sites(folded, text, marks),
        *_labelled(folded, text),
        *_titled(folded, text, marks),
        *_masked(folded, text),
    ):
        if not any(at in found for at in range(each.start - 2, each.end)):
            found[each.start] = each
    return tuple(sorted(found.values(), key=lambda each: each.start))


_LEADER: Final = re.compile(_LEADERS)
_LEADER_TITLE: Final = re.compile(r"总书记|主席|总理|同志")


def _leaders(folded: str, text: str) -> Iterator[PersonMention]:
    for match in _LEADER.finditer(folded):
        title = _LEADER_TITLE.match(folded, match.end())
        quoted = folded[match.start() - 1 : match.start()] in "“《〈" and match.start() > 0 and title is None
        embedded = title is None and (quoted or _DOCTRINE.match(folded, match.end()) is not None)
        yield _person(text, match.start(), match.end(), title[0] if title else None, embedded)


def _person(text: str, start: int, end: int, post: str | None = None, embedded: bool = False) -> PersonMention:
    name = text[start:end]
    return PersonMention(start=start, end=end, surface=name, name=name, post=post, embedded=embedded)


def _sites(folded: str, text: str, marks: Boundaries) -> Iterator[PersonMention]:
    for match in _SITE_NAMES.finditer(folded):
        start = max(match.start(), marks.left(match.end("name")))
        if start == match.start() and _is_name(match["name"]) and _opens(folded, marks, start):
            yield _person(text, start, match.end("name"), embedded=True)
    for match in _TOMB.finditer(folded):
        start = marks.left(match.end())
        if 2 <= match.end() - start <= 3 and not _COMMON_TOMB.search(folded[start : match.end()]):
            yield _person(text, start, match.end(), embedded=True)


_COMMON_TOMB: Final = re.compile(r"烈士|古|公|革命|名人|陵|祖|集体|汉|唐|宋|明|清|红军|将军|领袖|散")


def _opens(folded: str, marks: Boundaries, start: int) -> bool:
    """Say whether a name may begin here: at a boundary, or behind a word that names come after."""
    return marks.is_cut(start) or _BEFORE_NAME.search(folded, max(0, start - 4), start) is not None


_BEFORE_NAME: Final = re.compile(
    r"(?:沿线|书记|局长|主任|同志|烈士|英雄|模范|楷模|传承人|教授|院士|校友|村民|职工|教师|警官|民警|法官|"
    r"检察官|司机|会计|员|长|记|党校|大学|学院|医院|公司|集团|[局厅委处科所院村镇部])$"
)


def _is_name(name: str) -> bool:
    if "某" in name or (name[0] == "任" and name[1] in "组副双主委职命"):
        return False
    return (
        name[:2] not in _WORDS_OF_TWO
        and name not in _WORDS_OF_TWO
        and _NO_NAME.fullmatch(name) is None
        and not _PLACE_END.search(name)
    )


_PLACE_END: Final = re.compile(r"[市县区镇乡村省局部处科院校委会组员长]$")


def _labelled(folded: str, text: str) -> Iterator[PersonMention]:
    """Yield the names after 责任人: and the like, one by one: 责任人:张三、李四."""
    for label in _LABEL.finditer(folded):
        at = label.end()
        while (match := _LISTED.match(folded, at)) is not None and _is_name(match["name"]):
            yield _person(text, match.start("name"), match.end("name"), label[0].strip(" :为"))
            at = match.end()
            if not match["more"]:
                break


def _titled(folded: str, text: str, marks: Boundaries) -> Iterator[PersonMention]:
    starts = frozenset(marks.words.values())
    for match in _AFTER_POST.finditer(folded):
        name, end = match["name"], match.end()
        if len(name) > 2 and not _stops(folded, starts, end) and _stops(folded, starts, end - 1):
            name, end = name[:-1], end - 1
        if len(name) >= 2 and _stops(folded, starts, end) and _is_name(name):
            yield _person(text, end - len(name), end, folded[match.start() : end - len(name)].strip())
    for match in _BEFORE_TITLE.finditer(folded):
        name, start = match["name"], match.start()
        if _opens(folded, marks, start) and _is_name(name) and not _inner_cut(marks, start, match.end("name")):
            yield _person(text, start, match.end("name"), match["title"])


def _stops(folded: str, starts: frozenset[int], end: int) -> bool:
    """Say whether a name may end here: before punctuation, or before a word that names are followed by."""
    return end in starts or _BEHIND.match(folded, end) is not None


def _inner_cut(marks: Boundaries, start: int, end: int) -> bool:
    return marks.left(end) > start


def _masked(folded: str, text: str) -> Iterator[PersonMention]:
    """Yield 张某, 王某某: names that the writer hid."""
    yield from (_person(text, match.start(), match.end()) for match in _MASKED.finditer(folded))
