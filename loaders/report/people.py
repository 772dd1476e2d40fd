"""People 人员 in running text: names beside a title, after a label, in the name of a doctrine, a book or a place."""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.lexicon import words
from loaders.parsed import PersonMention
from loaders.report.boundary import Boundaries, boundaries
from loaders.report.sought import Near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report.context import Context

_SURNAMES: Final = "".join(words("surnames"))
_COMPOUND: Final = "|".join(words("compound-surnames"))
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
_MASKED: Final = Near(
    re.compile(rf"(?:{_COMPOUND}|[{_SURNAMES}])某{{1,3}}(?!些|种|个|项|一|地|市|县|区|公司|单位|类|年|时|处|月)"),
    re.compile("某"),
    before=2,
    behind=4,
)
_BEFORE_TITLE: Final = Near(
    re.compile(rf"(?P<name>{_SURNAME}[{HAN}]{{1,2}})(?=(?P<title>{_TITLE}))"), re.compile(_TITLE), before=4, behind=3
)
_LABEL: Final = re.compile(
    r"(?:责任人|联系人|负责人|责任领导|包保领导|分管领导|牵头领导|经办人|承办人|项目负责人|主要负责人|"
    r"第一责任人|报告人|签发人|审核人|撰稿|组长|副组长|成员|传承人|法定代表人|法人代表|实际控制人|当事人|河长|"
    r"湖长|第一书记|驻村干部|网格员)\s*(?:[】\]]?[:为]|[】\]])\s*"
)
# Who lives or works somewhere holds no post by it.
_RESIDENTS: Final = (
    "村民代表|居民代表|村民|居民|业主|"
    "(?:承包|承租|种植|养殖|经营|种粮大|贫困|脱贫|低保|监测|五保|拆迁|搬迁|受灾|受损|农|租|商)户"
)
_POST_FIRST: Final = (
    f"{_RESIDENTS}|"
    "书记|副书记|主席|副主席|省长|市长|副市长|区长|副区长|县长|副县长|镇长|副镇长|乡长|局长|副局长|厅长|"
    "副厅长|部长|副部长|处长|副处长|科长|副科长|院长|副院长|校长|副校长|所长|站长|主任|副主任|"
    "董事长|副董事长|总经理|副总经理|(?:常务|分管|生产|技术|安全|经营|销售|财务|行政)?副总|总监代表|专责|主管|专干|干事|财务总监|总监|总会计师|首席[\u4e00-\u9fff]{2}官|调研员|巡视员|经理|教授|院士|传承人|组长|副组长|委员|常委|会计|出纳|"
    "队长|馆长|行长|会长|理事长|秘书长|员工|职工|教师|学生|烈士|英雄|模范|楷模|劳模|工匠|领导|负责人|联系人|"
    "责任人|自然人|个体户|法定代表人|干部|法官|检察官|干警|民警|辅警|医师|医生|护士长|护士|采购员|采购经办人|经办人|承办人|报账员|保管员|工作人员|科员|股长|支书|辅导员|站长|所长|校长|厂长|村长|文书"
)
# Who does what by the end of the word: 收费员, 承租人, 庭长, 药剂师; 党员, 成员 and the like are many.
_ANY_POST: Final = (
    rf"(?<=[{HAN}])(?:(?<![人党成官队学会社动全演])员|(?<=[{HAN}]{{2}})(?<![工代个本万千百多余])人"
    r"|[庭段班园店船厂河湖田街链室矿井股警]长|师|工头)"
)
_NAMED: Final = (
    rf"(?P<name>[{HAN}]{{2,5}}·[{HAN}]{{2,6}}(?![{HAN}]{{0,2}}(?:公司|集团))"
    rf"|(?:{_COMPOUND})[{HAN}]{{1,2}}|[{_SURNAMES}][{HAN}]{{1,2}})"
)
_POST_BEFORE: Final = re.compile(rf"(?:{_POST_FIRST}|{_ANY_POST})$")
_KNOWN_POST: Final = re.compile(rf"(?:{_POST_FIRST})$")
# 人 may begin a word instead of ending an office: 历史人文资源, 引进人才.
_WORD_OF_MAN: Final = re.compile("人[文员口才民力事数大社均居身工行防情格权为物选心造马间]")
# The last characters of posts are few: they are looked for first, and the whole post before them then.
_POST_ENDS: Final = "".join(sorted({post[-1] for post in _POST_FIRST.split("|")} | set("员人长师头总官户表")))
_AFTER_POST: Final = re.compile(rf"(?P<last>[{_POST_ENDS}])(?!(?<=会计)师)[ ]{{0,4}}(?!代表){_NAMED}")
_LONGEST_POST_WORD: Final = 6
_DEPUTY: Final = re.compile("(?:常务|执行)?副$")
_NEXT_NAME: Final = re.compile(rf"、{_NAMED}")
# What may stand behind a name; without it three characters after a post are as often a verb.
_BEHIND: Final = re.compile(
    r"[、,，。;；:)(”\s]|$|\d{1,2}[人名]|同志|等|就|任|担任|为|作|走进|主持|带队|牵头|负责|出席|参加|讲|率|已|被|因|在|对|与|"
    r"和|于|的|受|到|赴|带领|作出|给予|违|挪用|贪污|收受|予|涉|亲自|领衔|挂帅|统筹|督办|驻|调度|进行|参与|说|介绍|签|分管|包|调|兼|向|"
    r"冒领|骗取|套取|侵占|占用|拖欠|承包|承租|反映|写|所(?=[欠借付])|欠|赔|退|交|借|垫|领取|虚报|重复|违规|案|团队|典型|记(?=不良|[入过])|"
    r"先后|利用|将|通过|组织|多次|党内|政务|行政|记过|记大过|降[级职]|停职|批评|扣[减发]|分别|书面|诫勉|警告|严重|免|留党|撤职|开除|退缴|收受|"
    r"立案|移送|移交|问责|约谈|采取|予以|谈话|提醒|停|罚|追|判|辞|退|主动|每|及时|定期|带"
)
_LISTED: Final = re.compile(
    rf"\s*(?P<name>(?:{_COMPOUND})[{HAN}]{{1,2}}|[{_SURNAMES}][{HAN}]{{1,2}})(?=[、,，。;；\s)(]|$|同志|"
    rf"等)(?P<more>、)?"
)
_SITE: Final = (
    "(?:烈士(?!陵|墓)|纪念|故居|故里|旧居|墓|祠|陵|雕像|塑像|铜像|精神|事迹|名师|劳模|创新工作室|工作室|先进事迹|"
    "案(?=[例件、,。]|等|以案))"
)
_SITE_NAMES: Final = Near(
    re.compile(rf"(?=(?P<name>{_SURNAME}[{HAN}]{{1,2}}){_SITE})"), re.compile(_SITE), before=4, behind=6
)
_TOMB: Final = Near(
    re.compile(rf"[{HAN}]{{2,3}}(?=墓(?![地葬园穴碑群])|故居|旧居)"), re.compile("墓|故居|旧居"), before=3, behind=1
)
# Surname and a word: these are no names.
_COMMON: Final = re.compile(
    rf"[{HAN}]?(?:主要|负责|相关|有关|全体|单位|部门|公司|学院|各级|分管|基层|领导|党员|干部|支部|组织|成员|"
    rf"具体|直接|其他|工作|任务|责任|管理|建设|安全|学习|高级|正高|副高|专职|兼职|常务|党委|纪委|党组|第一|"
    rf"时任|原任|班子|革命|无名|抗日|抗战|民族|英雄|红色|时代|工匠|劳动|古|公|成立|平台|创新|文明|"
    rf"文化|传统|特色|应当|于是|于此|和谐|向上|常态|时候|明确|任职|安排|严格|严肃|全面|高度|国家|国有|水利|"
    rf"水务|金融|农村|农业|文物|文旅|广大|万元|单独|通报|通过|路边|能力|连续|连同|双方|都要|从严|都能|师生|"
    rf"宣传|宣读|万人|别|应)"
)
_GOES_ON: Final = re.compile(".*(?:[的了和与及等对在为被将由已是或各并]|工作|同志|会议|单位)")
_WORDS_OF_TWO: Final = frozenset((*words("name-lookalikes"), *words("outside-names")))


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
        *_masked(folded, text, marks),
        *_counted(folded, text),
        *_leading(folded, text, marks),
        *_spread(folded, text),
    ):
        if not any(at in found for at in range(each.start - 2, each.end)):
            found[each.start] = each
    for each in tuple(found.values()):
        for other in _before(folded, text, marks, each.start):
            found.setdefault(other.start, other)
    return tuple(sorted(found.values(), key=lambda each: each.start))


def _before(folded: str, text: str, marks: Boundaries, start: int) -> Iterator[PersonMention]:
    """Yield the names before one in its list: whatever stands there and looks like a name is one too."""
    while start and folded[start - 1] == "、":
        first = marks.left(start - 1)
        name = folded[first : start - 1]
        if _WHOLE.fullmatch(name) is None or not _is_name(name):
            return
        yield _person(text, first, start - 1)
        start = first


_LEADER: Final = re.compile(_LEADERS)
_LEADER_TITLE: Final = re.compile(r"总书记|主席|总理|同志")


def _leaders(folded: str, text: str) -> Iterator[PersonMention]:
    for match in _LEADER.finditer(folded):
        title = _LEADER_TITLE.match(folded, match.end())
        quoted = folded[match.start() - 1 : match.start()] in "“《〈" and match.start() > 0 and title is None
        embedded = title is None and (quoted or _DOCTRINE.match(folded, match.end()) is not None)
        # They stand there as authors of speeches and instructions: their title is a way to name them.
        yield _person(text, match.start(), match.end(), None, embedded)


def _person(text: str, start: int, end: int, post: str | None = None, embedded: bool = False) -> PersonMention:
    name = intern(text[start:end])
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


def is_whole_name(words: str) -> bool:
    """Tell whether words that stand alone where a name does are one, hidden ones (李某) among them."""
    return _WHOLE.fullmatch(words) is not None and ("某" in words or _is_no_word(words))


_WHOLE: Final = re.compile(rf"(?:{_COMPOUND})[{HAN}]{{1,2}}|[{_SURNAMES}][{HAN}]{{1,2}}")


def _is_name(name: str) -> bool:
    return "某" not in name and _is_no_word(name) and _GOES_ON.fullmatch(name) is None


def _is_no_word(name: str) -> bool:
    if len(name) == 2 and name[1] == "家":  # 刘家祠堂
        return False
    if name[0] == "和" and name[1:] in _ACTS:  # 加强对工作的领导和监督
        return False
    if name[0] == "任" and name[1] in "组副双主委职命":
        return False
    return (
        name[:2] not in _WORDS_OF_TWO
        and name not in _WORDS_OF_TWO
        and not (name[0] in _WORDS_OF_TWO and name[1:] in _WORDS_OF_TWO)  # 和督促
        and _COMMON.fullmatch(name) is None
        and not _PLACE_END.search(name)
    )


_ACTS: Final = frozenset(
    ("监督", "指导", "管理", "检查", "支持", "服务", "保障", "协调", "执行", "落实", "组织", "考核")
)
_PLACE_END: Final = re.compile(r"[市县区镇乡村省局部处科院校委会组员长副办]$")


def _labelled(folded: str, text: str) -> Iterator[PersonMention]:
    """Yield the names after 责任人: and the like, one by one: 责任人:张三、李四."""
    for label in _LABEL.finditer(folded):
        at = label.end()
        while (match := _LISTED.match(folded, at)) is not None and _is_name(match["name"]):
            told = _TOLD_BEHIND.match(folded, match.end("name"))
            post = text[slice(*told.span("post"))] if told else label[0].strip(" :为】]")
            yield _person(text, match.start("name"), match.end("name"), post)
            at = told.end() if told else match.end()
            if not (told or match)["more"]:
                break


# 责任人:张伟(副院长)、李强
_TOLD_BEHIND: Final = re.compile(rf"[ ]?\((?P<post>[{HAN}、]{{2,24}})\)[ ]*(?P<more>[、,;])?")


def _titled(folded: str, text: str, marks: Boundaries) -> Iterator[PersonMention]:
    for match, post_start in _behind_posts(folded):
        # 总经理 holds the word 经, which bounds other names.
        first = min(post_start, max(marks.left(match.start()), match.start() - _LONGEST_POST))
        office: str | None = text[first : match.start("name")].strip()
        if _RESIDENT.search(folded, first, match.start("name")):
            if match["name"][0] in _JOINING:
                continue
            office = None
        held: re.Match[str] | None = match
        while held and (end := _name_end(folded, marks, held)):
            yield _person(text, held.start("name"), end, office)
            held = _NEXT_NAME.match(folded, end)
    for match in _BEFORE_TITLE.finditer(folded):
        name, start = match["name"], match.start()
        if _opens(folded, marks, start) and _is_name(name) and not _inner_cut(marks, start, match.end("name")):
            post = None if match["title"] in _ADDRESS else match["title"]
            yield _person(text, start, match.end("name"), post)

    for match in _SERVES.finditer(folded):
        if _is_name(match["name"]):
            post = match.start("post")
            office = text[max(marks.left(post), post - _LONGEST_POST) : match.end("post")] if match["post"] else None
            yield _person(text, match.start("name"), match.end("name"), office)


_JOINING: Final = frozenset("和同与及向从")  # 农户和村民: more often a word than a surname there
_RESIDENT: Final = re.compile(rf"(?:{_RESIDENTS})[ ]*$")
# 办公室主任由X担任: the office stands before the word that names go with, or behind the verb.
_SERVES: Final = Near(
    re.compile(
        rf"(?:(?P<post>(?:{_TITLE}))|(?<=[,。;:、\n]))由(?P<name>(?:{_COMPOUND})[{HAN}]{{1,2}}|[{_SURNAMES}][{HAN}]{{1,2}})(?=(?:同志)?(?:担任|兼任|出任))"
    ),
    re.compile("担任|兼任|出任"),
    before=12,
    behind=2,
)


def _behind_posts(folded: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield what may be a name behind a post, and where the post begins; 书记 ends in no 书 that 文书 ends in."""
    at = 0
    while (match := _AFTER_POST.search(folded, at)) is not None:
        last = match.end("last")
        post = _KNOWN_POST if _WORD_OF_MAN.match(folded, last - 1) else _POST_BEFORE
        found = post.search(folded, max(0, last - _LONGEST_POST_WORD), last)
        at = match.end() if found else match.start() + 1
        if found:
            deputy = _DEPUTY.search(folded, max(0, found.start() - _LONGEST_POST_WORD), found.start())
            yield match, deputy.start() if deputy else found.start()


def _name_end(folded: str, marks: Boundaries, match: re.Match[str]) -> int | None:
    """Return where the name behind a post ends: before a word that names are followed by; None if it is no name."""
    name, end = match["name"], match.end()
    if "·" in name:
        shortest = match.start("name") + name.index("·") + 3
        return next((at for at in range(shortest, end + 1) if _stops(folded, marks, at)), None)
    if len(name) > 2 and (
        name.endswith("等")
        or match.string.startswith("给予", end - 1)
        or _PUNISHED.match(folded, end - 1)
        or _ends_earlier(folded, marks, end)
    ):
        name, end = name[:-1], end - 1
    named = _is_name(name) or (_WORD_AS_NAME.fullmatch(name) and _ACTED.match(folded, end))
    return end if len(name) >= 2 and _stops(folded, marks, end) and named else None


# 路建设, 高文明: a given name that is a word too, where only a person can be spoken of.
_WORD_AS_NAME: Final = re.compile(rf"[{_SURNAMES}](?:建设|文明|革命|英雄|向上|学习|胜利|安全)")
_ACTED: Final = re.compile(r"同志|严重|涉嫌|违[纪法规反]|被|因|受到|作出|主持|带队|带领|牵头|任|等?\d{1,2}人|[、,。;)]")


_ADDRESS: Final = frozenset(("同志", "先生", "女士", "等人", "等同志", "老师"))  # no offices
_LONGEST_POST: Final = 16  # characters of an office before its name: 市级非遗传承人, 工程建设科科长
# 马某党内警告: the word behind a name of two characters begins with what might be its third.
_PUNISHED: Final = re.compile("党内|政务|行政|严重|记[大过]|诫勉|警告|开除|撤职|免[去职]")


def _ends_earlier(folded: str, marks: Boundaries, end: int) -> bool:
    return not _stops(folded, marks, end) and _stops(folded, marks, end - 1)


def _stops(folded: str, marks: Boundaries, end: int) -> bool:
    """Say whether a name may end here: before punctuation, or before a word that names are followed by."""
    return marks.begins(end) or _BEHIND.match(folded, end) is not None


def _inner_cut(marks: Boundaries, start: int, end: int) -> bool:
    return marks.left(end) > start


# 对尤某芳、覃 波2名代表, 由褚建国等6人: names that a number counts. A name of two characters may be spread by blanks.
_SPREAD: Final = rf"(?:{_COMPOUND}|[{_SURNAMES}])(?:[{HAN}]{{1,2}}?|[ ]{{1,4}}[{HAN}])"
_COUNTED: Final = Near(
    re.compile(rf"(?<=[对由给与、和])(?P<names>{_SPREAD}(?:、{_SPREAD}){{0,8}})(?:等)?(?=\d{{1,2}}[名人])"),
    re.compile(r"\d{1,2}[名人]"),
    before=80,
    behind=0,
)


def _counted(folded: str, text: str) -> Iterator[PersonMention]:
    for match in _COUNTED.finditer(folded):
        at = match.start("names")
        for name in match["names"].split("、"):
            if _is_name(name.replace(" ", "")):
                yield _person(text, at, at + len(name))
            at += len(name) + 1


# 对管仲华团队奖励, 依托云澜大学沙志民团队: who a team is called after.
_TEAM: Final = Near(
    re.compile(
        rf"(?<=[对由与给为向托学院])(?!高[水层质]|党建|管理)(?P<name>{_SURNAME}[{HAN}]{{1,2}})(?=(?:教授|院士)?(?:团队|课题组|项目组))"
    ),
    re.compile("团队|课题组|项目组"),
    before=7,
    behind=3,
)


_SHORT_NAME: Final = 2  # characters; behind a body they are as often a word (医院康复团队)


def _leading(folded: str, text: str, marks: Boundaries) -> Iterator[PersonMention]:
    for match in _TEAM.finditer(folded):
        whole = marks.is_cut(match.start()) or match.end("name") - match.start() > _SHORT_NAME
        if whole and _is_name(match["name"]) and not _inner_cut(marks, match.start(), match.end("name")):
            yield _person(text, *match.span("name"))


_SPREAD_END: Final = rf"[ ]{{1,4}}[{HAN}](?=[、,。;:()\s\d]|$|同志|等)"
_SPREAD_BEHIND_POST: Final = Near(
    re.compile(rf"(?P<last>[{_POST_ENDS}])[ ]{{0,4}}(?P<name>[{_SURNAMES}]{_SPREAD_END})"),
    re.compile(_SPREAD_END),
    before=6,
    behind=2,
)


def _spread(folded: str, text: str) -> Iterator[PersonMention]:
    """Yield names of two characters that blanks spread behind a post: 科长 苗  壮."""
    for match in _SPREAD_BEHIND_POST.finditer(folded):
        last = match.end("last")
        post = _KNOWN_POST.search(folded, max(0, last - _LONGEST_POST_WORD), last)
        if post and _is_name(match["name"].replace(" ", "")):
            yield _person(text, match.start("name"), match.end("name"), post[0])


def _masked(folded: str, text: str, marks: Boundaries) -> Iterator[PersonMention]:
    """Yield 张某, 王某某, 赵某民: names that the writer hid."""
    for match in _MASKED.finditer(folded):
        end = match.end()
        if match[0].count("某") == 1 and len(match[0]) == 2 and _hides_one(folded, end, marks):
            end += 1
        yield _person(text, match.start(), end)


def _hides_one(folded: str, end: int, marks: Boundaries) -> bool:
    """Say whether only the middle of a name is hidden before `end`: a name may stop behind the next character alone."""
    given = "\u4e00" <= folded[end : end + 1] <= "\u9fff" and folded[end] not in "等同的"
    return given and not _stops(folded, marks, end) and _stops(folded, marks, end + 1)
